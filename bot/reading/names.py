"""Reads a person's name out of a message, whatever people it belongs to, and invents nothing."""

import re
from collections.abc import Sequence

from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.corrections import corrected_words
from bot.reading.hedges import after_hedge
from bot.reading.name_ends import FULL, SURNAME_AND_TWO, before_particle, before_tail, name_and_rest
from bot.reading.name_leads import after_lead, lead_phrases, may_be_surname, without_label
from bot.reading.name_talk import amid_talk, is_sentence
from bot.reading.name_words import phrases, word_of
from bot.reading.phrases import Word, line_of
from bot.reading.typing_methods import recover
from bot.reading.word_lists import words_in

_LONGEST_NAME = 6
_NOT_OF_A_NAME = re.compile(r"[^\w\s'.\-]|_")
_DOTS_FOR_SPACES = re.compile(r"(?<=[^\W\d]{2})\.(?=[^\W\d])")
# "hai đứa: Hồ Thị Na, Hồ Văn Nô"
_SEVERAL = re.compile(
    r"(?:(?:dạ|em|nhà|tôi|tui|con|có|da|nha|co) )*(?:[2-9]|hai|ba|bốn) "
    r"(?:đứa|cháu|con|bé|em|dua|chau|be)"
    r"\b[^,;&]*(?:[,;&]| và | va | với )",
    re.IGNORECASE,
)
_SURNAME_APART = re.compile(r",\s*họ \S+\s*$", re.IGNORECASE)  # "Gia Hân, họ Trần"
_BULLET = re.compile(r"^(?:[-*•+]\s+|\d{1,2}[.)/]\s*(?=[^\W\d]))")
_PAUSE = re.compile(r"\s*[,;]\s*")
_AND = re.compile(r"\s[&+]\s")
_INITIAL = re.compile(r"[^\W\d]{1,3}\.")
_VOWEL = re.compile(r"[aeiouy']")
_TONE_SIGN = re.compile(r"[aeiouy]'", re.IGNORECASE)  # "Gia`ng": a tone of VIQR; H'Bian has none


def _cased(token: str) -> str:
    """Proper case: "HỒ" -> "Hồ", "h'bian" -> "H'Bian"; what is cased by choice stays."""
    if not (token.islower() or (token.isupper() and len(token) > 1)):
        return token
    first, apostrophe, rest = token.lower().partition("'")
    rest = rest[:1].upper() + rest[1:] if len(first) == 1 else rest
    return "-".join(part[:1].upper() + part[1:] for part in first.split("-")) + apostrophe + rest


def _is_initial(token: str) -> bool:
    """Whether letters stand for a name: "Ng.", "V.", "Tr"; A, Y and O are names, H is that of H'Bian."""
    bare = word_of(token).bare
    return bool(_INITIAL.fullmatch(token)) or not (_VOWEL.search(bare) or bare in ("h", "k"))


def _tokens(text: str) -> list[str]:
    text = _DOTS_FOR_SPACES.sub(" ", text.replace("~", "."))
    words = _NOT_OF_A_NAME.sub(" ", _AND.sub(" và ", text)).split()
    return [word for word in words if word.strip(".-'")]


def _begins_like_a_name(word: Word) -> bool:
    return word.bare in words_in("names", "surnames") or len(word.bare.strip("'")) == 1


def _is_kin_word(word: Word) -> bool:
    """Whether a name would begin with "Cô", "Mẹ", which is no surname."""
    if may_be_surname(word) or not lead_phrases().whole([word]):
        return False
    return not word.typed.isascii() or word.bare not in words_in("names", "surnames")


def _is_name(tokens: Sequence[str], words: Sequence[Word], lead: str) -> bool:
    """Whether what is left can be a name; "mẹ Bống" and "em Lan" are what people are called."""
    nickname = len(tokens) == 1 and (len(tokens[0]) == 1 or ("W" in lead and "T" not in lead))
    return (
        0 < len(tokens) <= _LONGEST_NAME
        and not nickname
        and not all(word.bare in ("a", "o", "u", "y") for word in words)
        and not (phrases("answers").whole(words) or phrases("places").whole(words))
        and not _is_school(words)
        and not any(map(str.isdigit, "".join(tokens)))
    )


