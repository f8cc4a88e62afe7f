"""Whose name a receipt bears."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from backend.i18n import _
from bot.questions import PersonName, Question
from bot.reading.base import Reading, sure
from bot.reading.donors import UNNAMED, read_donor


@dataclass(frozen=True)
class DonorName(PersonName):
    """A person or an organisation, or that no name is to be told."""

    reader: Callable[[str], Reading[str]] = read_donor

    def read_text(self, text: str) -> Reading[str]:
        """What the reader makes of it."""
        told = self.reader(text)
        return sure(_("không nêu tên")) if told.value == UNNAMED else told

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> Question[str]:
        """With an example: an organisation has no family name to be asked first."""
        return replace(self, text=f"{self.hint}\n{self.text}", short="")
