"""Lines between a traced program and its lab.

Every message of the program is an object in JSON with a number; every answer is that number and one word. Answers come
in any order, so that several threads can wait at the same time, and each gets its own.
"""

import itertools
from os import _exit, set_inheritable

import _socket
from _json import encode_basestring_ascii as quoted  # The whole json package would cost 8 ms at each start.
from _thread import allocate_lock

from .signals import disturbed

# What a thread is given instead of an answer: it has to read for all that wait.
READ = object()
# Whole numbers beyond it are no longer exact in JavaScript.
LARGEST_INTEGER = 2**53 - 1


def encode(value):
    """JSON of None, truth values, numbers, text, dictionaries and sequences."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int):
        return int.__repr__(value) if abs(value) <= LARGEST_INTEGER else quoted(int.__repr__(value))
    if isinstance(value, float):
        return repr(value) if abs(value) <= LARGEST_INTEGER else quoted(repr(value))
    if isinstance(value, dict):
        return "{%s}" % ",".join(f"{quoted(name)}:{encode(each)}" for name, each in value.items())
    return "[%s]" % ",".join(map(encode, value))


class Waiter:
    """A thread that waits for words; one that a signal takes out of its wait has lost none."""

    def __init__(self):
        self._words = []
        self._bell = allocate_lock()
        self._bell.acquire()

    def give(self, word):
        self._words.append(word)
        if self._bell.locked():
            self._bell.release()

    def take(self):
        while not self._words:
            disturbed(self._bell.acquire)
        return self._words.pop(0)

    def left(self):
        """What it was given and has not taken."""
        return self._words


class Channel:
    """The program's end of the stream to its lab."""

    def __init__(self, fd):
        set_inheritable(fd, False)
        self._socket = _socket.socket(fileno=fd)
        self._unread = b""
        self._numbers = itertools.count(1)
        self._writing = allocate_lock()
        self._lock = allocate_lock()
        self._waiting = {}
        self._has_reader = False

    def close(self):
        self._socket.close()

    def next_number(self):
        return next(self._numbers)

    def say(self, number, what, **facts):
        """Sends a message that wants no answer."""
        line = encode({"number": number, "say": what, **facts}) + "\n"
        with self._writing:
            self._socket.sendall(line.encode())

    def ask(self, number, what, **facts):
        """Sends a message and waits for the word that answers it."""
        mine = Waiter()
        with self._lock:
            self._waiting[number] = mine
            if not self._has_reader:
                self._has_reader = True
                mine.give(READ)
        reads = False
        try:
            self.say(number, what, **facts)
            answer = mine.take()
            reads = answer is READ
            return self._read_until(number) if reads else answer
        finally:
            self._leave(number, reads)

    def read_line(self):
        while b"\n" not in self._unread:
            self._receive()
        line, _, self._unread = self._unread.partition(b"\n")
        return line.decode()

    def read_text(self, length):
        """The next so many bytes, as text."""
        while len(self._unread) < length:
            self._receive()
        text, self._unread = self._unread[:length], self._unread[length:]
        return text.decode()

    def _receive(self):
        # To look takes nothing: what a handler interrupts then is still there.
        disturbed(lambda: self._socket.recv(1, _socket.MSG_PEEK))
        received = self._socket.recv(65536)
        if not received:
            _exit(1)  # The lab is gone, and its programs with it.
        self._unread += received

    def _read_until(self, number):
        """Reads for all that wait, until there is an answer to this one."""
        while True:
            answered, _, word = self.read_line().partition(" ")
            if int(answered) == number:
                return word
            # A call that a signal has interrupted waits no longer.
            waiter = self._waiting.get(int(answered))
            if waiter:
                waiter.give(word)

    def _leave(self, number, reads):
        """Waits no longer, and lets another read if this one did or was about to."""
        with self._lock:
            mine = self._waiting.pop(number)
            if not reads and READ not in mine.left():
                return
            for other in self._waiting.values():
                other.give(READ)
                return
            self._has_reader = False
