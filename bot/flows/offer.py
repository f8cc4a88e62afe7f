"""Whether the next child's request is begun at once."""

from dataclasses import dataclass
from datetime import date

from backend.i18n import N_
from bot.flows.services import tells_pupil
from bot.questions import Options, YesNo
from bot.reading.base import Reading, sure
from bot.reading.intents import Intent, read_intent


@dataclass(frozen=True)
class Offer(YesNo):
    """Also yes for who tells of the child at once, or asks for the device again."""

    options: Options = (("yes", N_("Làm luôn")), ("no", N_("Để sau")))
    today: date = date.min

    def read_text(self, text: str) -> Reading[bool]:
        """A yes, a no, or the child itself."""
        begins = read_intent(text).value is Intent.REQUEST_DEVICE or tells_pupil(text, self.today)
        return sure(True) if begins else super().read_text(text)
