"""Figures of coverage. Each opens to its hamlets."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import ColumnElement, exists, true
from sqlalchemy.orm import Session

from backend import scope
from backend.coverage.models import CoverageEvent, HamletCoverage
from backend.coverage.wording import hamlet_name
from backend.coverage.words import Signal
from backend.db import table
from backend.figures.figure import Clause, Figure
from backend.figures.narrowing import Narrowing
from backend.figures.sources import Clauses, Line, Source
from backend.i18n import N_
from backend.officers.models import Officer


def _within(_session: Session, officer: Officer, _narrowed: Narrowing) -> Clauses:
    return [scope.within(officer, HamletCoverage.unit_id)]


def _lines(session: Session, rows: Sequence[HamletCoverage]) -> list[Line]:
    return [
        Line(
            hamlet_name(session, row.unit_id),
            f"/admin/coverage/{row.id}",
            row.unit_id,
            row.signal.label,
            row.done_on or row.target_on,
        )
        for row in rows
    ]


HAMLETS = Source(
    N_("Phủ sóng các thôn hiện nay"),
    N_("Theo sổ phủ sóng hôm nay, bất kể kỳ nào."),
    table(HamletCoverage),
    HamletCoverage,
    partial(scope.below, HamletCoverage.unit_id),
    _within,
    lines=_lines,
)


def _has(signal: Signal) -> Clause:
    return lambda _session: HamletCoverage.signal == signal


def _covered(_session: Session) -> ColumnElement[bool]:
    return HamletCoverage.done_on.is_not(None)


def _planned(_session: Session) -> ColumnElement[bool]:
    return HamletCoverage.plan != ""


def _was_weak(_session: Session) -> ColumnElement[bool]:
    return exists().where(
        CoverageEvent.coverage_id == HamletCoverage.id, CoverageEvent.signal == Signal.WEAK
    )


FIGURES: Sequence[Figure] = (
    Figure("hamlets", HAMLETS, N_("Thôn trong sổ phủ sóng"), lambda _session: true(), "info"),
    Figure("hamlets-none", HAMLETS, N_("Thôn chưa có sóng"), _has(Signal.NONE), "bad", part=True),
    Figure("hamlets-weak", HAMLETS, N_("Thôn sóng yếu"), _has(Signal.WEAK), "wait", part=True),
    Figure("hamlets-covered", HAMLETS, N_("Thôn đã phủ sóng 4G"), _covered, "good", part=True),
    Figure("hamlets-planned", HAMLETS, N_("Thôn mà kế hoạch ghi tên"), _planned, "info"),
    Figure(
        "hamlets-planned-covered",
        HAMLETS,
        N_("Thôn trong kế hoạch đã phủ sóng 4G"),
        lambda session: _planned(session) & _covered(session),
        "good",
        part=True,
    ),
    Figure("hamlets-were-weak", HAMLETS, N_("Thôn từng ghi sóng yếu"), _was_weak, "info"),
    Figure(
        "hamlets-were-weak-covered",
        HAMLETS,
        N_("Thôn từng sóng yếu, nay 4G tốt"),
        lambda session: _was_weak(session) & _covered(session),
        "good",
        part=True,
    ),
)
