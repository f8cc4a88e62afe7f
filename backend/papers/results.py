"""What programmes brought to the officer's unit this year, for the loudspeaker."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.figures.counting import numbers
from backend.figures.narrowing import Narrowing
from backend.figures.rules import Period
from backend.i18n import _
from backend.officers.models import Officer
from backend.papers.announcement import Results
from backend.programmes.service import programmes_now

CODES = ("made", "approved", "handed-over", "package")


def results_of(
    session: Session, officer: Officer, today: date
) -> tuple[date, str, Sequence[Results]]:
    """Since when, of which unit, and what; programmes that nobody may ask for are left out."""
    since = date(today.year, 1, 1)
    unit = session.get_one(AdministrativeUnit, officer.unit_id)
    return since, unit.full_name, list(_results(session, officer, Period(since, today)))


def _results(session: Session, officer: Officer, period: Period) -> Iterator[Results]:
    for programme in programmes_now(session):
        if programme.request is None:
            continue
        narrowed = Narrowing(programme=programme.code, period=period)
        found = numbers(session, officer, narrowed, CODES)
        made, approved, handed_over, packages = (found[code].count or 0 for code in CODES)
        yield Results(
            _(programme.name), _(programme.request.thing), made, approved, handed_over, packages
        )
