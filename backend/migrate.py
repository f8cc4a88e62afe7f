"""Bringing a database to the newest schema, and telling whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from backend.db import WRITES, Database
from backend.errors import Invalid
from backend.i18n import _

MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def migrate(database: Database) -> None:
    """Applies what is missing, all in one transaction; nothing to do is fine."""
    config = _config()
    writing = database.engine.connect().execution_options(**{WRITES: True})
    with writing as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


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
