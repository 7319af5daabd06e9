"""Runs a program of a lab, which gives it its text."""

import atexit
import builtins
import os
import signal
import sys
from types import ModuleType

from .calls import Calls
from .channel import Channel
from .tracing import greet, plain_print, trace


class Source:
    """Gives tracebacks the lines of a program that is no file (linecache asks `__loader__` for them)."""

    def __init__(self, text):
        self._text = text

    def get_source(self, _name):
        return self._text


class End:
    """How the program ends, as far as it ends by itself."""

    code = 0
    signal = None
    limit = None


def run(fd, file):
    """Runs the program that the lab gives through descriptor `fd`, under the name of `file`; does not return."""
    channel = Channel(fd)
    calls = Calls(channel)
    text = channel.read_text(int(greet(channel)))
    main = ModuleType("__main__")
    main.__file__ = file
    main.__loader__ = Source(text)
    main.__builtins__ = builtins
    sys.modules["__main__"] = main
    sys.argv = [file]
    end = End()
    # The first to be registered runs last, when all threads but daemons have ended. What would come after it, the
    # interpreter taking itself apart, is left out: the lab stands still until the process is gone.
    atexit.register(finish, calls, end, os._exit)
    sys.excepthook = show
    trace(calls)
    execute(text, main, end)
    sys.exit(end.code)


def execute(text, main, end):
    try:
        exec(compile(text, main.__file__, "exec"), vars(main))
    except SystemExit as leaving:
        end.code = exit_code(leaving.code)
    except BaseException as error:
        end.code = 1
        if isinstance(error, MemoryError):
            end.limit = "memory"
        if isinstance(error, KeyboardInterrupt):
            end.code, end.signal = 128 + signal.SIGINT, "SIGINT"
        sys.excepthook(type(error), error, error.__traceback__)


def exit_code(code):
    """As sys.exit has it."""
    if code is None or isinstance(code, int):
        return (code or 0) & 0xFF
    plain_print(code, file=sys.stderr)
    return 1


def show(*error):
    """As the interpreter does, which before Python 3.13 finds no lines of a program that is no file."""
    from traceback import print_exception

    print_exception(*error)


def finish(calls, end, exit):
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    calls.tell("ended", code=end.code, signal=end.signal, limit=end.limit)
    exit(end.code)
