"""Reads yes and no, and apart from them consent, which polite words never give."""

from enum import StrEnum
from functools import cache

from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.phrases import Phrases, Word, spell_out, split
from bot.reading.word_lists import load

# A longer answer with words of its own is a sentence about something else.
_SENTENCE = 12
_SIGNS = {"👍": " ok ", "👌": " ok ", "✅": " ok ", "✔": " ok ", "👎": " không ", "❌": " không "}


class _Part(StrEnum):
    """What a phrase does in an answer; the keys of `words/yes_no.toml`."""

    NOTHING = "nothing"
    YES = "yes"
    AGREE = "agree"
    POLITE = "polite"
    FLIPS = "flips"
    NO = "no"
    DOUBTFUL = "doubtful"
    FILLER = "filler"


_YES = {_Part.YES, _Part.AGREE, _Part.POLITE}
_NO = {_Part.NO, _Part.FLIPS}


@cache
def _phrases() -> Phrases[_Part]:
    listed = load("yes_no")
    return Phrases((phrase, part) for part in _Part for phrase in listed[part])


def _words(text: str) -> list[Word]:
    for sign, meaning in _SIGNS.items():
        text = text.replace(sign, meaning)
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
    parts: list[_Part | None] = [
        part for part in _phrases().scan(_words(text)) if part != _Part.FILLER
    ]
    return _flip(parts)


def _asks(text: str, parts: list[_Part | None]) -> bool:
    """A question, or words that say nothing; "máy có dùng được không" ends like one."""
    ends_in_no = len(parts) > 1 and parts[-1] in _NO and parts[-2] not in _NO
    return "?" in text or _Part.NOTHING in parts or (ends_in_no and parts[0] in _YES)


def read_yes_no(text: str) -> Reading[bool]:
    """True for yes, False for no; "dạ" alone is a yes here, which `read_consent` refuses."""
    parts = _parts(text)
    said = [part in _YES for part in parts if part in _YES | _NO]
    if not said or _asks(text, parts):
        return NOTHING
    own_words_first = parts[0] is None
    if own_words_first and len(parts) > _SENTENCE:
        return NOTHING
    if own_words_first or _Part.DOUBTFUL in parts or len(set(said)) > 1:
        return unsure(said[0])
    return sure(said[0])


def read_consent(text: str) -> Reading[bool]:
    """Consent to the use of personal data: a clear "đồng ý", a clear no, or ask once more.

    Law 91/2025/QH15 wants a clear statement; silence and politeness are none.
    """
    answer = read_yes_no(text)
    if not answer.value:
        return answer
    parts = _parts(text)
    clear = _Part.AGREE in parts and set(parts) <= {_Part.YES, _Part.AGREE}
    return answer if clear else doubt(answer)
