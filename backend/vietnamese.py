"""Vietnamese text in the forms that the rest of the service compares.

Three keys, from strict to loose: `normal` (same word, however it was encoded or its tone was
placed), `fold` (the same without marks, as people type it) and `compact` (the same without spaces,
apostrophes and hyphens, as minority names are written now apart and now together). A folded key is
a filter and never a proof: Hoa, Hoà, Hoá and Hoạ fold alike.
"""

import re
import unicodedata
from functools import lru_cache

from vi_textmatch.tone import normalize_tone

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ´′`‛＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
# Icelandic eth is what some fonts and keyboards give for the Vietnamese letter.
_ETH = {0x00D0: "Đ", 0x00F0: "đ"}
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
_INVISIBLE = dict.fromkeys(
    [
        *(0x00AD, 0x061C, 0x180E, 0xFEFF),  # soft hyphen, single marks, byte-order mark
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)),  # joiners
        *(*range(0xFFF9, 0xFFFC), *range(0xD800, 0xE000)),  # halves of broken surrogate pairs
    ]
)
_TRANSLATION = _APOSTROPHES | _DASHES | _ETH | _CONTROLS | _INVISIBLE
_BARE = re.compile(r"[\u0300-\u036f]+")


_REMEMBERED = 4096  # texts: a message is read by some fifty readers, one after the other


def clean(text: str) -> str:
    """The text as one line of NFC, without invisible characters; spelling and case stay."""
    return _clean(text)


def normal(text: str) -> str:
    """`clean`, lower case, tone mark on the first vowel of an open oa, oe, uy ("hoà" -> "hòa")."""
    return _normal(text)


def fold(text: str) -> str:
    """`normal` without any mark: "Hồ Thị A Lơ" -> "ho thi a lo"."""
    return _fold(text)


@lru_cache(_REMEMBERED)
def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_TRANSLATION)
    # Anew: a mark may have been kept from its letter by what is gone now.
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(_REMEMBERED)
def _normal(text: str) -> str:
    return normalize_tone(_clean(text)).casefold()


@lru_cache(_REMEMBERED)
def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", _normal(text))
    # A mark may have stood alone, between spaces.
    return " ".join(_BARE.sub("", decomposed).replace("đ", "d").split())


def compact(text: str) -> str:
    """`fold` without spaces and punctuation: "H’ Bian", "HBian" and "H Bian" -> "hbian"."""
    return re.sub(r"[\W_]+", "", fold(text))
