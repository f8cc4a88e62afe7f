"""Community learning centres, their courses, and study sessions of the association's people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.db import locked
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.learning_titles.centre_models import (
    CentreId,
    CourseId,
    LearningCentre,
    LearningCourse,
    StudySession,
)
from backend.learning_titles.words import StudyKind
from backend.officers.models import Officer
from backend.vietnamese import clean, fold

PAGE = 40
MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class CentreForm:
    """A centre as typed."""

    name: str
    address: str
    phone: str = ""
    led_by_association: bool = False


@dataclass(frozen=True)
class CourseForm:
    """A course as typed; a `place` of "" is the centre itself."""

    name: str
    starts_on: date
    ends_on: date
    joining: str
    place: str = ""


def centre(
    session: Session, officer: Officer, centre_id: CentreId, *, lock: bool = False
) -> LearningCentre:
    """One centre. Raises `NotFound`, also for another unit's."""
    query = select(LearningCentre).where(
        LearningCentre.id == centre_id, scope.within(officer, LearningCentre.unit_id)
    )
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có trung tâm này trong đơn vị của anh/chị."))
    return found


def centres(
    session: Session, officer: Officer, after: CentreId | None = None
) -> Sequence[tuple[LearningCentre, str]]:
    """With their communes, the first first: at most a page and one more."""
    unit = AdministrativeUnit
    query = (
        select(LearningCentre, unit)
        .join(unit, unit.id == LearningCentre.unit_id)
        .where(scope.within(officer, LearningCentre.unit_id), LearningCentre.closed_on.is_(None))
        .order_by(LearningCentre.id)
        .limit(PAGE + 1)
    )
    if after:
        query = query.where(LearningCentre.id > after)
    return [(row, place.full_name) for row, place in session.execute(query)]


def add(session: Session, officer: Officer, unit_id: UnitId, form: CentreForm) -> LearningCentre:
    """A new centre of a commune. Raises `Invalid` beside the field, `Conflict` for one of the same name
    in the commune."""
    unit = session.get(AdministrativeUnit, unit_id)
    if (
        unit is None
        or unit.level is not Level.COMMUNE
        or not scope.reaches(session, officer, unit_id)
    ):
        raise Invalid(_("Anh/chị chọn xã."), field="unit_id")
    name = _filled(form.name, "name", _("Anh/chị ghi tên trung tâm."))
    _lock_unit(session, unit_id)
    others = select(LearningCentre.name).where(
        LearningCentre.unit_id == unit_id, LearningCentre.closed_on.is_(None)
    )
    if fold(name) in {fold(other) for other in session.scalars(others)}:
        raise Conflict(_("Xã đã có trung tâm tên này."), field="name")
    made = LearningCentre(
        unit_id=unit_id,
        name=name,
        address=_filled(form.address, "address", _("Anh/chị ghi trung tâm ở đâu.")),
        phone=clean(form.phone),
        led_by_association=form.led_by_association,
        version=1,
    )
    session.add(made)
    session.flush()
    audit.record(session, "add_learning_centre", made, by=officer)
    return made


def change(
    session: Session, officer: Officer, centre_id: CentreId, version: int, form: CentreForm
) -> LearningCentre:
    """What is different now."""
    found = _as_seen(session, officer, centre_id, version)
    found.name = _filled(form.name, "name", _("Anh/chị ghi tên trung tâm."))
    found.address = _filled(form.address, "address", _("Anh/chị ghi trung tâm ở đâu."))
    found.phone, found.led_by_association = clean(form.phone), form.led_by_association
    found.version += 1
    session.flush()
    audit.record(session, "change_learning_centre", found, by=officer)
    return found


def close(session: Session, officer: Officer, centre_id: CentreId, version: int) -> None:
    """It is no more; its coming courses are not told any more."""
    found = _as_seen(session, officer, centre_id, version)
    if found.closed_on is None:
        found.closed_on = clock.today()
        found.version += 1
        session.flush()
        audit.record(session, "close_learning_centre", found, by=officer)


