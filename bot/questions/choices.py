"""Questions that are answered by one of a few options."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from backend.i18n import N_, _
from backend.vietnamese import clean, fold
from bot.messages import Inbound, Kind
from bot.questions.base import Options, Question, Stale
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.choices import read_choice, read_place
from bot.reading.yes_no import read_consent, read_yes_no

MOST_PLACES = 99
LONGEST_REFUSAL = 5  # in words


@dataclass(frozen=True)
class Choice(Question[str]):
    """One of a few options, by tap, number or words. `also` has further (words, value) pairs by
    which people name an option."""

    also: Options = ()

    def read_option(self, value: str) -> Reading[str]:
        """A value that is still offered."""
        return sure(value) if value in dict(self.options) else NOTHING

    def read_aside(self, message: Inbound) -> Reading[str]:
        """What is surely one of the options: "không" in another question is none of them."""
        reading = self.read(message)
        return reading if reading.certain else NOTHING

    def read_text(self, text: str) -> Reading[str]:
        """The label, another name, part of it, or its place in the list."""
        named = [(_(label), value) for value, label in self.options]
        if not is_place(text):  # "3" counts among what is shown, never among `also`
            sources = ((label, value) for value, label in self.options if _(label) != label)
            named += [*self.also, *sources]
        reading = read_choice(
            text, [words for words, _value in named], [value for _words, value in named]
        )
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

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> Question[str]:
        """By number."""
        return by_number(self)

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
    """`Choice.also` from `{value: "one name; another name"}`, in Vietnamese and as translated."""
    return tuple(
        (words, value)
        for value, names in said.items()
        for words in dict.fromkeys([*_(names).split("; "), *names.split("; ")])
    )


Q = TypeVar("Q", bound=Question[Any])


def by_number(question: Q) -> Q:
    """The question with the number to type for each of its first options."""
    numbered = [
        _("{number} là «{label}»").format(number=number, label=_(label))
        for number, (_value, label) in enumerate(question.options[:2], 1)
    ]
    more = _(", cứ thế đến {count}").format(count=len(question.options))
    says = _("Anh/chị nhắn một con số thôi: {numbers}.").format(
        numbers=", ".join(numbered) + (more if len(question.options) > len(numbered) else "")
    )
    return replace(question, text=f"{says}\n{question.short or question.text}", short="")


@dataclass(frozen=True)
class YesNo(Question[bool]):
    """Yes or no, in any of the ways in which people say it."""

    options: Options = (("yes", N_("Đúng")), ("no", N_("Không đúng")))

    def read_option(self, value: str) -> Reading[bool]:
        """The two taps."""
        return sure(value == "yes") if value in ("yes", "no") else NOTHING

    def read_text(self, text: str) -> Reading[bool]:
        """One of the two labels as it stands, a plain yes or no, or else the words or the place of
        one of the two: "số 1 ạ"."""
        for value, label in self.options:
            if fold(_(label)) == fold(text):
                return sure(value == "yes")
        answer = read_yes_no(text)
        if answer.value is not None:
            return answer
        named = read_choice(text, [_(label) for _value, label in self.options])
        return self._at(named) if named.certain else NOTHING

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> Question[bool] | None:
        """By number."""
        return by_number(self)

    def _at(self, place: Reading[int]) -> Reading[bool]:
        return sure(self.options[place.value][0] == "yes") if place.value is not None else NOTHING

    def show(self, value: bool) -> str:
        """The label of the answer."""
        return _(dict(self.options)["yes" if value else "no"])


@dataclass(frozen=True)
class Agreement(YesNo):
    """Consent: only a clear yes counts, never a polite word (Law 91/2025/QH15)."""

    options: Options = (("yes", N_("Đồng ý")), ("no", N_("Không")))
    an_officer_may_help = False  # nothing that was written may be passed on
    may_be_answered_ahead = False

    def read_text(self, text: str) -> Reading[bool]:
        """A clear answer or none: who tells a story with a "không" in it has not refused."""
        reading = read_consent(text)
        if reading.value is False and len(text.split()) > LONGEST_REFUSAL:
            return NOTHING
        return reading if reading.certain else self._at(read_place(text, len(self.options)))


def is_place(text: str) -> bool:
    """Whether the words name a place in a list: "2", "số 2 ạ", "thứ hai"."""
    return read_place(text, MOST_PLACES).value is not None
