"""Reads where a household lives: its hamlet, and its commune where a list tells several."""

import re
from functools import lru_cache

from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.row_reader import RowReader
from backend.poverty_lists.reading.surroundings import Surroundings

_COMMUNE = re.compile(r"(?:xã|phường|thị trấn|tt)\b\.?\s*\S", re.IGNORECASE)
_OTHER_UNIT = re.compile(r"(?:huyện|quận|tỉnh|thành phố|thị xã|tp|việt nam)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;]\s*|\s+-\s+|\s+(?=(?:xã|phường|thị trấn)\s)", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def read_address(content: str) -> tuple[str, str]:
    """ "Thôn 1, xã Hồng Thủy, huyện A Lưới" -> ("Thôn 1", "xã Hồng Thủy")."""
    parts = [part for part in _PARTS.split(content) if part]
    commune = next((part for part in parts if _COMMUNE.match(part)), "")
    hamlet = [part for part in parts if not _COMMUNE.match(part) and not _OTHER_UNIT.match(part)]
    return ", ".join(hamlet), commune


def read_place(cells: RowReader, around: Surroundings) -> tuple[str, str]:
    """Hamlet and commune of a household; what its row does not say is said around it."""
    hamlet, commune = read_address(cells.text("hamlet"))
    commune = cells.text("commune") or commune or around.commune
    if hamlet or around.hamlet:
        return hamlet or around.hamlet, commune
    found = around.hamlet_above
    cells.report(Kind.HAMLET_FROM_ABOVE if found else Kind.HAMLET_MISSING, "hamlet")
    return found, commune
