"""The revisions of programmes. Every officer may read them: a programme belongs to no unit."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.officers.models import Officer
from backend.programmes.models import ProgrammeRevision
from backend.programmes.service import newest_revisions

_row = ProgrammeRevision


def newest(session: Session, officer: Officer) -> Sequence[ProgrammeRevision]:
    """The revision of each programme that counts now."""
    return newest_revisions(session)


def revisions(session: Session, officer: Officer, code: str) -> Sequence[ProgrammeRevision]:
    """Those of one programme, the newest first; none for a code that nothing has."""
    query = select(_row).where(_row.code == code)
    return session.scalars(query.order_by(_row.number.desc())).all()
