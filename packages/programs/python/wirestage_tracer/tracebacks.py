"""Tracebacks as they were without a tracer."""

import os

TRACER = os.path.dirname(__file__)


def hide_tracer(error):
    """Takes the tracer's frames out of an error and of those that led to it; answers the error's own traceback."""
    if error is None:
        return None
    hide_tracer(error.__cause__ or error.__context__)
    error.__traceback__ = without_tracer(error.__traceback__)
    return error.__traceback__


def without_tracer(traceback):
    while traceback and os.path.dirname(traceback.tb_frame.f_code.co_filename) == TRACER:
        traceback = traceback.tb_next
    if traceback:
        traceback.tb_next = without_tracer(traceback.tb_next)
    return traceback
