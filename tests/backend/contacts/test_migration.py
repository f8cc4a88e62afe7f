"""Consents of before are tied to the requests that rested on them."""

from pathlib import Path

from alembic import command
from sqlalchemy import text

from backend import migrate
from backend.db import Database

BEFORE = "1a2b3c4d5e02"
CONSENT = (
    "INSERT INTO consents"
    " (id, contact_id, notice_version, purpose, answer, channel, event_id, given_at, withdrawn_at)"
    " VALUES (:id, 1, '2026-11', :purpose, 'đồng ý', 'zalo', :id, :at, :ended)"
)


def test_a_request_of_before_rests_on_the_newest_yes_before_it(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    config = migrate._config()
    with migrate.rebuilding(database) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        connection.execute(
            text("INSERT INTO contacts (id, created_at, codes_tried) VALUES (1, '2026-01-01', 0)")
        )
        given = [
            (1, "support_request", "2026-01-02", "2026-01-05"),
            (2, "support_request", "2026-02-02", None),
            (3, "ticket", "2026-02-03", None),
            (4, "support_request", "2026-09-01", None),
        ]
        for number, purpose, at, ended in given:
            values = {"id": number, "purpose": purpose, "at": f"{at} 01:00:00"}
            connection.execute(
                text(CONSENT), {**values, "ended": f"{ended} 01:00:00" if ended else None}
            )
        _request(connection, 7, "2026-03-01 01:00:00")
        _request(connection, 8, "2026-01-01 01:00:00")  # before any yes: entered on paper
        command.upgrade(config, "1a2b3c4d5e03")
        tied = connection.execute(
            text("SELECT request_id, consent_id FROM consented_requests")
        ).all()
        connection.execute(text("DELETE FROM consented_requests"))
        connection.execute(text("DELETE FROM support_requests"))  # they point at nothing real
        whose = connection.execute(text("SELECT DISTINCT whose FROM consents")).scalars().all()
    database.close()
    assert [tuple(row) for row in tied] == [(7, 2)]
    assert whose == ["own"]


def _request(connection, number: int, at: str) -> None:  # type: ignore[no-untyped-def]
    """One row with whatever the table wants of it."""
    known = {"id": number, "contact_id": 1, "created_at": at, "code": f"HT-{number}"}
    columns = connection.execute(text("PRAGMA table_info(support_requests)")).all()
    needed = {row.name: "" for row in columns if row.notnull and row.dflt_value is None}
    values = {**needed, **known}
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO support_requests ({names}) VALUES ({marks})"), values)  # noqa: S608