def add_course(
    session: Session, officer: Officer, centre_id: CentreId, form: CourseForm
) -> LearningCourse:
    """A new course. Raises `Invalid` beside the field, `Conflict` for the same one twice."""
    home = centre(session, officer, centre_id, lock=True)
    if home.closed_on:
        raise Conflict(_("Trung tâm này không còn hoạt động."))
    if form.ends_on < form.starts_on:
        raise Invalid(_("Ngày kết thúc trước ngày bắt đầu. Anh/chị ghi lại."), field="ends_on")
    name = _filled(form.name, "name", _("Anh/chị ghi tên lớp, khoá học."))
    same = select(LearningCourse.id).where(
        LearningCourse.centre_id == home.id,
        LearningCourse.name == name,
        LearningCourse.starts_on == form.starts_on,
        LearningCourse.called_off.is_(False),
    )
    if session.scalar(same) is not None:
        raise Conflict(_("Lớp này đã có rồi."), field="name")
    made = LearningCourse(
        centre_id=home.id,
        name=name,
        starts_on=form.starts_on,
        ends_on=form.ends_on,
        place=clean(form.place) or home.name,
        joining=_filled(form.joining, "joining", _("Anh/chị ghi cách tham gia.")),
        called_off=False,
    )
    session.add(made)
    session.flush()
    audit.record(session, "add_learning_course", home, by=officer)
    return made


def call_off(session: Session, officer: Officer, centre_id: CentreId, course_id: CourseId) -> None:
    """The course does not take place."""
    home = centre(session, officer, centre_id, lock=True)
    course = session.get(LearningCourse, course_id)
    if course is None or course.centre_id != home.id:
        raise NotFound(_("Không có lớp này."))
    if not course.called_off:
        course.called_off = True
        session.flush()
        audit.record(session, "call_off_learning_course", home, by=officer)


def courses(
    session: Session, centre: LearningCentre, before: CourseId | None = None
) -> Sequence[LearningCourse]:
    """Those of a centre, the newest first: at most a page and one more."""
    query = select(LearningCourse).where(LearningCourse.centre_id == centre.id)
    if before:
        query = query.where(LearningCourse.id < before)
    return session.scalars(query.order_by(LearningCourse.id.desc()).limit(PAGE + 1)).all()


def takes_place(today: date) -> ColumnElement[bool]:
    """The clause "one can still join this course"."""
    open_ = LearningCourse.called_off.is_(False) & LearningCentre.closed_on.is_(None)
    return open_ & (LearningCourse.ends_on >= today)


def note_study(
    session: Session,
    officer: Officer,
    kind: StudyKind | None,
    topic: str,
    on: date,
    people: str,
    first_timers: str,
) -> StudySession:
    """Writes down that people were taught. Raises `Invalid` beside the field; the same session sent
    twice is one."""
    if kind is None:
        raise Invalid(_("Anh/chị chọn loại buổi học."), field="kind")
    if on > clock.today():
        raise Invalid(_("Ngày này chưa tới. Anh/chị ghi ngày đã học."), field="held_on")
    words = _filled(topic, "topic", _("Anh/chị ghi nội dung đã học."))
    came, new = _count(people, "people"), _count(first_timers, "first_timers")
    if new > came:
        raise Invalid(_("Số học lần đầu không lớn hơn số người dự."), field="first_timers")
    _lock_unit(session, UnitId(officer.unit_id))
    same = select(StudySession).where(
        StudySession.unit_id == officer.unit_id,
        StudySession.kind == kind,
        StudySession.held_on == on,
        StudySession.topic == words,
    )
    if found := session.scalar(same):
        return found
    made = StudySession(
        unit_id=officer.unit_id,
        kind=kind,
        topic=words,
        held_on=on,
        people=came,
        first_timers=new,
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.add(made)
    session.flush()
    audit.record(session, "note_study", made, by=officer)
    return made


def studies(
    session: Session, officer: Officer, before: int | None = None
) -> Sequence[StudySession]:
    """The newest first: at most a page and one more."""
    query = select(StudySession).where(scope.within(officer, StudySession.unit_id))
    if before:
        query = query.where(StudySession.id < before)
    return session.scalars(query.order_by(StudySession.id.desc()).limit(PAGE + 1)).all()


def _as_seen(
    session: Session, officer: Officer, centre_id: CentreId, version: int
) -> LearningCentre:
    found = centre(session, officer, centre_id, lock=True)
    if found.version != version:
        raise Conflict(_("Trung tâm này vừa có người sửa. Anh/chị xem lại rồi làm tiếp."))
    return found


def _lock_unit(session: Session, unit_id: UnitId) -> None:
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == unit_id)
    session.execute(unit.with_for_update(key_share=True))


def _filled(text: str, field: str, what_to_do: str) -> str:
    if not clean(text):
        raise Invalid(what_to_do, field=field)
    return clean(text)


def _count(text: str, field: str) -> int:
    plain = text.strip().replace(".", "")
    if not (plain.isascii() and plain.isdigit()) or int(plain[:9]) > MOST_PEOPLE:
        raise Invalid(_("Anh/chị ghi số người bằng chữ số, ví dụ: 45."), field=field)
    return int(plain)
