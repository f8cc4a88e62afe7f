"""What is Telegram's own."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Update

from bot.channels.base import Rejected, Retry, Unreachable
from bot.channels.telegram import TelegramChannel
from bot.messages import Inbound, Kind, Option, Outgoing
from tests.bot.channels.conftest import polling, telegram_channel
from tests.fakes.platform import Json
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_people import TelegramPerson

DEEDS: list[tuple[Callable[[TelegramPerson], Json], Kind]] = [
    (lambda an: an.says("xin chào"), Kind.TEXT),
    (lambda an: an.starts(), Kind.START),
    (lambda an: an.shares_phone(), Kind.PHONE),
    (lambda an: an.forwards_own_contact(), Kind.CONTACT),
    (lambda an: an.shares_contact_of(an.telegram.user("Bình")), Kind.CONTACT),
    (lambda an: an.sends_photo(), Kind.IMAGE),
    (lambda an: an.sticker(), Kind.STICKER),
    (lambda an: an.voice(), Kind.VOICE),
    (lambda an: an.location(), Kind.LOCATION),
    (lambda an: an.document(), Kind.FILE),
    (lambda an: an.blocks(), Kind.BLOCKED),
    (lambda an: an.unblocks(), Kind.UNBLOCKED),
]


def parsed(channel: TelegramChannel, update: Json) -> Inbound:
    """The update, understood."""
    inbound = channel.parse(update)
    assert inbound is not None
    return inbound


@pytest.mark.parametrize(("deed", "kind"), DEEDS, ids=[kind for _, kind in DEEDS])
def test_each_thing_that_people_send_has_its_kind(
    telegram: TelegramChannel,
    fake_telegram: FakeTelegram,
    deed: Callable[[TelegramPerson], Json],
    kind: Kind,
) -> None:
    an = fake_telegram.user("An")
    update = deed(an)
    inbound = parsed(telegram, update)
    assert (inbound.kind, inbound.chat_id, inbound.group) == (kind, an.chat_id, False)
    assert inbound.event_id == str(update["update_id"])


def test_the_fake_speaks_as_telegram_does(fake_telegram: FakeTelegram) -> None:
    an = fake_telegram.user("An")
    for deed, _ in DEEDS:
        update = Update.de_json(deed(an), None)
        assert update.effective_chat is not None
        assert update.effective_chat.id == an.id


def test_a_start_carries_the_payload_of_the_link(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    an = fake_telegram.user("An")
    assert parsed(telegram, an.starts("truong_4821")).value == "truong_4821"
    assert parsed(telegram, an.says("/start@noisong_test_bot  A1 ")).value == "A1"
    assert parsed(telegram, an.says("/starting")).kind is Kind.TEXT
    assert parsed(telegram, an.says("/start a b")).kind is Kind.TEXT


def test_only_the_own_card_first_hand_is_a_phone(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    an = fake_telegram.user("An", phone="84987654321")
    assert parsed(telegram, an.shares_phone()).value == "84987654321"
    message = an.shares_phone()["message"]
    for mark in ("forward_date", "forward_from", "forward_sender_name", "via_bot"):
        update = {"update_id": 1, "message": {**message, mark: {"id": an.id}}}
        assert parsed(telegram, update).kind is Kind.CONTACT
    unknown = {"phone_number": "84987654321", "first_name": "An"}
    update = {"update_id": 1, "message": {**message, "contact": unknown}}
    assert parsed(telegram, update).kind is Kind.CONTACT


def test_a_photo_keeps_its_caption_and_the_time_it_was_sent(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    update = fake_telegram.user("An").sends_photo("giấy khen")
    inbound = parsed(telegram, update)
    assert inbound.text == "giấy khen"
    assert inbound.sent_at is not None
    assert inbound.sent_at.timestamp() == update["message"]["date"]


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("/start", True),
        ("/menu@NoiSong_test_bot", True),
        ("@noisong_test_bot cho hỏi", True),
        ("em hỏi @noisong_test_bot.", True),
        ("/menu@other_bot", False),
        ("@noisong_test_bot2 cho hỏi", False),
        ("x@noisong_test_bot", False),
        ("cô ơi mai học mấy giờ", False),
    ],
)
def test_in_a_group_only_what_addresses_the_bot_is_heard(
    telegram: TelegramChannel, fake_telegram: FakeTelegram, text: str, answered: bool
) -> None:
    inbound = telegram.parse(fake_telegram.user("An").says_in_group(text))
    assert (inbound is not None) is answered
    assert inbound is None or (inbound.group and inbound.chat_id.startswith("-"))


def test_an_edited_text_is_a_message_that_says_so(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    an = fake_telegram.user("An")
    said, edited = parsed(telegram, an.says("chào")), parsed(telegram, an.edits("chào em"))
    assert (edited.kind, edited.text, edited.edited) == (Kind.TEXT, "chào em", True)
    assert edited.event_id != said.event_id
    assert not said.edited


def test_bots_channels_group_membership_and_other_edits_are_passed_over(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    an = fake_telegram.user("An")
    message = an.says("xin chào")["message"]
    bot = {**message["from"], "is_bot": True}
    group = {"id": -5, "type": "group"}
    kicked = an.blocks()["my_chat_member"]
    passed_over: list[Json] = [
        an.location_moves_on(),
        {"update_id": 1, "edited_message": {**message, "chat": {"id": -5, "type": "group"}}},
        {
            "update_id": 1,
            "edited_message": {**message, "from": {**message["from"], "is_bot": True}},
        },
        {"update_id": 1, "edited_message": an.sends_photo()["message"]},
        {"update_id": 1, "edited_message": an.starts()["message"]},
        {"update_id": 1, "message": {**message, "from": bot}},
        {"update_id": 1, "message": {**message, "chat": {"id": -6, "type": "channel"}}},
        {"update_id": 1, "channel_post": message},
        {"update_id": 1, "my_chat_member": {**kicked, "chat": group}},
        {"update_id": 1, "poll": {}},
        {"message": message},
    ]
    assert [telegram.parse(update) for update in passed_over] == [None] * len(passed_over)


def test_what_is_new_on_telegram_is_unsupported_not_lost(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    message = fake_telegram.user("An").says("x")["message"]
    del message["text"]
    update = {"update_id": 1, "message": {**message, "hologram": {}}}
    assert parsed(telegram, update).kind is Kind.UNSUPPORTED


async def test_the_phone_is_asked_with_a_key_that_goes_away_again(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    an = fake_telegram.user("An")
    skip = (Option("c:skip", "Để sau"),)
    await telegram.send(an.chat_id, Outgoing("Số của anh/chị?", skip, ask_phone=True))
    share, later = an.received[-1].buttons
    assert (share.label, share.contact, later.label) == ("📱 Gửi số của tôi", True, "Để sau")
    assert '"one_time_keyboard": true' in an.received[-1].raw["reply_markup"]
    assert parsed(telegram, an.taps(share.label)).kind is Kind.PHONE
    await telegram.send(an.chat_id, Outgoing("Em cảm ơn."))
    assert "remove_keyboard" in an.received[-1].raw["reply_markup"]


async def test_a_button_that_telegram_cannot_carry_is_rejected(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    long = (Option("c:" + "x" * 63, "Máy tính"),)
    with pytest.raises(Rejected):
        await telegram.send(fake_telegram.user("An").chat_id, Outgoing("Chọn:", long))


async def test_a_chat_that_does_not_exist_is_unreachable(telegram: TelegramChannel) -> None:
    with pytest.raises(Unreachable, match="gone"):
        await telegram.send("999", Outgoing("Chào."))


async def test_a_second_poller_is_a_reason_to_wait(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    fake_telegram.fail("sendMessage", status=409)
    with pytest.raises(Retry, match="conflict"):
        await telegram.send(fake_telegram.user("An").chat_id, Outgoing("Chào."))


async def test_an_update_is_confirmed_only_when_the_next_is_asked_for(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    an = fake_telegram.user("An")
    first, second = an.says("một"), an.says("hai")
    for _crash in range(2):
        async with polling(telegram) as updates:
            assert await anext(updates) == first
    async with polling(telegram) as updates:
        assert [await anext(updates), await anext(updates)] == [first, second]
        waiting = asyncio.ensure_future(anext(updates))
        await fake_telegram.until(lambda: fake_telegram.updates == [])
        third = an.says("ba")
        assert await waiting == third


async def test_many_sends_at_once_all_arrive(fake_telegram: FakeTelegram) -> None:
    channel = telegram_channel(fake_telegram)
    await channel.start()
    chats = [fake_telegram.user(f"Người {number}").chat_id for number in range(40)]
    await asyncio.gather(*(channel.send(chat, Outgoing("Chào.")) for chat in chats))
    assert sorted(sent.chat_id for sent in fake_telegram.sent) == sorted(chats)
    await channel.stop()


async def test_the_webhook_asks_for_no_more_than_is_read(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    await telegram.set_webhook("https://example.org/t")
    asked: Any = fake_telegram.webhook
    assert json.loads(asked["allowed_updates"]) == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]
