"""Questions on a place: the commune and the hamlet."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from backend.i18n import _
from backend.vietnamese import clean, fold
from bot.messages import Inbound, Kind
from bot.questions.base import Question, Stale
from bot.questions.choices import by_number
from bot.questions.listed import HamletOfList, letters_of, names_like
from bot.questions.plain import without_particles_behind
from bot.questions.words import UNKNOWN, does_not_know, is_small_talk, names_nothing
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.gleaning import commune_in, hamlet_in
from bot.reading.hamlets import ending_in_digits, is_numbered_name, read_hamlet
from bot.reading.landmarks import is_beside
from bot.reading.names import read_name

MOST_OPTIONS = 9
LONGEST_HAMLET = 60  # letters
MOST_COMPARED = 200  # a province has up to 168 communes
_KINDS = ("thon ", "ban ", "buon ", "lang ", "ap ", "xom ", "to ", "khom ", "khu ", "bon ", "plei ")

_COMMUNE_KIND = re.compile(r"^(?:(?:da|em|toi|nha|o) )*(?:xa|phuong|thi tran|dac khu)? ?\b")

_NUMBER = re.compile(r" \d+$")
# "nhà em ở A Lưới 2"; "xã Ô Diên" is tried as it stands before.
_LIVES = re.compile(
    r"^(?:(?:dạ|da|em|tôi|toi|tui|nhà|nha|mình|minh|gia đình|gia dinh|hiện|hien|ở|o|tại|tai|bên|ben) )+",
    re.IGNORECASE,
)

# Id, label, and whether it is surely the one that was meant.
Find = Callable[[str], Sequence[tuple[int, str, bool]]]


@dataclass(frozen=True)
class Place(Question[int]):
    """One of the units that the service knows; `places` are (id, name, other names). `find` looks a
    text up where they are too many to compare with each; it knows more names, too."""

    an_officer_may_help = False  # of which office, if not of this place?
    places: tuple[tuple[int, str, tuple[str, ...]], ...] = ()
    find: Find | None = field(default=None, compare=False)

    @classmethod
    def among(
        cls,
        name: str,
        text: str,
        places: Sequence[tuple[int, str, tuple[str, ...]]],
        hint: str,
        find: Find | None = None,
    ) -> "Place":
        """A question that shows the places as options while they are few enough to read."""
        few = len(places) <= MOST_OPTIONS
        options = tuple((str(id_), label) for id_, label, _others in places) if few else ()
        return cls(name, text, options, hint, places=tuple(places), find=find)

    def read_option(self, value: str) -> Reading[int]:
        """A place that is still offered."""
        return sure(int(value)) if value in {str(id_) for id_, _n, _o in self.places} else NOTHING

    def read_text(self, text: str) -> Reading[int]:
        """A place by its name of today or a former one; a name that several have is none."""
        meant = self._meant(text)
        if len(meant) != 1:
            return NOTHING
        id_, _label, certain = meant[0]
        return sure(id_) if certain else unsure(id_)

    def glean(self, text: str) -> Reading[int]:
        """What stands behind "xã"."""
        return commune_in(text, self.read_text)

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> Question[int]:
        """Those most like what was tried; where there are none, an older and wider name."""
        if self.options:
            return by_number(self)
        near = {id_: label for text in reversed(tried) for id_, label in self._near(text)}
        options = tuple((str(id_), label) for id_, label in near.items())[:MOST_OPTIONS]
        if options:
            asked = _("Có phải nơi nào dưới đây không ạ? Không phải thì anh/chị ghi tên xã cũ.")
        else:
            asked = _("Trước khi sáp nhập, nhà ở xã nào, huyện nào ạ? Ví dụ: Hồng Thủy, A Lưới.")
        return replace(self, text=asked, options=options, short="")

    def _near(self, text: str) -> Iterator[tuple[int, str]]:
        """Ids and labels of what a text may mean, and of what sounds like it."""
        names = {
            name: letters_of(name) for _id, own, others in self.places for name in (own, *others)
        }
        for meant in (text, *names_like(text, names)):
            yield from ((id_, label) for id_, label, _certain in self._meant(meant))

    def unclear(self, message: Inbound) -> str:
        """Names the places when several have the name that was said."""
        meant = self._meant(message.text) if message.kind is Kind.TEXT else []
        meant = meant or self._beginning_with(message.text)
        if not 1 < len(meant) <= MOST_OPTIONS:
            return super().unclear(message)
        words = _("Tên này có ở mấy nơi: {places}. Anh/chị ghi rõ là nơi nào giúp em ạ.")
        return words.format(places="; ".join(label for _id, label, _certain in meant))

    def _beginning_with(self, text: str) -> list[tuple[int, str, bool]]:
        """Those that are called so with a number behind it: "A Lưới" of A Lưới 1 and A Lưới 5."""
        said = _NUMBER.sub("", _COMMUNE_KIND.sub("", fold(text)))
        return [
            (id_, name, False)
            for id_, name, _others in self.places
            if said and re.fullmatch(rf"{re.escape(said)} \d+", _COMMUNE_KIND.sub("", fold(name)))
        ]

    def load(self, stored: Any) -> int:
        """Stale when the unit is gone."""
        if all(stored != id_ for id_, _name, _others in self.places):
            raise Stale
        return int(stored)

    def show(self, value: int) -> str:
        """The place's name."""
        return next(name for id_, name, _others in self.places if id_ == value)

    def _meant(self, text: str) -> Sequence[tuple[int, str, bool]]:
        """The places that a text may mean, as it stands or without what is said around a name."""
        ways = dict.fromkeys((text, ending_in_digits(text), *_plainer(text)))
        for look in (self.find, self._like):
            found = [meant for way in ways if look and (meant := look(way))]
            if found:
                return next((one for one in found if len(one) == 1 and one[0][2]), found[0])
        return ()

    def _like(self, text: str) -> Sequence[tuple[int, str, bool]]:
        """With a letter mistyped, only while they are few."""
        if len(self.places) > MOST_COMPARED:
            return ()
        owners: dict[str, dict[int, str]] = {}
        for id_, own, others in self.places:
            for name in (own, *others):
                owners.setdefault(name, {})[id_] = own
        reading = read_hamlet(text, list(owners))
        if reading.value is None:
            return ()
        if reading.confirm and _NUMBER.search(text) and self._beginning_with(text):
            return ()  # "A Lưới 6": by the name alone none is meant
        named = owners[reading.value]
        # Who says a name of today means today's unit.
        today = {id_: own for id_, own in named.items() if own == reading.value} or named
        return [(id_, own, not reading.confirm) for id_, own in today.items()]


