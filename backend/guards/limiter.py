"""How often one address, or one chat, may ask: in memory, per process, forgotten after a minute."""

import hashlib
import secrets
import time
from collections import deque
from collections.abc import Callable
from threading import Lock

from backend.guards.places import place_of

SECONDS = 60.0
MOST_ADDRESSES = 10_000
SWEEP_SECONDS = 5.0  # between two looks at addresses that have not asked since


class Limiter:
    """Lets `most` through in a minute for each address, and `overall` for all together. Addresses are
    kept as salted hashes; the salt ends with the process."""

    def __init__(self, most: int, overall: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._overall, self._now = most, overall, now
        self._salt = secrets.token_bytes(16)
        self._seen: dict[bytes, deque[float]] = {}
        self._all: deque[float] = deque()
        self._swept = now()
        self._lock = Lock()

    def lets(self, who: str) -> bool:
        """Whether one more may be asked now by an address, or by whoever else is counted; if so it
        counts."""
        key = hashlib.sha256(self._salt + place_of(who).encode()).digest()[:16]
        with self._lock:
            now = self._now()
            self._sweep(now)
            own = self._seen.setdefault(key, deque())
            _forget(own, now)
            _forget(self._all, now)
            if len(own) >= self._most or len(self._all) >= self._overall:
                return False
            own.append(now)
            self._all.append(now)
            return True

    def _sweep(self, now: float) -> None:
        if now - self._swept < SWEEP_SECONDS and len(self._seen) <= MOST_ADDRESSES:
            return
        self._swept = now
        self._seen = {
            key: own for key, own in self._seen.items() if own and own[-1] > now - SECONDS
        }
        if len(self._seen) > MOST_ADDRESSES:  # nobody has so many who are honest
            self._seen.clear()


def _forget(asked: deque[float], now: float) -> None:
    while asked and asked[0] <= now - SECONDS:
        asked.popleft()
