"""Telegram's buttons once they were tapped, and its menu of commands."""

import re
from typing import Any

import pytest

from bot.channels.base import Unauthorized
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_commands import COMMANDS, spoken
from bot.messages import Inbound, Kind, Option, Outgoing
from bot.reading.intents import Intent, read_intent
from tests.bot.channels.conftest import telegram_channel
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_people import TelegramPerson

CHOICES = (Option("c:1", "Máy tính"), Option("c:2", "Gói cước"))


async def tapped(telegram: TelegramChannel, an: TelegramPerson, text: str = "Chọn:") -> Inbound:
    """An's tap on the second choice of a question."""
    await telegram.send(an.chat_id, Outgoing(text, CHOICES))
    tap = telegram.parse(an.taps("Gói cước"))
    assert tap is not None
    return tap


@pytest.fixture
def an(fake_telegram: FakeTelegram) -> TelegramPerson:
    return fake_telegram.user("An")


async def test_a_tap_stops_its_spinner_and_takes_its_menu_away(
    telegram: TelegramChannel, fake_telegram: FakeTelegram, an: TelegramPerson
) -> None:
    tap = await tapped(telegram, an)
    await telegram.acknowledge(tap)
    assert len(fake_telegram.acknowledged) == 1
    [(text, buttons)] = fake_telegram.edited.values()
    assert (text, buttons) == ("Chọn:\n\nĐã bấm: Gói cước", ())
    assert len(an.received) == 1, "nobody is sent a second message for it"


@pytest.mark.parametrize("failing", ["answerCallbackQuery", "editMessageText"])
@pytest.mark.parametrize(
    "fault",
    [
        {"status": 400, "description": "query is too old"},
        {"status": 429, "retry_after": 30},
        {"status": 500},
        {"status": 401},
        {"drop": True},
        {"body": b"[]"},
    ],
    ids=str,
)
async def test_a_failure_of_either_is_nobodys_business(
    telegram: TelegramChannel,
    fake_telegram: FakeTelegram,
    an: TelegramPerson,
    failing: str,
    fault: dict[str, Any],
) -> None:
    tap = await tapped(telegram, an)
    fake_telegram.fail(failing, **fault)
    await telegram.acknowledge(tap)
    assert bool(fake_telegram.acknowledged) is (failing == "editMessageText")
    assert bool(fake_telegram.edited) is (failing == "answerCallbackQuery")
    await telegram.acknowledge(tap)
    assert fake_telegram.acknowledged
    assert fake_telegram.edited


async def test_a_tap_that_comes_twice_changes_the_menu_once(
    telegram: TelegramChannel, fake_telegram: FakeTelegram, an: TelegramPerson
) -> None:
    tap = await tapped(telegram, an)
    await telegram.acknowledge(tap)
    edited = dict(fake_telegram.edited)
    await telegram.acknowledge(tap)
    assert fake_telegram.edited == edited


async def test_a_question_with_no_room_left_only_loses_its_buttons(
    telegram: TelegramChannel, fake_telegram: FakeTelegram, an: TelegramPerson
) -> None:
    long = "a" * 4090
    await telegram.acknowledge(await tapped(telegram, an, long))
    assert list(fake_telegram.edited.values()) == [(long, ())]


@pytest.mark.parametrize("missing", ["text", "message_id", "reply_markup"])
async def test_a_menu_that_telegram_no_longer_shows_us_is_left_alone(
    telegram: TelegramChannel, fake_telegram: FakeTelegram, an: TelegramPerson, missing: str
) -> None:
    await telegram.send(an.chat_id, Outgoing("Chọn:", CHOICES))
    update = an.taps("Gói cước")
    del update["callback_query"]["message"][missing]
    tap = telegram.parse(update)
    assert tap is not None
    assert (tap.kind, tap.value) == (Kind.CHOICE, "c:2")
    await telegram.acknowledge(tap)
    assert len(fake_telegram.acknowledged) == 1
    assert [text for text, _buttons in fake_telegram.edited.values()] == (
        ["Chọn:"] if missing == "text" else []
    )


@pytest.mark.parametrize("message_id", [10**400, -1, 0, "x", "²", "9" * 5000], ids=range(6))
async def test_a_menu_with_an_odd_number_fails_nothing(
    telegram: TelegramChannel, fake_telegram: FakeTelegram, an: TelegramPerson, message_id: object
) -> None:
    await telegram.send(an.chat_id, Outgoing("Chọn:", CHOICES))
    update = an.taps("Gói cước")
    update["callback_query"]["message"]["message_id"] = message_id
    tap = telegram.parse(update)
    assert tap is not None
    await telegram.acknowledge(tap)
    assert len(fake_telegram.acknowledged) == 1
    assert fake_telegram.edited == {}


async def test_what_was_typed_has_nothing_to_acknowledge(
    telegram: TelegramChannel, fake_telegram: FakeTelegram, an: TelegramPerson
) -> None:
    typed = telegram.parse(an.says("2"))
    assert typed is not None
    await telegram.acknowledge(typed)
    assert fake_telegram.acknowledged == []


