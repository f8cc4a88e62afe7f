"""Bringing a database to the newest schema, and telling whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from alembic.util import CommandError
from sqlalchemy import Connection, inspect

from backend.db import WRITES, Database
from backend.endings import HalfSchema, NewSchema, OldSchema
from backend.i18n import N_, _

VERSION_TABLE = "alembic_version"
# Two that migrate the same PostgreSQL wait for each other here; SQLite has one writer anyway.
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('noisong migrate'))"
MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def migrate(database: Database) -> None:
    """Applies what is missing, all in one transaction: a process that dies on the way leaves the
    database as it was. Nothing to do is fine. Raises `NewSchema` when the schema is newer than this
    code, `HalfSchema` when it is not one of ours."""
    with rebuilding(database) as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(_ONE_AT_A_TIME)
        if revision_of(connection) is None and inspect(connection).get_table_names():
            raise HalfSchema(_(_HALF))
        upgrade(connection)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Brings the tables to a revision. Raises `NewSchema` when the code does not know the one that
    they have, or the one that is asked for."""
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError:
        raise NewSchema(_(_NEWER)) from None


def newest() -> str:
    """The revision that this code works with."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def is_known(revision: str) -> bool:
    """Whether this code can bring a schema of the revision forward."""
    try:
        return ScriptDirectory.from_config(_config()).get_revision(revision) is not None
    except (CommandError, RevisionError):
        return False


def revision_of(connection: Connection) -> str | None:
    """What the database says that it is; None for one that says nothing."""
    return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def rebuilding(database: Database) -> Iterator[Connection]:
    """A transaction in which tables may be altered. SQLite alters most things by copying the table
    and dropping the old one, which rows that point there would forbid: references are not looked at
    on the way, and all of them at the end."""
    writing = database.engine.connect().execution_options(**{WRITES: True})
    with writing as connection:
        driver: Any = connection.connection.driver_connection
        if not database.is_sqlite:
            with connection.begin():
                yield connection
            return
        driver.execute("PRAGMA foreign_keys=OFF")  # inside a transaction it would do nothing
        try:
            with connection.begin():
                yield connection
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise LookupError(f"a row of {broken[0]} points to nothing in {broken[2]}")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def new_migration(database: Database, message: str) -> None:
    """Writes the migration from the database as it is to the tables as the code has them."""
    config = _config()
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.revision(config, message, autogenerate=True)


def require_newest(database: Database) -> None:
    """Raises `OldSchema`, `NewSchema` or `HalfSchema` when the schema is not exactly this code's,
    `WrongKey` or `BadSetting` when it is encrypted with a key that we do not have."""
    from backend.tables import metadata

    with database.engine.connect() as connection:
        current = revision_of(connection)
        there = set(inspect(connection).get_table_names())
    if current is None and there - {VERSION_TABLE}:
        raise HalfSchema(_(_HALF))
    if current is not None and not is_known(current):
        raise NewSchema(_(_NEWER))
    if current != newest():
        raise OldSchema(
            _("Cơ sở dữ liệu chưa đúng phiên bản. Chạy `noisong migrate` rồi khởi động lại.")
        )
    if not metadata.tables.keys() <= there:
        raise HalfSchema(_(_HALF))
    database.ring.check()


_NEWER = N_(
    "Cơ sở dữ liệu mới hơn chương trình này. Cài lại bản mới; dữ liệu không lùi phiên bản được."
)
_HALF = N_(
    "Cơ sở dữ liệu chỉ có một phần bảng của Nối Sóng, hoặc là của chương trình khác. "
    "Khôi phục bản sao lưu vào một cơ sở dữ liệu mới, trống (`noisong restore`)."
)
