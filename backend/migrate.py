"""Bringing a database to the newest schema, and telling whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from backend.db import WRITES, Database
from backend.errors import Invalid
from backend.i18n import _

MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def migrate(database: Database) -> None:
    """Applies what is missing, all in one transaction; nothing to do is fine. Raises `Invalid` when
    the schema is newer than this code."""
    config = _config()
    with rebuilding(database) as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:  # it does not know the revision that the database is at
            raise Invalid(
                _("Cơ sở dữ liệu mới hơn chương trình này. Cài bản mới nhất rồi chạy lại.")
            ) from None


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
    """Raises `Invalid` when the schema is older or newer than this code."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current != head:
        raise Invalid(
            _("Cơ sở dữ liệu chưa đúng phiên bản. Chạy `noisong migrate` rồi khởi động lại.")
        )
