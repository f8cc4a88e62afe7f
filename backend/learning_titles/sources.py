"""Applications, awards, study sessions, centres and courses as rows that figures count."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, FromClause, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.area_counts.rules import year_of
from backend.db import table
from backend.figures.narrowing import Narrowing
from backend.figures.rules import Period
from backend.figures.sources import Clauses, Line, Source
from backend.i18n import N_
from backend.learning_titles.centre_models import LearningCentre, LearningCourse, StudySession
from backend.learning_titles.models import TitleApplication, TitleAward
from backend.officers.models import Officer

Say = Callable[[Period], Clauses]
Told = Callable[[Session, Sequence[Any]], Sequence[Line]]
Texts = tuple[str, str]  # the title, and by which day a row is counted


def _within(unit: Any, say: Say) -> Callable[[Session, Officer, Narrowing], Clauses]:
    return lambda _session, officer, narrowed: [
        scope.within(officer, unit),
        *say(narrowed.period),
    ]


def of_year(period: Period) -> int:
    """The year whose titles count in a period: as with an area's counts, that of its last day."""
    return year_of(period.until, clock.today())


def _applied(period: Period) -> Clauses:
    return [TitleApplication.year == of_year(period)]


def _awarded(period: Period) -> Clauses:
    return [TitleAward.in_force.is_(True), TitleAward.year == of_year(period)]


def _studied(period: Period) -> Clauses:
    clauses = [StudySession.held_on >= period.since] if period.since else []
    return [*clauses, StudySession.held_on <= period.until] if period.until else clauses


def _open(period: Period) -> Clauses:
    until = period.until or clock.today()
    return [LearningCentre.closed_on.is_(None) | (LearningCentre.closed_on > until)]


def _held(period: Period) -> Clauses:
    clauses: list[ColumnElement[bool]] = [LearningCourse.called_off.is_(False)]
    clauses += [LearningCourse.ends_on >= period.since] if period.since else []
    return [*clauses, LearningCourse.starts_on <= period.until] if period.until else clauses


def _application_lines(_session: Session, rows: Sequence[TitleApplication]) -> Sequence[Line]:
    return [
        Line(
            row.code,
            f"/admin/learning-titles/{row.id}",
            row.unit_id,
            row.status.label,
            clock.local(row.created_at).date(),
        )
        for row in rows
    ]


def _award_lines(_session: Session, rows: Sequence[TitleAward]) -> Sequence[Line]:
    return [
        Line(
            f"{row.title_name}: {row.applicant_name}",
            f"/admin/learning-titles/{row.application_id}",
            row.unit_id,
            row.certificate,
            None,
        )
        for row in rows
    ]


def _study_lines(_session: Session, rows: Sequence[StudySession]) -> Sequence[Line]:
    home = "/admin/learning-centres"
    return [Line(row.topic, home, row.unit_id, str(row.first_timers), row.held_on) for row in rows]


def _centre_lines(_session: Session, rows: Sequence[LearningCentre]) -> Sequence[Line]:
    return [
        Line(row.name, f"/admin/learning-centres/{row.id}", row.unit_id, "", None) for row in rows
    ]


def _course_lines(session: Session, rows: Sequence[LearningCourse]) -> Sequence[Line]:
    query = select(LearningCentre).where(LearningCentre.id.in_({row.centre_id for row in rows}))
    homes = {home.id: home for home in session.scalars(query)}
    return [
        Line(
            row.name,
            f"/admin/learning-centres/{row.centre_id}",
            homes[row.centre_id].unit_id,
            homes[row.centre_id].name,
            row.starts_on,
        )
        for row in rows
    ]


def _source(rows: FromClause, model: Any, unit: Any, say: Say, told: Told, texts: Texts) -> Source:
    """Rows that belong to the unit of `unit`, in a period as `say` says."""
    title, about = texts
    return Source(
        title, about, rows, model, partial(scope.below, unit), _within(unit, say), lines=told
    )


def _of(model: Any, say: Say, told: Told, texts: Texts) -> Source:
    """Rows of one table, that name their unit."""
    return _source(table(model), model, model.unit_id, say, told, texts)


APPLICATIONS = _of(
    TitleApplication,
    _applied,
    _application_lines,
    (
        N_("Hồ sơ danh hiệu của năm"),
        N_("Năm xét là năm của ngày cuối kỳ; mọi hồ sơ của năm đó, bất kể ngày gửi."),
    ),
)
AWARDS = _of(
    TitleAward,
    _awarded,
    _award_lines,
    (
        N_("Danh hiệu đã công nhận của năm"),
        N_(
            "Danh hiệu có giá trị theo năm: đếm các danh hiệu của năm có ngày cuối kỳ, đã có quyết định."
        ),
    ),
)
STUDIES = _of(
    StudySession,
    _studied,
    _study_lines,
    (
        N_("Buổi học của cán bộ, hội viên Hội Khuyến học"),
        N_("Tính theo ngày học; mỗi người chỉ đếm ở lần học đầu tiên của giai đoạn."),
    ),
)
CENTRES = _of(
    LearningCentre,
    _open,
    _centre_lines,
    (N_("Trung tâm học tập cộng đồng"), N_("Trung tâm đang hoạt động đến cuối kỳ.")),
)
_course, _centre = table(LearningCourse), table(LearningCentre)
COURSES = _source(
    _course.join(_centre, _centre.c.id == _course.c.centre_id),
    LearningCourse,
    LearningCentre.unit_id,
    _held,
    _course_lines,
    (
        N_("Lớp, khoá học của trung tâm"),
        N_("Lớp có ngày học trong kỳ; lớp đã hủy không tính."),
    ),
)
