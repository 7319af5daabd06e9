"""
Python imports this before a program (https://docs.python.org/3/library/site.html), because `wirestage exec` has put its
directory on PYTHONPATH. It lets the lab see the program's calls, and leaves no trace in what the program starts.
"""

import os
import sys

HERE = os.path.dirname(__file__)


def trace():
    fd = int(os.environ.pop("WIRESTAGE_TRACER_FD"))
    from wirestage_tracer.command import join

    join(fd)


def make_room():
    """Runs the `sitecustomize` that this one stands in front of, if there is one."""
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join(path for path in paths if path != HERE)
    sys.path[:] = [path for path in sys.path if path != HERE]
    this = sys.modules.pop("sitecustomize")
    try:
        import sitecustomize  # noqa: F401
    except ImportError:
        sys.modules["sitecustomize"] = this


if "WIRESTAGE_TRACER_FD" in os.environ:
    trace()
make_room()
