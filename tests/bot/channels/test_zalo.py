"""What is Zalo's own, and the faults of its SDK that are repaired."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.channels.base import Ambiguous, Rejected, Retry, SendError, Unreachable
from bot.channels.zalo import ZaloChannel
from bot.messages import Inbound, Kind, Outgoing
from tests.bot.channels.conftest import Doorstep, polling
from tests.fakes.platform import Json
from tests.fakes.zalo import BOT, FakeZalo
from tests.fakes.zalo_people import ZaloPerson

DEEDS: list[tuple[Callable[[ZaloPerson], Json], Kind]] = [
    (lambda an: an.says("bé ơi"), Kind.TEXT),
    (lambda an: an.sends_photo(), Kind.IMAGE),
    (lambda an: an.sticker(), Kind.STICKER),
    (lambda an: an.voice(), Kind.VOICE),
    (lambda an: an.shares_phone(), Kind.UNSUPPORTED),
]
# Captured on the real Zalo in April 2026, the ids shortened.
CAPTURED: Json = {
    "event_name": "message.text.received",
    "message": {
        "date": 1776919152762,
        "chat": {"chat_type": "PRIVATE", "id": "a0c0"},
        "message_id": "9469",
        "from": {"id": "a0c0", "is_bot": False, "display_name": "An"},
        "text": "bé ơi",
    },
}


def changed(**message: Any) -> Json:
    """The captured update with other parts in its message; None takes a part away."""
    parts = {**CAPTURED["message"], **message}
    kept = {key: part for key, part in parts.items() if part is not None}
    return {**CAPTURED, "message": kept}


def parsed(channel: ZaloChannel, update: Json) -> Inbound:
    """The update, understood."""
    inbound = channel.parse(update)
    assert inbound is not None
    return inbound


@pytest.mark.parametrize(("deed", "kind"), DEEDS, ids=[kind for _, kind in DEEDS])
def test_each_thing_that_people_send_has_its_kind(
    zalo: ZaloChannel, fake_zalo: FakeZalo, deed: Callable[[ZaloPerson], Json], kind: Kind
) -> None:
    an = fake_zalo.user("An")
    inbound = parsed(zalo, deed(an))
    assert (inbound.kind, inbound.chat_id, inbound.group) == (kind, an.chat_id, False)


def test_a_captured_update_is_read_flat_and_in_its_envelope(zalo: ZaloChannel) -> None:
    flat = parsed(zalo, CAPTURED)
    assert flat == parsed(zalo, {"ok": True, "result": CAPTURED})
    assert (flat.event_id, flat.text) == ("message.text.received:9469", "bé ơi")
    assert flat.sent_at is not None
    assert flat.sent_at.isoformat() == "2026-04-23T04:39:12.762000+00:00"


def test_without_a_message_id_the_content_tells_a_redelivery(zalo: ZaloChannel) -> None:
    once, other = changed(message_id=None), changed(message_id=None, text="khác")
    assert parsed(zalo, once).event_id == parsed(zalo, {"result": once}).event_id
    assert parsed(zalo, once).event_id != parsed(zalo, other).event_id


def test_a_date_that_is_missing_is_no_fault(zalo: ZaloChannel) -> None:
    assert parsed(zalo, changed(date=None)).sent_at is None


def test_a_caption_is_text_and_an_unknown_event_is_unsupported(
    zalo: ZaloChannel, fake_zalo: FakeZalo
) -> None:
    assert parsed(zalo, fake_zalo.user("An").sends_photo("giấy khen")).text == "giấy khen"
    new = {**CAPTURED, "event_name": "message.hologram.received"}
    assert parsed(zalo, new).kind is Kind.UNSUPPORTED
    assert parsed(zalo, changed(text=None)).kind is Kind.UNSUPPORTED


def test_of_a_protected_person_every_message_is_unsupported(
    zalo: ZaloChannel, fake_zalo: FakeZalo
) -> None:
    be = fake_zalo.user("Bé", protected=True)
    inbound = parsed(zalo, be.says("con chào"))
    assert (inbound.kind, inbound.text, inbound.chat_id) == (Kind.UNSUPPORTED, "", be.chat_id)


def test_a_group_is_told_apart(zalo: ZaloChannel, fake_zalo: FakeZalo) -> None:
    inbound = parsed(zalo, fake_zalo.user("An").says_in_group("giá hôm nay"))
    assert (inbound.group, inbound.chat_id) == (True, "zgr-f8a7")


def test_probes_echoes_and_events_without_a_message_are_passed_over(zalo: ZaloChannel) -> None:
    own = {"id": BOT["id"], "is_bot": False}
    passed_over: list[Json] = [
        {},
        {"event_name": "message.unsupported.received"},
        {"ok": True, "result": None},
        changed(**{"from": {"id": "x", "is_bot": True}}),
        changed(**{"from": own}),
        {"message": CAPTURED["message"]},
    ]
    assert [zalo.parse(update) for update in passed_over] == [None] * len(passed_over)


async def test_the_echo_of_an_own_message_is_not_answered(
    zalo: ZaloChannel, fake_zalo: FakeZalo
) -> None:
    fake_zalo.echo = True
    await zalo.send(fake_zalo.user("An").chat_id, Outgoing("Chào."))
    async with polling(zalo) as updates:
        assert zalo.parse(await anext(updates)) is None


@pytest.mark.parametrize("in_200", [True, False])
@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        (403, Retry, "server_error"),
        (404, Rejected, "bad_request"),
        (408, Ambiguous, "timeout"),
        (410, Unreachable, "blocked"),
        (422, Unreachable, "blocked"),
        (429, Retry, "rate_limited"),
    ],
)
async def test_zalos_codes_mean_what_zalo_means(
    zalo: ZaloChannel,
    fake_zalo: FakeZalo,
    status: int,
    kind: type[SendError],
    reason: str,
    in_200: bool,
) -> None:
    fake_zalo.errors_in_200 = in_200
    fake_zalo.fail("sendMessage", status=status)
    with pytest.raises(SendError) as raised:
        await zalo.send(fake_zalo.user("An").chat_id, Outgoing("Chào."))
    assert (type(raised.value), raised.value.reason) == (kind, reason)
    if isinstance(raised.value, Retry) and status == 429:
        assert raised.value.after == 20.5


async def test_somebody_who_left_zalo_is_unreachable(
    zalo: ZaloChannel, fake_zalo: FakeZalo
) -> None:
    an = fake_zalo.user("An")
    an.vanishes()
    with pytest.raises(Unreachable):
        await zalo.send(an.chat_id, Outgoing("Chào."))


async def test_a_fault_may_be_of_one_person_only(zalo: ZaloChannel, fake_zalo: FakeZalo) -> None:
    an, binh = fake_zalo.user("An"), fake_zalo.user("Bình")
    fake_zalo.fail("sendMessage", status=429, chat_id=an.chat_id, times=2)
    await zalo.send(binh.chat_id, Outgoing("Chào."))
    for _ in range(2):
        with pytest.raises(Retry):
            await zalo.send(an.chat_id, Outgoing("Chào."))
    await zalo.send(an.chat_id, Outgoing("Chào."))


async def test_there_may_be_no_webhook_to_take_away(zalo: ZaloChannel, fake_zalo: FakeZalo) -> None:
    fake_zalo.fail("deleteWebhook", status=404)
    await zalo.delete_webhook()


async def test_setting_the_webhook_sends_an_empty_probe_and_the_envelope_is_understood(
    zalo: ZaloChannel, fake_zalo: FakeZalo, doorstep: Doorstep
) -> None:
    fake_zalo.enveloped = True
    await zalo.set_webhook(doorstep.url)
    fake_zalo.user("An").says("xin chào")
    await fake_zalo.until(lambda: len(doorstep.arrived) == 2)
    probe, delivery = (request.params for request in doorstep.arrived)
    assert zalo.parse(probe) is None
    assert parsed(zalo, delivery).text == "xin chào"


async def test_zalo_hands_an_update_out_once(zalo: ZaloChannel, fake_zalo: FakeZalo) -> None:
    an = fake_zalo.user("An")
    an.says("một")
    second = an.says("hai")
    async with polling(zalo) as updates:
        await anext(updates)  # and then the process dies
    async with polling(zalo) as updates:
        assert await anext(updates) == second


async def test_the_sdk_prints_nothing(
    zalo: ZaloChannel, fake_zalo: FakeZalo, capsys: pytest.CaptureFixture[str]
) -> None:
    an = fake_zalo.user("An")
    await zalo.send(an.chat_id, Outgoing("Chào."))
    assert parsed(zalo, an.says("x")) == parsed(zalo, fake_zalo.updates[0])
    assert capsys.readouterr().out == ""
