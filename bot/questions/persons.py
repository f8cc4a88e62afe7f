"""Questions on a person: name, year of birth, class, telephone."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from backend.i18n import N_, _
from backend.vietnamese import fold
from bot.messages import Inbound, Kind
from bot.questions.base import Options, Question, Step
from bot.questions.easier import (
    UNKNOWN_YEAR,
    Age,
    ClassOfList,
    NameInParts,
    NobodysPhone,
    PhoneInGroups,
)
from bot.questions.words import UNKNOWN, does_not_know
from bot.reading.base import NOTHING, Reading, doubt, sure
from bot.reading.birth_years import read_birth_year
from bot.reading.gleaning import birth_year_in, child_name_in, class_in, name_before_facts, phone_in
from bot.reading.grades import read_grade
from bot.reading.names import read_name
from bot.reading.phones import read_phone

T = TypeVar("T")


@dataclass(frozen=True)
class Read(Question[T]):
    """An answer that one of the readers understands."""

    reader: Callable[[str], Reading[T]] = lambda _text: NOTHING

    def read_text(self, text: str) -> Reading[T]:
        """What the reader makes of it."""
        return self.reader(text)


NAME_SUFFIX = "_name"
LONG_NAME = 5  # words


# "chủ hộ là ...", "chồng tôi ...": perhaps no child's name.
_OF_A_GROWN_UP = re.compile(
    r"\W*(?:(?:da|vang|thua|ten|em|co) )*(?:chu ho|chong|toi (?:la|ten)"
    r"|(?:vo|bo|me|ma|ba|cha|ong)(?: (?:noi|ngoai))?(?: (?:toi|tui|em|chau|con|minh|no|la|ten))\b)"
)


@dataclass(frozen=True)
class PersonName(Read[str]):
    """A person's full name. Its `name` ends in NAME_SUFFIX, by which the words that always work
    are read with care: "Huy" is also a name."""

    reader: Callable[[str], Reading[str]] = read_name
    of_child: bool = False

    def read_text(self, text: str) -> Reading[str]:
        """The name, also before facts that are told with it and read back."""
        told = name_before_facts(text)
        name = told if told.certain else super().read_text(text)
        return doubt(name) if self.of_child and _OF_A_GROWN_UP.match(fold(text)) else name

    def glean(self, text: str) -> Reading[str]:
        """A child's, behind "con tôi tên là"; whose another name is nobody knows."""
        return child_name_in(text) if self.of_child else NOTHING

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> Question[str]:
        """The family name first."""
        return NameInParts.after(self.name, steps)

    def read_aside(self, message: Inbound) -> Reading[str]:
        """To be confirmed: without marks "mai làm" is a name too. "Cho chị gặp cán bộ" is long."""
        name = self.read(message)
        is_short = name.value is not None and len(name.value.split()) < LONG_NAME
        return doubt(name) if name.certain and is_short else NOTHING


# The reader's short forms, as they are shown.
_CLASSES = {"mn": N_("{name} (mầm non)"), "ghep": N_("ghép {name}"), "gdtx": N_("{name} (GDTX)")}
_ROOMS = {
    "la": N_("lá"),
    "choi": N_("chồi"),
    "mam": N_("mầm"),
    "nha-tre": N_("nhà trẻ"),
}


@dataclass(frozen=True)
class SchoolClass(Read[str]):
    """A class or grade: "5", "5A", "5/2"; or that one does not know. It offers no option for that:
    on a channel without buttons "1" would be the option as well as the class."""

    reader: Callable[[str], Reading[str]] = read_grade

    def glean(self, text: str) -> Reading[str]:
        """What stands behind "lớp"."""
        return class_in(text)

    def tell(self, value: str) -> str:
        """Behind the word that says what it is."""
        return _("lớp {name}").format(name=self.show(value))

    def show(self, value: str) -> str:
        """As people write it: "mn:la" is "lá (mầm non)"."""
        kind, _sep, name = value.partition(":")
        if kind not in _CLASSES:
            return value
        return _(_CLASSES[kind]).format(name=_(_ROOMS.get(name, name))) if name else _("mầm non")

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> Question[str]:
        """From a list."""
        return ClassOfList.all_of(self.name)

    def read_text(self, text: str) -> Reading[str]:
        """What the reader makes of it, or "không nhớ"."""
        return sure(_(UNKNOWN)) if does_not_know(text) else super().read_text(text)


@dataclass(frozen=True)
class Phone(Read[str]):
    """A phone number, typed or handed over by a tap where the channel can; empty where there is none
    at all."""

    reader: Callable[[str], Reading[str]] = read_phone
    ask_phone = True

    def glean(self, text: str) -> Reading[str]:
        """The one number in it."""
        return phone_in(text)

    def read(self, message: Inbound) -> Reading[Any]:
        """Also the sender's own contact card; or as a `Step` that there is no number, or its
        beginning: people send the rest behind."""
        if message.kind is Kind.PHONE:
            return read_phone(message.value)
        reading = super().read(message)
        if reading.value is None and NobodysPhone.is_meant(message.text):
            return sure(Step(NobodysPhone.STEP))
        begins = PhoneInGroups.begins(message.text) if reading.value is None else ""
        return sure(Step(begins)) if begins else reading

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> Question[str]:
        """Digits by groups; or somebody else's number."""
        if steps and steps[-1] == NobodysPhone.STEP:
            return NobodysPhone.of(self.name)
        return PhoneInGroups.after(self.name, [s for s in steps if s != NobodysPhone.STEP])

    def kept(self, steps: Sequence[str]) -> list[str]:
        """That there is no number."""
        return [NobodysPhone.STEP] if NobodysPhone.STEP in steps else []

    def read_option(self, value: str) -> Reading[str]:
        """Nobody's number, also tapped late."""
        return sure("") if value == NobodysPhone.STEP else NOTHING

    def show(self, value: str) -> str:
        """The number, or that there is none."""
        return value or _("không có số")


OLDEST_PUPIL = 25  # years; an older year may be a grown-up's


@dataclass(frozen=True)
class BirthYear(Question[int]):
    """A year of birth, or `UNKNOWN_YEAR`. An age counts from `today`."""

    options: Options = (("unknown", N_("Không nhớ")),)
    today: date = date.min
    of_child: bool = False

    def glean(self, text: str) -> Reading[int]:
        """A pupil's, behind "sinh năm"; whose another year is nobody knows."""
        told = birth_year_in(text, self.today) if self.of_child else NOTHING
        return told if self._is_pupils(told) else NOTHING

    def _is_pupils(self, told: Reading[int]) -> bool:
        return told.value is not None and self.today.year - told.value <= OLDEST_PUPIL

    def read_option(self, value: str) -> Reading[int]:
        """The way out for those who do not know."""
        return sure(UNKNOWN_YEAR) if value == "unknown" else NOTHING

    def read_text(self, text: str) -> Reading[int]:
        """A year, an age, or "không nhớ"."""
        if does_not_know(text):
            return sure(UNKNOWN_YEAR)
        told = read_birth_year(text, self.today)
        return doubt(told) if self.of_child and not self._is_pupils(told) else told

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> Question[int]:
        """The age."""
        return Age.of(self.name, self.today, of_child=self.of_child)

    def show(self, value: int) -> str:
        """The year, or that it is not known."""
        return _("sinh năm {year}").format(year=value) if value else _(UNKNOWN)
