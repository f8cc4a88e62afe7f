"""Vietnamese text in the forms that the rest of the service compares.

Three keys, from strict to loose: `normal` (same word, however it was encoded or its tone was
placed), `fold` (the same without marks, as people type it) and `compact` (the same without spaces,
apostrophes and hyphens, as minority names are written now apart and now together). A folded key is
a filter and never a proof: Hoa, Hoà, Hoá and Hoạ fold alike.
"""

import re
import unicodedata

from vi_textmatch.tone import normalize_tone

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ´′`‛＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
# Icelandic eth is what some fonts and keyboards give for the Vietnamese letter.
_ETH = {0x00D0: "Đ", 0x00F0: "đ"}
# "Cf" holds the invisible ones: zero-width spaces and joiners, byte-order marks, soft hyphens.
_TRANSLATION = _APOSTROPHES | _DASHES | _ETH


def clean(text: str) -> str:
    """The text as one line of NFC, without invisible characters; spelling and case stay."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c
        for c in text
        if unicodedata.category(c) not in ("Cf", "Cs")
    )
    return " ".join(text.translate(_TRANSLATION).split())


def normal(text: str) -> str:
    """`clean`, lower case, tone mark on the first vowel of an open oa, oe, uy ("hoà" -> "hòa")."""
    return normalize_tone(clean(text)).casefold()


def fold(text: str) -> str:
    """`normal` without any mark: "Hồ Thị A Lơ" -> "ho thi a lo"."""
    decomposed = unicodedata.normalize("NFD", normal(text))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def compact(text: str) -> str:
    """`fold` without spaces and punctuation: "H’ Bian", "HBian" and "H Bian" -> "hbian"."""
    return re.sub(r"[\W_]+", "", fold(text))
