"""The calls of a traced program, each made when its lab lets it."""

import errno
import socket
import sys

from _thread import _local

from .attempts import MustWait, answer_late, patience
from .signals import undisturbed

# Longest part of what was sent or received that is told with the call; the frames have it all.
TOLD_BYTES = 64
# The same of a call that is made on no socket, as of `hmac.digest`: no frame has it.
TOLD_WITHOUT_FRAME = 1024
TOLD_CHARACTERS = 256
# So many arguments, and items of a tuple; and so deep may tuples lie in each other, as what `recvfrom` answers.
TOLD_ITEMS = 8
TOLD_DEPTH = 2
# Greater numbers are none of sockets, and dear to write.
TOLD_BITS = 512


class Here(_local):
    """What is known of each thread."""

    busy = False


class Calls:
    """What a traced program does, told to its lab."""

    def __init__(self, channel, introduce=None):
        """`introduce` tells the lab who calls, before the first call."""
        self._channel = channel
        self._introduce = introduce
        self._here = Here()

    @property
    def traced(self):
        """Whether what this thread does now is told: not in a forked child, and not within a call."""
        return self._channel is not None and not self._here.busy

    def stop(self):
        """From here on the program is like any other."""
        channel, self._channel = self._channel, None
        if channel:
            channel.close()

    def tell(self, what, **facts):
        """Tells what the program is about to do, and goes on when the lab has written it down."""
        if self.traced:
            self.unseen(lambda: self._tell(what, facts))

    def unseen(self, act):
        """Does what asks the kernel by the way, and is no call of the program."""
        if self._here.busy:
            return act()
        try:
            self._here.busy = True
            return undisturbed(act)
        finally:
            self._here.busy = False

    def call(self, sock, name, arguments, attempt):
        """
        Makes a call. `attempt` asks the kernel once and raises MustWait where a call of this socket would wait; the lab
        says when to try, and again after everything that happens to the host.
        """
        return self.unseen(lambda: self._make(self._channel.next_number(), sock, name, arguments, attempt))

    def _tell(self, what, facts):
        self._introduce_once()
        self._channel.ask(self._channel.next_number(), what, line=line(), **facts)

    def _introduce_once(self):
        introduce, self._introduce = self._introduce, None
        if introduce:
            introduce(self._channel)

    def _ask(self, number, what, **facts):
        try:
            return self._channel.ask(number, what, **facts)
        except BaseException:
            # The handler of a signal ends the call in the middle of its wait.
            self._channel.say(number, "raised", errno=errno.EINTR, error=None)
            raise

    def _make(self, number, sock, name, arguments, attempt):
        channel = self._channel
        most = TOLD_BYTES if sock else TOLD_WITHOUT_FRAME
        self._introduce_once()
        answer = self._ask(
            number,
            "enter",
            name=name,
            arguments=[told(each, most) for each in arguments[:TOLD_ITEMS]],
            socket=sock and sock.told(),
            line=line(),
            timeout=sock and sock.gettimeout(),
            patience=sock and patience(sock, name),
        )
        while answer != "timeout":
            try:
                result = attempt() if answer == "try" else answer_late(late, code)
            except MustWait as wait:
                # Not the error itself: its traceback leads to this frame, and would keep the socket from being closed.
                sent, late, code = wait.sent, wait.late, wait.errno
            except Exception as error:
                channel.say(number, "raised", **reason(error))
                raise
            else:
                channel.say(number, "returned", value=told(result, most), socket=sock and sock.told())
                return result
            # Asked here: what a handler raises while a MustWait is handled would have that as its context.
            answer = self._ask(number, "blocked", sent=sent)
        raise socket.timeout("timed out")


def line():
    """The line of the program that is being executed, in the innermost of its own frames."""
    main = vars(sys.modules["__main__"])
    # What is typed line by line has no numbers to tell.
    has_lines = "__file__" in main or sys.argv[:1] == ["-c"]
    frame = sys._getframe(1) if has_lines else None
    while frame and frame.f_globals is not main:
        frame = frame.f_back
    return frame and frame.f_lineno


def told(value, most=TOLD_BYTES, depth=0):
    """A value as the lab reads it: numbers and text as they are, the beginning of bytes, whatever else as text."""
    if isinstance(value, int) and value.bit_length() > TOLD_BITS:
        return f"<{value.bit_length()} bits>"
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return value[:TOLD_CHARACTERS]
    if isinstance(value, tuple) and depth < TOLD_DEPTH:
        return {"tuple": [told(each, most, depth + 1) for each in value[:TOLD_ITEMS]]}
    if isinstance(value, socket.socket):
        return {"socket": value.told()}
    if isinstance(value, (bytes, bytearray, memoryview)):
        octets = memoryview(value).cast("B")
        return {"bytes": bytes(octets[:most]).hex(), "length": len(octets)}
    return repr(value)[:TOLD_CHARACTERS]


def reason(error):
    """Why a call failed: by the kernel's errno, or by the name that the library has for it."""
    if isinstance(error, OSError) and not isinstance(error, (socket.gaierror, socket.herror)) and error.errno:
        return {"errno": error.errno, "error": None}
    return {"errno": 0, "error": "timeout" if isinstance(error, socket.timeout) else type(error).__name__}
