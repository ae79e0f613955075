"""How long an analyzer may take for one article, and how many rows it may give."""

import ctypes
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from toolkit.analysis.tables import ContractError
from toolkit.documents import Document

_MOST_ROWS = 100_000
"""Rows of one article beside one for each of its characters: only what never ends gives more."""
_AGAIN = 0.5


class TookTooLong(BaseException):
    """Raised within an analyzer whose time for an article is over; no `except Exception` of its own holds it up."""


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raises TookTooLong in the block once it has lasted for `seconds`; None is for no limit.

    In the main thread by a signal where the system has one (not on Windows), which also ends a sleep, a read or a
    regular expression; otherwise as soon as the next line of Python runs. A call into compiled code that never looks
    for signals ends by itself first.
    """
    if seconds is None:
        yield
    elif hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        yield from _by_signal(seconds)
    else:
        yield from _by_thread(seconds)


def _by_signal(seconds: float) -> Iterator[None]:
    def over(*_: Any) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)  # again, for one that catches everything
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _by_thread(seconds: float) -> Iterator[None]:
    running, done = threading.get_ident(), threading.Event()

    def watch() -> None:
        left = seconds
        while not done.wait(left):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(running), ctypes.py_object(TookTooLong))
            left = _AGAIN

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def limited(rows: Iterable[Any], document: Document) -> Iterator[Any]:
    """The rows, as long as they are not more than an article can have. Raises ContractError for those that are."""
    most = _MOST_ROWS + sum(map(len, document.fields.values()))
    for number, row in enumerate(rows):
        if number == most:
            raise ContractError(f"it gave more than {most:,} rows for this article")
        yield row
