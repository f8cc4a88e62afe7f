"""Finds where a column changes its encoding: lists of hamlets that were typed by different people
and pasted below each other, in a file that does not tell its fonts."""

from collections.abc import Sequence

from backend.poverty_lists.reading.formats.content import Row
from backend.poverty_lists.reading.legacy.decide import READINGS, Reading, Texts

_FEW = 3  # texts on either side; fewer are slips
_STRETCH = 8  # texts that a stretch has on average at least; else the cells are only mixed up


def changes(rows: Sequence[Row], column: int, texts: Texts, reading: Reading | None) -> list[int]:
    """The numbers of the rows with which another stretch of the column begins; mostly none.
    `reading` is how the column as a whole would be read."""
    if reading is None:
        reading = max(READINGS, key=lambda reading: reading.weigh(texts).gain)
    evidence = reading.weigh(texts)
    if evidence.better < _FEW or evidence.worse + evidence.foreign < _FEW:
        return []
    sides = {text: _side(reading, text) for text in texts}
    starts: list[int] = []
    current = 0
    for row in rows:
        value = row.cells.get(column)
        side = sides.get(value, 0) if isinstance(value, str) else 0
        if side and side != current:
            if current:
                starts.append(row.number)
            current = side
    return starts if (len(starts) + 1) * _STRETCH <= len(texts) else []


def _side(reading: Reading, text: str) -> int:
    evidence = reading.weigh([text])
    return evidence.better - evidence.worse - evidence.foreign
