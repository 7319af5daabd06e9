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

Plain = socket.socket


class MustWait(Exception):
    """The kernel has no answer yet; `sent` bytes of what the call sends are on their way."""

    def __init__(self, sent=0):
        super().__init__(sent)
        self.sent = sent


def waiting(sock, event, ask):
    """A call that waits for `event` of poll(2); `ask` is given a flag for the kernel."""

    def attempt():
        timeout = sock.gettimeout()
        if timeout and not is_ready(sock, event):
            raise MustWait
        try:
            return ask(socket.MSG_DONTWAIT if timeout is None else 0)
        except BlockingIOError:
            if timeout is None:
                raise MustWait from None
            raise

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
    """`send` or `sendall`. A blocking send takes all as well, or what it could before an error."""
    try:
        rest = memoryview(data).cast("B")
    except TypeError:
        return lambda: Plain.send(sock, data, flags)
    length = len(rest)
    send = waiting(sock, select.POLLOUT, lambda flag: Plain.send(sock, rest, flags | flag))

    def attempt():
        nonlocal rest
        while True:
            try:
                rest = rest[send() :]
            except MustWait:
                raise MustWait(length - len(rest)) from None
            except OSError:
                if needs_all or len(rest) == length:
                    raise
                return length - len(rest)
            if not rest or not needs_all and sock.gettimeout() is not None:
                return None if needs_all else length - len(rest)

    return attempt


def connecting(sock, address):
    """
    Without a timeout, connect(2) again and again: EALREADY while it goes on. With one, CPython connects once and then
    asks for SO_ERROR, which leaves the socket in another state.
    """
    has_begun = False

    def attempt():
        nonlocal has_begun
        timeout = sock.gettimeout()
        if timeout and has_begun:
            return find_connected(sock)
        Plain.settimeout(sock, 0)
        try:
            return Plain.connect(sock, address)
        except BlockingIOError as error:
            has_begun = error.errno == errno.EINPROGRESS
            if timeout is None or timeout and has_begun:
                raise MustWait from None
            raise
        finally:
            Plain.settimeout(sock, timeout)

    return attempt


def answering_errno(attempt_connect):
    """`connect_ex`: the errno in place of the error that `connect` raises."""

    def attempt():
        try:
            attempt_connect()
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


def is_ready(sock, event):
    """Whether there is no need to wait: the event is there, or an error, or no socket any more."""
    if sock.fileno() < 0:
        return True
    poll = select.poll()
    poll.register(sock.fileno(), event)
    return bool(poll.poll(0))
