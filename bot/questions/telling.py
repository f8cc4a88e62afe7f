"""A choice that people often make before it is asked."""

import re
from dataclasses import dataclass

from backend.vietnamese import fold
from bot.questions.choices import Choice
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.yes_no import read_yes_no

_BETWEEN = re.compile(r"\W+")
_YES, _NO = ("yes",), ("no", "none")


@dataclass(frozen=True)
class TellingChoice(Choice):
    """One of a few options, which may stand in the person's first sentence: "máy con tôi bật không
    lên". What is found is read back, like everything gleaned, behind the question's `label`."""

    label: str = ""

    def read_text(self, text: str) -> Reading[str]:
        """An option, or else the one that stands for a plain yes or no."""
        reading, said = super().read_text(text), read_yes_no(text)
        stands = {True: _YES, False: _NO}.get(bool(said.value), ()) if said.certain else ()
        found = [value for value, _label in self.options if value in stands]
        return sure(found[0]) if len(found) == 1 and not reading.certain else reading

    def glean(self, text: str) -> Reading[str]:
        """The one option that a phrase of two words or more names; nothing where two are named."""
        words = f" {_BETWEEN.sub(' ', fold(text))} "
        told = {value for name, value in self.also if " " in name and f" {fold(name)} " in words}
        return sure(told.pop()) if len(told) == 1 else NOTHING

    def tell(self, value: str) -> str:
        """Behind the word that says what it is."""
        return f"{self.label.lower()} «{self.show(value)}»"
