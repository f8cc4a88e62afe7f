"""Which schools have said their needs this year, or that they have none; and reminding the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.contacts.models import ContactId
from backend.db import locked
from backend.errors import Conflict
from backend.i18n import _
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.school_needs.models import Participation, SchoolNeed
from backend.schools import queries as schools
from backend.schools.models import School, SchoolId
from backend.schools.rules import is_named, keys_of
from backend.schools.words import SchoolLevel
from backend.teachers.models import Teacher

PAGE = 30
REMIND_AGAIN_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Silent:
    """A school that has not reported: where it is, and when its teachers were reminded."""

    school: School
    commune: str
    participation: Participation | None
    teachers: int  # whom a reminder reaches


@dataclass(frozen=True)
class Taken:
    """How many schools of a level have reported, of how many."""

    level: SchoolLevel
    reported: int
    schools: int


def of_school(session: Session, school_id: SchoolId, year: int) -> Participation | None:
    """What a school said in a year, or that it was reminded."""
    query = select(Participation).where(
        Participation.school_id == school_id, Participation.year == year
    )
    return session.scalar(query)


def note_needs(
    session: Session, officer: Officer, school_id: SchoolId, unit_id: UnitId
) -> Participation:
    """A need came in: the school has reported, whatever it said before."""
    return _say(session, officer, school_id, unit_id, has_needs=True)


def confirm_none(session: Session, officer: Officer, school_id: SchoolId) -> Participation:
    """The school says that it lacks nothing this year. Raises `Conflict` while it has needs that are
    not done with."""
    school = schools.school(session, officer, school_id, lock=True)
    pending = select(func.count()).where(
        SchoolNeed.school_id == school_id, SchoolNeed.ended_on.is_(None)
    )
    if session.scalar(pending):
        raise Conflict(_("Trường còn nhu cầu chưa xong. Anh/chị đóng các nhu cầu đó trước."))
    return _say(session, officer, school.id, school.unit_id, has_needs=False)


def confirm_same(session: Session, officer: Officer, school_id: SchoolId) -> Participation:
    """The school says that its needs of earlier are still as they stand. Raises `Conflict` without
    any."""
    school = schools.school(session, officer, school_id, lock=True)
    pending = select(func.count()).where(
        SchoolNeed.school_id == school_id, SchoolNeed.ended_on.is_(None)
    )
    if not session.scalar(pending):
        raise Conflict(
            _("Trường chưa có nhu cầu nào đang mở. Anh/chị ghi nhu cầu, hoặc ghi không có.")
        )
    return _say(session, officer, school.id, school.unit_id, has_needs=True)


def remind(session: Session, officer: Officer, school_id: SchoolId) -> int:
    """Writes to the confirmed teachers of a school; how many could be told. Raises `Conflict` when
    it has reported, or was reminded within the week."""
    school = schools.school(session, officer, school_id, lock=True)
    row = _row(session, school.id, school.unit_id)
    if row.confirmed_on:
        raise Conflict(_("Trường này vừa báo rồi, không cần nhắc."))
    if row.reminded_at and clock.now() - row.reminded_at < REMIND_AGAIN_AFTER:
        raise Conflict(
            _("Trường này được nhắc trong tuần rồi. Anh/chị gọi cho trường thì nhanh hơn.")
        )
    contacts = _teachers(session, [school]).get(school.id, [])
    text = _(
        "Năm {year} trường mình chưa báo nhu cầu cho chương trình. Thầy cô nhắn: nhu cầu của trường. "
        "Nếu trường không cần gì, thầy cô nhắn: gặp cán bộ, để xã ghi là không có ạ."
    ).format(year=row.year)
    told = sum(notify(session, contact_id, text) for contact_id in contacts)
    if not told:
        raise Conflict(_("Chưa có thầy cô nào của trường nhắn được. Anh/chị gọi cho trường."))
    row.reminded_at = clock.now()
    audit.record(session, "remind_school", row, by=officer, told=told)
    return told


def taken(session: Session, officer: Officer, year: int) -> list[Taken]:
    """For each level how many schools have reported, of those that teach."""
    query = (
        select(School.level, func.count(Participation.id), func.count())
        .outerjoin(Participation, _said_in(year))
        .where(scope.within(officer, School.unit_id), School.closed_on.is_(None))
        .group_by(School.level)
    )
    counts = {level: (said, all_of) for level, said, all_of in session.execute(query)}
    return [Taken(level, *counts[level]) for level in SchoolLevel if level in counts]


def silent(
    session: Session,
    officer: Officer,
    year: int,
    level: SchoolLevel | None = None,
    after: SchoolId | None = None,
) -> Sequence[Silent]:
    """Schools that have not reported, by name: at most a page and one more."""
    unit = AdministrativeUnit
    own = and_(Participation.school_id == School.id, Participation.year == year)
    query = (
        select(School, unit, Participation)
        .join(unit, unit.id == School.unit_id)
        .outerjoin(Participation, own)
        .where(
            scope.within(officer, School.unit_id),
            School.closed_on.is_(None),
            Participation.confirmed_on.is_(None),
        )
        .order_by(School.key, School.id)
        .limit(PAGE + 1)
    )
    if level:
        query = query.where(School.level == level)
    if after:
        last = select(School.key).where(School.id == after).scalar_subquery()
        query = query.where(tuple_(School.key, School.id) > tuple_(last, after))
    rows = [(school, place.full_name, row) for school, place, row in session.execute(query)]
    teachers = _teachers(session, [school for school, _place, _row in rows])
    return [
        Silent(school, place, row, len(teachers.get(school.id, ()))) for school, place, row in rows
    ]


def _said_in(year: int) -> ColumnElement[bool]:
    return and_(
        Participation.school_id == School.id,
        Participation.year == year,
        Participation.confirmed_on.is_not(None),
    )


def _say(
    session: Session, officer: Officer, school_id: SchoolId, unit_id: UnitId, *, has_needs: bool
) -> Participation:
    row = _row(session, school_id, unit_id)
    if row.confirmed_on and row.has_needs == has_needs:
        return row
    row.confirmed_on = row.confirmed_on or clock.today()
    row.has_needs, row.officer_id = has_needs, officer.id
    action = "school_has_needs" if has_needs else "school_has_no_needs"
    audit.record(session, action, row, by=officer, year=row.year)
    return row


def _row(session: Session, school_id: SchoolId, unit_id: UnitId) -> Participation:
    """The row of this year, locked; made by the database itself, since two officers may be at it."""
    values = {"school_id": school_id, "unit_id": unit_id, "year": clock.today().year}
    session.execute(insert(Participation).values(**values).on_conflict_do_nothing())
    query = select(Participation).where(
        Participation.school_id == school_id, Participation.year == values["year"]
    )
    return session.scalars(locked(query)).one()


def _teachers(session: Session, found: Sequence[School]) -> dict[SchoolId, list[ContactId]]:
    """The confirmed teachers of these schools, whose school is what they wrote."""
    units = {school.unit_id for school in found}
    query = select(Teacher).where(Teacher.unit_id.in_(units), Teacher.ended_at.is_(None))
    teachers = session.scalars(query).all()
    told: dict[SchoolId, list[ContactId]] = {}
    for school in found:
        keys = keys_of(school.name, school.other_names)
        told[school.id] = [
            each.contact_id
            for each in teachers
            if each.unit_id == school.unit_id and is_named(each.school, keys)
        ]
    return told
