"""Tells which characters the bytes of a text file are."""

import codecs
import unicodedata

from backend.poverty_lists.reading.container import text_width
from backend.poverty_lists.reading.legacy.syllables import share_of_syllables

_SAMPLE = 200_000
_BROKEN = "\ufffd"
_BAD_IN_GOOD = 1 / 20  # a text cut in two, or mended by hand, has a few bad bytes at most


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding, such as "utf-8" or "windows-1258".

    Bytes that are neither UTF-8 nor windows-1258 are given as windows-1252: what an old font drew
    over them is for `legacy` to find out.
    """
    width = text_width(content[:_SAMPLE])
    if width != "latin-1":
        return content.decode(width, "replace").removeprefix("\ufeff"), width
    if (text := _utf_8(content)) is not None:
        return text, "utf-8"
    if share_of_syllables(_vietnamese_windows(content[:_SAMPLE])) > 0.8:
        return _vietnamese_windows(content), "windows-1258"
    return single_bytes(content, "cp1252"), "windows-1252"


def single_bytes(content: bytes, codec: str) -> str:
    """The text, with the bytes that the codec leaves open as characters of the same number."""
    table = "".join(
        chr(number) if character == _BROKEN else character
        for number in range(256)
        for character in [bytes([number]).decode(codec, "replace")]
    )
    return codecs.charmap_decode(content, "strict", table)[0]


def _vietnamese_windows(content: bytes) -> str:
    # It writes a letter and its tone as two characters.
    return unicodedata.normalize("NFC", single_bytes(content, "cp1258"))


def _utf_8(content: bytes) -> str | None:
    text = content.decode("utf-8-sig", "replace")
    broken = text.count(_BROKEN)
    if broken:
        letters = sum(not character.isascii() for character in text[:_SAMPLE])
        if text[:_SAMPLE].count(_BROKEN) > letters * _BAD_IN_GOOD or letters == 0:
            return None
    return text
