"""Keeps the garbage collector from looking at thousands of new rows again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_pausing = 0


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection inside: for some tenths of a second in which many objects are made that all
    stay for now; collecting takes a third of the time of that, and finds nothing."""
    global _pausing  # one for the process, as the collector is
    with _lock:
        _pausing += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _pausing -= 1
            if not _pausing:
                gc.enable()
