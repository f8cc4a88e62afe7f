"""Entries of before the chain are linked by the migration, as the service would have done."""

from pathlib import Path

from alembic import command
from sqlalchemy import text

from backend.audit import checking
from backend.db import Database
from backend.migrate import _config, migrate, rebuilding

BEFORE = "f81931bd0f08"
ENTRY = text(
    "INSERT INTO audit_entries (at, action, subject, subject_id, details)"
    " VALUES (:at, 'show_phone', 'officers', :number, :details)"
)


def test_entries_of_before_become_a_whole_chain(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'noisong.db'}")
    config = _config()
    with rebuilding(database) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        for number, details in enumerate(('{"why": "Hẹn giao, đợt “2”", "count": 3}', "{}"), 1):
            at = f"2026-11-0{number} 08:00:00.000000"
            connection.execute(ENTRY, {"at": at, "number": number, "details": details})
    migrate(database)
    with database.reading() as session:
        found = checking.check(session)
    assert found.is_whole
    assert found.position == 2
    database.close()
