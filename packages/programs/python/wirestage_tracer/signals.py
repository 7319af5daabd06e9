"""
Handlers of signals run between the calls of a program, and where it waits for the lab: not in the middle of the tracer,
which an exception from one of them, as KeyboardInterrupt, would leave half done.

Python runs them in the main thread, whichever thread the kernel gives a signal to; hence those that wait in the tracer
take none.
"""

from _signal import SIG_BLOCK, SIG_SETMASK, SIGALRM, SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2
from _signal import SIGWINCH, pthread_sigmask
from _thread import get_ident

MASKED = {SIGALRM, SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH}
MAIN_THREAD = get_ident()

# What the program itself has blocked in its main thread, while that is not disturbed.
own_mask = None


def undisturbed(act):
    """Does `act` without a handler in between; those of signals that came meanwhile run when it is done."""
    global own_mask
    is_main = get_ident() == MAIN_THREAD
    before = pthread_sigmask(SIG_BLOCK, ())
    try:
        pthread_sigmask(SIG_BLOCK, MASKED)
        if is_main:
            own_mask = before
        return act()
    finally:
        if is_main:
            own_mask = None
        pthread_sigmask(SIG_SETMASK, before)


def disturbed(act):
    """Waits in `act`, which a handler may interrupt; it must do nothing that would then be lost."""
    if get_ident() != MAIN_THREAD or own_mask is None:
        return act()
    try:
        pthread_sigmask(SIG_SETMASK, own_mask)
        return act()
    finally:
        pthread_sigmask(SIG_BLOCK, MASKED)
