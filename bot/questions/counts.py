"""A question after a number of things."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.questions.persons import Read
from bot.reading.base import NOTHING, Reading
from bot.reading.numbers import read_number

MOST = 1_000_000


@dataclass(frozen=True)
class Count(Read[int]):
    """How many, in digits or words: one to a million."""

    reader: Callable[[str], Reading[int]] = read_number

    def read_text(self, text: str) -> Reading[int]:
        """The number, if it counts something."""
        found = super().read_text(text)
        return found if found.value and found.value <= MOST else NOTHING
