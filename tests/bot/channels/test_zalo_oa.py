"""What is particular to a Zalo Official Account: its codes, its window, its form, its events."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from backend import clock
from backend.channel_tokens.service import ChannelTokens
from bot.channels.base import (
    Ambiguous,
    Rejected,
    Retry,
    SendError,
    Unauthorized,
    Unreachable,
)
from bot.channels.zalo_oa import ZaloOaChannel
from bot.messages import Kind, Option, Outgoing
from tests.bot.channels.conftest import zalo_oa_channel
from tests.fakes.zalo_oa import TEMPLATE_ID, FakeZaloOa
from tests.fakes.zalo_oa_people import ZaloOaPerson

NOTICE = Outgoing("Hồ sơ của gia đình đã được duyệt.")
CODES: list[tuple[int, type[SendError], str]] = [
    (-32, Retry, "rate_limited"),
    (-200, Retry, "server_error"),
    (-201, Rejected, "bad_request"),
    (-204, Unauthorized, "account_disabled"),
    (-209, Unauthorized, "not_allowed"),
    (-210, Rejected, "bad_request"),
    (-211, Retry, "quota"),
    (-213, Unreachable, "blocked"),
    (-217, Unreachable, "blocked"),
    (-218, Retry, "quota"),
    (-224, Unauthorized, "not_allowed"),
    (-227, Unreachable, "gone"),
    (-230, Unreachable, "window_closed"),
    (-232, Unreachable, "window_closed"),
    (-234, Retry, "night"),
    (-244, Unreachable, "blocked"),
    (-321, Unreachable, "unpaid"),
    (-248, Rejected, "refused"),
    (-99999, Rejected, "refused"),
    (7, Rejected, "refused"),
]


@pytest.mark.parametrize(("code", "kind", "reason"), CODES)
async def test_each_code_tells_the_outbox_what_to_do(
    zalo_oa: ZaloOaChannel,
    fake_zalo_oa: FakeZaloOa,
    code: int,
    kind: type[SendError],
    reason: str,
) -> None:
    person = fake_zalo_oa.user("An")
    fake_zalo_oa.fail("sendMessage", status=code)
    with pytest.raises(SendError) as raised:
        await zalo_oa.send(person.chat_id, NOTICE)
    assert (type(raised.value), raised.value.reason) == (kind, reason)
    assert person.received == []
    assert await zalo_oa.send(person.chat_id, NOTICE)


@pytest.mark.parametrize(
    "body",
    [b'{"error": "0"}', b'{"error": null}', b"{}", b"null", b'"ok"', b"", b'{"error": [', b"\xff"],
)
async def test_an_answer_of_an_unknown_shape_may_mean_delivered(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa, body: bytes
) -> None:
    fake_zalo_oa.fail("sendMessage", body=body)
    with pytest.raises(Ambiguous, match="bad_answer"):
        await zalo_oa.send(fake_zalo_oa.user("An").chat_id, NOTICE)


async def test_a_success_without_an_id_is_a_success(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa
) -> None:
    fake_zalo_oa.fail("sendMessage", body=b'{"error": 0}')
    assert await zalo_oa.send(fake_zalo_oa.user("An").chat_id, NOTICE) == ""
    assert fake_zalo_oa.called("sendTemplate") == 0


async def test_somebody_who_is_not_there_is_gone(zalo_oa: ZaloOaChannel) -> None:
    with pytest.raises(Unreachable, match="gone"):
        await zalo_oa.send("123", NOTICE)


async def test_a_rate_limit_ends_with_the_minute(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa
) -> None:
    fake_zalo_oa.fail("sendMessage", status=-32)
    with pytest.raises(Retry) as raised:
        await zalo_oa.send(fake_zalo_oa.user("An").chat_id, NOTICE)
    assert raised.value.after == 60


async def test_after_a_week_of_silence_the_template_says_that_there_is_news(
    fake_zalo_oa: FakeZaloOa, token_store: ChannelTokens
) -> None:
    person = fake_zalo_oa.user("An")
    person.is_silent_for_a_week()
    data = {"ngay": "{today}", "don_vi": "UBND xã A Lưới 1"}
    channel = zalo_oa_channel(
        fake_zalo_oa, token_store, template_id=TEMPLATE_ID, template_data=data
    )
    await channel.start()
    sent_id = await channel.send(person.chat_id, NOTICE)
    await channel.stop()
    [sent] = person.received
    assert sent_id == f"template:{sent.message_id}"
    [template] = fake_zalo_oa.templates
    assert template["user_id"] == person.id
    assert template["template_data"]["don_vi"] == "UBND xã A Lưới 1"
    assert template["template_data"]["ngay"] == f"{clock.today():%d/%m/%Y}"
    # What was decided about a family is nothing for a template.
    assert "duyệt" not in json.dumps(template, ensure_ascii=False)


async def test_a_template_that_is_refused_leaves_the_person_unreachable_or_the_message_waiting(
    fake_zalo_oa: FakeZaloOa, token_store: ChannelTokens
) -> None:
    person = fake_zalo_oa.user("An")
    person.is_silent_for_a_week()
    channel = zalo_oa_channel(fake_zalo_oa, token_store, template_id=TEMPLATE_ID)
    await channel.start()
    expected: list[tuple[dict[str, Any], type[SendError], str]] = [
        ({"status": -230}, Unreachable, "window_closed"),
        ({"status": -249}, Unreachable, "window_closed"),
        ({"status": -131}, Unreachable, "window_closed"),
        ({"status": -139}, Unreachable, "window_closed"),
        ({"status": -144}, Retry, "quota"),
        ({"status": -133}, Retry, "night"),
        ({"status": 500}, Retry, "server_error"),
        ({"lost_answer": True}, Ambiguous, "connection_lost"),
    ]
    for fault, kind, reason in expected:
        fake_zalo_oa.fail("sendTemplate", **fault)
        with pytest.raises(SendError) as raised:
            await channel.send(person.chat_id, NOTICE)
        assert (type(raised.value), raised.value.reason) == (kind, reason), fault
    await channel.stop()


async def test_who_writes_again_is_answered_in_full(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa
) -> None:
    person = fake_zalo_oa.user("An")
    person.is_silent_for_a_week()
    with pytest.raises(Unreachable, match="window_closed"):
        await zalo_oa.send(person.chat_id, NOTICE)
    person.says("hồ sơ của tôi")
    await zalo_oa.send(person.chat_id, NOTICE)
    assert [sent.text for sent in person.received] == [NOTICE.text]


async def test_the_phone_number_is_asked_for_in_words_and_with_a_form(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa
) -> None:
    person = fake_zalo_oa.user("An")
    question = Outgoing("Số điện thoại?", (Option("p:none", "Không có"),), ask_phone=True)
    sent_id = await zalo_oa.send(person.chat_id, question)
    words, form = person.received
    assert (words.text, words.message_id) == ("Số điện thoại?\n\n1. Không có", sent_id)
    payload = form.raw["message"]["attachment"]["payload"]
    assert payload["template_type"] == "request_user_info"
    shared = zalo_oa.parse(person.shares_phone())
    assert shared is not None
    assert (shared.kind, shared.value, shared.text) == (Kind.PHONE, "84912345678", "")


@pytest.mark.parametrize("fault", [{"status": -201}, {"status": 500}, {"lost_answer": True}])
async def test_a_question_whose_form_is_refused_was_asked(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa, fault: dict[str, Any]
) -> None:
    """Else it would be asked three times over."""
    person = fake_zalo_oa.user("An")
    fake_zalo_oa.fail("sendMessage", times=1)
    fake_zalo_oa.fail("sendMessage", **fault)
    sent_id = await zalo_oa.send(person.chat_id, Outgoing("Số điện thoại?", ask_phone=True))
    assert person.received[0].message_id == sent_id


async def test_a_channel_that_was_not_started_sends_later(
    fake_zalo_oa: FakeZaloOa, token_store: ChannelTokens
) -> None:
    with pytest.raises(Retry):
        await zalo_oa_channel(fake_zalo_oa, token_store).send("1", NOTICE)


Deed = Callable[[ZaloOaPerson], dict[str, Any]]
DEEDS: list[tuple[Deed, Kind, str]] = [
    (lambda an: an.says("Chào em"), Kind.TEXT, "Chào em"),
    (lambda an: an.says("2"), Kind.TEXT, "2"),
    (lambda an: an.says("#menu"), Kind.TEXT, "#menu"),
    (lambda an: an.says(""), Kind.UNSUPPORTED, ""),
    (lambda an: an.sends_photo("giấy hộ nghèo"), Kind.IMAGE, "giấy hộ nghèo"),
    (lambda an: an.sends_photo(), Kind.IMAGE, ""),
    (lambda an: an.sends("sticker", id="bfe458bf64fa8da4d4eb"), Kind.STICKER, ""),
    (lambda an: an.sends("gif", url="https://x.gif"), Kind.STICKER, ""),
    (lambda an: an.sends("audio", url="https://x.aac"), Kind.VOICE, ""),
    (lambda an: an.sends("video", url="https://x.mp4"), Kind.FILE, ""),
    (lambda an: an.sends("file", name="don.pdf", size="7"), Kind.FILE, ""),
    (lambda an: an.sends("location", "Quán ở A Lưới", coordinates={}), Kind.LOCATION, ""),
    (
        lambda an: an.sends("link", "xem https://a.vn", url="https://a.vn"),
        Kind.TEXT,
        "xem https://a.vn",
    ),
    (lambda an: an.sends("link", url="https://a.vn"), Kind.UNSUPPORTED, ""),
    (lambda an: an.sends("business_card", "Chị Bình"), Kind.CONTACT, ""),
    (lambda an: an.sends("hologram"), Kind.UNSUPPORTED, ""),
    (lambda an: an.follows(), Kind.START, ""),
    (lambda an: an.unfollows(), Kind.BLOCKED, ""),
]


@pytest.mark.parametrize(("deed", "kind", "text"), DEEDS)
async def test_what_people_do_is_understood(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa, deed: Deed, kind: Kind, text: str
) -> None:
    person = fake_zalo_oa.user("An")
    inbound = zalo_oa.parse(deed(person))
    assert inbound is not None
    assert (inbound.channel, inbound.chat_id, inbound.group) == ("zalo_oa", person.id, False)
    assert (inbound.kind, inbound.text) == (kind, text)
    assert inbound.sent_at is not None
    assert abs((datetime.now(UTC) - inbound.sent_at).total_seconds()) < 60


@pytest.mark.parametrize("deed", [deed for deed, *_ in DEEDS])
async def test_two_deeds_have_two_event_ids_and_a_redelivery_has_one(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa, deed: Deed
) -> None:
    event = deed(fake_zalo_oa.user("An"))
    again = json.loads(json.dumps(event))
    another = deed(fake_zalo_oa.user("Bình"))
    ids = [inbound.event_id for each in (event, again, another) if (inbound := zalo_oa.parse(each))]
    assert ids[0] == ids[1] != ids[2]
    assert len(ids) == 3


@pytest.mark.parametrize(
    "name",
    [
        *("oa_send_text", "oa_send_image", "oa_send_list", "oa_send_template", "oa_send_file"),
        *("user_seen_message", "user_received_message", "user_reacted_message"),
        *("user_send_group_text", "user_send_group_image", "oa_send_group_text", "create_group"),
        *("anonymous_send_text", "add_user_to_tag", "shop_has_order", "change_template_status"),
        *("", "USER_SEND_TEXT", "something.new"),
    ],
)
async def test_what_asks_for_no_answer_gets_none(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa, name: str
) -> None:
    event = fake_zalo_oa.user("An").says("chào")
    assert zalo_oa.parse({**event, "event_name": name}) is None


@pytest.mark.parametrize("info", [None, {}, {"phone": ""}, {"phone": None}, {"phone": [1]}, "84"])
async def test_a_form_without_a_number_is_no_phone(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa, info: object
) -> None:
    inbound = zalo_oa.parse({**fake_zalo_oa.user("An").shares_phone(), "info": info})
    assert inbound is not None
    assert (inbound.kind, inbound.value) == (Kind.UNSUPPORTED, "")


async def test_a_number_that_is_no_string_is_a_phone_too(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa
) -> None:
    event = fake_zalo_oa.user("An").shares_phone()
    inbound = zalo_oa.parse({**event, "info": {"phone": 84912345678}})
    assert inbound is not None
    assert (inbound.kind, inbound.value) == (Kind.PHONE, "84912345678")


@pytest.mark.parametrize(
    ("coordinates", "value"),
    [
        ({"latitude": "16.27", "longitude": "107.23"}, "16.270000,107.230000"),
        ({"latitude": 16.27, "longitude": 107.23}, "16.270000,107.230000"),
        ({"latitude": "x", "longitude": "107.23"}, ""),
        ({"latitude": "16.27"}, ""),
        (None, ""),
        ("16.27,107.23", ""),
    ],
)
async def test_a_place_is_read_from_where_zalo_puts_it(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa, coordinates: object, value: str
) -> None:
    event = fake_zalo_oa.user("An").sends("location", "Quán nước", coordinates=coordinates)
    inbound = zalo_oa.parse(event)
    assert inbound is not None
    assert (inbound.kind, inbound.value, inbound.text) == (Kind.LOCATION, value, "")


@pytest.mark.parametrize(
    "attachments", [None, [], {}, "x", [None], [{}], [{"payload": {"url": 1}}]]
)
async def test_a_photo_without_an_address_is_a_photo_without_a_handle(
    zalo_oa: ZaloOaChannel, fake_zalo_oa: FakeZaloOa, attachments: object
) -> None:
    event = fake_zalo_oa.user("An").sends_photo()
    event["message"]["attachments"] = attachments
    inbound = zalo_oa.parse(event)
    assert inbound is not None
    assert (inbound.kind, inbound.media) == (Kind.IMAGE, "")
