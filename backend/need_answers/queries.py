"""Reading who needs nothing; an officer's within the own units."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.need_answers.models import NeedAnswer, NeedAnswerId
from backend.officers.models import Officer

PAGE = 40


def answers(
    session: Session, officer: Officer, programme: str, before: NeedAnswerId | None = None
) -> Sequence[tuple[NeedAnswer, AdministrativeUnit]]:
    """The answers that count, the newest first: a page and one more."""
    query = (
        select(NeedAnswer, AdministrativeUnit)
        .join(AdministrativeUnit, AdministrativeUnit.id == NeedAnswer.unit_id)
        .where(
            scope.within(officer, NeedAnswer.unit_id),
            NeedAnswer.programme == programme,
            NeedAnswer.replaced_by_id.is_(None),
        )
    )
    if before:
        query = query.where(NeedAnswer.id < before)
    found = session.execute(query.order_by(NeedAnswer.id.desc()).limit(PAGE + 1))
    return [(answer, unit) for answer, unit in found]
