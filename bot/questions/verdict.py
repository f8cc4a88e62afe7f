"""Whether what was read back is right, and if not, what is right instead."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backend.vietnamese import clean, fold
from bot.questions.base import Question, Step
from bot.questions.choices import Choice, YesNo, is_place
from bot.questions.persons import BirthYear, PersonName, Read
from bot.questions.places import Hamlet
from bot.questions.words import Text
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.corrections import corrected_words

_I = re.IGNORECASE
_NO = r"(?:không|khong|ko|k|hông|hong|chứ không|chu khong) (?:phải|phai)(?: là| la)?"
# What is wrong, and what is right instead.
_INSTEAD = (
    re.compile(
        rf"{_NO} (?P<old>.+?),? (?:mà|ma|phải|phai)(?: phải| phai)?(?: là| la)? (?P<new>.+)", _I
    ),
    re.compile(rf"(?P<new>.+?),? (?:chứ|chớ|chu|cho|mà|ma)? ?{_NO} (?P<old>.+)", _I),
    re.compile(
        r"(?:(?:sửa|sua|đổi|doi|chỉnh|chinh)(?: lại| lai)? )(?P<old>.+?)"
        r" (?:thành|thanh|sang|ra)(?: là| la)? (?P<new>.+)",
        _I,
    ),
    re.compile(
        r"(?P<old>.+?) (?:là |viết |ghi |viet )?(?:sai|nhầm|nham)(?: rồi| roi)?[ ,.;]+(?P<new>.+)",
        _I,
    ),
)
_BEHIND = re.compile(
    r"(?:[\s,.!]+(?:(?:mới|moi) (?:đúng|dung|phải|phai)|chứ|chớ|cơ|nhé|nhe|nha"
    r"|ạ|em|đó|thôi|mà))+[\s.!]*$"
    r"|[\s.!]+$",
    _I,
)
_IS = re.compile(
    r"^[\s,.:;]*(?:(?:rồi|roi|sai|nhầm|nham|là|la|thành|thanh|lại|lai|phải|phai)\b[\s,.:;]*)+"
    r"|^[\s,.:;]+",
    _I,
)
_UP_TO_VALUE = re.compile(r".*\b(?:là|la|tên|ten)\s+(?=\S)", _I)
_WRONG = re.compile(
    r"\b(?:sai|nham|lon|sua|doi|chinh|thieu|moi dung|moi phai|(?:khong|chua|ko|k) (?:phai|dung))\b"
)
_NAME = re.compile(r"\bten\b")
_SEPARATOR, _OR = "=", "|"
FEWEST_SHARED = 2  # words of a name that is a slip of another


@dataclass(frozen=True)
class Part:
    """One part of what was read back: by which words it is called, and what it says."""

    name: str
    calls: tuple[str, ...]
    value: str


@dataclass(frozen=True)
class Fix:
    """Which part is to be changed, one of `names`, and to what, as it was said; `words` may be empty."""

    names: tuple[str, ...]
    words: str = ""

    def __str__(self) -> str:
        """The stored form: "head_name=Hồ Thị A"."""
        return f"{_OR.join(self.names)}{_SEPARATOR}{self.words}"

    @classmethod
    def of(cls, stored: str) -> "Fix":
        """Reads the stored form; a bare name is a part whose new words are not known."""
        names, _sep, words = stored.partition(_SEPARATOR)
        return cls(tuple(names.split(_OR)), words)


@dataclass(frozen=True)
class Verdict(Choice):
    """Right or wrong, or at once what is right: "lớp 7 mới đúng", "không phải Tí mà là Tý"; that is
    the stored form of a `Fix`. `asked` are the questions behind the parts."""

    may_be_answered_ahead = False
    right: str = ""  # the value of the option that says so
    parts: tuple[Part, ...] = ()
    asked: Mapping[str, Question[Any]] = field(default_factory=dict, compare=False)

    def read_text(self, text: str) -> Reading[str]:
        """An option, or what is to be changed. Nothing is sent on a guess."""
        chosen = super().read_text(text)
        if chosen.certain:
            return chosen
        if (fix := self._fix(clean(text))) is not None:
            return sure(str(fix))
        if chosen.value and chosen.value != self.right and _WRONG.search(fold(text)):
            return sure(chosen.value)
        return NOTHING if self.right else chosen

    def load(self, stored: Any) -> str:
        """An option, or a `Fix`."""
        return str(stored) if _SEPARATOR in str(stored) else super().load(stored)

    def _fix(self, text: str) -> Fix | None:
        if "?" in text:
            return None
        said = _BEHIND.sub("", text)
        is_cued = said != text.rstrip(" .!") or bool(_WRONG.search(fold(text)))
        return self._replaced(said) or self._named(said, is_cued) or self._recognised(said, is_cued)

    def _replaced(self, said: str) -> Fix | None:
        """By what it says now: the one part that holds the words that are wrong."""
        for pattern in _INSTEAD:
            if not (found := pattern.fullmatch(said)):
                continue
            old, new = (
                _UP_TO_VALUE.sub("", found[group].strip(" ,.;:")).split()
                for group in ("old", "new")
            )
            for same in (str.casefold, fold):
                fixes = [
                    Fix((part.name,), words)
                    for part in self.parts
                    if (words := _with(part.value, old, new, same)) and self._answers(part, words)
                ]
                if len(fixes) == 1:
                    return fixes[0]
        return None

    def _named(self, said: str, is_cued: bool) -> Fix | None:
        """By what it is called: of those with the most words of their name, which the rest answers."""
        right, _was_corrected = corrected_words(said)
        called = {
            part: max((_called(right, call) for call in part.calls), key=lambda found: found[0])
            for part in self.parts
        }
        for most in sorted({count for count, _rests in called.values() if count}, reverse=True):
            parts = [part for part, (count, _rests) in called.items() if count == most]
            for part in parts:
                for rest in called[part][1]:
                    words = _IS.sub("", rest)
                    is_last = rest == called[part][1][-1]
                    if words and self._takes(part, words, is_cued, is_last):
                        return Fix((part.name,), words)
            if len(parts) == 1 and is_cued:
                return Fix((parts[0].name,))
        return None

    def _recognised(self, said: str, is_cued: bool) -> Fix | None:
        """By itself: what only one kind of question, or a name like the one that stands there, is."""
        right, _was_corrected = corrected_words(said)
        says_name = bool(_NAME.search(fold(right)))
        if is_place(right) and not is_cued:
            return None
        fits, alike = [], {}
        for part in self.parts:
            question = self.asked.get(part.name)
            if not self._is_told_apart(question):
                continue
            reading = question.read_text(right) if question else NOTHING
            if not reading.certain or isinstance(reading.value, Step):
                continue
            fits.append(part.name)
            if isinstance(question, PersonName):
                alike[part.name] = _shared(str(reading.value), part.value)
        if alike and set(alike) == set(fits):
            best = max(alike.values())
            likeliest = [name for name, shared in alike.items() if shared == best]
            is_slip = best >= FEWEST_SHARED and len(likeliest) == 1
            fits = likeliest if is_slip else fits if says_name else []
        if fits:
            return Fix(tuple(fits), right)
        names = [p.name for p in self.parts if isinstance(self.asked.get(p.name), PersonName)]
        return Fix(tuple(names)) if names and says_name and is_cued else None

    @staticmethod
    def _is_told_apart(question: Question[Any] | None) -> bool:
        """Whether what answers a question answers few others."""
        return isinstance(question, Read | BirthYear | Choice)

    def _answers(self, part: Part, words: str) -> bool:
        question = self.asked.get(part.name)
        if question is None or isinstance(question, YesNo):
            return False
        reading = question.read_text(words)
        is_sure = reading.certain or not isinstance(question, BirthYear | PersonName)
        return reading.value is not None and is_sure and not isinstance(reading.value, Step)

    def _takes(self, part: Part, words: str, is_cued: bool, is_last: bool) -> bool:
        """Whether words behind a part's name are its new value, and not a wrong one before another.
        Those that answer nearly anything want a sign that they are meant so."""
        question, is_wrong = self.asked.get(part.name), bool(_WRONG.search(fold(words)))
        if isinstance(question, Text | Hamlet):
            is_name = any(map(str.isupper, words)) or any(map(str.isdecimal, words))
            if is_wrong or not (is_cued or is_name):
                return False
        if not is_last and (is_wrong or not (question and question.read_text(words).certain)):
            return False
        return self._answers(part, words)


def _called(text: str, call: str) -> tuple[int, list[str]]:
    """How many words of a part's name a text has, all or none, and what stands behind each place
    that has them; where they stand apart, behind the last of them."""
    typed, wanted = text.split(), fold(call).split()
    bare = [fold(word.strip(",.;:!")) for word in typed]
    if not set(wanted) <= set(bare):
        return 0, []
    count = len(wanted)
    places = [at + count for at in range(len(bare)) if bare[at : at + count] == wanted]
    places = places or [max(map(bare.index, wanted)) + 1]
    return count, [" ".join(typed[at:]) for at in places]


def _with(value: str, old: Sequence[str], new: Sequence[str], same: Callable[[str], str]) -> str:
    """A value with some of its words put right; empty where it does not have them."""
    words = value.split()
    wanted, held = [same(word) for word in old], [same(word) for word in words]
    places = [at for at in range(len(held)) if held[at : at + len(wanted)] == wanted]
    if len(places) != 1:
        return ""
    if len(new) > len(old) and fold(new[0]) == fold(words[0]):
        return " ".join(new)  # all of it, though only a part was said to be wrong
    return " ".join([*words[: places[0]], *new, *words[places[0] + len(old) :]])


def _shared(name: str, other: str) -> int:
    return len(set(fold(name).split()) & set(fold(other).split()))
