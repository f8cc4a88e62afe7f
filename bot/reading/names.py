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
# "vo thi le" is Võ Thị Lệ; "vo ho thi le" may be the wife of the one who writes.
_SURNAME_AND_TWO = 3
_NOT_OF_A_NAME = re.compile(r"[^\w\s'.\-]|_")
_INITIAL = re.compile(r"[^\W\d]{1,3}\.")
_VOWEL = re.compile(r"[aeiouy']")
# Up to the name: "dạ em tên là", "tên cháu", "chủ hộ là", "em là", "bà". Letters are `_Lead`s, small
# for words that may be surnames: "vo" is vợ or Võ, "la" is là or La.
_LEAD = re.compile(r"P*(?:[Ww]*T[Ww]*[Ii]|[Ww]*TW*|[Ww]+[Ii]|W*)P*")


class _Lead(StrEnum):
    """The part a word plays before a name: its letter in `_LEAD`."""

    POLITE = "P"
    WHO = "W"
    NAME = "T"
    IS = "I"
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


def _may_be_surname(word: Word) -> bool:
    return word.typed in words_in("names", "may_be_surnames")


@cache
def _end() -> re.Pattern[str]:
    """Where the name stops: a comma, a bracket, a digit, "sn", "lớp"."""
    words = "|".join(map(re.escape, load("names")["ends_before"]))
    return re.compile(rf"\s*(?:[,;(/|]|\s-\s)\s*(?=\S)|\s+(?=(?:{words})(?!\w)|\d)", re.IGNORECASE)


def _after_lead(tokens: Sequence[str]) -> tuple[list[str], str]:
    """The tokens without their introduction, and the introduction's letters."""
    words = [_word(token) for token in tokens]
    letters, lengths, at = "", [], 0
    while at < len(words):
        lead, length = next(_leads().at(words, at), (_Lead.OTHER, 1))
        letters += lead.value.lower() if length == 1 and _may_be_surname(words[at]) else lead.value
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
    """Proper case: "HỒ" -> "Hồ", "h'bian" -> "H'Bian"; what is cased by choice stays."""
    if not (token.islower() or (token.isupper() and len(token) > 1)):
        return token
    first, apostrophe, rest = token.lower().partition("'")
    rest = rest[:1].upper() + rest[1:] if len(first) == 1 else rest
    return "-".join(part[:1].upper() + part[1:] for part in first.split("-")) + apostrophe + rest


def _is_initial(token: str) -> bool:
    """Whether letters stand for a name: "Ng.", "V.", "Tr"; A, Y and O are names, H is that of H'Bian."""
    bare = _word(token).bare
    return bool(_INITIAL.fullmatch(token)) or not (_VOWEL.search(bare) or bare in ("h", "k"))


def _is_sentence(tokens: Sequence[str], words: Sequence[Word]) -> bool | None:
    """True for words that no name has; None when one of them may be a name without marks.

    A word with a capital of its own inside the name is a name: "Lê Thị Học", "Nguyễn Thị Có".
    """
    said = _phrases("sentence")
    named = [at > 0 and token.istitle() for at, token in enumerate(tokens)]
    hits = [w for at, w in enumerate(words) if not named[at] and any(said.at(words, at))]
    marked = {word.typed for word, is_name in zip(words, named, strict=True) if not is_name}
    if len(hits) > 1 or any(not word.typed.isascii() for word in hits):
        return True
    if marked & words_in("names", "sentence_with_marks"):
        return True
    return None if hits else False


def _tokens(text: str) -> list[str]:
    words = _NOT_OF_A_NAME.sub(" ", text.replace("~", ".")).split()
    return [word for word in words if word.strip(".-'")]


def _is_name(tokens: Sequence[str], words: Sequence[Word], lead: str) -> bool:
    """Whether what is left can be a name; "mẹ Bống" and "em Lan" are what people are called."""
    nickname = len(tokens) == 1 and "T" not in lead and ("W" in lead or len(tokens[0]) == 1)
    return (
        0 < len(tokens) <= _LONGEST_NAME
        and not nickname
        and not _phrases("answers").whole(words)
        and not any(map(str.isdigit, "".join(tokens)))
    )


def read_name(text: str) -> Reading[str]:
    """The name as on the identity card: proper case, marks as typed, no initial spelled out.

    To be confirmed: an initial, raw Telex or VNI, one word only, something else in the message.
    """
    typed = line_of(text)
    line = recover(typed) if typed.isascii() else typed
    told, *more = _end().split(line, maxsplit=1)
    everything = _tokens(told)
    if "?" in line or _phrases("answers").whole([_word(token) for token in everything]):
        return NOTHING
    tokens, lead = _after_lead(everything)
    tokens, doubtful = _before_tail(tokens)
    if tokens and _VOWEL.search(_word(tokens[-1]).bare):
        tokens[-1] = tokens[-1].rstrip(".")
    words = [_word(token) for token in tokens]
    sentence = _is_sentence(tokens, words)
    if sentence or not _is_name(tokens, words, lead):
        return NOTHING
    name = " ".join(map(_cased, tokens))
    certain = (
        line == typed
        and len(tokens) > 1
        and not (doubtful or more or sentence is None)
        and not any(map(_is_initial, tokens))
        and not (len(tokens) > _SURNAME_AND_TWO and _may_be_surname(words[0]))
        and words[0].typed not in words_in("names", "called_after_kin")
    )
    return sure(name) if certain else unsure(name)
