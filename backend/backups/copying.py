"""Tables as the database has them, and their rows as plain values.

The models are not asked: a database of any version can be copied, and what is stored encrypted stays
as it is stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Double,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    cast,
    inspect,
    select,
)
from sqlalchemy.types import TypeEngine

from backend.db import Moment

ROWS_AT_ONCE = 500
FILES_AT_ONCE = 8  # where rows hold photos or lists of some megabytes each
VERSION_TABLE = "alembic_version"
# How a kind of value is declared here. JSON is text: its letters come back as they were.
DECLARED: dict[str, type[TypeEngine[Any]]] = {
    "int": BigInteger,
    "float": Double,
    "bool": Boolean,
    "text": Text,
    "json": Text,
    "bytes": LargeBinary,
    "moment": Moment,
    "date": Date,
}
_KINDS: tuple[tuple[tuple[type[TypeEngine[Any]], ...], str], ...] = (
    ((JSON,), "json"),
    ((Boolean,), "bool"),
    ((Integer,), "int"),
    ((Numeric, Float), "float"),
    ((DateTime,), "moment"),
    ((Date,), "date"),
    ((LargeBinary,), "bytes"),
    ((String,), "text"),
)


@dataclass(frozen=True)
class TableShape:
    """A table's name, and each of its columns with the kind of its values, a key of `DECLARED`."""

    name: str
    columns: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in the order of a row."""
        return tuple(name for name, _kind in self.columns)

    @property
    def has_files(self) -> bool:
        """Whether one row may be large: files are in columns of this name, sealed numbers in others."""
        return ("content", "bytes") in self.columns

    @property
    def declared(self) -> Table:
        """The table for statements; without keys, which a copy does not need."""
        return Table(
            self.name, MetaData(), *(Column(name, DECLARED[kind]) for name, kind in self.columns)
        )


def shapes(connection: Connection) -> Sequence[TableShape]:
    """Every table by name, without the one that holds the schema's version."""
    found = inspect(connection).get_multi_columns()
    by_name = {name: columns for (_schema, name), columns in found.items()}
    return [
        TableShape(name, tuple((column["name"], _kind(column["type"])) for column in columns))
        for name, columns in sorted(by_name.items())
        if name != VERSION_TABLE
    ]


def _kind(of: TypeEngine[Any]) -> str:
    for types, kind in _KINDS:
        if isinstance(of, types):
            return kind
    raise LookupError(f"no kind of value is known for {of!r}")


def rows(connection: Connection, shape: TableShape) -> Iterator[tuple[Any, ...]]:
    """Every row in no particular order; some hundreds are in memory at a time."""
    table = shape.declared
    at_once = FILES_AT_ONCE if shape.has_files else ROWS_AT_ONCE
    columns = [
        cast(table.c[name], Text).label(name) if kind == "json" else table.c[name]
        for name, kind in shape.columns
    ]
    result = connection.execute(select(*columns).execution_options(yield_per=at_once))
    for row in result:
        yield tuple(row)
