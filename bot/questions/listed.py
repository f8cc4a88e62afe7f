"""Places to choose from a list: the likeliest communes, the hamlets page by page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from backend.i18n import N_, _
from backend.vietnamese import fold
from bot.messages import Inbound, Kind
from bot.questions.base import Question, Step
from bot.questions.words import FORGOTTEN, UNKNOWN
from bot.reading.base import NOTHING, Reading, doubt, sure
from bot.reading.choices import read_choice
from bot.reading.hamlets import read_hamlet

MOST_NEAR, LEAST_LIKE = 6, 60  # places; percent of letters
PAGE = 8  # hamlets
MORE, OTHER = "more", "other"
_KIND = re.compile(r"^(?:nha |o |tai )*(?:xa|phuong|thi tran|tt|dac khu)\s+(?=\w)")


def names_like(text: str, names: Mapping[str, str]) -> Iterator[str]:
    """The names most like a text, best first; `names` gives for each its letters without marks."""
    typed = _KIND.sub("", fold(text))
    found = process.extract(
        typed, names, scorer=fuzz.ratio, limit=MOST_NEAR, score_cutoff=LEAST_LIKE
    )
    yield from (name for _letters, _score, name in found)


def letters_of(name: str) -> str:
    """A name without marks, and without what kind of unit it is."""
    return _KIND.sub("", fold(name))


@dataclass(frozen=True)
class HamletOfList(Question[Any]):
    """One of the hamlets that are known, page by page; or another one, to be typed."""

    known: tuple[str, ...] = ()

    @classmethod
    def page_after(cls, name: str, known: tuple[str, ...], steps: Sequence[str]) -> "HamletOfList":
        """The next page; after the last of them the name is to be typed."""
        at = len(steps) * PAGE
        page = known[at : at + PAGE]
        if not page or OTHER in steps:
            asked = _("Anh/chị nhờ người gõ tên thôn giúp em, hoặc nhắn: không nhớ.")
            return cls(name, asked, ((FORGOTTEN, N_("Không nhớ")),), known=known)
        is_last = at + PAGE >= len(known)
        further = (OTHER, N_("Thôn khác")) if is_last else (MORE, N_("Xem thôn khác"))
        options = tuple((str(at + i), label) for i, label in enumerate(page))
        return cls(name, _("Nhà mình ở thôn nào dưới đây ạ?"), (*options, further), known=known)

    def read(self, message: Inbound) -> Reading[Any]:
        """A tap, or the number of an option; to be confirmed where another hamlet has that number
        in its name: "1" below a list that does not begin with Thôn 1."""
        reading = super().read(message)
        if message.kind is not Kind.CHOICE or not message.text:
            return reading
        named = read_hamlet(message.text, self.known).value
        return reading if named in (None, reading.value) else doubt(reading)

    def read_text(self, text: str) -> Reading[Any]:
        """The options that are no hamlet's name, typed."""
        ways = [(value, _(label)) for value, label in self.options if not value.isdecimal()]
        named = read_choice(text, [label for _value, label in ways])
        is_number = any(map(str.isdigit, text))
        return (
            self.read_option(ways[named.value or 0][0])
            if named.certain and not is_number
            else NOTHING
        )

    def read_option(self, value: str) -> Reading[Any]:
        """The hamlet; or that it is further down."""
        if value == FORGOTTEN:
            return sure(_(UNKNOWN))
        if value in (MORE, OTHER):
            return sure(Step(value))
        return sure(self.known[int(value)]) if int(value) < len(self.known) else NOTHING
