"""Easier ways to ask of a person: the age, a name in parts, a list of classes, groups of digits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.i18n import N_, _
from backend.vietnamese import fold
from bot.questions.base import Options, Question, Step
from bot.questions.words import FORGOTTEN, UNKNOWN
from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.birth_years import read_birth_year
from bot.reading.names import read_name
from bot.reading.numbers import read_number
from bot.reading.phones import read_phone
from bot.reading.phrases import spell_out, split
from bot.reading.spoken import DIGIT_WORDS
from bot.reading.yes_no import read_yes_no

UNKNOWN_YEAR = 0
OLDEST = 120  # years
PHONE_DIGITS = 10
FEWEST_DIGITS = 3  # of a number's beginning
HIGHEST_CLASS = 12
PARTS_OF_FAMILY = 2  # words, as in A Viết; more are a whole name
_AROUND_DIGITS = frozenset({"da", "vang", "a", "la", "so", "nhe", "em", "roi", "den", "tiep"})
_FAMILY = re.compile(r"^\s*(?:dạ |em |cháu )*họ (?:là )?", re.IGNORECASE)
_HAS_NO_PHONE = re.compile(r"\b(?:khong|chua) (?:co|dung|xai)\b")


@dataclass(frozen=True)
class Age(Question[int]):
    """The age in place of the year of birth, to be confirmed as that."""

    options: Options = ((FORGOTTEN, N_("Không nhớ")),)
    today: date = date.min

    @classmethod
    def of(cls, name: str, today: date, *, of_child: bool) -> "Age":
        """The question, of a pupil or of a grown-up."""
        child, adult = _("Năm nay học sinh mấy tuổi ạ?"), _("Năm nay người đó bao nhiêu tuổi ạ?")
        example = _("Ví dụ: {age}.").format(age=9 if of_child else 41)
        return cls(name, f"{child if of_child else adult} {example}", today=today)

    def read_option(self, value: str) -> Reading[int]:
        """The way out for those who do not know."""
        return sure(UNKNOWN_YEAR) if value == FORGOTTEN else NOTHING

    def read_text(self, text: str) -> Reading[int]:
        """A bare number; a year of birth is longer."""
        age = read_number(text)
        if not age.certain or age.value is None or age.value > OLDEST:
            return NOTHING
        return read_birth_year(f"{age.value} tuổi", self.today)


@dataclass(frozen=True)
class NameInParts(Question[Any]):
    """The family name, then the rest, put together to be confirmed."""

    family: str = ""

    @classmethod
    def after(cls, name: str, steps: Sequence[str]) -> "NameInParts":
        """The question after what comes next."""
        if not steps:
            ways = _("Mình ghi từng phần nhé, nhờ người gõ giúp cũng được.")
            first = _("Họ là gì ạ? Ví dụ: Hồ.")
            return cls(name, f"{ways} {first}")
        asked = _("Họ {family}. Còn tên đệm và tên là gì ạ? Ví dụ: Văn Tí.")
        return cls(name, asked.format(family=steps[-1]), family=steps[-1])

    def read_text(self, text: str) -> Reading[Any]:
        """One word as the family name; two may be a family name or all of it; then the rest."""
        said = read_name(_FAMILY.sub("", text)).value
        if said is None:
            return NOTHING
        words = said.split()
        if self.family:
            is_whole = fold(words[0]) == fold(self.family) and len(words) > 1
            return unsure(said if is_whole else f"{self.family} {said}")
        if len(words) > PARTS_OF_FAMILY:
            return NOTHING
        return sure(Step(said)) if len(words) == 1 else unsure(said)


@dataclass(frozen=True)
class ClassOfList(Question[str]):
    """All classes; the number of an option is that of its class, so that "5" has one meaning."""

    @classmethod
    def all_of(cls, name: str) -> "ClassOfList":
        """The question."""
        classes = range(1, HIGHEST_CLASS + 1)
        options = (
            *((str(number), _("Lớp {number}").format(number=number)) for number in classes),
            ("mn", N_("Mầm non")),
            (FORGOTTEN, N_("Không nhớ")),
        )
        asked = _("Học lớp mấy thì anh/chị nhắn số đó giúp em, ví dụ lớp 5 thì nhắn 5 ạ.")
        return cls(name, asked, options)

    def read_option(self, value: str) -> Reading[str]:
        """The class, or that one does not know."""
        return sure(_(UNKNOWN) if value == FORGOTTEN else value)


@dataclass(frozen=True)
class PhoneInGroups(Question[Any]):
    """Some digits, and then some more, until it is a number to be confirmed."""

    digits: str = ""
    ask_phone = True

    @classmethod
    def after(cls, name: str, steps: Sequence[str]) -> "PhoneInGroups":
        """The question after the digits that come next."""
        if not steps:
            asked = _("Mình ghi từng cụm số nhé. Bốn số đầu là gì ạ? Ví dụ: 0912.")
        else:
            asked = _("Em có: {digits}. Mấy số tiếp theo là gì ạ?").format(digits=" ".join(steps))
        return cls(name, asked, digits="".join(steps))

    def read_text(self, text: str) -> Reading[Any]:
        """More digits, in figures or words; or that there is no number."""
        if NobodysPhone.is_meant(text):
            return sure(Step(NobodysPhone.STEP))
        group = _digits(text)
        if not group or len(group) >= PHONE_DIGITS:
            return NOTHING
        whole = self.digits + group
        return sure(Step(group)) if len(whole) < PHONE_DIGITS else doubt(read_phone(whole))

    @staticmethod
    def begins(text: str) -> str:
        """The digits of a message that is the beginning of a number; empty when it is not."""
        group = _digits(text)
        is_beginning = group.startswith("0") and FEWEST_DIGITS <= len(group) < PHONE_DIGITS
        return group if is_beginning else ""


def _digits(text: str) -> str:
    """The digits that a text consists of, in figures or words; empty where there is more in it."""
    words = [word for word in split(text) if word.bare not in _AROUND_DIGITS]
    said = [w.typed if w.typed.isdecimal() else str(DIGIT_WORDS.get(w.typed, "")) for w in words]
    return "" if "" in said else "".join(said)


@dataclass(frozen=True)
class NobodysPhone(Question[str]):
    """Somebody else's number, or none at all: the empty one."""

    STEP = "none"
    options: Options = ((STEP, N_("Không có số nào")),)

    @classmethod
    def of(cls, name: str) -> "NobodysPhone":
        """The question."""
        asked = _("Dạ không sao. Anh/chị ghi số của trưởng thôn hay hàng xóm cũng được ạ.")
        return cls(name, asked)

    @staticmethod
    def is_meant(text: str) -> bool:
        """Whether somebody says that there is no telephone."""
        said = " ".join(word.bare for word in spell_out(split(text)))
        return bool(_HAS_NO_PHONE.search(said))

    def read_option(self, value: str) -> Reading[str]:
        """None."""
        return sure("")

    def read_text(self, text: str) -> Reading[str]:
        """None, after another no."""
        return sure("") if self.is_meant(text) or read_yes_no(text).value is False else NOTHING
