"""What belongs to an application that was read within somebody's scope: its points, its steps, others
of the same name, its award."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.learning_titles.models import (
    TitleApplication,
    TitleAward,
    TitleDecision,
    TitleScore,
)
from backend.learning_titles.rules import Points
from backend.learning_titles.schema import Rubric
from backend.learning_titles.titles import steps_of
from backend.learning_titles.words import AwardKind
from backend.programmes.schema import Step
from backend.vietnamese import fold

KEY_LENGTH = 64


def key_of(name: str) -> str:
    """By which an applicant's other applications are noticed."""
    return fold(name)[:KEY_LENGTH]


def lock_unit(session: Session, unit_id: UnitId) -> None:
    """Two who apply for the same applicant at once: the second waits, and finds the first."""
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == unit_id)
    session.execute(unit.with_for_update(key_share=True))


def scores(session: Session, application: TitleApplication) -> Mapping[str, TitleScore]:
    """Its criteria, by their codes."""
    query = select(TitleScore).where(TitleScore.application_id == application.id)
    return {score.criterion: score for score in session.scalars(query)}


def points(session: Session, application: TitleApplication, rubric: Rubric) -> Mapping[str, Points]:
    """The points of each criterion, in the rubric's order."""
    found = scores(session, application)
    return {
        each.code: Points(
            found[each.code].self_points,
            found[each.code].points,
            each.points,
            proven=not each.evidence or found[each.code].media_id is not None,
            reason=found[each.code].reason,
        )
        for each in rubric.criteria
    }


def steps(session: Session, application: TitleApplication) -> Sequence[Step]:
    """The steps that it goes through."""
    return steps_of(session, application)


def same_as(
    session: Session, unit_id: UnitId, year: int, title: str, name: str
) -> Sequence[TitleApplication]:
    """Applications of a commune and year for the same title under the same name, the first first."""
    query = select(TitleApplication).where(
        TitleApplication.unit_id == unit_id,
        TitleApplication.year == year,
        TitleApplication.title == title,
        TitleApplication.applicant_key == key_of(name),
    )
    return session.scalars(query.order_by(TitleApplication.id)).all()


def award_of(
    session: Session, application: TitleApplication
) -> tuple[TitleAward, TitleDecision] | None:
    """The line of a signed decision that recognises it."""
    query = (
        select(TitleAward, TitleDecision)
        .join(TitleDecision, TitleDecision.id == TitleAward.decision_id)
        .where(TitleAward.application_id == application.id, TitleAward.in_force)
    )
    row = session.execute(query).one_or_none()
    return (row[0], row[1]) if row else None


def is_listed(session: Session, application: TitleApplication) -> bool:
    """Whether it stands on the list of a draft, or is recognised by a signed one."""
    query = (
        select(TitleAward.id)
        .join(TitleDecision, TitleDecision.id == TitleAward.decision_id)
        .where(
            TitleAward.application_id == application.id,
            TitleAward.in_force | TitleDecision.frozen_at.is_(None),
        )
    )
    return session.scalar(query.limit(1)) is not None


def revocation_of(
    session: Session, application: TitleApplication
) -> tuple[TitleAward, TitleDecision] | None:
    """The newest signed line that took its title away."""
    query = (
        select(TitleAward, TitleDecision)
        .join(TitleDecision, TitleDecision.id == TitleAward.decision_id)
        .where(
            TitleAward.application_id == application.id,
            TitleAward.kind == AwardKind.REVOKED,
            TitleDecision.frozen_at.is_not(None),
        )
        .order_by(TitleAward.id.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return (row[0], row[1]) if row else None
