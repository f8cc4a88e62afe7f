"""Reads a person's name out of a message, whatever people it belongs to, and invents nothing."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from backend.vietnamese import fold, normal
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.phrases import Phrases, Word, line_of
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load, words_in

_LONGEST_NAME = 6
_NOT_OF_A_NAME = re.compile(r"[^\w\s'.\-]|_")
_INITIAL = re.compile(r"[^\W\d]{1,3}[.~]", re.UNICODE)
_VOWEL = re.compile(r"[aeiouy']")
# Up to the name: "dạ em tên là", "tên cháu", "chủ hộ là", "em là", "bà". Letters are `_Lead`s.
_LEAD = re.compile(r"P*(?:[Ww]*T[Ww]*[Ii]|[Ww]*TW*|[Ww]+[Ii]|W*)P*")


class _Lead(StrEnum):
    """The part a word plays before a name; the value is its letter in `_LEAD`."""

    POLITE = "P"
    WHO = "W"
    NAME = "T"
    IS = "I"
    WHO_OR_SURNAME = "w"  # typed "vo": vợ or Võ
    IS_OR_SURNAME = "i"  # typed "la": là or La
    OTHER = "-"


@cache
def _leads() -> Phrases[_Lead]:
    listed = load("names")["lead"]
    return Phrases((phrase, _Lead[kind.upper()]) for kind in listed for phrase in listed[kind])


@cache
def _phrases(key: str) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("names")[key])


def _word(token: str) -> Word:
    token = token.strip(".-")
    return Word(normal(token), fold(token))


def _after_lead(tokens: Sequence[str]) -> tuple[list[str], str]:
    """The tokens without their introduction, and the introduction's letters."""
    words = [_word(token) for token in tokens]
    letters, lengths, at = "", [], 0
    while at < len(words):
        lead, length = next(_leads().at(words, at), (_Lead.OTHER, 1))
        if length == 1 and words[at].bare in words_in("names", "surnames_when_unmarked"):
            unmarked = words[at].typed.isascii()
            lead = _Lead(lead.value.lower()) if unmarked and lead in (_Lead.WHO, _Lead.IS) else lead
        letters += lead.value
        lengths.append(length)
        at += length
    found = _LEAD.match(letters)
    stripped = found[0] if found else ""
    return list(tokens[sum(lengths[: len(stripped)]) :]), stripped


def _before_tail(tokens: list[str]) -> tuple[list[str], bool]:
    """The tokens without "ạ", "nhé" behind, and whether the last may yet be one of the name's."""
    doubtful = False
    while len(tokens) > 1 and not tokens[-1][:1].isupper():
        last = _word(tokens[-1])
        if last.typed in words_in("names", "tail"):
            tokens = tokens[:-1]
        elif last.typed in words_in("names", "tail_unmarked"):
            doubtful = True
            others_capital = all(token[:1].isupper() for token in tokens[:-1])
            if not others_capital and (last.typed == "a" or len(tokens) < 4):
                break
            tokens = tokens[:-1]
        else:
            break
    return tokens, doubtful


def _cased(token: str) -> str:
    """ "HỒ" and "hồ" -> "Hồ", "h'bian" -> "H'Bian"; what is cased by choice stays."""
    if not (token.islower() or (token.isupper() and len(token) > 1)):
        return token
    first, apostrophe, rest = token.lower().partition("'")
    rest = rest[:1].upper() + rest[1:] if len(first) == 1 else rest
    return "-".join(part[:1].upper() + part[1:] for part in first.split("-")) + apostrophe + rest


def _is_initial(token: str) -> bool:
    """ "Ng.", "V.", "Tr", "N"; but A, Y, O are whole names, and H is the H' of H'Bian."""
    bare = _word(token).bare
    return bool(_INITIAL.fullmatch(token)) or not (_VOWEL.search(bare) or bare in ("h", "k"))


def _is_sentence(words: Sequence[Word]) -> bool | None:
    """True for words that no name has; None when one of them may be a name without marks."""
    said = _phrases("sentence")
    hits = [word for i, word in enumerate(words) if any(said.at(words, i))]
    marked = {word.typed for word in words} & words_in("names", "sentence_with_marks")
    if len(hits) > 1 or marked or any(not word.typed.isascii() for word in hits):
        return True
    return None if hits else False


def read_name(text: str) -> Reading[str]:
    """The name as on the identity card: proper case, marks as typed, no initial spelled out.

    To be confirmed: an initial, raw Telex or VNI, one word only, something else in the message.
    """
    typed = line_of(text)
    line = recover(typed) if typed.isascii() else typed
    if "?" in line:
        return NOTHING
    told, *more = re.split(load("names")["name_ends_before"], line, maxsplit=1, flags=re.IGNORECASE)
    tokens = [t for t in _NOT_OF_A_NAME.sub(" ", told.replace("~", ".")).split() if t.strip(".-'")]
    if _phrases("answers").whole([_word(token) for token in tokens]):
        return NOTHING
    tokens, lead = _after_lead(tokens)
    tokens, doubtful = _before_tail(tokens)
    if tokens and _VOWEL.search(_word(tokens[-1]).bare):
        tokens[-1] = tokens[-1].rstrip(".")
    words = [_word(token) for token in tokens]
    sentence = _is_sentence(words)
    if not 0 < len(tokens) <= _LONGEST_NAME or sentence or any(map(str.isdigit, "".join(tokens))):
        return NOTHING
    nickname = len(tokens) == 1 and ("W" in lead or len(tokens[0]) == 1) and "T" not in lead
    if nickname or _phrases("answers").whole(words):
        return NOTHING
    name = " ".join(map(_cased, tokens))
    certain = (
        line == typed
        and len(tokens) > 1
        and not (doubtful or more or sentence is None)
        and not any(map(_is_initial, tokens))
        and words[0].typed not in words_in("names", "called_after_kin")
    )
    return sure(name) if certain else unsure(name)
