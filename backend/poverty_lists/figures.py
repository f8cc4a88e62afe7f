"""How many households a list has where, as a table in which each figure opens to its rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from backend.administrative_units.models import UnitId
from backend.poverty_lists.draft import Standing
from backend.poverty_lists.queries import Figure

MOST_LINES = 150  # a page of more figures than these helps nobody
_ALWAYS_SHOWN = (Standing.POOR, Standing.NEAR_POOR)


class Place(NamedTuple):
    """A hamlet, or a whole commune where a list has several."""

    unit_id: UnitId
    commune: str | None = None
    hamlet: str | None = None

    @property
    def query(self) -> str:
        """Opens its rows."""
        named = {"unit": self.unit_id, "commune": self.commune, "hamlet": self.hamlet}
        return urlencode({name: value for name, value in named.items() if value is not None})


@dataclass(frozen=True)
class Table:
    """Counts by place and class; `further` places are left out, the totals have them all."""

    standings: list[Standing | None]
    lines: list[tuple[Place, Counter[Standing | None]]]
    further: int
    totals: Counter[Standing | None] = field(default_factory=Counter)

    @property
    def by_unit(self) -> bool:
        """Whether a line is a commune."""
        return any(place.hamlet is None for place, _counts in self.lines)

    @property
    def several_communes(self) -> bool:
        """Whether two hamlets may have one name, in old communes that are one now."""
        return len({place.commune for place, _counts in self.lines}) > 1

    @property
    def households(self) -> int:
        return self.totals.total()


def table_of(figures: Iterable[Figure]) -> Table:
    """One line a hamlet; one line a commune where there are several."""
    figures = list(figures)
    by_unit = len({figure.unit_id for figure in figures}) > 1
    lines: dict[Place, Counter[Standing | None]] = {}
    totals: Counter[Standing | None] = Counter()
    for figure in figures:
        place = Place(figure.unit_id, figure.commune, figure.hamlet)
        place = Place(figure.unit_id) if by_unit else place
        lines.setdefault(place, Counter())[figure.standing] += figure.households
        totals[figure.standing] += figure.households
    shown = [*Standing, None]
    standings = [one for one in shown if totals[one] or (one in _ALWAYS_SHOWN)]
    further = max(len(lines) - MOST_LINES, 0)
    return Table(standings, list(lines.items())[:MOST_LINES], further, totals)
