"""Puts the results of formulas back, which openpyxl drops: a list must read the same before
anybody has opened it in Excel again."""

import re
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.datetime import to_excel

_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_EMPTY_RESULT = re.compile(
    rb'<c r="([A-Z]+\d+)"([^>]*)>(<f\b[^>]*(?:/>|>[^<]*</f>))<v ?(?:/>|></v>)</c>'
)
_TYPE = re.compile(rb' t="\w+"')


def put_results_back(source: Path, saved: Path) -> None:
    """Fills the results that `source` holds into `saved`, which openpyxl wrote of it."""
    with ZipFile(saved) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    wanting = {
        name: int(found[1])
        for name, content in contents.items()
        if (found := _SHEET.fullmatch(name)) and _EMPTY_RESULT.search(content)
    }
    if not wanting:
        return
    with source.open("rb") as file:
        results = load_workbook(file, data_only=True, keep_links=False)
    for name, number in wanting.items():
        sheet = results.worksheets[number - 1]
        contents[name] = _EMPTY_RESULT.sub(partial(_filled, sheet), contents[name])
    with ZipFile(saved, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)


def _filled(sheet: Any, cell: re.Match[bytes]) -> bytes:
    place, attributes, formula = cell.groups()
    result = sheet[place.decode()]
    kind, text = _written(result.value, result.data_type)
    if not text:
        return cell[0]
    attributes = _TYPE.sub(b"", attributes) + kind
    return b'<c r="%b"%b>%b<v>%b</v></c>' % (place, attributes, formula, escape(text).encode())


def _written(value: object, data_type: str) -> tuple[bytes, str]:
    """The type attribute of a cell and its value, as the format writes them."""
    match value:
        case None:
            return b"", ""
        case bool():
            return b' t="b"', str(int(value))
        case int() | float():
            return b"", repr(value)
        case date() | time() | timedelta():
            return b"", repr(to_excel(value))
        case _:
            return (b' t="e"' if data_type == "e" else b' t="str"'), str(value)
