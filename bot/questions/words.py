"""Questions that are answered in free words, and what is no answer to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backend.i18n import N_, _
from backend.vietnamese import clean, fold
from bot.messages import Inbound, Kind
from bot.questions.base import Question
from bot.questions.choices import is_place
from bot.questions.plain import without_particles_behind
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.choices import begins_with_no, read_choice
from bot.reading.gleaning import KNOWS_NOT, school_in
from bot.reading.intents import Intent, read_intent
from bot.reading.names import is_no_name
from bot.reading.schools import school_named
from bot.reading.yes_no import read_yes_no


@dataclass(frozen=True)
class Text(Question[str]):
    """Free words, at most `longest` characters."""

    longest: int = 300

    def read_text(self, text: str) -> Reading[str]:
        """The words as they are; none when they are too many."""
        words = clean(text)
        return sure(words) if len(words) <= self.longest else NOTHING

    def flaw(self, message: Inbound) -> str:
        """Says how long it may be."""
        if message.kind is Kind.TEXT and len(clean(message.text)) > self.longest:
            return _("Tin hơi dài. Anh/chị viết gọn trong {count} chữ cái giúp em ạ.").format(
                count=self.longest
            )
        return super().flaw(message)


@dataclass(frozen=True)
class ShortText(Text):
    """A few words, such as the name of a school; or that one does not know it."""

    longest: int = 100

    def read_aside(self, message: Inbound) -> Reading[str]:
        """Nothing."""
        return NOTHING

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> Question[str]:
        """With a way out."""
        asked = _("Anh/chị nhờ người gõ giúp cũng được; không nhớ thì anh/chị chọn dưới đây.")
        text = f"{asked}\n{self.short or self.text}"
        return replace(self, text=text, options=((FORGOTTEN, N_("Không nhớ")),), short="")

    def read_option(self, value: str) -> Reading[str]:
        """The way out."""
        return sure(_(UNKNOWN)) if value == FORGOTTEN else NOTHING

    def read_text(self, text: str) -> Reading[str]:
        """The words, unless they name nothing: "dạ", "chào em", "0912 345 678"."""
        if does_not_know(text):
            return sure(_(UNKNOWN))
        is_number = sum(map(str.isdigit, text)) >= sum(map(str.isalpha, text))
        return NOTHING if is_number or is_small_talk(text) else super().read_text(text)


UNKNOWN = N_("không nhớ")
FORGOTTEN = "unknown"  # the value of the option


_KNOWS_NOT = re.compile(  # "ko nhớ thôn nào", without marks
    rf"(?:(?:da|em|toi|tui|minh|nha) )*{KNOWS_NOT}"
    r"(?: (?:ten|la|thon|xa|lop|nam|sinh|may|gi|nao|o|ho|moi|cua|nua|luon|a|em|e))*"
)


def does_not_know(text: str) -> bool:
    """Whether the person says so."""
    labels = ("không nhớ", "không biết", "không rõ", "quên rồi")
    says_so = _KNOWS_NOT.fullmatch(fold(clean(text)).strip(" .!,"))
    return bool(says_so) or (not is_place(text) and read_choice(text, labels).certain)


LONGEST_GREETING = 5  # words


def is_small_talk(text: str) -> bool:
    """Whether every word is a yes, a no or politeness, or all of it a short greeting or thanks."""
    words = clean(text).split()
    if words and all(read_yes_no(word).value is not None for word in words):
        return True
    return len(words) <= LONGEST_GREETING and read_intent(text).value in (
        Intent.GREET,
        Intent.THANKS,
    )


def names_nothing(text: str) -> bool:
    """Whether the words refer to something else, or begin with "không"."""
    return is_no_name(text) or begins_with_no(text)


@dataclass(frozen=True)
class SchoolName(ShortText):
    """The name of a school, which people also tell with the child's."""

    def read_text(self, text: str) -> Reading[str]:
        """The words, unless they answer another question: "gửi đi", "như trên", "ko có điện thoại"."""
        if does_not_know(text):
            return sure(_(UNKNOWN))
        name = school_named(without_particles_behind(text))
        is_none = names_nothing(text) or is_small_talk(text)
        return NOTHING if is_none else super().read_text(name)

    def glean(self, text: str) -> Reading[str]:
        """What stands behind "trường"."""
        return school_in(text)

    def tell(self, value: str) -> str:
        """Behind the word that says what it is."""
        return _("trường {name}").format(name=value)
