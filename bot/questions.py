"""Kinds of question: what each shows, and how it reads an answer.

A question's name is for ever: answers are remembered by it. What is stored is JSON (`dump`), and
`load` raises `Stale` when a stored answer no longer fits, so that the question is asked again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from backend.i18n import N_, _
from backend.vietnamese import clean
from bot.messages import Inbound, Kind
from bot.reading.base import NOTHING, Reading, doubt, sure
from bot.reading.birth_years import read_birth_year
from bot.reading.choices import read_choice
from bot.reading.grades import read_grade
from bot.reading.hamlets import read_hamlet
from bot.reading.intents import Intent, read_intent
from bot.reading.names import read_name
from bot.reading.phones import read_phone
from bot.reading.yes_no import read_consent, read_yes_no

T = TypeVar("T")
Options = tuple[tuple[str, str], ...]


class Stale(Exception):
    """A remembered answer does not fit the question any more."""


@dataclass(frozen=True)
class Question(Generic[T]):
    """The common part. `text` is one question; `options` are (value, label) pairs."""

    name: str
    text: str
    options: Options = ()
    hint: str = ""  # said when an answer could not be read: what would be readable
    short: str = ""  # the question once more, after it was misunderstood
    ask_phone = False

    def read(self, message: Inbound) -> Reading[T]:
        """What the message answers."""
        if message.kind is Kind.CHOICE:
            return self.read_option(message.value)
        if message.kind is Kind.TEXT and clean(message.text):
            return self.read_text(message.text)
        return NOTHING

    def read_aside(self, message: Inbound) -> Reading[T]:
        """What a message answers here that by itself clearly asks for something else ("hồ sơ tới
        đâu rồi"). A question that takes nearly any words has to be careful with it."""
        return self.read(message)

    def read_option(self, value: str) -> Reading[T]:
        """What a tap answers."""
        return NOTHING

    def read_text(self, text: str) -> Reading[T]:
        """What typed words answer."""
        raise NotImplementedError

    def unclear(self, message: Inbound) -> str:
        """One kind sentence on why that was no answer, and what would be."""
        if message.kind is Kind.TEXT and clean(message.text):
            return self.hint or _("Em chưa hiểu ý anh/chị ạ.")
        return _(UNREADABLE.get(message.kind, UNREADABLE[Kind.UNSUPPORTED]))

    def dump(self, value: T) -> Any:
        """The stored form."""
        return value

    def load(self, stored: Any) -> T:
        """Reads what `dump` wrote."""
        value: T = stored
        return value

    def show(self, value: T) -> str:
        """The answer, as it is read back to the person."""
        return str(value)


UNREADABLE = {
    Kind.VOICE: N_("Em chưa nghe được tin thoại. Anh/chị gõ chữ giúp em, không cần dấu cũng được."),
    Kind.IMAGE: N_("Em chưa đọc được ảnh và không giữ ảnh này. Anh/chị gõ chữ giúp em ạ."),
    Kind.STICKER: N_("Em cảm ơn ạ. Hình này em chưa hiểu, anh/chị gõ chữ giúp em."),
    Kind.LOCATION: N_("Em chưa dùng được vị trí. Anh/chị gõ tên thôn, tên xã giúp em ạ."),
    Kind.FILE: N_("Em chưa mở được tệp và không giữ tệp này. Anh/chị gõ chữ giúp em ạ."),
    Kind.CONTACT: N_("Em chưa dùng được danh thiếp này. Anh/chị gõ số điện thoại giúp em ạ."),
    Kind.PHONE: N_("Em chưa cần số điện thoại ở bước này. Anh/chị trả lời câu hỏi giúp em ạ."),
    Kind.TEXT: N_("Em chưa thấy chữ nào. Anh/chị gõ câu trả lời giúp em ạ."),
    Kind.UNSUPPORTED: N_(
        "Em chưa đọc được tin này. Anh/chị gõ chữ giúp em; nếu vẫn không được, "
        "anh/chị nhờ người thân, thầy cô hoặc cán bộ xã nhắn hộ ạ."
    ),
}


@dataclass(frozen=True)
class Choice(Question[str]):
    """One of a few options, by tap, number or words. `also` has further (words, value) pairs by
    which people name an option."""

    also: Options = ()

    def read_option(self, value: str) -> Reading[str]:
        """A value that is still offered."""
        return sure(value) if value in dict(self.options) else NOTHING

    def read_text(self, text: str) -> Reading[str]:
        """The label, another name, part of it, or its place in the list."""
        named = [(_(label), value) for value, label in self.options]
        if not _is_place(text):  # "3" counts among what is shown, never among `also`
            named += self.also
        reading = read_choice(text, [words for words, _value in named])
        if reading.value is None:
            return NOTHING
        return Reading(named[reading.value][1], reading.confirm)

    def unclear(self, message: Inbound) -> str:
        """Says how to choose."""
        if message.kind is Kind.TEXT and clean(message.text) and not self.hint:
            return _(
                "Em chưa hiểu ý anh/chị. Anh/chị chọn một câu dưới đây giúp em, "
                "nhắn số thứ tự cũng được."
            )
        return super().unclear(message)

    def load(self, stored: Any) -> str:
        """Stale when the option was withdrawn."""
        if stored not in self._labels():
            raise Stale
        return str(stored)

    def show(self, value: str) -> str:
        """The option's label."""
        return _(self._labels()[value])

    def _labels(self) -> dict[str, str]:
        """What each value is called: as it is offered, or else in the words that name it."""
        return {value: words for words, value in self.also} | dict(self.options)


def named(said: Mapping[str, str]) -> Options:
    """`Choice.also` from `{value: "one name; another name"}`."""
    return tuple((words, value) for value, names in said.items() for words in _(names).split("; "))


@dataclass(frozen=True)
class YesNo(Question[bool]):
    """Yes or no, in any of the ways in which people say it."""

    options: Options = (("yes", N_("Đúng")), ("no", N_("Không đúng")))

    def read_option(self, value: str) -> Reading[bool]:
        """The two taps."""
        return sure(value == "yes") if value in ("yes", "no") else NOTHING

    def read_text(self, text: str) -> Reading[bool]:
        """A plain yes or no, or else the words or the place of one of the two: "số 1 ạ"."""
        answer = read_yes_no(text)
        if answer.value is not None:
            return answer
        named = read_choice(text, [_(label) for _value, label in self.options])
        return self._at(named) if named.certain else NOTHING

    def _at(self, place: Reading[int]) -> Reading[bool]:
        return sure(self.options[place.value][0] == "yes") if place.value is not None else NOTHING

    def show(self, value: bool) -> str:
        """The label of the answer."""
        return _(dict(self.options)["yes" if value else "no"])


@dataclass(frozen=True)
class Agreement(YesNo):
    """Consent: only a clear yes counts, never a polite word (Law 91/2025/QH15)."""

    options: Options = (("yes", N_("Đồng ý")), ("no", N_("Không")))

    def read_text(self, text: str) -> Reading[bool]:
        """A clear answer or none."""
        reading = read_consent(text)
        return reading if reading.certain else self._at(read_choice(text, [""] * len(self.options)))


@dataclass(frozen=True)
class Text(Question[str]):
    """Free words, at most `longest` characters."""

    longest: int = 300

    def read_text(self, text: str) -> Reading[str]:
        """The words as they are; none when they are too many."""
        words = clean(text)
        return sure(words) if len(words) <= self.longest else NOTHING

    def unclear(self, message: Inbound) -> str:
        """Says how long it may be."""
        if message.kind is Kind.TEXT and len(clean(message.text)) > self.longest:
            return _("Tin hơi dài. Anh/chị viết gọn trong {count} chữ cái giúp em ạ.").format(
                count=self.longest
            )
        return super().unclear(message)


@dataclass(frozen=True)
class ShortText(Text):
    """A few words, such as the name of a school; or that one does not know it."""

    longest: int = 100

    def read_aside(self, message: Inbound) -> Reading[str]:
        """Nothing."""
        return NOTHING

    def read_text(self, text: str) -> Reading[str]:
        """The words, unless they name nothing: "dạ", "chào em", "0912 345 678"."""
        if _does_not_know(text):
            return sure(_(UNKNOWN))
        is_number = sum(map(str.isdigit, text)) >= sum(map(str.isalpha, text))
        return NOTHING if is_number or _is_small_talk(text) else super().read_text(text)


UNKNOWN = N_("không nhớ")


def _does_not_know(text: str) -> bool:
    labels = ("không nhớ", "không biết", "không rõ", "quên rồi")
    return not _is_place(text) and read_choice(text, labels).certain


def _is_place(text: str) -> bool:
    """Whether the words name a place in a list: "2", "số 2 ạ", "thứ hai"."""
    return read_choice(text, [""] * MOST_PLACES).value is not None


MOST_PLACES = 99
LONGEST_GREETING = 5  # words


def _is_small_talk(text: str) -> bool:
    """Whether every word is a yes, a no or politeness, or all of it a short greeting or thanks."""
    words = clean(text).split()
    if words and all(read_yes_no(word).value is not None for word in words):
        return True
    return len(words) <= LONGEST_GREETING and read_intent(text).value in (
        Intent.GREET,
        Intent.THANKS,
    )


@dataclass(frozen=True)
class Read(Question[T]):
    """An answer that one of the readers understands."""

    reader: Callable[[str], Reading[T]] = lambda _text: NOTHING

    def read_text(self, text: str) -> Reading[T]:
        """What the reader makes of it."""
        return self.reader(text)


NAME_SUFFIX = "_name"
LONG_NAME = 5  # words


@dataclass(frozen=True)
class PersonName(Read[str]):
    """A person's full name. Its `name` ends in NAME_SUFFIX, by which the words that always work
    are read with care: "Huy" is also a name."""

    reader: Callable[[str], Reading[str]] = read_name

    def read_aside(self, message: Inbound) -> Reading[str]:
        """To be confirmed: without marks "mai làm" is a name too. "Cho chị gặp cán bộ" is long."""
        name = self.read(message)
        is_short = name.value is not None and len(name.value.split()) < LONG_NAME
        return doubt(name) if name.certain and is_short else NOTHING


@dataclass(frozen=True)
class SchoolClass(Read[str]):
    """A class or grade: "5", "5A", "5/2"; or that one does not know. It offers no option for that:
    on a channel without buttons "1" would be the option as well as the class."""

    reader: Callable[[str], Reading[str]] = read_grade

    def read_text(self, text: str) -> Reading[str]:
        """What the reader makes of it, or "không nhớ"."""
        return sure(_(UNKNOWN)) if _does_not_know(text) else super().read_text(text)


@dataclass(frozen=True)
class Phone(Read[str]):
    """A phone number, typed or handed over by a tap where the channel can."""

    reader: Callable[[str], Reading[str]] = read_phone
    ask_phone = True

    def read(self, message: Inbound) -> Reading[str]:
        """Also the sender's own contact card."""
        if message.kind is Kind.PHONE:
            return read_phone(message.value)
        return super().read(message)


UNKNOWN_YEAR = 0


@dataclass(frozen=True)
class BirthYear(Question[int]):
    """A year of birth, or `UNKNOWN_YEAR`. An age counts from `today`."""

    options: Options = (("unknown", N_("Không nhớ")),)
    today: date = date.min

    def read_option(self, value: str) -> Reading[int]:
        """The way out for those who do not know."""
        return sure(UNKNOWN_YEAR) if value == "unknown" else NOTHING

    def read_text(self, text: str) -> Reading[int]:
        """A year, an age, or "không nhớ"."""
        return sure(UNKNOWN_YEAR) if _does_not_know(text) else read_birth_year(text, self.today)

    def show(self, value: int) -> str:
        """The year, or that it is not known."""
        return _("sinh năm {year}").format(year=value) if value else _(UNKNOWN)


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
        if _does_not_know(text):
            return sure(_(UNKNOWN))
        words = clean(text)
        return sure(words) if len(words) <= 60 and not _is_small_talk(text) else NOTHING
