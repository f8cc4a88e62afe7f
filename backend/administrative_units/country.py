"""The units of the whole country, before and after 1 July 2025, as the files in `data/` list them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from backend.administrative_units.models import Level

_DATA = Path(__file__).parent / "data"
OLD_UNITS = _DATA / "until-2025-06-30.tsv"
NEW_UNITS = _DATA / "from-2025-07-01.tsv"
REFORM = date(2025, 7, 1)  # Law 72/2025/QH15: two levels, no more districts
LONG_AGO = date(1945, 9, 2)  # since when an old unit existed is not recorded
_LEVELS = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}


@dataclass(frozen=True)
class Listed:
    """One unit of a list. `successors` are codes of today, the likeliest first; `earlier` holds
    keys of still older names, which the source knows without marks only."""

    code: str
    parent: str
    type: str
    name: str
    successors: tuple[str, ...] = ()
    earlier: str = ""

    @property
    def level(self) -> Level:
        """Told by the length of the code."""
        return _LEVELS[len(self.code)]


@cache
def new_units() -> dict[str, Listed]:
    """The 34 provinces and 3,321 communes since 1 July 2025 by code, parents first."""
    return {unit.code: unit for unit in _read(NEW_UNITS)}


@cache
def old_units() -> dict[str, Listed]:
    """Provinces, districts and communes until 30 June 2025 by code, parents first."""
    return {unit.code: unit for unit in _read(OLD_UNITS)}


def _read(path: Path) -> Iterator[Listed]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for code, parent, type_, name, *more in rows:
            successors, earlier = more or ("", "")
            yield Listed(code, parent, type_, name, tuple(successors.split()), earlier)
