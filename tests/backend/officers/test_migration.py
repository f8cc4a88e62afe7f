"""Accounts of before there were appointments can go on working."""

from pathlib import Path

from alembic import command
from sqlalchemy import select, text

from backend import migrate
from backend.db import Database
from backend.officers.models import Appointment, Role
from backend.officers.passwords import hashed
from backend.officers.sessions import Browser
from backend.officers.sign_in import sign_in
from tests.factories import PASSWORD

BEFORE = "f6f7193b0d06"


def test_an_officer_of_before_is_appointed_since_the_account_was_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    config = migrate._config()
    with migrate.rebuilding(database) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        connection.execute(
            text(
                "INSERT INTO administrative_units"
                " (id, level, type, name, path, valid_from, earlier, served)"
                " VALUES (1, 'commune', 'xã', 'Mẫu', '/1/', '2025-07-01', '', 1)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO officers"
                " (username, full_name, password_hash, role, unit_id, active, created_at)"
                " VALUES ('cu', 'Hồ Cũ', :hash, 'verifier', 1, 1, '2026-03-01 18:30:00')"
            ),
            {"hash": hashed(PASSWORD)},
        )
    migrate.migrate(database)
    found = sign_in(database, "cu", PASSWORD, Browser(), "none")
    with database.reading() as session:
        term = session.scalars(select(Appointment)).one()
    database.close()
    assert found is not None
    assert (term.role, term.unit_id, term.until) == (Role.VERIFIER, 1, None)
    assert term.since.isoformat() == "2026-03-02", "the day in Việt Nam"
