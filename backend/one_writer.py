"""The queue in front of a SQLite file, which has one writer at a time.

SQLite's own way to wait is to sleep, up to 100 ms, and to look again: whoever comes often in between
keeps everybody else out. Here the next thread is woken at once, and another process looks every
millisecond.
"""

import fcntl
import os
import time
from functools import cached_property
from threading import RLock

LOOK_SECONDS = 0.001
PATIENCE_SECONDS = 10.0  # then SQLite itself decides: somebody may hang with the turn in hand


class OneWriter:
    """Held while one writes to the file `path`; between threads only, when there is none. What a
    process holds goes with it, however it ends."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._inside = RLock()

    def __enter__(self) -> None:
        self._inside.acquire()
        until = time.monotonic() + PATIENCE_SECONDS
        while self._path and not self._is_our_turn() and time.monotonic() < until:
            time.sleep(LOOK_SECONDS)

    def __exit__(self, *_fault: object) -> None:
        if "_between" in vars(self):
            fcntl.flock(self._between, fcntl.LOCK_UN)
        self._inside.release()

    def _is_our_turn(self) -> bool:
        try:
            fcntl.flock(self._between, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # SQLite says better what is wrong with the place
        return True

    @cached_property
    def _between(self) -> int:
        """Stays open with the process."""
        return os.open(f"{self._path}.writer", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
