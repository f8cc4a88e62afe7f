"""Letters and ids that a database could refuse."""

import json

import pytest
from sqlalchemy import select

from backend.messages.models import InboxMessage
from tests.bot.webhooks.door import CHANNELS, Door, update_of

ODD_LETTERS = {
    "invalid UTF-8": json.dumps(update_of("zalo", 2, "XX")).encode().replace(b"XX", b"\xff\xfe"),
    "half a surrogate pair": json.dumps(update_of("zalo", 3, "\ud83d!")).encode(),
    "a zero byte": json.dumps(update_of("zalo", 4, "a\x00b")).encode(),
}


@pytest.mark.parametrize("name", ODD_LETTERS)
def test_letters_that_a_database_could_refuse_are_taken(door: Door, name: str) -> None:
    assert door.post("zalo", ODD_LETTERS[name]).status_code == 200
    assert door.kept() == (1, 1)


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_id_that_no_index_takes_is_let_go(door: Door, channel: str) -> None:
    """PostgreSQL refuses it for ever, so 503 would have it delivered for ever."""
    digits = "".join(str(number * number) for number in range(900))[:4000]
    odd = update_of(channel, 1)
    if channel == "telegram":
        odd["update_id"] = int(digits)
    else:
        odd["message"]["message_id"] = digits
    assert door.deliver(channel, odd) == 200
    assert door.kept() == (0, 0)


def test_invalid_letters_are_replaced_and_the_rest_is_read(door: Door) -> None:
    body = json.dumps(update_of("telegram", 1, "menu XX")).encode().replace(b"XX", b"\xff\xfe")
    assert door.post("telegram", body).status_code == 200
    with door.database.reading() as session:
        assert session.scalars(select(InboxMessage.text)).one().startswith("menu ")
