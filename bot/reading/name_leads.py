"""What people say before a name: "dạ em tên là", "họ tên học sinh:"."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from bot.reading.name_words import word_of
from bot.reading.phrases import Phrases, Word
from bot.reading.word_lists import load, words_in

_FEW_WORDS = 5
# Up to the name: "dạ em tên là", "tên cháu", "chủ hộ là", "em là", "bà". Letters are `_Lead`s, small
# for words that may be surnames: "vo" is vợ or Võ, "la" is là or La.
_LEAD = re.compile(r"(?:[WwP]*P)?(?:[WwTIiP]*(?:[TWw][Ii]|T)W*|W*)P*")


class _Lead(StrEnum):
    """The part a word plays before a name: its letter in `_LEAD`."""

    POLITE = "P"
    WHO = "W"
    NAME = "T"
    IS = "I"
    OTHER = "-"


@cache
def lead_phrases() -> Phrases[_Lead]:
    """The phrases that may stand before a name, and the part that each plays."""
    listed = load("names")["lead"]
    return Phrases((phrase, _Lead[kind.upper()]) for kind in listed for phrase in listed[kind])


def may_be_surname(word: Word) -> bool:
    """Whether a word of an introduction may be a surname without its marks: "vo", "la"."""
    return word.typed in words_in("names", "may_be_surnames")


def without_label(line: str) -> tuple[str, str]:
    """What follows "họ tên học sinh:", and that label's letters; the whole line without one."""
    label, colon, rest = line.partition(":")
    more, letters = after_lead(label.split()) if rest.strip() else ([], "")
    is_label = colon and letters and all(may_be_surname(word_of(token)) for token in more)
    return (rest.strip(), "T") if is_label else (line.replace(":", ": "), "")


def is_small(tokens: Sequence[str], at: int) -> bool:
    """Whether a word is in small letters before words with capitals: "cu Tí" is no Cu."""
    return tokens[at].islower() and any(token[:1].isupper() for token in tokens[at + 1 :])


def _begins_full_name(words: Sequence[Word], at: int) -> bool:
    """Whether a surname without marks stands here, and "Thị" or "Văn" behind it."""
    return (
        at < len(words)
        and words[at].typed.isascii()
        and words[at].bare in words_in("names", "surnames")
        and at + 1 < len(words)
        and words[at + 1].bare in words_in("names", "middles")
    )


def begins_with_middle(words: Sequence[Word], tokens: Sequence[str]) -> bool:
    """Whether "Thị", "Văn" or "A" stands here with its capital: what is before it is a surname."""
    middles = words_in("names", "middles") | {"a"}
    return bool(words) and words[0].bare in middles and tokens[0].istitle()


def after_lead(tokens: Sequence[str]) -> tuple[list[str], str]:
    """The tokens without their introduction, and the introduction's letters."""
    words = [word_of(token) for token in tokens]
    letters, lengths, at = "", [], 0
    while at < len(words):
        lead, length = next(lead_phrases().at(words, at), (_Lead.OTHER, 1))
        if lead is _Lead.POLITE and length == 1 and _begins_full_name(words, at):
            break  # "Vang Thi Pa" is no "vâng"
        kin = words[at].typed in words_in("names", "rather_kin")
        may_be_name = (
            length == 1
            and may_be_surname(words[at])
            and not is_small(tokens, at)
            and not (kin and _begins_full_name(words, at + 1))
        )
        letters += lead.value.lower() if may_be_name else lead.value
        lengths.append(length)
        at += length
    found = _LEAD.match(letters)
    stripped = found[0] if found else ""
    start = sum(lengths[: len(stripped)])
    if start and tokens[start - 1].istitle() and begins_with_middle(words[start:], tokens[start:]):
        stripped, start = stripped[:-1], start - 1  # "Ông Thị Mỹ Linh"
    rest = list(tokens[start:])
    return _after_later_lead(rest) or (rest, stripped)


def _after_later_lead(tokens: Sequence[str]) -> tuple[list[str], str] | None:
    """What follows "tên thật là" after a few words of something else: "cu Tí tên thật ..."."""
    words = [word_of(token) for token in tokens]
    for at in range(1, min(len(words) - 1, _FEW_WORDS)):
        lead, length = next(lead_phrases().at(words, at), (_Lead.OTHER, 1))
        if lead is _Lead.NAME and 1 < length < len(words) - at:
            return after_lead(tokens[at:])
    return None
