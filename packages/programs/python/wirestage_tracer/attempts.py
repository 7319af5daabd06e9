"""
How a call that may wait is attempted without waiting, so that it answers, fails and times out as CPython's own does.

Each function makes the attempt at one call: a function that asks the kernel once, answers what the call returns or
raises what it raises, and raises MustWait where the call would wait. With a timeout CPython waits before it asks the
kernel; without one the kernel waits, and decides what there is to wait for.
"""

import errno
import os
import select
import socket
import struct

Plain = socket.socket

TCP_CLOSE = 7  # netinet/tcp.h
TIMEVAL = struct.Struct("@ll")

# Left out is `sendall`, of which each send has the whole time again.
PATIENCE = {
    **dict.fromkeys(("accept", "recv", "recvfrom", "recv_into", "recvfrom_into"), socket.SO_RCVTIMEO),
    **dict.fromkeys(("send", "sendto", "connect", "connect_ex"), socket.SO_SNDTIMEO),
}


class MustWait(Exception):
    """
    The kernel has no answer yet; `sent` bytes of what the call sends, or gathers, are done. Where the socket has a time
    of its own for it (SO_RCVTIMEO, SO_SNDTIMEO), the call answers `late` after that, or fails with `errno` if that is
    None.
    """

    def __init__(self, sent=0, late=None, errno=errno.EAGAIN):
        super().__init__(sent)
        self.sent = sent
        self.late = late
        self.errno = errno


def patience(sock, name):
    """How long the kernel waits in a call of this name, in s, or None: SO_RCVTIMEO and SO_SNDTIMEO of socket(7)."""
    option = PATIENCE.get(name)
    if option is None or sock.gettimeout() is not None or sock.fileno() < 0:
        return None
    seconds, microseconds = TIMEVAL.unpack(Plain.getsockopt(sock, socket.SOL_SOCKET, option, TIMEVAL.size))
    return seconds + microseconds / 1_000_000 or None


def answer_late(late, code):
    """What the call answers when the kernel has waited for as long as it should."""
    if late is None:
        raise OSError(code, os.strerror(code))
    return late


def waiting(sock, event, ask, waits=True):
    """
    A call that waits for `event` of poll(2); `ask` is given a flag for the kernel. `waits`: whether the kernel would
    wait in a call of a socket without a timeout.
    """

    def attempt():
        timeout = sock.gettimeout()
        if timeout and not is_ready(sock, event):
            raise MustWait
        if timeout is not None or not waits:
            return ask(0)
        try:
            return ask(socket.MSG_DONTWAIT)
        except BlockingIOError:
            raise MustWait from None

    return attempt


def receiving(sock, flags, ask):
    """A call that receives with these flags. The urgent byte is not waited for (tcp_recv_urg in net/ipv4/tcp.c)."""
    waits = not flags & (socket.MSG_DONTWAIT | socket.MSG_OOB)
    return waiting(sock, select.POLLIN, lambda flag: ask(flags | flag), waits)


def gathers(sock, flags):
    """Whether a call waits for all that it asks for: of a stream, where nothing keeps the kernel from waiting."""
    others = socket.MSG_DONTWAIT | socket.MSG_OOB
    waits_for_all = flags & socket.MSG_WAITALL and not flags & others
    return bool(waits_for_all) and sock.type == socket.SOCK_STREAM and sock.gettimeout() is None


def gathering(sock, buffer, flags):
    """`recv_into` that fills the whole buffer, but for the end of the stream or an error before."""
    rest = memoryview(buffer).cast("B")
    length = len(rest)
    receive = receiving(sock, flags, lambda flags: Plain.recv_into(sock, rest, 0, flags))
    if flags & socket.MSG_PEEK:
        return peeking(sock, receive, length)

    def attempt():
        nonlocal rest
        while rest and not (len(rest) < length and is_reset(sock)):
            try:
                received = receive()
            except MustWait:
                done = length - len(rest)
                raise MustWait(done, done or None) from None
            if received == 0:
                break
            rest = rest[received:]
        return length - len(rest)

    return attempt


