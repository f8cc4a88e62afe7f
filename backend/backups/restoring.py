"""Putting a backup into an empty database, of either kind, all in one transaction.

The tables are made as they were in the backup's revision, filled, and then brought to the newest one:
a backup of last year comes back as a database of today.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, inspect, select, text
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from backend.audit import checking
from backend.backups import archive
from backend.backups.archive import Manifest
from backend.backups.copying import FILES_AT_ONCE, ROWS_AT_ONCE, TableShape, shapes
from backend.backups.making import BY_HAND, examine, note, opened
from backend.backups.sealing import DAMAGED
from backend.db import Database, bulk_insert
from backend.endings import Damaged, NewSchema, NotEmpty
from backend.i18n import _
from backend.migrate import is_known, rebuilding, upgrade

_FOREIGN_KEYS = text(
    "SELECT conrelid::regclass::text AS of, quote_ident(conname) AS name,"
    " pg_get_constraintdef(oid) AS meaning"
    " FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
)


def restore(database: Database, path: Path, key: str, *, forward: bool = True) -> Manifest:
    """Fills an empty database; all or nothing. It is left at the backup's own revision when it is not
    to come `forward`. Raises `NotEmpty`, `WrongKey`, `Damaged`, and
    `NewSchema` for a backup that a newer program made."""
    examine(path, key)  # a damaged file is refused before anything begins
    with opened(path, key) as reading, _fitting(), rebuilding(database) as connection:
        if inspect(connection).get_table_names():
            raise NotEmpty(
                _("Cơ sở dữ liệu này đã có bảng. Tạo một cơ sở dữ liệu mới, trống, rồi chạy lại.")
            )
        if not is_known(reading.manifest.revision):
            raise NewSchema(
                _("Bản sao lưu mới hơn chương trình này. Cài bản mới nhất rồi chạy lại.")
            )
        upgrade(connection, reading.manifest.revision)
        with _references_later(connection):
            _fill(connection, reading.tables())
        if forward:
            upgrade(connection)
        _count_on(connection)
    return reading.manifest


def note_restored(database: Database) -> list[checking.Break]:
    """Writes into the trail that this database came out of a backup; says where the trail was not
    whole before."""
    with database.reading() as session:
        breaks = checking.check(session).breaks
    with database.transaction() as session:
        note(session, "restore_backup", BY_HAND)
    return breaks


def verify(path: Path, key: str) -> Sequence[str]:
    """Restores into a database that is thrown away and compares it table by table. Hands back the
    names of the tables that differ. The folder is nobody else's, and gone afterwards."""
    told = examine(path, key).sums
    with tempfile.TemporaryDirectory(prefix="noi-song-") as folder:
        scratch = Database(f"sqlite:///{folder}/scratch.db")
        try:
            restore(scratch, path, key, forward=False)
            with scratch.reading() as session:
                found = archive.sums_of(session.connection())
        finally:
            scratch.close()
    return [name for name in sorted(found | told) if found.get(name) != told.get(name)]


def _fill(
    connection: Connection, tables: Iterable[tuple[TableShape, Iterator[tuple[Any, ...]]]]
) -> None:
    session = Session(connection)
    there = {shape.name: shape for shape in shapes(connection)}
    for shape, rows in tables:
        known = there.get(shape.name)
        if known is None or set(known.names) != set(shape.names):
            raise Damaged(_(DAMAGED))
        table = shape.declared
        if session.execute(select(table).limit(1)).first():  # a migration put it there
            session.execute(delete(table))
        at_once = FILES_AT_ONCE if shape.has_files else ROWS_AT_ONCE
        while portion := list(islice(rows, at_once)):
            try:
                bulk_insert(session, table, shape.names, portion)
            except DataError:
                raise Damaged(
                    _("Có dòng trong bản sao lưu mà loại cơ sở dữ liệu này không nhận được.")
                ) from None


@contextmanager
def _fitting() -> Iterator[None]:
    try:
        yield
    except (IntegrityError, LookupError):
        raise Damaged(
            _("Các bảng trong bản sao lưu không khớp nhau. Dùng một bản sao lưu khác.")
        ) from None


@contextmanager
def _references_later(connection: Connection) -> Iterator[None]:
    """References are looked at when all rows are there; `rebuilding` does so on SQLite."""
    if connection.dialect.name == "sqlite":
        yield
        return
    keys = connection.execute(_FOREIGN_KEYS).all()
    for key in keys:
        connection.exec_driver_sql(f"ALTER TABLE {key.of} DROP CONSTRAINT {key.name}")
    yield
    for key in keys:
        connection.exec_driver_sql(f"ALTER TABLE {key.of} ADD CONSTRAINT {key.name} {key.meaning}")


def _count_on(connection: Connection) -> None:
    """PostgreSQL gives numbers by counters beside the tables; they go on after the last row."""
    if connection.dialect.name == "sqlite":
        return
    for shape in shapes(connection):
        if "id" not in shape.names:
            continue
        table = shape.declared
        counter = func.pg_get_serial_sequence(table.name, "id")
        last = func.max(table.c.id)
        connection.execute(select(func.setval(counter, func.coalesce(last, 1), last.is_not(None))))
