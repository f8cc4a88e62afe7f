"""Entries of before the chain are linked by the migration, as the service would have done."""

from pathlib import Path

from alembic import command
from sqlalchemy import text

from backend import audit
from backend.audit import checking
from backend.db import Database
from backend.migrate import _config, migrate, rebuilding
from backend.officers.models import Officer
from tests.factories import make_world


def move(database: Database, revision: str) -> None:
    config = _config()
    with rebuilding(database) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_entries_of_before_become_a_whole_chain(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'noisong.db'}")
    migrate(database)
    with database.transaction() as session:
        officer = session.get_one(Officer, make_world(session).officer)
        for why in ("call_family", "Hẹn giao, đợt “2”"):
            audit.record(session, "show_phone", officer, by=officer, why=why, count=3)
    with database.reading() as session:
        whole = checking.check(session)
    move(database, "f81931bd0f08")
    with database.transaction() as session:
        session.execute(text("UPDATE audit_entries SET subject_id = subject_id"))  # it may, here
    migrate(database)
    with database.reading() as session:
        again = checking.check(session)
    assert again.is_whole
    assert again.position == whole.position > 2
    database.close()
