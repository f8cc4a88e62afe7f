"""What everybody may read about learning: courses, and how many titles a commune has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from backend import clock, scope
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.figures.public import told
from backend.learning_titles.centre_models import LearningCentre, LearningCourse
from backend.learning_titles.centres import takes_place
from backend.learning_titles.models import TitleAward, TitleDecision
from backend.learning_titles.words import AwardKind

MOST_COURSES = 40


@dataclass(frozen=True)
class PublicCourse:
    """A course that one can still join."""

    name: str
    starts_on: date
    ends_on: date
    place: str
    joining: str
    centre: str
    address: str
    phone: str
    unit: str


def courses(session: Session, unit_id: UnitId, most: int = MOST_COURSES) -> Sequence[PublicCourse]:
    """Courses of a unit and everything below it, the soonest first."""
    course, centre, unit = LearningCourse, LearningCentre, AdministrativeUnit
    query = (
        select(course, centre, unit)
        .join(centre, centre.id == course.centre_id)
        .join(unit, unit.id == centre.unit_id)
        .where(takes_place(clock.today()), scope.below(centre.unit_id, unit_id))
        .order_by(course.starts_on, course.id)
        .limit(most)
    )
    return [
        PublicCourse(
            one.name,
            one.starts_on,
            one.ends_on,
            one.place,
            one.joining,
            home.name,
            home.address,
            home.phone,
            place.full_name,
        )
        for one, home, place in session.execute(query)
    ]


def recognised(session: Session, year: int, until: date) -> Mapping[UnitId, Mapping[str, int]]:
    """How many of each commune hold each title of a year, by the title's name as signed, as decisions
    up to a day say; in the steps of `figures.public`, and nothing of fewer than one step."""
    later, later_decision = aliased(TitleAward), aliased(TitleDecision)
    ended = exists().where(
        later.earlier_id == TitleAward.id,
        later_decision.id == later.decision_id,
        later_decision.decision_date <= until,
    )
    query = (
        select(TitleAward.unit_id, TitleAward.title_name, func.count())
        .join(TitleDecision, TitleDecision.id == TitleAward.decision_id)
        .where(
            TitleAward.year == year,
            TitleAward.kind != AwardKind.REVOKED,
            TitleDecision.decision_date <= until,
            ~ended,
        )
        .group_by(TitleAward.unit_id, TitleAward.title_name)
        .order_by(TitleAward.title_name)
    )
    found: dict[UnitId, dict[str, int]] = {}
    for unit, name, count in session.execute(query):
        if told(count):
            found.setdefault(unit, {})[name] = told(count)
    return found
