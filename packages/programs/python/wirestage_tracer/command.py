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
    """Tells the source, which is known only once the program runs; of what was typed or piped in there is none."""
    from linecache import getlines

    file = getattr(sys.modules["__main__"], "__file__", None)
    if file:
        name, text = file, "".join(getlines(file))
    elif sys.argv[:1] == ["-c"]:
        name, text = "<string>", given()
    else:
        name, text = "<stdin>", ""
    channel.ask(channel.next_number(), "source", file=name, text=beginning(text))


def given():
    """What stands after `-c`: just before the program's own arguments, however many the interpreter has of its own."""
    with open("/proc/self/cmdline", "rb") as line:
        words = line.read().split(b"\0")[:-1]
    return os.fsdecode(words[len(words) - len(sys.argv)]) if len(sys.argv) <= len(words) else ""


def beginning(text):
    """As much as a lab takes, which counts in UTF-16."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * LONGEST_SOURCE].decode("utf-16-le", "ignore")


def leave(calls):
    calls.tell("ended", code=None, signal=None, limit=None)
    calls.stop()
