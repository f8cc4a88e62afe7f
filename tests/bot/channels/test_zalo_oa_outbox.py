"""What the outbox makes of an Official Account: a week of silence, a template, a refused token."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select

from backend import clock
from backend.channel_tokens.service import ChannelTokens
from backend.contacts.models import ChannelAddress, Contact, Conversation
from backend.db import Database
from backend.messages.models import OutboxMessage, Priority, SendStatus
from backend.messages.service import put
from backend.office import Operator
from bot.channels.zalo_oa import ZaloOaChannel
from bot.inbox import Inbox
from bot.messages import Outgoing
from bot.outbox import Outbox, Pace
from tests.bot.channels.conftest import zalo_oa_channel
from tests.fakes.zalo_oa import TEMPLATE_ID, FakeZaloOa
from tests.fakes.zalo_oa_people import ZaloOaPerson

QUICK = Pace(look=0.02, first_pause=0.05, longest_pause=0.2, unauthorized_pause=0.1)


def tell(database: Database, person: ZaloOaPerson, *texts: str) -> None:
    """Queues notices to somebody who has written before."""
    now = clock.now()
    with database.transaction() as session:
        known = select(ChannelAddress).where(ChannelAddress.chat_id == person.id)
        address = session.scalar(known)
        if address is None:
            contact = Contact(created_at=now)
            session.add(contact)
            session.flush()
            address = ChannelAddress(
                contact_id=contact.id, channel="zalo_oa", chat_id=person.id, last_written_at=now
            )
            session.add_all([address, Conversation(contact_id=contact.id, updated_at=now)])
            session.flush()
        for text in texts:
            put(session, address.id, Outgoing(text).to_json(), Priority.NOTICE)


def rows(database: Database) -> Sequence[tuple[str, str, str | None]]:
    """Text, status and reason of every message, in order."""
    with database.reading() as session:
        found = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
        return [(row.body["text"], row.status, row.reason) for row in found]


def address_of(database: Database, person: ZaloOaPerson) -> ChannelAddress:
    with database.reading() as session:
        return session.scalars(
            select(ChannelAddress).where(ChannelAddress.chat_id == person.id)
        ).one()


async def send_all(database: Database, fake: FakeZaloOa, **changes: Any) -> ZaloOaChannel:
    """Lets an outbox work until no message waits."""
    channel, stop = zalo_oa_channel(fake, ChannelTokens(database), **changes), asyncio.Event()
    await channel.start()
    working = asyncio.create_task(Outbox(database, channel, pace=QUICK).run(stop))
    await fake.until(
        lambda: SendStatus.WAITING not in [status for _text, status, _reason in rows(database)],
        within=60,
    )
    stop.set()
    await working
    await channel.stop()
    return channel


async def test_a_notice_after_a_week_of_silence_has_failed_for_a_reason_until_they_write(
    database: Database, fake_zalo_oa: FakeZaloOa
) -> None:
    person, other = fake_zalo_oa.user("An"), fake_zalo_oa.user("Bình")
    person.is_silent_for_a_week()
    tell(database, person, "một", "hai")
    tell(database, other, "ba")
    channel = await send_all(database, fake_zalo_oa)
    assert rows(database) == [
        ("một", "failed", "window_closed"),
        ("hai", "failed", "window_closed"),
        ("ba", "sent", None),
    ]
    assert address_of(database, person).unreachable_reason == "window_closed"
    written = channel.parse(person.says("chào em"))
    assert written is not None
    assert Inbox(database, Operator("UBND xã", None)).receive(written)
    assert address_of(database, person).unreachable_at is None
    await send_all(database, fake_zalo_oa)
    assert person.received


async def test_with_a_template_every_notice_is_announced_and_the_person_stays_reachable(
    database: Database, fake_zalo_oa: FakeZaloOa
) -> None:
    person = fake_zalo_oa.user("An")
    person.is_silent_for_a_week()
    tell(database, person, "một")
    await send_all(database, fake_zalo_oa, template_id=TEMPLATE_ID)
    assert rows(database) == [("một", "sent", None)]
    assert len(fake_zalo_oa.templates) == 1
    assert address_of(database, person).unreachable_at is None


@pytest.mark.parametrize("fault", [{"status": -224}, {"status": 401, "times": 2}])
async def test_an_account_that_may_not_send_loses_nothing(
    database: Database, fake_zalo_oa: FakeZaloOa, fault: dict[str, Any]
) -> None:
    person = fake_zalo_oa.user("An")
    fake_zalo_oa.fail("sendMessage", **fault)
    tell(database, person, "một", "hai")
    await send_all(database, fake_zalo_oa)
    assert [sent.text for sent in person.received] == ["một", "hai"]
