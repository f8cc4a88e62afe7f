"""The fonts of the cells of an .xlsx, looked up only where one of them is from before Unicode.

Source: ECMA-376, part 1: 18.8.22 (font), 18.8.45 (xf), 18.3.1.4 (c).
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from zipfile import ZipFile

from backend.poverty_lists.reading.container import ZIP_FAULTS
from backend.poverty_lists.reading.far_cells import column_number
from backend.poverty_lists.reading.formats.fonts import OLD_FONT_NAME, Font, Fonts, font_named

# What a missing, damaged or oddly packed part raises in a file that calamine can still read.
_DAMAGED = (KeyError, *ZIP_FAULTS)

_PART = 2**20  # bytes

# Regular expressions and not a parser: they meet no entities and are five times as fast.
_FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = re.compile(rb"<(?:\w+:)?font(?:\s*/>|[\s>].*?</(?:\w+:)?font>)", re.DOTALL)
_NAME = re.compile(rb"""<(?:\w+:)?name\s+val=["']([^"']*)["']""")
_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"""<(?:\w+:)?xf\s[^>]*?\bfontId=["'](\d+)["']""")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_STYLE = re.compile(rb"""\bs=["'](\d{1,6})["']""")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")


def xlsx_fonts(path: Path) -> dict[str, Fonts]:
    """The fonts by the name of the sheet; empty for a file without old fonts, or too damaged."""
    try:
        with ZipFile(path) as archive:
            styles = archive.read("xl/styles.xml")
            if not OLD_FONT_NAME.search(styles):
                return {}
            fonts = _fonts_of_styles(styles)
            return {
                name: _fonts_of_sheet(_tags(archive, member), fonts)
                for name, member in _members(archive).items()
            }
    except _DAMAGED:
        return {}


def _fonts_of_styles(styles: bytes) -> list[Font]:
    """The font of each style, by the number that cells give as `s`."""
    defined = [
        font_named(name[1].decode("utf-8", "replace")) if (name := _NAME.search(font)) else Font(None)
        for part in _FONTS.findall(styles)
        for font in _FONT.findall(part)
    ]  # fmt: skip
    return [
        defined[int(number)] if int(number) < len(defined) else Font(None)
        for part in _FORMATS.findall(styles)
        for number in _FORMAT.findall(part)
    ]


def _members(archive: ZipFile) -> dict[str, str]:
    """The member of the archive that holds each sheet."""
    targets = {}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        attributes = dict(_ATTRIBUTE.findall(relation))
        target = attributes.get(b"Target", b"").decode("utf-8", "replace")
        targets[attributes.get(b"Id", b"")] = posixpath.normpath(
            posixpath.join("xl", target)
        ).lstrip("/")
    members = {}
    for sheet in _SHEET.findall(archive.read("xl/workbook.xml")):
        attributes = dict(_ATTRIBUTE.findall(sheet))
        relation = next((v for k, v in attributes.items() if k.endswith(b":id")), b"")
        name = unescape(attributes.get(b"name", b"").decode("utf-8", "replace"))
        members[name] = targets.get(relation, "")
    return members


def _tags(archive: ZipFile, member: str) -> Iterator[bytes]:
    """The attributes of every cell; a sheet may be too long to be held in memory."""
    rest = b""
    with archive.open(member) as sheet:
        while part := sheet.read(_PART):
            whole, bracket, rest = (rest + part).rpartition(b">")
            yield from _CELL.findall(whole + bracket)


def _fonts_of_sheet(cells: Iterable[bytes], styles: list[Font]) -> Fonts:
    fonts = Fonts()
    default = styles[0] if styles else Font(None)
    for cell in cells:
        if place := _PLACE.search(cell):
            style = _STYLE.search(cell)
            number = int(style[1]) if style else 0
            font = styles[number] if number < len(styles) else default
            fonts.put(int(place[2]), column_number(place[1]), font)
    return fonts
