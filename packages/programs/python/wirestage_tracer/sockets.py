"""`socket.socket` whose every question to the kernel is a call that the lab sees."""

import errno
import select
import socket
import sys

from .attempts import (
    Plain,
    accepting,
    answering_errno,
    connecting,
    gathered,
    gathering,
    gathers,
    receiving,
    sending,
    waiting,
)

SO_COOKIE = 57  # asm-generic/socket.h


def traced(method):
    """The method that makes a call of what `method` answers: an attempt at it."""
    name = method.__name__
    plain = getattr(Plain, name)

    def call(self, *arguments, **named):
        if not self._calls.traced:
            return plain(self, *arguments, **named)
        attempt = method(self, *arguments, **named)
        return self._calls.call(self, name, (*arguments, *named.values()), attempt)

    call.__name__ = name
    call.__doc__ = plain.__doc__
    return call


def at_once(name):
    """The method for a call that never waits."""
    plain = getattr(Plain, name)

    def method(self, *arguments, **named):
        return lambda: plain(self, *arguments, **named)

    method.__name__ = name
    return traced(method)


def connect_ex(sock, address):
    return answering_errno(connecting(sock, address))


class TracedSocket(Plain):
    """Takes the place of `socket.socket`."""

    __slots__ = ("_facts",)

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is not None or not self._calls.traced:
            super().__init__(family, type, proto, fileno)
            return

        def attempt():
            Plain.__init__(self, family, type, proto)
            return self

        kind = (socket.AF_INET if family == -1 else family, socket.SOCK_STREAM if type == -1 else type)
        self._calls.call(None, "socket", kind if proto in (-1, 0) else (*kind, proto), attempt)

    def __del__(self):
        # A socket that nobody refers to any more closes itself: a close like any other.
        if self._calls.traced and self.fileno() >= 0:
            self._calls.call(self, "close", (), super().__del__)
        else:
            super().__del__()

    def __repr__(self):
        return self._calls.unseen(super().__repr__)

    def told(self):
        """As the lab knows this socket; None once it is closed."""
        fd = self.fileno()
        if fd < 0:
            return None
        if not hasattr(self, "_facts"):
            cookie = int.from_bytes(Plain.getsockopt(self, socket.SOL_SOCKET, SO_COOKIE, 8), sys.byteorder)
            self._facts = {"cookie": str(cookie), "family": self.family, "type": self.type}
        return {"fd": fd, **self._facts}

    bind = at_once("bind")
    listen = at_once("listen")
    shutdown = at_once("shutdown")
    setsockopt = at_once("setsockopt")
    getsockopt = at_once("getsockopt")
    getsockname = at_once("getsockname")
    getpeername = at_once("getpeername")
    settimeout = at_once("settimeout")
    setblocking = at_once("setblocking")
    makefile = at_once("makefile")
    detach = at_once("detach")
    _close = at_once("close")
    _connect_ex = traced(connect_ex)

    def close(self):
        if self.fileno() >= 0:
            self._close()

    @traced
    def accept(self):
        return accepting(self)

    @traced
    def connect(self, address):
        return connecting(self, address)

    def connect_ex(self, address):
        try:
            return self._connect_ex(address)
        except socket.timeout:
            return errno.EWOULDBLOCK

    @traced
    def recv(self, bufsize, flags=0):
        if not gathers(self, flags):
            return receiving(self, flags, lambda flags: Plain.recv(self, bufsize, flags))
        buffer = bytearray(bufsize)
        return gathered(buffer, gathering(self, buffer, flags))

    @traced
    def recvfrom(self, bufsize, flags=0):
        return receiving(self, flags, lambda flags: Plain.recvfrom(self, bufsize, flags))

    @traced
    def recv_into(self, buffer, nbytes=0, flags=0):
        if not gathers(self, flags):
            return receiving(self, flags, lambda flags: Plain.recv_into(self, buffer, nbytes, flags))
        return gathering(self, memoryview(buffer).cast("B")[: nbytes or None], flags)

    @traced
    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        return receiving(self, flags, lambda flags: Plain.recvfrom_into(self, buffer, nbytes, flags))

    @traced
    def send(self, data, flags=0):
        return sending(self, data, flags, needs_all=False)

    @traced
    def sendall(self, data, flags=0):
        return sending(self, data, flags, needs_all=True)

    @traced
    def sendto(self, data, *flags_and_address):
        *flags, address = flags_and_address
        waits = not sum(flags) & socket.MSG_DONTWAIT
        return waiting(self, select.POLLOUT, lambda flag: Plain.sendto(self, data, sum(flags) | flag, address), waits)


def trace_sockets(calls):
    """From here on every socket that the program makes is a traced one."""
    TracedSocket._calls = calls
    # Programs and messages know it by its old name.
    TracedSocket.__name__ = TracedSocket.__qualname__ = "socket"
    TracedSocket.__module__ = "socket"
    socket.socket = TracedSocket
