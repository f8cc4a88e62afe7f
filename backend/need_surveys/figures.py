"""Figures of surveys. Each opens to its classes."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from backend import scope
from backend.db import table
from backend.figures.figure import Figure
from backend.figures.narrowing import Narrowing
from backend.figures.sources import Clauses, Line, Source
from backend.i18n import N_
from backend.need_surveys.models import SurveyedClass
from backend.officers.models import Officer
from backend.schools.models import School


def _within(_session: Session, officer: Officer, narrowed: Narrowing) -> Clauses:
    period, on = narrowed.period, SurveyedClass.surveyed_on
    found: list[ColumnElement[bool]] = [scope.within(officer, SurveyedClass.unit_id)]
    found += [on >= period.since] if period.since else []
    return [*found, on <= period.until] if period.until else found


def _lines(session: Session, rows: Sequence[SurveyedClass]) -> list[Line]:
    query = select(School.id, School.name).where(School.id.in_([row.school_id for row in rows]))
    names = {school_id: name for school_id, name in session.execute(query)}
    return [
        Line(
            f"{names[row.school_id]} · {row.class_name}",
            f"/admin/need-surveys/{row.school_id}",
            row.unit_id,
            f"{row.without_device}/{row.pupils}",
            row.surveyed_on,
        )
        for row in rows
    ]


SURVEYS = Source(
    N_("Khảo sát nhu cầu của trường trong kỳ"),
    N_("Tính theo ngày khảo sát; mỗi lớp một năm học lấy lần đếm sau cùng."),
    table(SurveyedClass),
    SurveyedClass,
    partial(scope.below, SurveyedClass.unit_id),
    _within,
    lines=_lines,
)


def _all(_session: Session) -> ColumnElement[bool]:
    return true()


FIGURES: Sequence[Figure] = (
    Figure("surveyed-classes", SURVEYS, N_("Lớp đã khảo sát"), _all, "info"),
    Figure(
        "surveyed-pupils", SURVEYS, N_("Học sinh các lớp đó"), _all, amount=SurveyedClass.pupils
    ),
    Figure(
        "surveyed-without-device",
        SURVEYS,
        N_("Học sinh thuộc diện chưa có máy (khảo sát)"),
        _all,
        "wait",
        part=True,
        amount=SurveyedClass.without_device,
    ),
    Figure(
        "surveyed-without-internet",
        SURVEYS,
        N_("Học sinh nhà chưa có Internet (khảo sát)"),
        _all,
        "wait",
        part=True,
        amount=SurveyedClass.without_internet,
    ),
)
