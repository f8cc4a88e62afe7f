"""Writes the units of the country, or of one province of today, into the database."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from backend.administrative_units.country import LONG_AGO, REFORM, Listed, new_units, old_units
from backend.administrative_units.models import (
    AdministrativeUnit,
    SuccessionKind,
    UnitId,
    UnitSuccession,
)
from backend.administrative_units.service import tree_changed
from backend.db import table

PROVINCES_DECISION = "202/2025/QH15"
_units = table(AdministrativeUnit)
_successions = table(UnitSuccession)


@dataclass(frozen=True)
class _Known:
    """Where a unit stands in the database."""

    id: UnitId
    path: str


def load_country(session: Session, province: str | None = None) -> int:
    """Adds the units that are not there yet, old and new, of the country or of the province of
    today with this code; the number of communes of today that came. Nothing that is there is
    changed, and what comes does not take part until `serve` says so."""
    tree_changed(session)  # the row is held until the end: a second load waits, then finds all
    new, old = _of_province(province) if province else (new_units(), old_units())
    number = _next_id(session)
    new_known, new_rows = _rows(new.values(), _known(session, old=False), number, REFORM, None)
    number += len(new_rows)
    old_known, old_rows = _rows(old.values(), _known(session, old=True), number, LONG_AGO, REFORM)
    if rows := new_rows + old_rows:
        session.execute(insert(_units), rows)
        _count_on(session)
    pairs = select(_successions.c.old_id, _successions.c.new_id)
    there = {tuple(row) for row in session.execute(pairs)}
    successions = [
        row
        for row in _succession_rows(old, old_known, new_known)
        if (row["old_id"], row["new_id"]) not in there
    ]
    if successions:
        session.execute(insert(_successions), successions)
    return sum(row["level"] == "commune" for row in new_rows)


def _of_province(code: str) -> tuple[dict[str, Listed], dict[str, Listed]]:
    """A province of today with its communes, and the old units that went there."""
    new = {unit.code: unit for unit in new_units().values() if code in (unit.code, unit.parent)}
    everything = old_units()
    old: set[str] = set()
    for unit in everything.values():
        if any(successor in new for successor in unit.successors):
            at = unit.code
            while at:
                old.add(at)
                at = everything[at].parent
    return new, {code: unit for code, unit in everything.items() if code in old}


def _known(session: Session, *, old: bool) -> dict[str, _Known]:
    before = _units.c.valid_from < REFORM
    query = select(_units.c.code, _units.c.id, _units.c.path).where(
        _units.c.code.is_not(None), before if old else ~before
    )
    return {code: _Known(id_, path) for code, id_, path in session.execute(query)}


def _rows(
    listed: Iterable[Listed],
    known: dict[str, _Known],
    number: int,
    valid_from: date,
    valid_to: date | None,
) -> tuple[dict[str, _Known], list[dict[str, Any]]]:
    """What is to be inserted, numbered from `number`, and where every unit will stand."""
    rows: list[dict[str, Any]] = []
    for unit in listed:
        if unit.code in known:
            continue
        parent = known.get(unit.parent)
        id_ = UnitId(number + len(rows))
        known[unit.code] = _Known(id_, f"{parent.path if parent else '/'}{id_}/")
        rows.append(
            {
                "id": id_,
                "parent_id": parent.id if parent else None,
                "level": unit.level.value,
                "type": unit.type,
                "name": unit.name,
                "code": unit.code,
                "path": known[unit.code].path,
                "valid_from": valid_from,
                "valid_to": valid_to,
                "earlier": unit.earlier,
                "served": False,
            }
        )
    return known, rows


def _succession_rows(
    old: Mapping[str, Listed], old_known: Mapping[str, _Known], new_known: Mapping[str, _Known]
) -> Iterator[dict[str, Any]]:
    shares = Counter(code for unit in old_units().values() for code in unit.successors)
    for unit in old.values():
        for place, code in enumerate(unit.successors):
            if code not in new_known:  # in another province, which is not loaded
                continue
            kind = _kind(unit, new_units()[code], shares[code])
            yield {
                "old_id": old_known[unit.code].id,
                "new_id": new_known[code].id,
                "kind": kind,
                "divided": kind is SuccessionKind.SPLIT,
                "likeliest": place == 0,
                "at": REFORM,
                "decision": PROVINCES_DECISION if len(code) == 2 else None,
            }


def _kind(old: Listed, new: Listed, olds_of_new: int) -> SuccessionKind:
    if len(old.successors) > 1:
        return SuccessionKind.SPLIT
    if olds_of_new > 1:
        return SuccessionKind.MERGE
    same = (old.type, old.name) == (new.type, new.name)
    return SuccessionKind.CONTINUE if same else SuccessionKind.RENAME


def _next_id(session: Session) -> int:
    """The first free number: paths hold numbers, so rows are numbered before they are written."""
    return 1 + (session.scalar(select(_units.c.id).order_by(_units.c.id.desc()).limit(1)) or 0)


def _count_on(session: Session) -> None:
    """PostgreSQL's counter does not see numbers that were given by hand."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text(
                "SELECT setval(pg_get_serial_sequence('administrative_units', 'id'), max(id))"
                " FROM administrative_units"
            )
        )
