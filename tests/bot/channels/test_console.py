"""The channel in the terminal."""

from io import StringIO

import pytest

from bot.channels.base import Rejected
from bot.channels.console import ConsoleChannel
from bot.messages import Inbound, Kind, Option, Outgoing


async def test_it_prints_numbers_and_reads_lines_until_the_input_ends() -> None:
    out = StringIO()
    console = ConsoleChannel(out, StringIO("xin chào\n1\n"))
    await console.send("console", Outgoing("Chọn:", (Option("c:1", "Máy tính"),)))
    assert out.getvalue() == "Chọn:\n\n1. Máy tính\n\n"
    heard = [console.parse(update) async for update in console.poll()]
    assert [inbound.text for inbound in heard if inbound] == ["xin chào", "1"]


def test_it_reads_what_a_script_says() -> None:
    inbound = ConsoleChannel(StringIO()).parse({"text": "chào", "event_id": "e1"})
    assert inbound == Inbound("console", "e1", "console", Kind.TEXT, "chào")


async def test_a_place_is_typed_and_photos_do_not_exist() -> None:
    out = StringIO()
    console = ConsoleChannel(out)
    await console.send("console", Outgoing("Anh/chị ở đâu?", ask_location=True))
    assert out.getvalue() == "Anh/chị ở đâu?\n\n"
    assert not console.capabilities.photos
    await console.typing("console")
    with pytest.raises(Rejected):
        await console.fetch("https://photo-stal-29.zdn.vn/x.jpg")
