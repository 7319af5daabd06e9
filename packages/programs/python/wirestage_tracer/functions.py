"""Functions of the library that are calls of the trace where the program itself makes them, and not its modules."""

import os
import sys
from importlib.machinery import PathFinder


def trace_functions(calls):
    os.urandom = traced_function(calls, "os.urandom", os.urandom)
    if "hmac" in sys.modules:
        trace_hmac(calls, sys.modules["hmac"])
    else:
        sys.meta_path.insert(0, HmacFinder(calls))


def trace_hmac(calls, hmac):
    hmac.digest = traced_function(calls, "hmac.digest", hmac.digest, ("key", "msg", "digest"))
    hmac.compare_digest = traced_function(calls, "hmac.compare_digest", hmac.compare_digest)


class HmacFinder:
    """Traces `hmac` once the program imports it: it takes its time to load, and most programs have no use for it."""

    def __init__(self, calls):
        self._calls = calls

    def find_spec(self, name, path=None, target=None):
        if name != "hmac":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.loader:
            plain = spec.loader.exec_module

            def exec_module(module):
                plain(module)
                trace_hmac(self._calls, module)

            spec.loader.exec_module = exec_module
        return spec


def traced_function(calls, name, plain, parameters=()):
    """`parameters`: names of those that may be given by name, in the order in which the call is told."""

    def function(*arguments, **named):
        if not calls.traced or sys._getframe(1).f_globals is not vars(sys.modules["__main__"]):
            return plain(*arguments, **named)
        ordered = (*arguments, *(named[each] for each in parameters if each in named))
        return calls.call(None, name, ordered, lambda: plain(*arguments, **named))

    function.__name__ = plain.__name__
    function.__doc__ = plain.__doc__
    return function
