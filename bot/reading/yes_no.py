"""Reads yes and no, and apart from them consent, which polite words never give."""

import re
from enum import StrEnum
from functools import cache

from rapidfuzz.distance import OSA

from backend.vietnamese import compact
from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.phrases import Word, split
from bot.reading.word_lists import load
from bot.reading.yes_no_parts import NO, YES, Part, parts_of, words_of

# A longer answer with words of its own is a sentence about something else.
_SENTENCE = 12
# A shorter answer with another letter in it is another answer.
_LONG_ENOUGH_FOR_A_TYPO = 5
# More words of its own after a yes or no may take it back.
_FEW = 5
# "đồng ý chớ răng không" says "of course".
_WHY_NOT = re.compile(
    r"(?<=[ýy]) (?:chớ|chứ|chơ|cho|chu) (?:răng|rang|sao)(?: (?:mà|ma|lại|lai))?"
    r" (?:không|khong|ko|nỏ)(?= *[.!]*$)",
    re.I,
)


@cache
def _long_phrases() -> dict[str, bool]:
    """Answers of some length, without marks and spaces, and whether they say yes."""
    listed = load("yes_no")
    return {
        short: part in YES
        for part in (Part.YES, Part.AGREE, Part.NO, Part.FLIPS)
        for phrase in listed[part]
        if len(short := compact(phrase)) >= _LONG_ENOUGH_FOR_A_TYPO
    }


def _mistyped(words: list[Word]) -> Reading[bool]:
    """An answer of which one letter is wrong: "đồg ý"."""
    typed = "".join(word.bare for word in words)
    if len(words) < 2 and len(typed) <= _LONG_ENOUGH_FOR_A_TYPO:
        return NOTHING
    near = {
        is_yes
        for phrase, is_yes in _long_phrases().items()
        if OSA.distance(typed, phrase, score_cutoff=1) <= 1
    }
    return unsure(near.pop()) if len(near) == 1 else NOTHING


def _asks(text: str, parts: list[Part | None]) -> bool:
    """A question, or words that say nothing; "máy có dùng được không" ends like one."""
    ends_in_no = len(parts) > 1 and parts[-1] in {Part.NO, Part.FLIPS} and parts[-2] not in NO
    asked_for = parts.index(Part.INDEFINITE) if Part.INDEFINITE in parts else len(parts)
    # "không có máy nào" asks nothing.
    asks = asked_for < len(parts) and not {*NO, Part.UNKNOWN} & set(parts[:asked_for])
    return "?" in text or Part.NOTHING in parts or asks or (ends_in_no and parts[0] in YES)


def _guarded(parts: list[Part | None]) -> bool:
    """Whether the yes or no has an if or a but, or more words than an answer needs."""
    guards = {Part.DOUBTFUL, Part.UNKNOWN, Part.LIKELY, Part.UNLIKELY, Part.LOST}
    # "dạ" and a word that nobody knows is no answer yet.
    hardly = None in parts and set(parts) & (YES | NO) == {Part.POLITE}
    return hardly or parts[0] is None or bool(guards & set(parts)) or parts.count(None) > _FEW


def read_yes_no(text: str) -> Reading[bool]:
    """True for yes, False for no; "dạ" alone is a yes here, which `read_consent` refuses."""
    parts = parts_of(text)
    said = [part in YES for part in parts if part in YES | NO]
    if not said and "?" not in text and set(parts) <= {None}:
        return _mistyped(words_of(text))
    if not said or _asks(text, parts) or _is_unknown(parts):
        return NOTHING
    if parts[0] is None and len(parts) > _SENTENCE:
        return NOTHING
    return unsure(said[0]) if _guarded(parts) or len(set(said)) > 1 else sure(said[0])


def _is_unknown(parts: list[Part | None]) -> bool:
    """Whether "không biết" is what is said; "có mà không biết dùng" is a yes."""
    telling = [part for part in parts if part in YES | NO | {Part.UNKNOWN}]
    return telling[:1] == [Part.UNKNOWN]


def read_consent(text: str) -> Reading[bool]:
    """Consent to the use of personal data: a clear "đồng ý", a clear no, or ask once more.

    Law 91/2025/QH15 wants a clear statement; silence and politeness are none.
    """
    answer = read_yes_no(text)
    if not answer.value:
        return answer
    parts = parts_of(text)
    clear = Part.AGREE in parts and set(parts) <= {Part.YES, Part.AGREE}
    return answer if clear and not _negates(_WHY_NOT.sub("", text)) else doubt(answer)


def _negates(text: str) -> bool:
    """Whether a no stands anywhere in the words: "sao lại không đồng ý" may be asked in earnest."""
    negations = split(" ".join(load("yes_no")["negations"]))
    return any(word.means(negation) for word in words_of(text) for negation in negations)


class Answer(StrEnum):
    """What an answer to a yes/no question comes to."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


def read_answer(text: str) -> Reading[Answer]:
    """Yes, no, or that the person cannot tell, which is never to be taken as it is.

    Politeness alone ("dạ", "ok") is a yes to be confirmed: enough for a harmless question only.
    """
    said = read_yes_no(text)
    parts = parts_of(text)
    if said.value is None:
        unknown = _is_unknown(parts) and "?" not in text
        return unsure(Answer.UNSURE) if unknown else NOTHING
    answer = Answer.YES if said.value else Answer.NO
    rhetorical = bool(said.value) and Part.AGREE in parts and _negates(text)
    clear = said.certain and not set(parts) <= {Part.POLITE} and not rhetorical
    return sure(answer) if clear else unsure(answer)
