"""Reads tables in plain text: .csv, .tsv and .txt, with whatever stands between their columns."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from backend.poverty_lists.draft import FileFormat
from backend.poverty_lists.reading.formats.content import plain_text
from backend.poverty_lists.reading.formats.grid import UNNAMED, Grid
from backend.poverty_lists.reading.formats.opened import Opened, opened
from backend.poverty_lists.reading.formats.text_encoding import decode

_DELIMITERS = "\t;,|"
_SAMPLE = 200_000  # characters
_SAMPLE_ROWS = 300
_LONGEST_CELL = 30  # lines; in a longer one, the quotation mark was no quoting
_DECLARED = re.compile(r"sep=([^\r\n])\r?\n", re.IGNORECASE)  # Excel's own first line
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # ="046085001234" keeps the zero in Excel


def read_delimited(path: Path) -> Opened:
    """One sheet. All values are texts: nobody has taken a zero from their numbers yet."""
    text, encoding = decode(path.read_bytes())
    grid = Grid(UNNAMED)
    for number, values in enumerate(_records(text), 1):
        for column, value in enumerate(values, 1):
            if value:
                grid.put(number, column, plain_text(_FORMULA_TEXT.sub(r"\1", value)))
    return opened([grid], FileFormat.CSV, encoding)


def _records(text: str) -> Iterable[Sequence[str]]:
    csv.field_size_limit(len(text) + 1)
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else _delimiter(text)
    if _swallowed(text, delimiter):
        return csv.reader(_lines(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return _parse(text, delimiter)


def _parse(text: str, delimiter: str) -> Iterable[list[str]]:
    return csv.reader(_lines(text), delimiter=delimiter)


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


def _delimiter(text: str) -> str:
    """The one that cuts the most rows into the same number of columns."""
    sample = text[:_SAMPLE]

    def regularity(delimiter: str) -> tuple[int, int]:
        rows = islice(_parse(sample, delimiter), _SAMPLE_ROWS)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
        return count, width

    return max(_DELIMITERS, key=regularity)


def _swallowed(text: str, delimiter: str) -> bool:
    """A quotation mark that is never closed would take the rest of the list into one cell."""
    if '"' not in text:
        return False
    return any(
        value.count("\n") > _LONGEST_CELL for row in _parse(text, delimiter) for value in row
    )
