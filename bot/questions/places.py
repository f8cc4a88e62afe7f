"""Questions on a place: the commune and the hamlet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from backend.i18n import _
from backend.vietnamese import clean
from bot.messages import Inbound
from bot.questions.base import Question, Stale
from bot.questions.words import UNKNOWN, does_not_know, is_small_talk
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.hamlets import read_hamlet

MOST_OPTIONS = 9


@dataclass(frozen=True)
class Place(Question[int]):
    """One of the units that the service knows; `places` are (id, name, other names)."""

    places: tuple[tuple[int, str, tuple[str, ...]], ...] = ()

    @classmethod
    def among(
        cls, name: str, text: str, places: Sequence[tuple[int, str, tuple[str, ...]]], hint: str
    ) -> "Place":
        """A question that shows the places as options while they are few enough to read."""
        few = len(places) <= MOST_OPTIONS
        options = tuple((str(id_), label) for id_, label, _others in places) if few else ()
        return cls(name, text, options, hint, places=tuple(places))

    def read_option(self, value: str) -> Reading[int]:
        """A place that is still offered."""
        return sure(int(value)) if value in {str(id_) for id_, _n, _o in self.places} else NOTHING

    def read_text(self, text: str) -> Reading[int]:
        """A place by its name of today or a former one."""
        names = {name: id_ for id_, own, others in self.places for name in (*others, own)}
        reading = read_hamlet(text, list(names))
        return NOTHING if reading.value is None else Reading(names[reading.value], reading.confirm)

    def load(self, stored: Any) -> int:
        """Stale when the unit is gone."""
        if stored not in {id_ for id_, _name, _others in self.places}:
            raise Stale
        return int(stored)

    def show(self, value: int) -> str:
        """The place's name."""
        return next(name for id_, name, _others in self.places if id_ == value)


@dataclass(frozen=True)
class Hamlet(Question[str]):
    """A hamlet's name: one that is known, or as the person calls it. It offers no options: "1"
    would be the first of them as well as Thôn 1."""

    known: tuple[str, ...] = ()

    def read_aside(self, message: Inbound) -> Reading[str]:
        """Only a hamlet that is known."""
        return read_hamlet(message.text, self.known)

    def read_text(self, text: str) -> Reading[str]:
        """A known one when it fits; otherwise the words, because lists lag behind."""
        reading = read_hamlet(text, self.known)
        if reading.value is not None:
            return reading
        if does_not_know(text):
            return sure(_(UNKNOWN))
        words = clean(text)
        return sure(words) if len(words) <= 60 and not is_small_talk(text) else NOTHING
