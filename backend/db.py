"""The database: one engine, one place that commits.

A transaction is one message, one page action or one job. On SQLite a writing transaction starts
with BEGIN IMMEDIATE: without it two writers that both began by reading would end in a deadlock
that no time-out resolves. `synchronous=FULL` makes a commit survive a power cut, which is what
"durable before it is acknowledged" promises.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from pydantic_core import PydanticSerializationError, to_json
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    TypeDecorator,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.orm import DeclarativeBase, Session

from backend.encryption import ring
from backend.encryption.types import Hashed, Sealed
from backend.one_writer import OneWriter

# What a database that is away, full, or locked for too long answers with.
DATABASE_AWAY = (OperationalError, InterfaceError, PoolExhausted)

T = TypeVar("T")
P = ParamSpec("P")
WRITES = "noisong_writes"
_ANSWERS = "read_once"  # in a reading session's own notes
LOCK_WAIT_SECONDS = 20


class Moment(TypeDecorator[datetime]):
    """A point in time, always UTC: SQLite forgets the zone, this puts it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a naive time: it would mean something else on another machine."""
        if value is not None and value.tzinfo is None:
            raise TypeError("a stored moment needs a time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware, whatever the database handed back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite gives row numbers by itself only to a column declared INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """All tables; constraints get predictable names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own
        datetime: Moment,
        int: RowId,
        str: Text,
        StrEnum: Enum(StrEnum, native_enum=False, length=64, values_callable=list),
    }


ShortText = String(64)
# Marks a column whose values the law calls sensitive (origin, health, hardship of a child).
SENSITIVE = {"sensitive": True}


def table(model: type[Base]) -> Table:
    """The table behind a model, for the statements of the hot path: without the ORM's bookkeeping
    a message costs a third."""
    return cast(Table, model.__table__)


def ring_of(session: Session) -> ring.Ring:
    """What the session's database is encrypted with."""
    return ring.ring_of(session.get_bind().dialect)


def locked(query: Select[T]) -> Select[T]:
    """The query's rows, kept from others until the transaction ends, and as they are now: what the
    session had read of them before may have been changed since."""
    return query.with_for_update().execution_options(populate_existing=True)


def reserve_ids(session: Session, table: Table, count: int) -> Sequence[int]:
    """Numbers for rows that are about to be inserted, for a transaction that writes."""
    if session.get_bind().dialect.name == "sqlite":
        # There is one writer, and it is this transaction.
        last = session.scalar(select(func.max(table.c.id))) or 0
        return range(last + 1, last + 1 + count)
    sequence = select(func.pg_get_serial_sequence(table.name, "id")).scalar_subquery()
    numbers = select(func.nextval(sequence)).select_from(func.generate_series(1, count))
    return session.scalars(numbers).all()


def bulk_insert(
    session: Session, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Inserts rows, each the values of `columns` in this order, as the ORM would store them but
    without looking at each: for lists of a million rows. Defaults are not filled in."""
    connection = session.connection()
    converted = _converted([table.c[name] for name in columns], rows, connection.dialect)
    if not converted:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - ours
        connection.exec_driver_sql(statement, converted)
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in converted:
            copy.write_row(row)


def _converted(
    columns: Sequence[Column[Any]], rows: Iterable[tuple[Any, ...]], dialect: Dialect
) -> list[tuple[Any, ...]]:
    """The rows as the driver wants them, column by column."""
    values: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for at, column in enumerate(columns[: len(values)]):
        convert = column.type.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None:
            # Classes and dates come again and again; a dictionary or list cannot be remembered, and
            # what is sealed is sealed anew each time.
            again = not isinstance(column.type, JSON | Sealed | Hashed)
            values[at] = map(lru_cache(maxsize=4096)(convert) if again else convert, values[at])
    return list(zip(*values, strict=True))


def read_once(look: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """A look-up that is done once in a session of `Database.reading`, whose one state does not change:
    several parts of a page ask for the same. Everywhere else it is done each time."""

    @wraps(look)
    def answered(session: Session, /, *args: P.args, **named: P.kwargs) -> T:
        answers: dict[object, T] | None = session.info.get(_ANSWERS)
        if answers is None:
            return look(session, *args, **named)
        asked = (look, args, tuple(named.items()))
        if asked not in answers:
            answers[asked] = look(session, *args, **named)
        return answers[asked]

    return answered


class Database:
    """One engine. `url` is `sqlite:///file` or `postgresql://...`."""

    def __init__(self, url: str, pool_size: int = 10) -> None:
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url, pool_size)
        self._one_writer = OneWriter(self.engine.url.database if self.is_sqlite else None)
        ring.fit(self.engine)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Everything inside is committed together, or nothing. Nested use in a thread is a fault."""
        if not self.is_sqlite:
            with self._session(writes=True) as session:
                yield session
            return
        with self._one_writer, self._session(writes=True) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading one consistent state; nothing it does is kept."""
        # PostgreSQL would show each statement what was committed up to then.
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(**level) as connection:
            yield Session(connection, autoflush=False, info={_ANSWERS: {}})

    @property
    def ring(self) -> ring.Ring:
        """What is encrypted in it, and found again, goes by this."""
        return ring.ring_of(self.engine.dialect)

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[Session]:
        with self.engine.connect().execution_options(**{WRITES: writes}) as connection:
            session = Session(connection, expire_on_commit=False)
            yield session
            session.commit()  # without this line, leaving rolls back: an exception undoes all

    def close(self) -> None:
        """Returns every connection."""
        self.engine.dispose()


def _as_json(value: Any) -> str:
    """Five times as fast as the standard library, and Vietnamese letters stay as they are."""
    try:
        return to_json(value).decode()
    except PydanticSerializationError:  # half of a surrogate pair
        return json.dumps(value)


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": LOCK_WAIT_SECONDS},
        pool_size=20,
        pool_use_lifo=True,
        json_serializer=_as_json,
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late; ours is below
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres_engine(url: str, pool_size: int) -> Engine:
    _scheme, _sep, rest = url.partition("://")
    address = f"postgresql+psycopg://{rest}"
    return create_engine(address, pool_size=pool_size, json_serializer=_as_json)
