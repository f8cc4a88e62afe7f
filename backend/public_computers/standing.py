"""How places stand to their three targets in a period, and what each number is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.models import AccessPoint
from backend.public_computers.book_queries import visits_and_before
from backend.public_computers.log_queries import Served, served
from backend.public_computers.machine_queries import worked
from backend.public_computers.plans import places_of
from backend.public_computers.rules import (
    Band,
    MachineDays,
    band,
    growth,
    hours_words,
    percent_words,
    tenths,
)


@dataclass(frozen=True)
class Standing:
    """Machine-days, hours and visits of a period, with their shares as people read them."""

    days: MachineDays
    served: Served
    visits: int
    visits_before: int
    growth_from: int
    growth_to: int

    @property
    def uptime(self) -> str:
        """Machine-days on which machines worked, out of all."""
        return percent_words(tenths(self.days.working, self.days.all))

    @property
    def hours(self) -> str:
        """Minutes kept out of those promised; a day that nobody wrote down was not kept."""
        return percent_words(tenths(self.served.kept, self.served.due))

    @property
    def kept_hours(self) -> str:
        """ "1.234,5"."""
        return hours_words(self.served.kept)

    @property
    def due_hours(self) -> str:
        """The same of what was promised."""
        return hours_words(self.served.due)

    @property
    def grown(self) -> str:
        """ "6,2 %"."""
        return percent_words(growth(self.visits, self.visits_before))

    @property
    def band(self) -> Band | None:
        """How the growth stands to the one that is wanted."""
        return band(growth(self.visits, self.visits_before), self.growth_from, self.growth_to)


def standing(session: Session, points: Sequence[AccessPoint], since: date, until: date) -> Standing:
    """Of places from a day to a day, up to today at most: a year that goes on is held against the same
    days of the year before."""
    until = min(until, clock.today())
    ids = [point.id for point in points]
    now, before = visits_and_before(session, ids, since, until)
    places = places_of(session, points[0].unit_id) if points else None
    return Standing(
        worked(session, ids, since, until),
        served(session, points, since, until),
        now,
        before,
        places.growth_from if places else 0,
        places.growth_to if places else 0,
    )
