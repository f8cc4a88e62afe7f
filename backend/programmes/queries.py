"""The revisions of programmes. Every officer may read them: a programme belongs to no unit."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.officers.models import Officer
from backend.programmes.models import ProgrammeRevision

_row = ProgrammeRevision


def newest(session: Session, officer: Officer) -> Sequence[ProgrammeRevision]:
    """The revision of each programme that counts now."""
    last = select(_row.code, func.max(_row.number).label("number")).group_by(_row.code).subquery()
    query = select(_row).join(last, (_row.code == last.c.code) & (_row.number == last.c.number))
    return session.scalars(query.order_by(_row.code)).all()


def revisions(session: Session, officer: Officer, code: str) -> Sequence[ProgrammeRevision]:
    """Those of one programme, the newest first; none for a code that nothing has."""
    query = select(_row).where(_row.code == code)
    return session.scalars(query.order_by(_row.number.desc())).all()
