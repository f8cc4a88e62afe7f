"""The reports that there are to write."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from backend.officers.models import Officer
from backend.programmes.offered import programmes_of
from backend.programmes.schema import Programme
from backend.programmes.sections import Report


def offered(session: Session, officer: Officer) -> Iterator[tuple[Programme, Report]]:
    """Every report that a programme of the officer's unit asks for."""
    for programme in programmes_of(session, officer.unit_id):
        for report in programme.reports:
            yield programme, report