def _is_school(words: Sequence[Word]) -> bool:
    """Whether "TH Hồng Vân" stands here; "th" is no surname, and before "Thị" an initial."""
    middles = words_in("names", "middles")
    return len(words) > 1 and words[0].bare == "th" and words[1].bare not in middles


def _is_full(reading: Reading[str]) -> bool:
    """Whether a name is certain and begins with a surname."""
    surname = (reading.value or "").partition(" ")[0]
    return reading.certain and _begins_like_a_name(word_of(surname))


def is_no_name(text: str) -> bool:
    """Whether words are an answer that names nobody and nothing: "như trên", "gửi đi"."""
    return _is_whole("answers", line_of(text))


def _is_whole(key: str, line: str) -> bool:
    return bool(phrases(key).whole([word_of(token) for token in _tokens(line)]))


def read_name(text: str) -> Reading[str]:
    """The name as on the identity card: proper case, marks as typed, no initial spelled out.

    To be confirmed: an initial, raw Telex or VNI, one word only, a correction, something else in
    the message.
    """
    if _SEVERAL.match(text.strip()) or _SURNAME_APART.search(text):
        return NOTHING
    first = _read_first(text)
    words = (first.value or "").split()
    if len(words) > 1 and (first.certain or _begins_like_a_name(word_of(words[0]))):
        return first
    # "Tám, Lê Văn Tám", "em đứng tên luôn, Hồ Thị Lành": the full name stands behind.
    later = (_read_first(part) for part in _PAUSE.split(line_of(text))[1:])
    return doubt(next(filter(_is_full, later), first))


def _read_first(text: str) -> Reading[str]:
    """The name that a message, or a part of one, begins with."""
    typed = _BULLET.sub("", line_of(text))
    line = recover(typed) if typed.isascii() else typed
    if "?" in line or _is_whole("answers", line) or _is_whole("places", line):
        return NOTHING
    line_said, hedged = after_hedge(line)
    said, corrected = corrected_words(line_said)
    said, label = without_label(said)
    rest, lead = after_lead(said.split())
    told, more = name_and_rest(" ".join(rest))
    spoken = _tokens(told)
    before = before_particle(spoken)
    tokens, doubtful = before_tail(before)
    more = more or " ".join(spoken[len(before) :])
    if tokens and _VOWEL.search(word_of(tokens[-1]).bare):
        tokens[-1] = tokens[-1].rstrip(".")
    words = [word_of(token) for token in tokens]
    shorter = amid_talk(tokens, words)
    if shorter != tokens:
        tokens, more = shorter, more or " ".join(tokens)
        words = [word_of(token) for token in tokens]
    sentence = is_sentence(tokens, words)
    # "sinh năm 2013"
    if more and len(words) == 1 and words[0].bare in words_in("names", "ends_before_a_number"):
        return NOTHING
    if sentence or not _is_name(tokens, words, label + lead):
        return NOTHING
    name = " ".join(map(_cased, tokens))
    called = "W" in lead and "T" not in lead and len(tokens) == FULL
    compound = tokens[1:] if words[0].bare.strip("'") == "h" else tokens
    certain = (
        line == typed
        and not any(phrases("organisations").at(words, 0))
        and len(compound) > 1
        and not (doubtful or hedged or corrected or more or sentence is None)
        and not any(map(_is_initial, tokens))
        and words[0].bare not in words_in("names", "middles")
        and not _is_kin_word(words[0])
        and not (called and not _begins_like_a_name(words[0]))
        and not any(map(_TONE_SIGN.search, tokens))
        and (all(token[:1].isupper() for token in tokens) or _begins_like_a_name(words[0]))
        and not ((lead or len(tokens) > SURNAME_AND_TWO) and may_be_surname(words[0]))
        and words[0].typed not in words_in("names", "called_after_kin")
    )
    return sure(name) if certain else unsure(name)
