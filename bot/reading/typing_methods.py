"""Recovers Vietnamese from raw Telex ("cos") and raw VNI ("co1") typing."""

import re
import unicodedata
from functools import cache

from bot.reading.word_lists import load
from bot.reading.word_lists import words_in as _listed

_TELEX_TONES = dict(zip("sfrxj", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_TONES = dict(zip("12345", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_NEVER_BEFORE_A_STOP = frozenset("\u0300\u0309\u0303")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"o": "ơ", "u": "ư"}
_VOWELS = frozenset("aăâeêioôơuưy")
_LONGEST_RAW_WORD = 12
_RAW_WORD = re.compile(r"(?<![^\W_])[a-zA-Z][a-zA-Z0-9]*(?![^\W_])")


@cache
def _syllables() -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    listed = load("syllables")
    rhymes = frozenset(listed["rhymes"])
    return tuple(listed["onsets"]), rhymes, frozenset(map(_without_marks, rhymes))


def _without_marks(syllable: str) -> str:
    decomposed = unicodedata.normalize("NFD", syllable)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")


def _without_tone(syllable: str) -> str:
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", syllable)))


def is_syllable(word: str) -> bool:
    """Whether a lower-case word can be a Vietnamese syllable as written, tone left aside."""
    onsets, rhymes, _ = _syllables()
    bare = _without_tone(word)
    return any(bare.startswith(onset) and bare[len(onset) :] in rhymes for onset in onsets)


def is_plain(word: str) -> bool:
    """Whether a lower-case ASCII word can be a Vietnamese syllable typed without marks."""
    if word in _listed("syllables", "plain"):
        return True
    onsets, _, rhymes = _syllables()
    # "oo" is nearly always a raw "ô"; the true ones are in the list of plain words.
    return "oo" not in word and any(
        word.startswith(onset) and word[len(onset) :] in rhymes for onset in onsets
    )


def _last(letters: list[str], wanted: str) -> int:
    return max((i for i, letter in enumerate(letters) if letter in wanted), default=-1)


def _add_horn(letters: list[str]) -> None:
    """The horn on both letters of "uo", on the u of "ua" except after q, or on the last u or o."""
    joined = "".join(letters)
    at = joined.rfind("uo")
    if at >= 0:
        letters[at : at + 2] = ["ư", "ơ"]
    elif joined.endswith("ua") and not joined.endswith("qua"):
        letters[-2] = "ư"
    elif (last := _last(letters, "uo")) >= 0:
        letters[last] = _HORNS[letters[last]]


def _nucleus(letters: list[str]) -> list[int]:
    start = 2 if "".join(letters[:2]) in ("qu", "gi") and _VOWELS & set(letters[2:]) else 0
    return [i for i in range(start, len(letters)) if letters[i] in _VOWELS]


def _with_tone(letters: list[str], tone: str) -> str:
    vowels = _nucleus(letters)
    if not tone or not vowels:
        return "".join(letters)
    marked = [i for i in vowels if letters[i] in "ăâêôơư"]
    closed = vowels[-1] < len(letters) - 1
    if marked:
        at = marked[-1]
    elif closed or len(vowels) == 1:
        at = vowels[-1]
    else:
        at = vowels[-2]
    letters[at] = unicodedata.normalize("NFC", letters[at] + tone)
    return "".join(letters)


def _finish(letters: list[str], tone: str) -> str | None:
    if "".join(letters[-2:]) == "ươ":
        letters[-2] = "u"  # an open "ươ" does not exist: thuở, quơ
    if tone in _NEVER_BEFORE_A_STOP and "".join(letters).endswith(("c", "ch", "p", "t")):
        return None
    word = _with_tone(letters, tone)
    return word if is_syllable(word) else None


def from_telex(word: str) -> str | None:
    """A lower-case raw Telex word ("nguyeexn", "nguyenex") in letters; None if it is none."""
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in _TELEX_TONES and _VOWELS & set(letters):
            tone = _TELEX_TONES[key]
        elif key == "d" and letters[:1] == ["d"]:
            letters[0] = "đ"
        elif key in _HATS and (at := _last(letters, key)) >= 0:
            letters[at] = _HATS[key]
        elif key == "w" and (at := _last(letters, "auo")) >= 0:
            if letters[at] == "a" and letters[at - 1 : at] != ["u"]:
                letters[at] = "ă"
            else:
                _add_horn(letters)
        else:
            letters.append("ư" if key == "w" else key)
    return _finish(letters, tone)


def from_vni(word: str) -> str | None:
    """A lower-case raw VNI word ("nguye64n", "d9u71c") in letters; None if it is none."""
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in _VNI_TONES:
            tone = _VNI_TONES[key]
        elif key == "6" and (at := _last(letters, "aeo")) >= 0:
            letters[at] = _HATS[letters[at]]
        elif key == "7":
            _add_horn(letters)
        elif key == "8" and (at := _last(letters, "a")) >= 0:
            letters[at] = "ă"
        elif key == "9" and letters[:1] == ["d"]:
            letters[0] = "đ"
        else:
            letters.append(key)
    return _finish(letters, tone)


def recover_word(word: str) -> str | None:
    """The word that was meant, if the typing is raw for sure; None when it may be plain."""
    key = word.lower()
    if not word.isascii() or len(word) > _LONGEST_RAW_WORD or is_plain(key):
        return None
    if key.isalpha():
        meant = from_telex(key)
    elif key.rstrip("0123456789") in _listed("syllables", "before_a_number"):
        meant = None
    else:
        meant = from_vni(key)
    if meant is None or meant == key:
        return None
    if word.isupper() and len(word) > 1:
        return meant.upper()
    return meant.capitalize() if word[0].isupper() else meant


def recover(text: str) -> str:
    """The text with every surely raw word in Vietnamese letters; the rest as it was typed."""
    return _RAW_WORD.sub(lambda found: recover_word(found[0]) or found[0], text)
