"""The clocks of a breach. Pure: values in, answer out.

Hours are hours: a breach that is found on a Friday evening is to be reported on Monday evening.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.breaches.clocks import Clock
from backend.breaches.words import Told

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Running:
    """One clock of a breach: until when somebody is to be told, and when they were (None: not yet)."""

    clock: Clock
    until: datetime
    told_at: datetime | None
    now: datetime

    @property
    def is_open(self) -> bool:
        """Whether they still wait to be told."""
        return self.told_at is None

    @property
    def is_late(self) -> bool:
        """Whether they were not told in time, or cannot be any more."""
        return (self.told_at or self.now) > self.until

    @property
    def hours(self) -> int:
        """Whole hours that are left, or by which it is too late, of which a begun one counts."""
        end = self.told_at or self.now
        if self.is_late:
            return -((self.until - end) // HOUR)
        return (self.until - end) // HOUR


def running(
    clocks: Sequence[Clock],
    found_at: datetime,
    told: Mapping[Told, datetime],
    now: datetime,
    *,
    via_zalo: bool,
) -> list[Running]:
    """The clocks that count for a breach. `told` is when each receiver was first told."""
    return [
        Running(each, found_at + timedelta(hours=each.hours), told.get(each.receiver), now)
        for each in clocks
        if via_zalo or not each.only_via_zalo
    ]
