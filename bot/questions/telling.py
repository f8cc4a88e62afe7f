"""A choice that people often make before it is asked."""

from dataclasses import dataclass

from backend.vietnamese import fold
from bot.questions.choices import Choice
from bot.reading.base import NOTHING, Reading, sure


@dataclass(frozen=True)
class TellingChoice(Choice):
    """One of a few options, which may stand in the person's first sentence: "máy con tôi bật không
    lên". What is found is read back, like everything gleaned, behind the question's `label`."""

    label: str = ""

    def glean(self, text: str) -> Reading[str]:
        """The one option that a phrase of two words or more names; nothing where two are named."""
        words = f" {fold(text)} "
        told = {value for name, value in self.also if " " in name and f" {fold(name)} " in words}
        return sure(told.pop()) if len(told) == 1 else NOTHING

    def tell(self, value: str) -> str:
        """Behind the word that says what it is."""
        return f"{self.label.lower()} «{self.show(value)}»"
