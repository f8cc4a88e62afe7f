"""Reads yes and no, and apart from them consent, which polite words never give."""

import re
import unicodedata
from enum import StrEnum
from functools import cache

from rapidfuzz.distance import OSA

from backend.vietnamese import compact
from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.phrases import Phrases, Word, spell_out, split
from bot.reading.word_lists import load

# A longer answer with words of its own is a sentence about something else.
_SENTENCE = 12
# A shorter answer with another letter in it is another answer.
_LONG_ENOUGH_FOR_A_TYPO = 5
# More words of its own after a yes or no may take it back.
_FEW = 5
_SIGNS = {"👍": " ok ", "👌": " ok ", "✅": " ok ", "✔": " ok ", "👎": " không ", "❌": " không "}


# "cóoo": a vowel with marks, drawn out without them.
_DRAWN_OUT = re.compile(r"(([aeiouy])[\u0300-\u036f]+)\2+", re.IGNORECASE)
# "để tui về hỏi mệ đã", "đợi chồng về rồi tính": not decided yet.
_NOT_YET = re.compile(
    r"\b(?:để|de|đợi|doi|chờ)(?: [^\W\d_]+){1,4}?"
    r" (?:hỏi|hoi|tính|tinh|coi|xem|nghĩ|suy nghĩ|về đã|về rồi)\b",
    re.I,
)
UNDECIDED = " phân vân "
# "nếu không mất tiền thì đồng ý": the condition is no answer.
_CONDITION = re.compile(r"\b(nếu|neu|miễn|mien|hễ|he)\b[^,.]*?\b(?:thì|thi)\b", re.I)
# "đồng ý chớ răng không" says "of course".
_WHY_NOT = re.compile(
    r"(?<=[ýy]) (?:chớ|chứ|chơ|cho|chu) (?:răng|rang|sao)(?: (?:mà|ma|lại|lai))?"
    r" (?:không|khong|ko|nỏ)(?= *[.!]*$)",
    re.I,
)
# "chưaa"
_DOUBLED_VOWEL = re.compile(r"(?<=[^\x00-\x7f])([aeiouy])\1+(?!\w)", re.IGNORECASE)
# "hôngg"
_DOUBLED_END = re.compile(r"([cghmnpt])\1+\b", re.IGNORECASE)


class _Part(StrEnum):
    """What a phrase does in an answer; the keys of `words/yes_no.toml`."""

    NOTHING = "nothing"
    INDEFINITE = "indefinite"
    UNKNOWN = "unknown"
    LIKELY = "likely"
    YES = "yes"
    AGREE = "agree"
    POLITE = "polite"
    FLIPS = "flips"
    NO = "no"
    UNLIKELY = "unlikely"
    RESULT = "result"
    ENOUGH = "enough"
    GREETING = "greeting"
    DOUBTFUL = "doubtful"
    FILLER = "filler"


_YES = {_Part.YES, _Part.AGREE, _Part.POLITE, _Part.LIKELY}
_NO = {_Part.NO, _Part.FLIPS, _Part.UNLIKELY}


@cache
def _phrases() -> Phrases[_Part]:
    listed = load("yes_no")
    return Phrases((phrase, part) for part in _Part for phrase in listed[part])


def _words(text: str) -> list[Word]:
    for sign, meaning in _SIGNS.items():
        text = text.replace(sign, meaning)
    text = _CONDITION.sub(r"\1", _NOT_YET.sub(UNDECIDED, text))
    text = _DOUBLED_VOWEL.sub(r"\1", _DOUBLED_END.sub(r"\1", text))
    text = _DRAWN_OUT.sub(r"\1", unicodedata.normalize("NFD", text))
    return spell_out(split(text))


def _flip(parts: list[_Part | None]) -> list[_Part | None]:
    """One no for "không đồng ý", and no yes for the polite word beside an answer: "dạ không"."""
    out: list[_Part | None] = []
    for part in parts:
        if out and out[-1] == _Part.FLIPS and part in _YES:
            out[-1] = _Part.NO
        else:
            out.append(part)
    meant: list[_Part | None] = [part for part in out if part != _Part.POLITE]
    return meant if any(part in _YES | _NO for part in meant) else out


