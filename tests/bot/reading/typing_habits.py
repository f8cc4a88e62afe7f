"""The same words as people type them: without marks, in raw Telex or VNI, in shorthand."""

import re
import unicodedata
from collections.abc import Callable

from backend.vietnamese import fold
from bot.reading.word_lists import load

_TELEX_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "sfrxj", strict=True))
_VNI_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "12345", strict=True))
_TELEX_LETTERS = dict(zip("âêôăơưđ", ("aa", "ee", "oo", "aw", "ow", "uw", "dd"), strict=True))
_VNI_LETTERS = dict(zip("âêôăơưđ", ("a6", "e6", "o6", "a8", "o7", "u7", "d9"), strict=True))


def _raw(word: str, tones: dict[str, str], letters: dict[str, str]) -> str:
    tone = ""
    kept = []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in tones:
            tone = tones[char]
        else:
            kept.append(char)
    bare = unicodedata.normalize("NFC", "".join(kept))
    return "".join(letters.get(char, char) for char in bare) + tone


def telex(text: str) -> str:
    """As Telex keys, the tone last: "đúng" -> "ddungs"."""
    return " ".join(_raw(word, _TELEX_TONES, _TELEX_LETTERS) for word in _words(text))


def vni(text: str) -> str:
    """As VNI keys, the tone last: "đúng" -> "d9ung1"."""
    return " ".join(_raw(word, _VNI_TONES, _VNI_LETTERS) for word in _words(text))


def shorthand(text: str) -> str:
    """With the first shorthand of `words/shorthand.toml` for everything that has one."""
    short = text.lower()
    for full, shorts in sorted(load("shorthand").items(), key=lambda item: -len(item[0])):
        short = re.sub(rf"(?<!\w){re.escape(full)}(?!\w)", shorts[0], short)
    return short


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))


HABITS: dict[str, Callable[[str], str]] = {
    "with marks": str,
    "without marks": fold,
    "telex": telex,
    "vni": vni,
    "shorthand": shorthand,
}
