"""Sealing columns that were readable until now: what the migrations of encryption share."""

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

from backend.encryption.rewriting import FILES, Values, rewrite
from backend.encryption.ring import Ring


class Hash(NamedTuple):
    """A column beside an encrypted one, by which that is found: `kind` as `Hashed` is told."""

    column: str
    kind: str


def wipe_what_is_overwritten(connection: sa.Connection) -> None:
    """Out of the file as well: SQLite leaves it lying there otherwise. PostgreSQL's VACUUM does it."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")


def seal_columns(
    connection: sa.Connection,
    ring: Ring,
    name: str,
    columns: Sequence[str],
    found_by: Hash | None = None,
) -> None:
    """Turns the columns of a table into bytes and seals what stands in them; `found_by` is the hash
    of the column that is called as its kind is. Raises `BadSetting` without a key."""
    were_files = _retype(connection, name, columns)
    if found_by:
        op.add_column(name, sa.Column(found_by.column, sa.LargeBinary(16), nullable=True))
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    places = {column: f"{name}.{column}".encode() for column in columns}

    def sealed(plain: Values) -> Values:
        stored: Values = {}
        for column, value in plain.items():
            stored[column] = ring.keys.seal(value, places[column]) if value else value
        if found_by:
            value = plain[found_by.kind]
            stored[found_by.column] = ring.hash(found_by.kind, value.decode()) if value else None
        return stored

    after = None
    batch = FILES if were_files else None
    while found := rewrite(connection, table, columns, sealed, after, batch=batch):
        after = found[-1]


def _retype(connection: sa.Connection, name: str, columns: Sequence[str]) -> bool:
    """The columns as bytes of what they held; whether some were bytes already."""
    types = {one["name"]: one["type"] for one in sa.inspect(connection).get_columns(name)}
    texts = [column for column in columns if not isinstance(types[column], sa.LargeBinary)]
    if connection.dialect.name == "postgresql":
        for column in texts:
            op.execute(
                f'ALTER TABLE {name} ALTER COLUMN "{column}" TYPE bytea '
                f"USING convert_to(\"{column}\"::text, 'UTF8')"
            )
    elif texts:
        with op.batch_alter_table(name) as batch:
            for column in texts:
                batch.alter_column(column, type_=sa.LargeBinary())
    return len(texts) < len(columns)
