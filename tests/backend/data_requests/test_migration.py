"""Wishes to fix or delete that were open before there were clocks: none is lost on the way."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import MetaData, make_url, select

from backend.data_requests.models import DataRequest, DataRequestKind
from backend.db import Database
from backend.migrate import migrate, rebuilding, upgrade
from backend.tickets.models import Ticket
from tests.processes.outage import administration

BEFORE = "f3c2b1d5e321"
FRIDAY = datetime(2026, 12, 4, 18, 0, tzinfo=UTC)  # in Việt Nam it is Saturday already


@pytest.fixture
def old(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> Iterator[Database]:
    """A database of the revision before, of the same kind as `database`, with four tickets."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    if not database.is_sqlite:
        server = request.getfixturevalue("postgresql_url")
        with administration(server) as admin:
            admin.execute("DROP DATABASE IF EXISTS before_clocks")
            admin.execute("CREATE DATABASE before_clocks TEMPLATE template0")
        url = make_url(server).set(database="before_clocks").render_as_string(hide_password=False)
    made = Database(url)
    with rebuilding(made) as connection:
        upgrade(connection, BEFORE)
        tables = MetaData()
        tables.reflect(connection)

        def put(table: str, **values: object) -> None:
            connection.execute(tables.tables[table].insert(), values)

        put("contacts", id=1, created_at=FRIDAY, codes_tried=0)
        unit = {"level": "commune", "type": "xã", "name": "A Lưới 1", "path": "/1/", "earlier": ""}
        put("administrative_units", id=1, valid_from=date(2025, 7, 1), served=True, **unit)
        tickets = [
            ("data_fix", "open", None),
            ("data_delete", "asked", None),
            ("data_delete", "closed", "deleted"),
            ("question", "open", None),
        ]
        moments = {"created_at": FRIDAY, "updated_at": FRIDAY, "due_on": date(2026, 12, 8)}
        for number, (kind, status, outcome) in enumerate(tickets, 1):
            own = {"kind": kind, "status": status, "outcome": outcome, "version": 2, **moments}
            units = {"unit_id": 1, "about_unit_id": 1, "contact_id": 1}
            put("tickets", id=number, code=f"DL-2026-{number:06d}", facts=b"", **units, **own)
    yield made
    made.close()


def test_an_open_wish_has_a_row_and_one_deadline_with_its_ticket(old: Database) -> None:
    migrate(old)
    with old.reading() as session:
        fix, delete = session.scalars(select(DataRequest).order_by(DataRequest.id))
        due = list(session.scalars(select(Ticket.due_on).order_by(Ticket.id)))
        outcome = session.scalar(select(Ticket.outcome).where(Ticket.id == 3))
    assert (fix.kind, delete.kind) == (DataRequestKind.FIX, DataRequestKind.DELETE)
    assert (fix.code, fix.ticket_id, fix.unit_id, fix.contact_id) == ("DL-2026-000001", 1, 1, 1)
    assert (fix.acknowledge_by, fix.due_by) == (date(2026, 12, 8), date(2026, 12, 15))
    assert (fix.received_at, fix.done_at, fix.words) == (FRIDAY, None, "")
    assert due == [fix.due_by, delete.due_by, date(2026, 12, 8), date(2026, 12, 8)]
    assert outcome == "done"
