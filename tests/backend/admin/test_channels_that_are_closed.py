"""A case says through which channel a family cannot be written to, and only of its own family."""

import re

from sqlalchemy import update

from backend import clock
from backend.contacts.models import ChannelAddress, ContactId
from backend.db import Database
from tests.factories import World, make_request
from tests.site import Visitor, words


def made(database: Database, world: World, chat_id: str) -> tuple[ContactId, str]:
    """A request, and the address of its page."""
    with database.transaction() as session:
        request = make_request(session, world.commune, chat_id=chat_id)
        assert request.contact_id
        return request.contact_id, f"/admin/requests/{request.id}"


def add_address(database: Database, contact: ContactId, channel: str, *, closed: bool) -> None:
    now = clock.now()
    with database.transaction() as session:
        session.add(
            ChannelAddress(
                contact_id=contact,
                channel=channel,
                chat_id=f"{contact}-{channel}",
                last_written_at=now,
                unreachable_at=now if closed else None,
                unreachable_reason="blocked" if closed else None,
            )
        )


def shown(officer: Visitor, address: str) -> str:
    """What the case says of it, or ""."""
    found = re.search(r"Không nhắn được qua [^.]*\.", words(officer.open(address)))
    return found[0] if found else ""


def test_the_closed_channel_is_named_beside_the_open_one(
    officer: Visitor, database: Database, world: World
) -> None:
    contact, address = made(database, world, "mot")
    other, elsewhere = made(database, world, "hai")
    assert shown(officer, address) == ""
    add_address(database, contact, "zalo", closed=True)
    add_address(database, other, "zalo", closed=False)
    assert shown(officer, address) == "Không nhắn được qua Zalo."
    assert shown(officer, elsewhere) == ""
    assert "✓ Nhắn tin được" in words(officer.open(address)), "Telegram is still open"


def test_all_closed_channels_are_named_once(
    officer: Visitor, database: Database, world: World
) -> None:
    contact, address = made(database, world, "mot")
    add_address(database, contact, "zalo", closed=True)
    with database.transaction() as session:
        gone = update(ChannelAddress).values(unreachable_at=clock.now())
        session.execute(gone.where(ChannelAddress.contact_id == contact))
    assert shown(officer, address) == "Không nhắn được qua Telegram, Zalo."
    assert "Không nhắn tin được" in words(officer.open(address))
