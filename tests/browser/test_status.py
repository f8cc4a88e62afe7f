"""The status page in Chromium: fine, slow, refused and used up; and the line on Today."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import insert

from backend import clock
from backend.contacts.models import ChannelAddress, Contact
from backend.db import Database, table
from backend.health.signs import give_sign
from backend.message_quotas import service as quotas
from backend.messages.models import OutboxMessage, Priority, SendStatus
from tests.browser.conftest import Watched
from tests.factories import World

pytestmark = pytest.mark.browser


def waiting(database: Database, channel: str, count: int, reason: str) -> None:
    """So many messages of a channel wait for ten minutes already."""
    began = clock.now() - timedelta(minutes=10)
    with database.transaction() as session:
        contact = Contact(created_at=began)
        session.add(contact)
        session.flush()
        address = ChannelAddress(
            contact_id=contact.id, channel=channel, chat_id=channel, last_written_at=began
        )
        session.add(address)
        session.flush()
        row = {"address_id": address.id, "priority": Priority.REPLY, "body": {"text": "x"}}
        row |= {"status": SendStatus.WAITING, "tries": 3, "lost_answers": 0, "reason": reason}
        row |= {"created_at": began, "due_at": clock.now()}
        session.execute(insert(table(OutboxMessage)), [row] * count)


def test_an_officer_sees_what_is_slow_and_what_to_do(
    window: Watched, database: Database, world: World
) -> None:
    window.sign_in()
    window.open("/admin/status")
    assert "Chưa nối kênh nhắn tin nào." in window.page.content()
    window.looks_right("status-empty")
    with database.transaction() as session:
        give_sign(session)
        quotas.count(session, "zalo", 3000, 1204)
        quotas.count(session, "telegram", None, 88)
    window.open("/admin/status")
    expect(window.page.get_by_text("Bình thường")).to_have_count(2)
    window.looks_right("status-fine")
    waiting(database, "zalo", 12, "server_error")
    waiting(database, "zalo_oa", 3, "unauthorized")
    window.open("/admin/status")
    expect(window.page.get_by_text("Đang chậm")).to_have_count(1)
    window.looks_right("status-troubled")
    window.open("/admin/")
    window.page.get_by_role("link", name="Xem tình trạng").click()
    expect(window.page).to_have_url(f"{window.address}/admin/status")
    window.open("/admin/")
    window.looks_right("status-today")
