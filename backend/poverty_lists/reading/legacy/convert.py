"""Rewrites the rows of a sheet as decided, and notes which columns changed."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set

from backend.poverty_lists.draft import LegacyColumn, LegacyFont
from backend.poverty_lists.reading.formats.content import MendedColumn, Row, Value
from backend.poverty_lists.reading.legacy.decide import Part, Reading
from backend.poverty_lists.reading.legacy.recase import is_all_capitals, is_torn, title_case

# Letters that no old font was read as: a text with one was typed anew among the old ones.
_ONLY_UNICODE = re.compile("[\u1ea0-\u1ef9]")
_SAMPLE = 60  # characters
_ENOUGH = 500  # different texts to tell a column's case by
_MOST = 0.6  # of a column's changed texts in capitals: then all of them are


class Converter:
    """Converts row by row; afterwards tells the columns."""

    def __init__(
        self,
        readings: Mapping[Part, Reading],
        chosen: Mapping[int, LegacyFont | None],
        part_of: Callable[[Row, int], Part],
        in_capitals: Set[Part],
    ) -> None:
        self._readings = readings
        self._chosen = chosen
        self._part_of = part_of
        self._in_capitals = in_capitals
        self._known: dict[tuple[Part, int], dict[str, str]] = defaultdict(dict)
        self._changes: dict[tuple[int, LegacyFont | None], dict[str, str]] = defaultdict(dict)

    def row(self, row: Row) -> Row:
        """The row with its texts in Unicode."""
        changed: dict[int, Value] = {}
        for column, value in row.cells.items():
            if isinstance(value, str) and (self._in_capitals or not value.isascii()):
                part = self._part_of(row, column)
                known = self._known[part, column]
                text = known.get(value)
                if text is None:
                    text = known[value] = self._text(value, column, part)
                if text != value:
                    changed[column] = text
        return Row(row.number, row.cells | changed) if changed else row

    def columns(self) -> tuple[tuple[LegacyColumn, ...], tuple[MendedColumn, ...]]:
        """The columns that were written in an old font, and those that had been read wrongly."""
        legacy: dict[int, LegacyColumn] = {}
        mended: list[MendedColumn] = []
        by_size = sorted(self._changes.items(), key=lambda item: (item[0][0], -len(item[1])))
        for (column, font), texts in by_size:
            before = max(texts, key=len)
            sample = before[:_SAMPLE], texts[before][:_SAMPLE]
            if font is None:
                mended.append(MendedColumn(column, *sample))
            else:
                legacy.setdefault(column, LegacyColumn(column, font, *sample))
        return tuple(legacy.values()), tuple(mended)

    def _text(self, text: str, column: int, part: Part) -> str:
        reading = self._reading(text, column, part)
        if reading is None or _ONLY_UNICODE.search(text):
            return text
        converted = reading.convert(text).strip()
        if part.in_body and self._lost_its_case(converted, part, reading):
            converted = title_case(converted)
        if converted != text:
            self._changes[column, reading.font][text] = converted
        return converted

    def _lost_its_case(self, text: str, part: Part, reading: Reading) -> bool:
        if reading.font is LegacyFont.TCVN3 and is_torn(text):
            return True
        return part in self._in_capitals and (part.font.capitals or is_all_capitals(text))

    def _reading(self, text: str, column: int, part: Part) -> Reading | None:
        if column not in self._chosen:
            return self._readings.get(part)
        font = self._chosen[column]
        if font is None:
            return None
        reading = Reading(font)
        # The officer speaks of the column; its header may be in Unicode all the same.
        return reading if part.in_body or reading.weigh([text]).admits else None


def parts_in_capitals(
    parts: Mapping[Part, Iterable[str]], readings: Mapping[Part, Reading]
) -> set[Part]:
    """The parts of the body whose font draws capitals, or whose texts are nearly all in them."""
    return {
        part
        for part, reading in readings.items()
        if part.in_body and (part.font.capitals or _mostly_capitals(reading, list(parts[part])))
    }


def _mostly_capitals(reading: Reading, texts: list[str]) -> bool:
    converted = map(reading.convert, texts[:_ENOUGH])
    capitals = sum(is_all_capitals(text) or is_torn(text) for text in converted)
    return capitals >= _MOST * min(len(texts), _ENOUGH)
