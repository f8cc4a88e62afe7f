"""Rewriting encrypted columns in place, some rows at a time: the migration and rotation share it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

BATCH = 1000  # rows a transaction: who wants to write meanwhile waits some hundredths of a second
FILES = 8  # the same of rows with a photo or a file of some megabytes

Values = dict[str, bytes | None]
Change = Callable[[Values], Mapping[str, bytes | None]]
Key = tuple[Any, ...]


def rewrite(
    connection: Connection,
    table: sa.Table,
    columns: Sequence[str],
    change: Change,
    after: Key | None,
    which: sa.ColumnElement[bool] | None = None,
    batch: int | None = None,
) -> list[Key]:
    """Changes the next `batch` rows of a table (BATCH) in the order of its key, those of `which`
    alone. `change` maps the stored bytes of `columns` to what is stored from now on. Hands back the
    keys of the rows that it looked at; none means the end."""
    names = [column.name for column in table.primary_key]
    plain = sa.table(
        table.name,
        *(sa.column(name) for name in names),
        *(sa.column(name, sa.LargeBinary) for name in columns),
    )
    keys = [plain.c[name] for name in names]
    query = (
        sa.select(*keys, *(plain.c[name] for name in columns)).order_by(*keys).limit(batch or BATCH)
    )
    if which is not None:
        query = query.where(which)
    if after is not None:
        query = query.where(
            sa.tuple_(*keys) > sa.tuple_(*after) if after[1:] else keys[0] > after[0]
        )
    rows = [tuple(row) for row in connection.execute(query.with_for_update())]
    changed = []
    for row in rows:
        old = dict(zip(columns, map(_bytes, row[len(names) :]), strict=True))
        new = change(old)
        if any(new[name] != old.get(name) for name in new):
            changed.append(
                {f"key_{name}": value for name, value in zip(names, row, strict=False)} | dict(new)
            )
    if changed:
        written = sorted(changed[0].keys() - {f"key_{name}" for name in names})
        update = sa.update(sa.table(table.name, *(sa.column(name) for name in [*names, *written])))
        for name in names:
            update = update.where(sa.column(name) == sa.bindparam(f"key_{name}"))
        values = {name: sa.bindparam(name, type_=sa.LargeBinary) for name in written}
        connection.execute(update.values(values), changed)
    return [row[: len(names)] for row in rows]


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)
