"""Figures of public computers: machines, hours, visits, faults, costs. Each opens to its rows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, FromClause, exists, true
from sqlalchemy.orm import Session

from backend import scope
from backend.access_points.models import AccessPoint
from backend.db import table
from backend.figures.figure import Clause, Figure
from backend.figures.narrowing import Narrowing
from backend.figures.rules import Period
from backend.figures.sources import Clauses, Source
from backend.i18n import N_
from backend.officers.models import Officer
from backend.public_computers import figure_lines as lines
from backend.public_computers.book_models import PlaceCost
from backend.public_computers.models import MachineFault, PublicMachine, ServiceDay, VisitCount
from backend.public_computers.rules import a_year_before
from backend.public_computers.words import Group

_point, _machine, _day = table(AccessPoint), table(PublicMachine), table(ServiceDay)


def _of_places(_session: Session, officer: Officer, _narrowed: Narrowing) -> Clauses:
    return [scope.within(officer, AccessPoint.unit_id)]


def _by(column: Any) -> Callable[[Session, Officer, Narrowing], Clauses]:
    """Rows whose own day falls into the period."""

    def clauses(session: Session, officer: Officer, narrowed: Narrowing) -> Clauses:
        return [*_of_places(session, officer, narrowed), *_within(column, narrowed.period)]

    return clauses


def _a_year_before(session: Session, officer: Officer, narrowed: Narrowing) -> Clauses:
    period = narrowed.period
    earlier = Period(
        a_year_before(period.since) if period.since else None,
        a_year_before(period.until) if period.until else None,
    )
    return _by(ServiceDay.day)(session, officer, narrowed.having(period=earlier))


def _within(column: Any, period: Period) -> Clauses:
    clauses = [column >= period.since] if period.since else []
    return [*clauses, column <= period.until] if period.until else clauses


_machines = _machine.join(_point, _point.c.id == _machine.c.access_point_id)
_days = _day.join(_point, _point.c.id == _day.c.access_point_id)
_visits = table(VisitCount).join(_days, _day.c.id == table(VisitCount).c.service_day_id)
_faults = table(MachineFault).join(_machines, _machine.c.id == table(MachineFault).c.machine_id)
_costs = table(PlaceCost).join(_point, _point.c.id == table(PlaceCost).c.access_point_id)

Within = Callable[[Session, Officer, Narrowing], Clauses]


def _source(
    rows: FromClause, model: Any, within: Within, told: Any, title: str, about: str
) -> Source:
    """Rows that belong to the unit of their place."""
    place = partial(scope.below, AccessPoint.unit_id)
    return Source(title, about, rows, model, place, within, lines=told)


MACHINES = _source(
    _machines,
    PublicMachine,
    _of_places,
    lines.of_machines,
    N_("Máy tính công cộng hiện nay"),
    N_("Máy đang có ở các điểm hôm nay, bất kể kỳ nào."),
)
DAYS = _source(
    _days,
    ServiceDay,
    _by(ServiceDay.day),
    lines.of_days,
    N_("Giờ phục vụ trong kỳ"),
    N_("Theo sổ hằng ngày. Ngày chưa ghi sổ chưa tính."),
)
VISITS = _source(
    _visits,
    VisitCount,
    _by(ServiceDay.day),
    lines.of_visits,
    N_("Lượt người dùng máy công cộng trong kỳ"),
    N_("Theo sổ hằng ngày: chỉ đếm lượt, không ghi tên ai."),
)
VISITS_BEFORE = replace(
    VISITS,
    title=N_("Lượt người cùng kỳ năm trước"),
    about=N_("Theo sổ hằng ngày, đúng những ngày này của năm trước."),
    within=_a_year_before,
)
FAULTS = _source(
    _faults,
    MachineFault,
    _by(MachineFault.broken_on),
    lines.of_faults,
    N_("Lần hỏng máy công cộng trong kỳ"),
    N_("Tính theo ngày máy hỏng."),
)
COSTS = _source(
    _costs,
    PlaceCost,
    _by(PlaceCost.paid_on),
    lines.of_costs,
    N_("Chi phí điểm máy tính trong kỳ"),
    N_("Tính theo ngày chi; khoản đã gạch vì ghi sai thì không tính."),
)


def _here_now(_session: Session) -> ColumnElement[bool]:
    return PublicMachine.gone_on.is_(None)


def _broken() -> ColumnElement[bool]:
    return exists().where(
        MachineFault.machine_id == PublicMachine.id, MachineFault.works_on.is_(None)
    )


def _of_group(group: Group) -> Clause:
    return lambda _session: VisitCount.group == group


def _all(_session: Session) -> ColumnElement[bool]:
    return true()


OF_MACHINES = (
    Figure("public-machines", MACHINES, N_("Máy tính công cộng"), _here_now, "info"),
    Figure(
        "public-machines-working",
        MACHINES,
        N_("Máy công cộng đang hoạt động"),
        lambda session: _here_now(session) & ~_broken(),
        "good",
        part=True,
    ),
    Figure(
        "public-machines-broken",
        MACHINES,
        N_("Máy công cộng đang hỏng"),
        lambda session: _here_now(session) & _broken(),
        "bad",
        part=True,
    ),
)
OF_DAYS = (
    Figure(
        "service-minutes-planned",
        DAYS,
        N_("Phút phục vụ theo lịch"),
        _all,
        amount=ServiceDay.planned,
    ),
    Figure(
        "service-minutes-kept",
        DAYS,
        N_("Phút đã phục vụ trong lịch"),
        _all,
        "good",
        part=True,
        amount=ServiceDay.kept,
    ),
    Figure(
        "service-days-short",
        DAYS,
        N_("Ngày không mở đủ giờ"),
        lambda _session: ServiceDay.kept < ServiceDay.planned,
        "bad",
    ),
)
OF_VISITS = (
    Figure("visits", VISITS, N_("Lượt người"), _all, "info", amount=VisitCount.count),
    *(
        Figure(
            f"visits-{group}s",
            VISITS,
            words,
            _of_group(group),
            part=True,
            amount=VisitCount.count,
        )
        for group, words in (
            (Group.PUPIL, N_("Lượt học sinh, trẻ em")),
            (Group.ADULT, N_("Lượt người lớn")),
        )
    ),
)
FIGURES: Sequence[Figure] = (
    *OF_MACHINES,
    *OF_DAYS,
    *OF_VISITS,
    Figure(
        "visits-year-before",
        VISITS_BEFORE,
        N_("Lượt người cùng kỳ năm trước"),
        _all,
        amount=VisitCount.count,
    ),
    Figure("machine-faults", FAULTS, N_("Lần máy công cộng hỏng"), _all, "bad"),
    Figure(
        "place-costs",
        COSTS,
        N_("Chi phí (đồng)"),
        lambda _session: PlaceCost.struck_on.is_(None),
        amount=PlaceCost.dong,
    ),
)
