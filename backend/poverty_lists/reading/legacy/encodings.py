"""The encodings from before Unicode: what an old font's characters stand for.

The tables are those of viparse, completed where they have gaps. Importing it costs a tenth of a
second, which only lists with old letters pay.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from backend.poverty_lists.draft import LegacyFont

# VNI: ẳ and ỵ, and the capitals of words that begin with one: "Aù" is typed for "Á" before small
# letters. Source: the keyboard table of the VNI fonts.
_VNI_GAPS = {"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ"}
_HIGH = range(0x80, 0xA0)
# Also capitals of VISCII and VPS, as Windows-1252; in a list they are far more often themselves.
_PUNCTUATION = "‘’“”–—…"

# The same bytes in Windows-1258 and in Windows-1252.
_WESTERN = {
    ord(vietnamese): western
    for number in range(0xA0, 0x100)
    if (vietnamese := bytes([number]).decode("cp1258", "ignore"))
    != (western := bytes([number]).decode("cp1252"))
}
SEEN_AS = frozenset(map(chr, _WESTERN))


def as_western(text: str) -> str:
    """A text that was read as Windows-1258, as Windows-1252 has it: "Th\u0303" -> "ThÞ"."""
    return text.translate(_WESTERN)


@cache
def converter(font: LegacyFont) -> Callable[[str], str]:
    """The function that makes a text of this encoding Unicode (NFC)."""
    pairs = _pairs(font)
    if all(len(old) == 1 for old in pairs):
        table = str.maketrans(pairs)
        return lambda text: unicodedata.normalize("NFC", text.translate(table))
    longest_first = sorted(pairs, key=len, reverse=True)
    sequences = re.compile("|".join(map(re.escape, longest_first)))
    return lambda text: unicodedata.normalize(
        "NFC", sequences.sub(lambda found: pairs[found[0]], text)
    )


@cache
def letters(font: LegacyFont) -> frozenset[str]:
    """All characters beyond ASCII that a text of this encoding can have."""
    pairs = _pairs(font)
    own = {character for old in pairs for character in old if not character.isascii()}
    # VISCII, VPS and VNI have some letters where Latin-1 has them too.
    same = {
        LegacyFont.TCVN3: "",
        LegacyFont.VNI: "ìíÌÍ",
        LegacyFont.VISCII: "àáãâèéêìíòóõôùúýÀÁÃÂÈÉÊÌÍÒÓÔÙÚÝ",
        LegacyFont.VPS: "àáãâèéêìíòóõôùúÁÂÉÊÔÚÝ",
    }
    return frozenset(own | set(same[font]) | set(_PUNCTUATION + "\xa0"))


@cache
def _pairs(font: LegacyFont) -> dict[str, str]:
    from viparse.normalize.encodings import CHARMAPS

    pairs = dict(CHARMAPS[font].pairs)
    if font is LegacyFont.VNI:
        pairs |= _VNI_GAPS
        for old, letter in list(pairs.items()):
            if len(old) == 2 and old.islower():
                pairs.setdefault(old[0].upper() + old[1], letter.upper())
    # A reader gives the bytes 80-9F as Windows-1252 where that has a character.
    for old, letter in list(pairs.items()):
        if len(old) == 1 and ord(old) in _HIGH:
            shown = bytes([ord(old)]).decode("cp1252", "ignore")
            if shown and shown not in _PUNCTUATION:
                pairs[shown] = letter
    return pairs