def _plainer(text: str) -> Iterator[str]:
    """The text without politeness, and without who lives there."""
    plain = without_particles_behind(text)
    for way in (plain, _LIVES.sub("", plain)):
        yield from (way, ending_in_digits(way))


@dataclass(frozen=True)
class Hamlet(Question[str]):
    """A hamlet's name: one that is known, or as the person calls it. It offers no options: "1"
    would be the first of them as well as Thôn 1."""

    known: tuple[str, ...] = ()

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> Question[str]:
        """From a list, page by page."""
        return HamletOfList.page_after(self.name, self.known, steps)

    def glean(self, text: str) -> Reading[str]:
        """A known one behind "thôn" or "bản"."""
        return hamlet_in(text, lambda said: read_hamlet(said, self.known))

    def read_aside(self, message: Inbound) -> Reading[str]:
        """Only a hamlet that is known."""
        return read_hamlet(message.text, self.known)

    def is_unmistakable(self, text: str) -> bool:
        """Not where the words may as well be a person's name and are no hamlet that is known."""
        names_kind = fold(text).startswith(_KINDS)
        is_known = read_hamlet(text, self.known).certain
        return names_kind or is_known or read_name(text).value is None

    def read_text(self, text: str) -> Reading[str]:
        """A known one when it fits; otherwise the words, because lists lag behind. What may be a
        commune ("A Lưới 1") or a landmark is to be confirmed."""
        reading = read_hamlet(text, self.known)
        if reading.value is not None:
            return reading
        if does_not_know(text):
            return sure(_(UNKNOWN))
        words = clean(text)
        if len(words) > LONGEST_HAMLET or is_small_talk(text) or names_nothing(text):
            return NOTHING
        return unsure(words) if is_beside(text) or is_numbered_name(text) else sure(words)
