"""Surveys beside the requests that were sent: school by school, and class by class."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import UnitId
from backend.need_surveys.models import SurveyedClass
from backend.need_surveys.rules import class_key
from backend.officers.models import Officer
from backend.schools.models import School, SchoolId
from backend.schools.rules import is_named, keys_of
from backend.support_requests.models import Status, SupportRequest

PAGE = 40
_NOT_SENT = (Status.WITHDRAWN, Status.MERGED)


@dataclass(frozen=True)
class SurveyedSchool:
    """A school's sums of a year, None while it has not counted, and how many requests name it."""

    school: School
    pupils: int | None
    without_device: int | None
    without_internet: int | None
    sent: int


@dataclass(frozen=True)
class ComparedClass:
    """A class as counted, None for one that only requests name, and how many requests it sent."""

    name: str
    counted: SurveyedClass | None
    sent: int


def overview(
    session: Session, officer: Officer, year: int, after: SchoolId | None = None
) -> Sequence[SurveyedSchool]:
    """The open schools in the order in which they were added: at most a page and one more."""
    query = select(School).where(scope.within(officer, School.unit_id), School.closed_on.is_(None))
    if after:
        query = query.where(School.id > after)
    found = session.scalars(query.order_by(School.id).limit(PAGE + 1)).all()
    row = SurveyedClass
    sums = {
        school_id: (int(pupils), int(device), int(internet))
        for school_id, pupils, device, internet in session.execute(
            select(
                row.school_id,
                func.sum(row.pupils),
                func.sum(row.without_device),
                func.sum(row.without_internet),
            )
            .where(row.school_id.in_([school.id for school in found]), row.year == year)
            .group_by(row.school_id)
        )
    }
    sent = _sent(session, {school.unit_id for school in found})
    nothing = (None, None, None)
    listed = []
    for school in found:
        pupils, without_device, without_internet = sums.get(school.id, nothing)
        count = sum(_of_school(sent.get(school.unit_id, {}), school).values())
        listed.append(SurveyedSchool(school, pupils, without_device, without_internet, count))
    return listed


def classes(session: Session, officer: Officer, school: School, year: int) -> list[ComparedClass]:
    """The classes of a school, counted or named in requests, by name."""
    query = select(SurveyedClass).where(
        SurveyedClass.school_id == school.id,
        SurveyedClass.year == year,
        scope.within(officer, SurveyedClass.unit_id),
    )
    counted = {row.key: row for row in session.scalars(query)}
    sent = _of_school(_sent(session, {school.unit_id}).get(school.unit_id, {}), school)
    keys = sorted({*counted, *sent})
    return [
        ComparedClass(
            counted[key].class_name if key in counted else key.upper(), counted.get(key), sent[key]
        )
        for key in keys
    ]


Named = Mapping[tuple[str, str], int]  # school and class as families wrote them: how many


def _sent(session: Session, units: set[UnitId]) -> Mapping[UnitId, Named]:
    """Requests that go on or were decided, by commune, school and class as they are written."""
    request = SupportRequest
    query = (
        select(request.unit_id, request.school, request.class_name, func.count())
        .where(request.unit_id.in_(units), request.status.not_in(_NOT_SENT), request.school != "")
        .group_by(request.unit_id, request.school, request.class_name)
    )
    found: dict[UnitId, dict[tuple[str, str], int]] = {}
    for unit_id, school, class_name, count in session.execute(query):
        found.setdefault(unit_id, {})[school, class_name] = count
    return found


def _of_school(named: Named, school: School) -> Counter[str]:
    """Of these requests those of one school, by class."""
    keys = keys_of(school.name, school.other_names)
    by_class: Counter[str] = Counter()
    for (written, class_name), count in named.items():
        if is_named(written, keys):
            by_class[class_key(class_name)] += count
    return by_class
