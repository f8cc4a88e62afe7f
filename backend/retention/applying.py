"""Carrying rules out on the rows that were found, and counting them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Table,
    Text,
    case,
    cast,
    delete,
    func,
    literal,
    null,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from backend.encryption.types import Sealed
from backend.retention.registry import OWN_NUMBER, Rule
from backend.tables import metadata

Reach = Mapping[str, Sequence[int]]  # numbers of rows by table


@dataclass(frozen=True)
class Batch:
    """What one batch met: how many rows of which table. `through` is the number of the last row that
    was looked at, for steps that go by number."""

    met: Counter[str]
    through: int | None = None


def apply(session: Session, rules: Iterable[Rule], reach: Reach) -> Counter[str]:
    """Empties or deletes; how many rows of which table it met."""
    met: Counter[str] = Counter()
    session.flush()
    for rule in rules:
        table, rows = _rows(rule, reach)
        if rows is None:
            continue
        statement = delete(table) if rule.gone else update(table).values(_values(table, rule))
        done: Any = session.execute(
            statement.where(rows).execution_options(synchronize_session=False)
        )
        met[rule.table] = max(met[rule.table], done.rowcount)
    session.expire_all()
    return +met


def count(session: Session, rules: Iterable[Rule], reach: Reach) -> Counter[str]:
    """How many rows of which table `apply` would meet."""
    met: Counter[str] = Counter()
    for rule in rules:
        table, rows = _rows(rule, reach)
        if rows is not None:
            found = session.scalar(select(func.count()).select_from(table).where(rows)) or 0
            met[rule.table] = max(met[rule.table], found)
    return +met


def is_said(column: Any) -> ColumnElement[bool]:
    """Whether a text is not empty: of an encrypted one no more can be asked."""
    sealed = isinstance(column.type, Sealed)
    return type_coerce(column, LargeBinary) != b"" if sealed else column != ""


def _rows(rule: Rule, reach: Reach) -> tuple[Table, ColumnElement[bool] | None]:
    table, numbers = metadata.tables[rule.table], reach.get(rule.of)
    return table, table.c[rule.by].in_(numbers) if numbers else None


def _values(table: Table, rule: Rule) -> dict[str, Any]:
    return {name: _value(table, name, value) for name, value in rule.values.items()}


def _value(table: Table, name: str, value: Any) -> Any:
    column = table.c[name]
    if value is OWN_NUMBER:
        return literal("~") + cast(table.c.id, Text)
    if callable(value):
        return func.coalesce(column, value())  # what has a moment keeps it
    if value is not None and column.nullable:
        # What was never said stays unsaid.
        return case((column.is_(None), null()), else_=literal(value, type_=column.type))
    return value
