"""Finds in a sentence which of several named things it speaks of."""

from collections.abc import Iterable

from bot.reading.base import NOTHING, Reading, sure
from bot.reading.phrases import Phrases, split

_OTHER_THINGS = ("điện thoại", "số điện thoại", "màn hình", "nước ngoài", "thư điện tử")


def group_named(text: str, names: Iterable[tuple[str, str]]) -> Reading[str]:
    """The value of the one (words, value) pair that a sentence has, the longest words first: in "máy
    lọc nước" it is the whole. Nothing where two different values are spoken of."""
    phrases = Phrases([*names, *((thing, "") for thing in _OTHER_THINGS)])
    found = {value for value in phrases.scan(split(text)) if value}
    return sure(found.pop()) if len(found) == 1 else NOTHING
