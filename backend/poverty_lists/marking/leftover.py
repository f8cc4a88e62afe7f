"""The rows that were not accepted, with everything by which they are understood: the title, the
header, and the names of hamlets and classes above them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from backend.poverty_lists.marking.task import Flaw, Left, Task
from backend.poverty_lists.reading.cells import words
from backend.poverty_lists.reading.formats.content import Area, Row, Sheet

_TOTALS = ("tong", "cong")


def leftover(task: Task, sheets: Iterable[Sheet]) -> tuple[Task, list[Sheet]]:
    """Sheets with those rows only, closed up from row 1 on, and the task with its flaws moved to
    where their rows stand now."""
    refused: dict[str, set[int]] = {}
    for flaw in task.flaws:
        if flaw.refused:
            refused.setdefault(flaw.sheet, set()).add(flaw.row)
    kept: list[Sheet] = []
    places: dict[tuple[str, int], int] = {}
    for sheet in sheets:
        left = (task.left or {}).get(sheet.name)
        if left is None or sheet.name not in refused:
            continue
        rows = list(_rows(sheet, left, refused[sheet.name]))
        moved = {row.number: number for number, row in enumerate(rows, 1)}
        places |= {(sheet.name, source): number for source, number in moved.items()}
        kept.append(_closed_up(sheet, rows, moved))
    return replace(task, flaws=list(_moved(task.flaws, places))), kept


def _rows(sheet: Sheet, left: Left, refused: set[int]) -> Iterator[Row]:
    wanted = _households_of(sheet, left, refused)
    accepted = {row for household in left.households for row in household} - wanted
    last = max(refused)
    hamlets = _merged_down(sheet.merged, left.hamlet)
    texts = {row.number: row.cells.get(left.hamlet) for row in sheet.rows}
    above = None
    for row in sheet.rows:
        hamlet = texts.get(hamlets.get(row.number, row.number))
        # A name between the rows begins another hamlet.
        above = hamlet or above if row.number in refused or row.number in accepted else None
        if row.number <= left.header_end or row.number in wanted:
            yield row
        elif row.number in refused:
            named = above is None or not left.hamlet or left.hamlet in row.cells
            yield row if named else Row(row.number, {**row.cells, left.hamlet: above or ""})
        elif row.number <= last and row.number not in accepted and not _is_total(row):
            yield row


def _households_of(sheet: Sheet, left: Left, refused: set[int]) -> set[int]:
    """The rows of accepted households directly below which a row, maybe a member of theirs, was
    refused."""
    household_at = {row: household for household in left.households for row in household}
    wanted: set[int] = set()
    before = 0
    for row in sheet.rows:
        if row.number in refused:
            spanning = household_at.get(before, ())
            wanted.update(spanning if len(spanning) > 1 else ())
        else:
            before = row.number
    return wanted


def _merged_down(areas: Iterable[Area], column: int) -> dict[int, int]:
    """By row, the row whose cell in `column` is merged down over it."""
    return {
        row: area.top
        for area in areas
        if area.left <= column <= area.right
        for row in range(area.top + 1, min(area.bottom, area.top + 100_000) + 1)
    }


def _is_total(row: Row) -> bool:
    texts = [words(value) for value in row.cells.values() if isinstance(value, str)]
    return any(text.startswith(_TOTALS) for text in texts[:3] if text)


def _closed_up(sheet: Sheet, rows: list[Row], moved: dict[int, int]) -> Sheet:
    areas = []
    for area in sheet.merged:
        covered = [moved.get(row) for row in range(area.top, min(area.bottom, area.top + 50) + 1)]
        if area.bottom - area.top < len(covered) and all(covered):
            areas.append(area._replace(top=covered[0] or 1, bottom=covered[-1] or 1))
    numbered = [Row(moved[row.number], row.cells) for row in rows]
    return replace(sheet, rows=numbered, merged=tuple(areas))


def _moved(flaws: Iterable[Flaw], places: dict[tuple[str, int], int]) -> Iterator[Flaw]:
    for flaw in flaws:
        place = places.get((flaw.sheet, flaw.row))
        if place:
            yield flaw._replace(row=place, source_row=flaw.row)
