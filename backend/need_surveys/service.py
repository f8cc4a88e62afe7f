"""Keeping what a school counted: an officer's lines, or a teacher's form by chat."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.db import locked
from backend.errors import Invalid
from backend.i18n import _
from backend.need_surveys import rules
from backend.need_surveys.models import SurveyedClass
from backend.need_surveys.rules import Line
from backend.officers.models import Officer
from backend.schools import queries as schools
from backend.schools.models import School, SchoolId
from backend.schools.rules import is_named, keys_of
from backend.teachers.queries import teacher
from backend.tickets.models import Ticket

MOST_LINES = 100


def keep_lines(session: Session, officer: Officer, school_id: SchoolId, text: str) -> int:
    """Keeps the lines of a sheet, all or none; how many. Raises `Invalid` that names the first line
    that cannot be read, `NotFound` outside the scope."""
    school = schools.school(session, officer, school_id, lock=True)
    read = list(rules.read_lines(text))
    for number, _typed, line in read:
        if line is None:
            words = _(
                "Dòng {number} chưa đúng. Mỗi dòng ghi: lớp; số học sinh; chưa có máy; chưa có "
                "Internet. Ví dụ: 3A; 28; 12; 9."
            )
            raise Invalid(words.format(number=number), field="lines")
    lines = [line for _number, _typed, line in read if line]
    if not 0 < len(lines) <= MOST_LINES:
        raise Invalid(_("Anh/chị ghi ít nhất một lớp, nhiều nhất 100 lớp."), field="lines")
    today = clock.today()
    for line in lines:
        _keep(session, school, line, today).officer_id = officer.id
    session.flush()
    audit.record(session, "keep_need_survey", school, by=officer, count=len(lines))
    return len(lines)


def keep_from_ticket(session: Session, ticket: Ticket) -> SurveyedClass | None:
    """What a confirmed teacher told by chat counts at once; None where the commune's list lacks the
    school, or where the numbers cannot be true: then an officer reads the ticket."""
    school = _school_of(session, ticket)
    told = {str(fact["name"]): fact["value"] for fact in ticket.facts}
    try:
        numbers = [int(told[name]) for name in ("pupils", "without_device", "without_internet")]
    except (KeyError, TypeError, ValueError):
        return None
    line = Line(str(told.get("class_name", "")), *numbers)
    if school is None or not rules.is_possible(line):
        return None
    row = _keep(session, school, line, clock.local(ticket.created_at).date())
    row.ticket_id = ticket.id
    session.flush()
    return row


def _keep(session: Session, school: School, line: Line, on: date) -> SurveyedClass:
    key, year = rules.class_key(line.class_name), rules.school_year(on)
    query = select(SurveyedClass).where(
        SurveyedClass.school_id == school.id, SurveyedClass.year == year, SurveyedClass.key == key
    )
    row = session.scalar(locked(query))
    if row is None:
        row = SurveyedClass(
            unit_id=school.unit_id, school_id=school.id, year=year, key=key, version=0
        )
        session.add(row)
    row.class_name = line.class_name.strip()[:64]
    row.pupils, row.without_device = line.pupils, line.without_device
    row.without_internet, row.surveyed_on = line.without_internet, on
    row.ticket_id = row.officer_id = None
    row.version += 1
    session.flush()
    return row


def _school_of(session: Session, ticket: Ticket) -> School | None:
    speaker = teacher(session, ticket.contact_id) if ticket.contact_id else None
    if speaker is None:
        return None
    query = select(School).where(School.unit_id == speaker.unit_id, School.closed_on.is_(None))
    open_ones: Sequence[School] = session.scalars(query).all()
    named = (s for s in open_ones if is_named(speaker.school, keys_of(s.name, s.other_names)))
    return next(named, None)
