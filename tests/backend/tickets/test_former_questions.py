"""Questions that were put to officers before there were tickets: none is lost on the way."""

from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from sqlalchemy import MetaData, select

from backend.db import Database
from backend.migrate import _config, migrate, rebuilding
from backend.numbering import next_code
from backend.tickets.models import Happened, Ticket, TicketEvent, TicketStatus

BEFORE = "d3f8a6c15e20"
ASKED = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
ANSWERED = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def old_database(path: Path) -> Database:
    """Two questions, the second one answered, in the tables of before."""
    database = Database(f"sqlite:///{path}")
    with rebuilding(database) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        tables = MetaData()
        tables.reflect(connection)

        def put(table: str, **values: object) -> None:
            connection.execute(tables.tables[table].insert(), values)

        put("contacts", id=1, created_at=ASKED)
        unit = {"level": "commune", "type": "xã", "name": "A Lưới 1", "path": "/1/", "earlier": ""}
        since = datetime(2025, 7, 1, tzinfo=UTC).date()
        put("administrative_units", id=1, valid_from=since, served=True, **unit)
        who = {"username": "canbo", "full_name": "Lê Thị Mai", "password_hash": "x"}
        put("officers", id=1, role="approver", unit_id=1, active=True, created_at=ASKED, **who)
        first = {"contact_id": 1, "unit_id": 1, "created_at": ASKED}
        put("enquiries", id=1, text="Bao giờ có máy ạ?", **first)
        done = {"answer": "Tuần sau.", "answered_at": ANSWERED, "officer_id": 1}
        put("enquiries", id=2, text="Nhận ở đâu?", **first, **done)
    return database


def test_a_question_of_before_is_a_ticket_with_its_answer(tmp_path: Path) -> None:
    database = old_database(tmp_path / "old.db")
    migrate(database)
    with database.transaction() as session:
        waiting, answered = session.scalars(select(Ticket).order_by(Ticket.id))
        events = session.scalars(select(TicketEvent).order_by(TicketEvent.id)).all()
        following = next_code(session, "CH", 2026)
    assert (waiting.title, waiting.status) == ("Bao giờ có máy ạ?", TicketStatus.OPEN)
    assert (answered.title, answered.outcome) == ("Nhận ở đâu?", "answered")
    assert (events[-1].kind, events[-1].text) == (Happened.CLOSED, "Tuần sau.")
    assert events[-1].created_at == ANSWERED
    assert [waiting.code, answered.code, following] == [f"CH-2026-{n:06d}" for n in (1, 2, 3)]
    database.close()