async def test_the_menu_of_commands_is_hung_out_at_the_start(
    telegram: TelegramChannel, fake_telegram: FakeTelegram
) -> None:
    shown = {each["command"]: each["description"] for each in fake_telegram.commands}
    assert {"menu", "trangthai", "gapcanbo", "huy"} <= set(shown)
    for name, explained in shown.items():
        assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
        assert 3 <= len(explained) <= 60


async def test_a_bot_without_its_menu_works_all_the_same(fake_telegram: FakeTelegram) -> None:
    fake_telegram.fail("setMyCommands", status=500)
    channel = telegram_channel(fake_telegram)
    await channel.start()
    assert await channel.send(fake_telegram.user("An").chat_id, Outgoing("Chào."))
    await channel.stop()


async def test_a_token_that_is_refused_is_still_found_at_the_start(
    fake_telegram: FakeTelegram,
) -> None:
    fake_telegram.fail("getMe", status=401)
    channel = telegram_channel(fake_telegram)
    with pytest.raises(Unauthorized):
        await channel.start()
    await channel.stop()


MEANT = {
    "menu": Intent.MENU,
    "xinmay": Intent.REQUEST_DEVICE,
    "trangthai": Intent.CHECK_STATUS,
    "gapcanbo": Intent.HUMAN,
    "quaylai": Intent.BACK,
    "huy": Intent.CANCEL,
}


@pytest.mark.parametrize("name", [name for name, _words, _explained in COMMANDS])
@pytest.mark.parametrize("form", ["/{}", "/{}@noisong_test_bot", "/{} ", "/{}@NoiSong_Test_Bot"])
def test_each_command_is_read_as_what_it_promises(
    telegram: TelegramChannel, an: TelegramPerson, name: str, form: str
) -> None:
    inbound = telegram.parse(an.says(form.format(name)))
    assert inbound is not None
    assert inbound.kind is Kind.TEXT
    reading = read_intent(inbound.text)
    assert (reading.value, reading.confirm) == (MEANT[name], False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/HUY", "huỷ"),
        ("/Menu", "menu"),
        ("/help", "help"),
        ("/giup_do", "giup_do"),
        ("/trangthai ABC123", "trạng thái ABC123"),
        ("/gapcanbo máy hỏng rồi", "gặp cán bộ máy hỏng rồi"),
        ("em nhắn /menu", "em nhắn /menu"),
        ("1/2", "1/2"),
        ("/", "/"),
        ("//menu", "//menu"),
        ("/ menu", "/ menu"),
        ("5/2", "5/2"),
        ("/menu.", "/menu."),
        ("và/hoặc", "và/hoặc"),
        ("", ""),
    ],
)
def test_only_a_command_at_the_very_beginning_is_put_into_words(typed: str, meant: str) -> None:
    assert spoken(typed) == meant


def test_the_largest_size_of_a_photo_is_taken(
    telegram: TelegramChannel, an: TelegramPerson
) -> None:
    update = an.sends_photo()
    largest = max(update["message"]["photo"], key=lambda size: size["width"])
    inbound = telegram.parse(update)
    assert inbound is not None
    assert inbound.media == largest["file_id"]


@pytest.mark.parametrize(
    ("mime_type", "kind"),
    [
        ("image/jpeg", Kind.IMAGE),
        ("image/png", Kind.IMAGE),
        ("image/webp", Kind.IMAGE),
        ("image/heic", Kind.FILE),
        ("image/svg+xml", Kind.FILE),
        ("application/pdf", Kind.FILE),
    ],
)
def test_a_picture_that_was_sent_as_a_file_is_a_photo(
    telegram: TelegramChannel, an: TelegramPerson, mime_type: str, kind: Kind
) -> None:
    update = an.sends_photo_as_file(mime_type)
    inbound = telegram.parse(update)
    assert inbound is not None
    file_id = update["message"]["document"]["file_id"]
    assert (inbound.kind, inbound.media) == (kind, file_id if kind is Kind.IMAGE else "")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ({"latitude": 16.27, "longitude": 107.23}, "16.270000,107.230000"),
        ({"latitude": 16.2712345678, "longitude": 107.0}, "16.271235,107.000000"),
        ({"latitude": -8, "longitude": 0}, "-8.000000,0.000000"),
        ({"latitude": 91, "longitude": 107}, ""),
        ({"latitude": 16, "longitude": 181}, ""),
        ({"latitude": "?", "longitude": 107}, ""),
        ({"latitude": float("nan"), "longitude": 107}, ""),
        ({"latitude": 16}, ""),
        ({"anything": 1}, ""),
    ],
)
def test_a_place_is_two_numbers_or_nothing(
    telegram: TelegramChannel, an: TelegramPerson, place: dict[str, Any], value: str
) -> None:
    message = an.location()["message"]
    for content in ({"location": place}, {"venue": {"title": "x", "location": place}}):
        bare = {key: part for key, part in message.items() if key != "location"}
        inbound = telegram.parse({"update_id": 1, "message": {**bare, **content}})
        assert inbound is not None
        assert (inbound.kind, inbound.value) == (Kind.LOCATION, value)
