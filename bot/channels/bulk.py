"""How fast messages that nobody waits for may go out."""

import asyncio

TOGETHER = 4  # messages, so that one transaction serves several


class BulkPace:
    """What a platform takes a second, less what went out beside: replies are never held back, and a
    broadcast fills what they leave. All calls come from the event loop, whose clock counts."""

    def __init__(self, per_second: float | None) -> None:
        self._per_second = per_second
        self._saved = float(TOGETHER)
        self._counted: float | None = None

    def room(self) -> int | None:
        """How many may go now: none, or a few together; None without a limit."""
        if self._per_second is None:
            return None
        self._count(self._per_second)
        return int(self._saved) if self._saved >= TOGETHER else 0

    def took(self, messages: int) -> None:
        """So many were begun. More than the limit is made up for during one second at most."""
        if self._per_second is not None:
            self._saved = max(self._saved - messages, -self._per_second)

    def pause(self) -> float:
        """Seconds until there is room, none when there is."""
        if self._per_second is None:
            return 0.0
        self._count(self._per_second)
        return max(TOGETHER - self._saved, 0.0) / self._per_second

    def _count(self, per_second: float) -> None:
        now = asyncio.get_running_loop().time()
        since = 0.0 if self._counted is None else now - self._counted
        self._saved = min(self._saved + since * per_second, 2.0 * TOGETHER)
        self._counted = now
