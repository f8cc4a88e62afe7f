"""The names of fonts by cell, kept as runs down each column: a list changes its font rarely."""

import re
from bisect import bisect_right
from operator import itemgetter
from typing import NamedTuple

from backend.poverty_lists.draft import LegacyFont

_FAMILIES = [
    (re.compile(r"\.?vn(?!i)", re.IGNORECASE), LegacyFont.TCVN3),
    (re.compile(r"vni\b|vni[-_ ]", re.IGNORECASE), LegacyFont.VNI),
    (re.compile(r"vps\b|vps[-_ ]", re.IGNORECASE), LegacyFont.VPS),
    (re.compile(r"vi(scii\b| (times|arial|helvetica))", re.IGNORECASE), LegacyFont.VISCII),
]
_CAPITALS = re.compile(r"\.?vn.*h( narrow)?$", re.IGNORECASE)

# What the name of an old font looks like in the bytes of a file, in both widths of characters.
OLD_FONT_NAME = re.compile(
    rb"\.V(\0?)n|V\0?N\0?I\0?[- ]|V\0?P\0?S\0?[- ]|VISCII|V\0?I\0? \0?(T\0?i|A\0?r)"
)


class Font(NamedTuple):
    """The encoding for which a font draws letters, `None` for Unicode; `capitals` says that it
    draws all letters as capitals (.VnTimeH)."""

    family: LegacyFont | None
    capitals: bool = False


def font_named(name: str) -> Font:
    """What a font's name tells of its letters: ".VnTimeH" -> TCVN3, in capitals."""
    name = name.strip(" '\"")
    for pattern, family in _FAMILIES:
        if pattern.match(name):
            capitals = family is LegacyFont.TCVN3 and bool(_CAPITALS.match(name))
            return Font(family, capitals)
    return Font(None)


class Fonts:
    """The fonts of one sheet; cells must be put from top to bottom."""

    def __init__(self) -> None:
        self._runs: dict[int, list[tuple[int, Font]]] = {}
        self.any_old = False

    def put(self, row: int, column: int, font: Font) -> None:
        runs = self._runs.setdefault(column, [])
        if not runs or runs[-1][1] != font:
            runs.append((row, font))
            self.any_old = self.any_old or font.family is not None

    def at(self, row: int, column: int) -> Font:
        """The font of a cell; that of Unicode where nothing is known."""
        runs = self._runs.get(column)
        if not runs:
            return Font(None)
        place = bisect_right(runs, row, key=itemgetter(0)) - 1
        return runs[place][1] if place >= 0 else Font(None)