def gathered(buffer, gather):
    """`recv` that fills the buffer as `gather` does."""

    def attempt():
        try:
            return bytes(buffer[: gather()])
        except MustWait as wait:
            wait.late = wait.late and bytes(buffer[: wait.late])
            raise

    return attempt


def peeking(sock, receive, length):
    """What is looked at stays: each attempt sees it again from its beginning, until it is all or no more can come."""

    def attempt():
        # Asked before: what comes together with the end must not be taken for all there is.
        is_whole = is_ready(sock, select.POLLRDHUP)
        received = receive()
        if received < length and not is_whole:
            raise MustWait(received, received)
        return received

    return attempt


def accepting(sock):
    """accept(2) takes no flag: only a socket that listens waits there."""

    def attempt():
        timeout = sock.gettimeout()
        waits = timeout or timeout is None and listens(sock)
        if waits and not is_ready(sock, select.POLLIN):
            raise MustWait
        return Plain.accept(sock)

    return attempt


def sending(sock, data, flags, needs_all):
    """
    `send` or `sendall`. A blocking send takes all as well, or what it could before an error, of which the next call is
    told.
    """
    try:
        rest = memoryview(data).cast("B")
    except TypeError:
        return lambda: Plain.send(sock, data, flags)
    length = len(rest)
    waits = not flags & socket.MSG_DONTWAIT
    send = waiting(sock, select.POLLOUT, lambda flag: Plain.send(sock, rest, flags | flag), waits)

    def attempt():
        nonlocal rest
        while needs_all or len(rest) == length or not is_reset(sock):
            try:
                rest = rest[send() :]
            except MustWait:
                done = length - len(rest)
                raise MustWait(done, done or None) from None
            except OSError:
                if needs_all or len(rest) == length:
                    raise
                break
            if not rest or not needs_all and (not waits or sock.gettimeout() is not None):
                break
        return None if needs_all else length - len(rest)

    return attempt


def connecting(sock, address):
    """
    Without a timeout, connect(2) again and again: EALREADY while it goes on. With one, CPython connects once and then
    asks for SO_ERROR, which leaves the socket in another state.
    """
    has_begun = False
    first_errno = None

    def attempt():
        nonlocal has_begun, first_errno
        timeout = sock.gettimeout()
        if timeout and has_begun:
            return find_connected(sock)
        Plain.settimeout(sock, 0)
        try:
            return Plain.connect(sock, address)
        except BlockingIOError as error:
            has_begun = error.errno == errno.EINPROGRESS
            first_errno = first_errno or error.errno
            if timeout is None or timeout and has_begun:
                raise MustWait(errno=first_errno) from None
            raise
        finally:
            Plain.settimeout(sock, timeout)

    return attempt


def answering_errno(attempt_connect):
    """`connect_ex`: the errno in place of the error that `connect` raises."""

    def attempt():
        try:
            attempt_connect()
        except MustWait as wait:
            wait.late = wait.errno
            raise
        except (socket.gaierror, socket.herror):
            raise
        except OSError as error:
            return error.errno
        return 0

    return attempt


def find_connected(sock):
    if not is_ready(sock, select.POLLOUT):
        raise MustWait
    error = Plain.getsockopt(sock, socket.SOL_SOCKET, socket.SO_ERROR)
    if error:
        raise OSError(error, os.strerror(error))


def listens(sock):
    return sock.fileno() >= 0 and Plain.getsockopt(sock, socket.SOL_SOCKET, socket.SO_ACCEPTCONN)


def is_reset(sock):
    """Whether a TCP connection is no more; to ask it by a call would take the error from the next one."""
    if sock.fileno() < 0 or sock.family == socket.AF_UNIX or sock.type != socket.SOCK_STREAM:
        return False
    return Plain.getsockopt(sock, socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == TCP_CLOSE


def is_ready(sock, event):
    """Whether there is no need to wait: the event is there, or an error, or no socket any more."""
    if sock.fileno() < 0:
        return True
    poll = select.poll()
    poll.register(sock.fileno(), event)
    return bool(poll.poll(0))
