"""Reading decisions on titles, an officer those of the own units, and what one of them holds."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.approved_lists.rules import digest
from backend.db import locked
from backend.errors import NotFound
from backend.i18n import _
from backend.learning_titles.models import AwardId, TitleAward, TitleDecision, TitleDecisionId
from backend.officers.models import Officer

PAGE = 40


def decision(
    session: Session, officer: Officer, decision_id: TitleDecisionId, *, lock: bool = False
) -> TitleDecision:
    """One decision. Raises `NotFound`, also for another unit's."""
    query = select(TitleDecision).where(
        TitleDecision.id == decision_id, scope.within(officer, TitleDecision.unit_id)
    )
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có quyết định này trong đơn vị của anh/chị."))
    return found


def decisions(
    session: Session, officer: Officer, before: TitleDecisionId | None = None
) -> Sequence[tuple[TitleDecision, str]]:
    """With their units, the newest first: at most a page and one more."""
    unit = AdministrativeUnit
    query = (
        select(TitleDecision, unit)
        .join(unit, unit.id == TitleDecision.unit_id)
        .where(scope.within(officer, TitleDecision.unit_id))
        .order_by(TitleDecision.id.desc())
        .limit(PAGE + 1)
    )
    if before:
        query = query.where(TitleDecision.id < before)
    return [(row, place.full_name) for row, place in session.execute(query)]


def awards(
    session: Session, decision: TitleDecision, after: int = 0, most: int | None = None
) -> Sequence[TitleAward]:
    """Its lines in the order of their numbers, behind one of them."""
    query = select(TitleAward).where(
        TitleAward.decision_id == decision.id, TitleAward.number > after
    )
    return session.scalars(query.order_by(TitleAward.number).limit(most)).all()


def amendments(session: Session, decision: TitleDecision) -> Sequence[TitleDecision]:
    """The later decisions that name this one, oldest first."""
    query = select(TitleDecision).where(TitleDecision.amends_id == decision.id)
    return session.scalars(query.order_by(TitleDecision.id)).all()


def touched_by(session: Session, rows: Sequence[TitleAward]) -> dict[AwardId, TitleDecision]:
    """The signed decision that revoked or corrected each line; others are missing."""
    query = (
        select(TitleAward.earlier_id, TitleDecision)
        .join(TitleDecision, TitleDecision.id == TitleAward.decision_id)
        .where(
            TitleAward.earlier_id.in_([row.id for row in rows]),
            TitleDecision.frozen_at.is_not(None),
        )
    )
    return {earlier: later for earlier, later in session.execute(query) if earlier}


def is_intact(session: Session, decision: TitleDecision) -> bool:
    """Whether a signed decision's lines are as they were signed."""
    rows = awards(session, decision)
    return decision.frozen_at is None or decision.digest == digest(row.copied() for row in rows)
