"""A file's cells and fonts, before letters of old fonts are made Unicode."""

from collections.abc import Sequence
from typing import NamedTuple

from backend.poverty_lists.draft import FileFormat
from backend.poverty_lists.reading.container import Failure, Unreadable
from backend.poverty_lists.reading.formats.content import Workbook
from backend.poverty_lists.reading.formats.fonts import Fonts
from backend.poverty_lists.reading.formats.grid import Grid


class Opened(NamedTuple):
    """`fonts` by the place of the sheet; a sheet whose fonts are unknown is missing there."""

    workbook: Workbook
    fonts: dict[int, Fonts]


def opened(grids: Sequence[Grid], file_format: FileFormat, encoding: str | None = None) -> Opened:
    """The workbook of some grids; `Unreadable` where there is none."""
    if not grids:
        raise Unreadable(Failure.NO_TABLE)
    sheets = tuple(grid.sheet() for grid in grids)
    far_cells = sum(grid.far_cells for grid in grids)
    fonts = {place: grid.fonts for place, grid in enumerate(grids) if grid.fonts.any_old}
    return Opened(Workbook(sheets, far_cells, file_format, encoding), fonts)
