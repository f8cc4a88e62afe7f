"""The question after where somebody is: a commune, or a position that the channel sends."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from backend.i18n import _
from bot.messages import Inbound, Kind
from bot.questions.base import Question, Stale
from bot.questions.places import Place
from bot.reading.base import NOTHING, Reading, sure


@dataclass(frozen=True)
class Whereabouts(Question[int | str]):
    """A commune's id, as `Place` reads it, or a position as "latitude,longitude" in degrees, if
    `in_reach` says that it is of use."""

    communes: Place = field(default_factory=lambda: Place("communes", ""))
    in_reach: Callable[[str], bool] = field(default=bool, compare=False)

    @classmethod
    def around(cls, communes: Place, in_reach: Callable[[str], bool]) -> "Whereabouts":
        """The question as it is asked for a commune."""
        shown = (communes.name, communes.text, communes.options, communes.hint)
        return cls(*shown, communes=communes, in_reach=in_reach)

    def read(self, message: Inbound) -> Reading[int | str]:
        """A commune, or the position that was sent."""
        if message.kind is not Kind.LOCATION:
            return self.communes.read(message)
        return sure(message.value) if self.in_reach(message.value) else NOTHING

    def unclear(self, message: Inbound) -> str:
        """As `Place`."""
        return self.communes.unclear(message)

    def load(self, stored: Any) -> int | str:
        """Stale when the unit is gone, or the position of no use any more."""
        if not isinstance(stored, str):
            return self.communes.load(stored)
        if not self.in_reach(stored):
            raise Stale
        return stored

    def show(self, value: int | str) -> str:
        """The commune's name."""
        return _("vị trí đã gửi") if isinstance(value, str) else self.communes.show(value)
