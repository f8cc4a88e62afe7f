"""Bringing a database to the newest schema, and telling whether it is there.

Only the first needs Alembic, which takes a quarter of a second and 11 MB: it is loaded there. To tell,
which every start and every /ready does, the files' names of themselves and of what was before are read.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text

from backend.db import WRITES, Database
from backend.endings import HalfSchema, NewSchema, OldSchema
from backend.i18n import N_, _

if TYPE_CHECKING:
    from alembic.config import Config

VERSION_TABLE = "alembic_version"
# Two that migrate the same PostgreSQL wait for each other here; SQLite has one writer anyway.
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('noisong migrate'))"
MIGRATIONS = Path(__file__).parent / "migrations"
_NAMED = re.compile(r"""^revision = ["'](\w+)["']\ndown_revision = (?:["'](\w+)["']|None)$""", re.M)


def _config() -> "Config":
    from alembic.config import Config

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
    from alembic import command
    from alembic.util import CommandError

    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError:
        raise NewSchema(_(_NEWER)) from None


@cache
def _before() -> Mapping[str, str | None]:
    """Each migration, and the one before it. Raises `LookupError` for a file that does not say."""
    found: dict[str, str | None] = {}
    for path in (MIGRATIONS / "versions").glob("*.py"):
        named = _NAMED.search(path.read_text("utf-8"))
        if named is None:
            raise LookupError(f"{path.name} does not name itself and the migration before it")
        found[named[1]] = named[2]
    return found


@cache
def newest() -> str:
    """The revision that this code works with."""
    (last,) = _before().keys() - set(_before().values())
    return last


def is_known(revision: str) -> bool:
    """Whether this code can bring a schema of the revision forward."""
    return revision in _before()


def revision_of(connection: Connection) -> str | None:
    """What the database says that it is; None for one that says nothing."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608
    return found


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
    from alembic import command

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
