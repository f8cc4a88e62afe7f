"""Counting figures, and the rows behind one; both from the same clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from backend import scope
from backend.administrative_units.models import UnitId
from backend.errors import NotFound
from backend.figures.catalogue import Figure
from backend.figures.narrowing import Narrowing
from backend.figures.sources import Source, units_below
from backend.i18n import N_, _
from backend.officers.models import Officer
from backend.support_requests.queue_models import QueueEntry

PAGE = 40
Counts = dict[str, int]


class By(StrEnum):
    """Into what the requests of a unit are divided."""

    UNIT = "unit"
    MONTH = "month"
    PROGRAMME = "programme"
    CIRCUMSTANCE = "circumstance"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_BY[self])


_BY = {
    By.UNIT: N_("Theo xã, thôn"),
    By.MONTH: N_("Theo tháng"),
    By.PROGRAMME: N_("Theo chương trình"),
    By.CIRCUMSTANCE: N_("Theo diện"),
}


@dataclass(frozen=True)
class Rows:
    """One page of what a figure counts, the newest first; `after` opens the next page."""

    found: Sequence[Any]
    after: int | None


def require_unit(session: Session, officer: Officer, narrowed: Narrowing) -> UnitId:
    """The unit that is looked at. Raises `NotFound` for one beyond the officer's scope."""
    if narrowed.unit and not scope.reaches(session, officer, narrowed.unit):
        raise NotFound(_("Không có đơn vị này trong phạm vi của anh/chị."))
    return narrowed.unit or officer.unit_id


def totals(
    session: Session, officer: Officer, narrowed: Narrowing, figures: Sequence[Figure]
) -> Counts:
    """How many each of these figures of one source counts, by its code."""
    place = figures[0].source.place(require_unit(session, officer, narrowed))
    # of one alone an index may lead to its rows: they need not be picked out of all
    alone = [figures[0].clause(session)] if len(figures) == 1 else []
    where = [*figures[0].source.within(session, officer, narrowed), place, *alone]
    query = _select(figures[0].source, _counted(session, figures), where)
    row = session.execute(query).one()
    return {figure.code: int(count or 0) for figure, count in zip(figures, row, strict=True)}


def divided(
    session: Session,
    officer: Officer,
    narrowed: Narrowing,
    figures: Sequence[Figure],
    by: By,
) -> dict[Any, Counts]:
    """The same for each unit right below, month, programme or class; one without rows is missing."""
    unit = require_unit(session, officer, narrowed)
    source = figures[0].source
    place = source.place(unit)
    if by is By.UNIT:
        place = QueueEntry.unit_id.in_(units_below(session, unit))
    group = _group(source, by)
    where = [*source.within(session, officer, narrowed), place]
    query = _select(source, [group, *_counted(session, figures)], where)
    codes, found = [figure.code for figure in figures], dict[Any, Counts]()
    for key, *counted in session.execute(query.group_by(group)):
        # of each day one row comes: PostgreSQL takes longer to write months than to count
        counts = found.setdefault(
            f"{key:%Y-%m}" if by is By.MONTH else key, dict.fromkeys(codes, 0)
        )
        for code, count in zip(codes, counted, strict=True):
            counts[code] += int(count or 0)
    return found


def by_own_unit(
    session: Session, officer: Officer, narrowed: Narrowing, figures: Sequence[Figure]
) -> dict[UnitId, Counts]:
    """The same for each unit that rows themselves name, however deep; of a source with a `unit`."""
    source = figures[0].source
    place = source.place(require_unit(session, officer, narrowed))
    where = [*source.within(session, officer, narrowed), place]
    query = _select(source, [source.unit, *_counted(session, figures)], where)
    found = session.execute(query.group_by(source.unit))
    codes = [figure.code for figure in figures]
    return {row[0]: dict(zip(codes, (int(n or 0) for n in row[1:]), strict=True)) for row in found}


def rows(
    session: Session, officer: Officer, narrowed: Narrowing, figure: Figure, after: int | None
) -> Rows:
    """A page of the rows that a figure counts, behind the one with the number `after`."""
    source, key = figure.source, figure.source.key
    place = source.place(require_unit(session, officer, narrowed))
    where = [*source.within(session, officer, narrowed), place, figure.clause(session)]
    query = _select(source, [source.model], [*where, key < after] if after else where)
    found = session.scalars(query.order_by(key.desc()).limit(PAGE + 1)).all()
    shown = found[:PAGE]
    return Rows(shown, shown[-1].id if len(found) > PAGE else None)


def _select(
    source: Source, columns: Sequence[Any], where: Sequence[ColumnElement[bool]]
) -> Select[Any]:
    """What is counted or listed. SQLite would walk through a joined table of which nothing is asked."""
    query = select(*columns).where(*where)
    asked, rows = {getattr(part, "table", part) for part in iterate(query)}, source.rows
    for beside, on in source.beside:
        if beside in asked:
            rows = rows.outerjoin(beside, on)
    return query.select_from(rows)


def _counted(session: Session, figures: Sequence[Figure]) -> list[ColumnElement[int]]:
    return [_measure(figure).filter(figure.clause(session)) for figure in figures]


def _measure(figure: Figure) -> Any:
    """What a figure is: the number of its rows, or the sum of their amounts."""
    return func.count() if figure.amount is None else func.sum(figure.amount)


def _group(source: Source, by: By) -> Any:
    return {
        By.UNIT: QueueEntry.unit_id,
        By.MONTH: source.sent_on,
        By.PROGRAMME: QueueEntry.programme,
        By.CIRCUMSTANCE: QueueEntry.circumstance,
    }[by]
