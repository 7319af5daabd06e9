"""What a traced program does besides its calls: prints, asks, fails, starts processes, ends."""

import builtins
import os
import stat
import sys
import threading

from .functions import trace_functions
from .sockets import trace_sockets
from .tracebacks import hide_tracer

# Audit events (sys.addaudithook) of a program that starts another process.
STARTING = {"os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen"}
plain_print = print


def greet(channel):
    """Says who speaks, and answers what the lab says to that."""
    version = ".".join(map(str, sys.version_info[:3]))
    # The number by which the lab knows this process, whatever namespace it lives in.
    return channel.ask(channel.next_number(), "hello", python=version, process=int(os.readlink("/proc/self")))


def trace(calls):
    """From here on the lab sees what the program does."""
    trace_sockets(calls)
    trace_functions(calls)
    os._exit = traced_exit(calls, os._exit)
    os.unlink = TracedUnlink(calls, os.unlink)
    os.remove = TracedUnlink(calls, os.remove)
    builtins.print = traced_print(calls)
    builtins.input = traced_input(calls, builtins.input)
    os.register_at_fork(after_in_child=calls.stop)
    sys.excepthook = traced_excepthook(sys.excepthook)
    threading.excepthook = traced_thread_excepthook(threading.excepthook)
    sys.addaudithook(lambda event, _: event in STARTING and calls.tell("process"))


def traced_exit(calls, plain):
    def _exit(status):
        calls.tell("ended", code=status & 0xFF, signal=None, limit=None)
        plain(status)

    _exit.__doc__ = plain.__doc__
    return _exit


class TracedUnlink:
    """`os.unlink`, a call where it is about the file of a socket. No function: pathlib of Python 3.9 would bind that."""

    def __init__(self, calls, plain):
        self._calls = calls
        self._plain = plain
        self.__doc__ = plain.__doc__

    def __call__(self, path, **options):
        if not self._calls.traced or not is_socket_or_nothing(path):
            return self._plain(path, **options)
        return self._calls.call(None, "unlink", (os.fspath(path),), lambda: self._plain(path, **options))


def is_socket_or_nothing(path):
    try:
        return stat.S_ISSOCK(os.lstat(path).st_mode)
    except FileNotFoundError:
        return True


def traced_print(calls):
    def print(*values, **options):
        calls.tell("print")
        plain_print(*values, **options)

    print.__doc__ = plain_print.__doc__
    return print


def traced_input(calls, plain):
    def input(prompt=""):
        calls.tell("print")
        # What it waits for is told when the prompt can be seen.
        plain_print(prompt, end="", flush=True)
        calls.tell("asking")
        text = plain()
        calls.tell("input", text=text)
        return text

    input.__doc__ = plain.__doc__
    return input


def traced_excepthook(plain):
    def excepthook(type, error, traceback):
        plain(type, error, hide_tracer(error))

    return excepthook


def traced_thread_excepthook(plain):
    def excepthook(arguments):
        hide_tracer(arguments.exc_value)
        plain(arguments)

    return excepthook
