"""Results that anybody may see: by commune, up to the end of the last month, in steps of five.

A number is told as the multiple of five below it, so a count under five looks like none, and a commune
of which there is nothing more to tell is not listed; a sum is that of the numbers told. So whatever
else is published, any count may still be each of five values, and subtracting reveals nothing. Only
what has a day of its own is told, and only of months that are over: from one day to the next nothing
changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import tree
from backend.db import table
from backend.deliveries.models import Delivery
from backend.figures.catalogue import HANDED_OVER, MADE, Figure
from backend.figures.tables import by_name
from backend.support_requests.queue_models import QueueEntry

STEP = 5
FIGURES = (MADE, HANDED_OVER)
_entry, _delivery = table(QueueEntry), table(Delivery)
# A device that came back is told of as handed over: it would else be seen to come back.
_EVER_HANDED_OVER = _entry.join(_delivery, _delivery.c.request_id == _entry.c.request_id)
_COUNTED = {
    MADE.code: (_entry, QueueEntry.sent_on),
    HANDED_OVER.code: (_EVER_HANDED_OVER, Delivery.handed_over_on),
}


@dataclass(frozen=True)
class CommuneResult:
    """One commune: its name, and each figure of `FIGURES` by code, a multiple of `STEP`; 0 is fewer."""

    commune: str
    province: str
    counts: Mapping[str, int]


def told(count: int) -> int:
    """The multiple of five that is published of a count."""
    return max(count, 0) // STEP * STEP


def last_month(today: date) -> date:
    """The last day that is told of."""
    return today.replace(day=1) - timedelta(days=1)


def results(session: Session, programme: str) -> Sequence[CommuneResult]:
    """Every commune of which there is something to tell under a programme, by province and name."""
    until = last_month(clock.today())
    counted = {figure.code: _by_unit(session, figure, programme, until) for figure in FIGURES}
    units = tree(session)
    communes = {place.id for place in units.communes(clock.today())}
    listed = {unit for counts in counted.values() for unit, count in counts.items() if told(count)}
    ordered = sorted((units.units[unit] for unit in listed & communes), key=by_name)
    found = [
        CommuneResult(
            unit.full_name,
            units.units[unit.parent_id].full_name if unit.parent_id else "",
            {code: told(of_units.get(unit.id, 0)) for code, of_units in counted.items()},
        )
        for unit in ordered
    ]
    return sorted(found, key=lambda each: each.province)


def totals(found: Sequence[CommuneResult]) -> Mapping[str, int]:
    """Sums of what is told, never of what was counted."""
    return {figure.code: sum(each.counts[figure.code] for each in found) for figure in FIGURES}


def _by_unit(session: Session, figure: Figure, programme: str, until: date) -> dict[UnitId, int]:
    rows, day = _COUNTED[figure.code]
    query = (
        select(QueueEntry.unit_id, func.count())
        .select_from(rows)
        .where(QueueEntry.programme == programme, figure.clause(session), day <= until)
        .group_by(QueueEntry.unit_id)
    )
    return {unit: count for unit, count in session.execute(query)}
