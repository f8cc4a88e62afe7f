"""Names that came out as bare keystrokes, because Telex or VNI was switched off: "nguyeexn thij
hoaf", "Nguye64n Thi5 Hoa2".

Nothing is guessed here. A listed name tells which keys write it; the question is only whether these
are the keys that were struck, the tone's key early or late ("nguyenex").
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from backend.vietnamese import fold, normal

_TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_TELEX |= {"\u0306": "w", "\u031b": "w"}
_VNI = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_VNI |= {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
_HAT = "\u0302"
_VOWELS = "aeiouy"
# One key writes both horns of "ươ".
_TWO_HORNS = re.compile("u\u031b(o[\u0300\u0301\u0303\u0309\u0323]?\u031b|o\u031b)")
_VNI_WORD = re.compile(r"[a-z']+[1-9][a-z1-9']*$")
# Tone keys end no word of the language; w is no letter of it.
_TELEX_WORD = re.compile(r"w|^dd|[aeiouy][a-z']*[sfrxj]|a[a-z]*a|e[a-z]*e|o[a-z]*o|^d[a-z]*d$")


def may_be_raw(name: str) -> bool:
    """Whether something in a name looks like keys rather than letters."""
    words = normal(name).split()
    return all(map(str.isascii, words)) and any(
        _VNI_WORD.fullmatch(word) or _TELEX_WORD.search(word) for word in words
    )


def letters_of(raw: str) -> str:
    """The name without marks that the keystrokes write: "nguyeexn thij hoaf" -> "nguyen thi hoa".
    A filter for the search: what only looks raw loses letters."""
    return " ".join(map(_letters, normal(raw).split()))


def writes(raw: str, name: str) -> bool:
    """Whether these keystrokes, in any mixture of raw and plain words, write exactly this name."""
    typed, meant = normal(raw).split(), normal(name).split()
    return len(typed) == len(meant) and all(map(_writes, typed, meant))


@lru_cache(maxsize=4096)
def _writes(raw: str, word: str) -> bool:
    if raw == word:
        return True
    letters = fold(word)
    if not _in_order(letters, raw) or not raw.isascii():
        return False
    struck = Counter(raw) - Counter(letters)
    if struck.total() != len(raw) - len(letters) or not struck:
        return False
    return any(struck == Counter(keys) for keys in _keys(word))


def _keys(word: str) -> list[str]:
    """The keys beside the letters: of Telex and of VNI, with one or two for "ươ"."""
    once = _TWO_HORNS.sub(lambda found: found[0].replace("\u031b", "", 1), _decomposed(word))
    spellings = {_decomposed(word), once}
    return [_telex(text) for text in spellings] + [_vni(text) for text in spellings]


def _decomposed(word: str) -> str:
    return unicodedata.normalize("NFD", word)


def _telex(text: str) -> str:
    keys, letter = "", ""
    for sign in text:
        if sign == _HAT:
            keys += letter  # "aa", "ee", "oo"
        elif sign in _TELEX:
            keys += _TELEX[sign]
        elif sign == "đ":
            keys += "d"
        else:
            letter = sign
    return keys


def _vni(text: str) -> str:
    return "".join(_VNI.get(sign, "9" if sign == "đ" else "") for sign in text)


def _in_order(few: str, many: str) -> bool:
    rest = iter(many)
    return all(letter in rest for letter in few)


def _letters(word: str) -> str:
    if _VNI_WORD.fullmatch(word):
        return re.sub("[1-9]", "", word)
    if not word.isascii() or not _TELEX_WORD.search(word):
        return word
    kept = ""
    for letter in word:
        open_ = any(vowel in kept for vowel in _VOWELS)
        tone = letter in "sfrxj" and open_
        again = (letter in "aeo" and letter in kept) or (letter == "d" and kept.startswith("d"))
        if letter == "w" and not open_:
            kept += "u"
        elif not (tone or again or letter == "w"):
            kept += letter
    return kept
