"""Schools, sites, needs and gifts as rows that figures count. One source says one thing about a row,
because what a school needed depends on the period that is looked at."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.db import table
from backend.donors.models import Donor
from backend.figures.narrowing import Narrowing
from backend.figures.rules import Period
from backend.figures.sources import Clauses, Line, Source
from backend.i18n import N_, _
from backend.officers.models import Officer
from backend.programmes.sections import ReportedGroup
from backend.school_needs.groups import group_name, reported_with
from backend.school_needs.models import Participation, Pledge, SchoolNeed
from backend.schools.models import School, SchoolSite

Say = Callable[[Period], ColumnElement[bool]]  # what must hold of a row in a period


def stood_in(period: Period) -> ColumnElement[bool]:
    """Whether a need was there at some time of a period, and was none by mistake."""
    until = period.until or date.max
    clause = SchoolNeed.mistaken.is_(False) & (SchoolNeed.reported_on <= until)
    if period.since:
        clause &= or_(SchoolNeed.ended_on.is_(None), SchoolNeed.ended_on >= period.since)
    return clause


def teaches(period: Period) -> ColumnElement[bool]:
    """Whether a school teaches at the end of a period."""
    until = period.until or clock.today()
    return or_(School.closed_on.is_(None), School.closed_on > until)


def _reported(period: Period) -> ColumnElement[bool]:
    said = exists().where(
        Participation.school_id == School.id, *_days(Participation.confirmed_on, period)
    )
    return teaches(period) & said


def _silent(period: Period) -> ColumnElement[bool]:
    return teaches(period) & ~_reported(period)


def _days(column: Any, period: Period) -> Clauses:
    clauses = [column.is_not(None)]
    clauses += [column >= period.since] if period.since else []
    return [*clauses, column <= period.until] if period.until else clauses


def _within(say: Say, unit: Any) -> Callable[[Session, Officer, Narrowing], Clauses]:
    return lambda _session, officer, narrowed: [
        scope.within(officer, unit),
        say(narrowed.period),
    ]


def _school_lines(_session: Session, rows: Sequence[School]) -> list[Line]:
    return [
        Line(
            each.name,
            f"/admin/school-needs/schools/{each.id}",
            each.unit_id,
            each.level.label,
            None,
        )
        for each in rows
    ]


def _site_lines(session: Session, rows: Sequence[SchoolSite]) -> list[Line]:
    query = select(School).where(School.id.in_({each.school_id for each in rows}))
    schools = {each.id: each for each in session.scalars(query)}
    found = [(each, schools[each.school_id]) for each in rows]
    return [
        Line(
            f"{site.name}, {school.name}",
            f"/admin/school-needs/schools/{school.id}",
            school.unit_id,
            school.level.label,
            None,
        )
        for site, school in found
    ]


def _of_schools(title: str, about: str, say: Say) -> Source:
    return Source(
        title,
        about,
        table(School),
        School,
        partial(scope.below, School.unit_id),
        _within(say, School.unit_id),
        lines=_school_lines,
    )


ASKED = _of_schools(N_("Trường đang dạy"), N_("Trường của các xã bên dưới, đến cuối kỳ."), teaches)
REPORTED = _of_schools(
    N_("Trường đã báo nhu cầu trong kỳ"),
    N_("Trường đã ghi nhu cầu, hoặc đã xác nhận là không có, tính theo ngày báo."),
    _reported,
)
SILENT = _of_schools(
    N_("Trường chưa báo nhu cầu trong kỳ"),
    N_("Trường đang dạy mà chưa ghi nhu cầu, cũng chưa xác nhận là không có."),
    _silent,
)


@cache
def schools_needing(reported: ReportedGroup) -> Source:
    """Schools that had a need of a reported group in the period."""

    def say(period: Period) -> ColumnElement[bool]:
        return exists().where(
            SchoolNeed.school_id == School.id,
            SchoolNeed.group_code.in_(reported_with(reported)),
            stood_in(period),
        )

    title = _("Trường có khó khăn: {group}").format(group=reported.name)
    return _of_schools(title, N_("Nhu cầu có lúc còn mở trong kỳ; mỗi trường tính một lần."), say)


@cache
def sites_needing(reported: ReportedGroup) -> Source:
    """Sites that had a need of a reported group in the period."""

    def say(period: Period) -> ColumnElement[bool]:
        return exists().where(
            SchoolNeed.site_id == SchoolSite.id,
            SchoolNeed.group_code.in_(reported_with(reported)),
            stood_in(period),
        )

    sites, schools = table(SchoolSite), table(School)
    return Source(
        _("Điểm trường có khó khăn: {group}").format(group=reported.name),
        N_("Nhu cầu có lúc còn mở trong kỳ; mỗi điểm trường tính một lần."),
        sites.join(schools, schools.c.id == sites.c.school_id),
        SchoolSite,
        partial(scope.below, School.unit_id),
        _within(say, School.unit_id),
        lines=_site_lines,
    )


def _need_lines(_session: Session, rows: Sequence[SchoolNeed]) -> list[Line]:
    return [
        Line(
            f"{_(group_name(each.group_code))}: {each.text}",
            f"/admin/school-needs/{each.id}",
            each.unit_id,
            each.state.label,
            each.reported_on,
        )
        for each in rows
    ]


NEEDS = Source(
    N_("Nhu cầu của trường trong kỳ"),
    N_("Nhu cầu có lúc còn mở trong kỳ; ghi nhầm thì không tính. Trạng thái là của hôm nay."),
    table(SchoolNeed),
    SchoolNeed,
    partial(scope.below, SchoolNeed.unit_id),
    _within(stood_in, SchoolNeed.unit_id),
    lines=_need_lines,
)


def _received(period: Period) -> ColumnElement[bool]:
    return and_(Pledge.withdrawn_on.is_(None), *_days(Pledge.received_on, period))


def _pledge_lines(session: Session, rows: Sequence[Pledge]) -> list[Line]:
    query = select(Donor).where(Donor.id.in_({each.donor_id for each in rows}))
    names = {each.id: each.name for each in session.scalars(query)}
    return [
        Line(
            names[each.donor_id],
            f"/admin/school-needs/{each.need_id}" if each.need_id else "/admin/school-gifts",
            each.unit_id,
            each.kind.label,
            each.received_on,
        )
        for each in rows
    ]


GIFTS = Source(
    N_("Ủng hộ trường đã nhận trong kỳ"),
    N_("Tính theo ngày trường nhận, cả quà không theo nhu cầu nào."),
    table(Pledge),
    Pledge,
    partial(scope.below, Pledge.unit_id),
    _within(_received, Pledge.unit_id),
    lines=_pledge_lines,
)
