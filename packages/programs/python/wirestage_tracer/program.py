"""Runs a program under the eyes of its lab."""

import atexit
import builtins
import os
import signal
import stat
import sys
import threading
from types import ModuleType

from .calls import Calls
from .channel import Channel
from .sockets import trace_sockets

# Audit events (sys.addaudithook) of a program that starts another process.
STARTING = {"os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen"}
TRACER = os.path.dirname(__file__)
plain_print = print


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
    trace(calls)
    execute(text, main, end)
    sys.exit(end.code)


def greet(channel):
    """Says who speaks, and answers what the lab says to that."""
    version = ".".join(map(str, sys.version_info[:3]))
    # The number by which the lab knows this process, whatever namespace it lives in.
    return channel.ask(channel.next_number(), "hello", python=version, process=int(os.readlink("/proc/self")))


def trace(calls):
    trace_sockets(calls)
    os._exit = traced_exit(calls, os._exit)
    os.unlink = TracedUnlink(calls, os.unlink)
    os.remove = TracedUnlink(calls, os.remove)
    builtins.print = traced_print(calls)
    builtins.input = traced_input(calls, builtins.input)
    os.register_at_fork(after_in_child=calls.stop)
    threading.excepthook = traced_excepthook(threading.excepthook)
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
    def excepthook(arguments):
        hide_tracer(arguments.exc_value)
        plain(arguments)

    return excepthook


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
        show(error)


def exit_code(code):
    """As sys.exit has it."""
    if code is None or isinstance(code, int):
        return (code or 0) & 0xFF
    plain_print(code, file=sys.stderr)
    return 1


def show(error):
    """As the interpreter does, but for the frames of the tracer."""
    if sys.excepthook is not sys.__excepthook__:
        sys.excepthook(type(error), error, error.__traceback__)
        return
    from traceback import print_exception

    hide_tracer(error)
    print_exception(type(error), error, error.__traceback__)


def hide_tracer(error):
    while error:
        error.__traceback__ = without_tracer(error.__traceback__)
        error = error.__cause__ or error.__context__


def without_tracer(traceback):
    while traceback and os.path.dirname(traceback.tb_frame.f_code.co_filename) == TRACER:
        traceback = traceback.tb_next
    if traceback:
        traceback.tb_next = without_tracer(traceback.tb_next)
    return traceback


def finish(calls, end, exit):
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    calls.tell("ended", code=end.code, signal=end.signal, limit=end.limit)
    exit(end.code)
