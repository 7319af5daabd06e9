"""Traces a program that a person runs in a host of a lab by `wirestage exec`."""

import atexit
import os
import sys
from fcntl import LOCK_EX, LOCK_NB, lockf

from .calls import Calls
from .channel import Channel
from .tracing import greet, trace

LONGEST_SOURCE = 64 * 1024  # UTF-16 units


def join(fd):
    """Descriptor `fd` is a connection to the lab that has said the token already; traced is who has it alone."""
    if not claim(fd):
        return
    os.set_blocking(fd, True)
    channel = Channel(fd)
    calls = Calls(channel, introduce)
    greet(channel)
    # The first to be registered runs last, when all threads but daemons have ended.
    atexit.register(leave, calls)
    trace(calls)


def claim(fd):
    """
    Whether no other process speaks on this connection. A shell hands it on to all that it starts, at the same time
    even, and two that speak would take each other's answers. A record lock (fcntl(2)) belongs to one process, and goes
    with it or with the descriptor, so that the next may speak then. It fails too where nothing was handed on.
    """
    try:
        lockf(fd, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        os.close(fd)
        return False
    except OSError:
        return False
    return True


def introduce(channel):
    """Tells the source, which is known only once the program runs; of one that is no file there is none."""
    from linecache import getlines

    file = getattr(sys.modules["__main__"], "__file__", None)
    text = "".join(getlines(file)) if file else ""
    channel.ask(channel.next_number(), "source", file=file or "<stdin>", text=beginning(text))


def beginning(text):
    """As much as a lab takes, which counts in UTF-16."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * LONGEST_SOURCE].decode("utf-16-le", "ignore")


def leave(calls):
    calls.tell("ended", code=None, signal=None, limit=None)
    calls.stop()