def _parts(text: str) -> list[_Part | None]:
    parts: list[_Part | None] = []
    said = list(_phrases().scan(_words(text)))
    forgotten = _Part.UNKNOWN in said and _Part.DOUBTFUL not in said
    for part in said:
        if part is _Part.ENOUGH:
            # "thôi" is a no, and "có ti vi thôi" a yes.
            parts += [_Part.NO] if set(parts) <= {_Part.POLITE} else []
        elif part is _Part.RESULT:
            # "chưa nhận được" is no yes, "sai tên rồi" and "lẫn rồi không nhớ" neither.
            parts += [] if _Part.NO in parts or forgotten else [_Part.YES]
        elif part is not _Part.FILLER:
            parts.append(part)
    answer: list[_Part | None] = [part for part in parts if part is not _Part.GREETING]
    if len(answer) < len(parts) and set(answer) <= {_Part.POLITE}:
        return [_Part.NOTHING]
    return _flip(answer)


@cache
def _long_phrases() -> dict[str, bool]:
    """Answers of some length, without marks and spaces, and whether they say yes."""
    listed = load("yes_no")
    return {
        short: part in _YES
        for part in (_Part.YES, _Part.AGREE, _Part.NO, _Part.FLIPS)
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


def _asks(text: str, parts: list[_Part | None]) -> bool:
    """A question, or words that say nothing; "máy có dùng được không" ends like one."""
    ends_in_no = len(parts) > 1 and parts[-1] in {_Part.NO, _Part.FLIPS} and parts[-2] not in _NO
    asked_for = parts.index(_Part.INDEFINITE) if _Part.INDEFINITE in parts else len(parts)
    # "không có máy nào" asks nothing.
    asks = asked_for < len(parts) and not {*_NO, _Part.UNKNOWN} & set(parts[:asked_for])
    return "?" in text or _Part.NOTHING in parts or asks or (ends_in_no and parts[0] in _YES)


def _guarded(parts: list[_Part | None]) -> bool:
    """Whether the yes or no has an if or a but, or more words than an answer needs."""
    guards = {_Part.DOUBTFUL, _Part.UNKNOWN, _Part.LIKELY, _Part.UNLIKELY}
    # "dạ" and a word that nobody knows is no answer yet.
    hardly = None in parts and set(parts) & (_YES | _NO) == {_Part.POLITE}
    return hardly or parts[0] is None or bool(guards & set(parts)) or parts.count(None) > _FEW


def read_yes_no(text: str) -> Reading[bool]:
    """True for yes, False for no; "dạ" alone is a yes here, which `read_consent` refuses."""
    parts = _parts(text)
    said = [part in _YES for part in parts if part in _YES | _NO]
    if not said and "?" not in text and set(parts) <= {None}:
        return _mistyped(_words(text))
    if not said or _asks(text, parts) or _is_unknown(parts):
        return NOTHING
    if parts[0] is None and len(parts) > _SENTENCE:
        return NOTHING
    return unsure(said[0]) if _guarded(parts) or len(set(said)) > 1 else sure(said[0])


def _is_unknown(parts: list[_Part | None]) -> bool:
    """Whether "không biết" is what is said; "có mà không biết dùng" is a yes."""
    telling = [part for part in parts if part in _YES | _NO | {_Part.UNKNOWN}]
    return telling[:1] == [_Part.UNKNOWN]


def read_consent(text: str) -> Reading[bool]:
    """Consent to the use of personal data: a clear "đồng ý", a clear no, or ask once more.

    Law 91/2025/QH15 wants a clear statement; silence and politeness are none.
    """
    answer = read_yes_no(text)
    if not answer.value:
        return answer
    parts = _parts(text)
    clear = _Part.AGREE in parts and set(parts) <= {_Part.YES, _Part.AGREE}
    return answer if clear and not _negates(_WHY_NOT.sub("", text)) else doubt(answer)


def _negates(text: str) -> bool:
    """Whether a no stands anywhere in the words: "sao lại không đồng ý" may be asked in earnest."""
    negations = split(" ".join(load("yes_no")["negations"]))
    return any(word.means(negation) for word in _words(text) for negation in negations)


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
    parts = _parts(text)
    if said.value is None:
        unknown = _is_unknown(parts) and "?" not in text
        return unsure(Answer.UNSURE) if unknown else NOTHING
    answer = Answer.YES if said.value else Answer.NO
    rhetorical = bool(said.value) and _Part.AGREE in parts and _negates(text)
    clear = said.certain and not set(parts) <= {_Part.POLITE} and not rhetorical
    return sure(answer) if clear else unsure(answer)
