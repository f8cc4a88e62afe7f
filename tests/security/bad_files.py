"""Files that were made to hurt whoever opens them."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from tests.backend.test_uploaded_sheets import workbook

SECRET_FILE = "/etc/passwd"
ENTITY = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{SECRET_FILE}">]>'
LAUGHS = "<!DOCTYPE x [{}]>".format(
    '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
)
STRINGS = (
    '<?xml version="1.0"?>{}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><t>{}</t></si></sst>"
)
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    "{}</sheetData></worksheet>"
)
FAR = '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'


def altered(parts: Mapping[str, bytes]) -> bytes:
    """A workbook in which some parts are others."""
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook({(0, 0): "a"}))) as good,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in {*good.namelist(), *parts}:
            bad.writestr(name, parts[name] if name in parts else good.read(name))
    return made.getvalue()


def _sheet(rows: str) -> dict[str, bytes]:
    return {"xl/worksheets/sheet1.xml": SHEET.format(rows).encode()}


def _strings(head: str, text: str) -> dict[str, bytes]:
    return {"xl/sharedStrings.xml": STRINGS.format(head, text).encode()}


def bomb(mebibytes: int = 300) -> bytes:
    """A sheet that unpacks to a thousand times its size."""
    return altered({"xl/worksheets/sheet1.xml": b" " * (mebibytes * 2**20)})


# By name: what comes, and whether a table may be read from it (then nothing of the trap may be seen).
BAD_SHEETS: dict[str, bytes] = {
    "nothing": b"",
    "noise": bytes(range(256)) * 40,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "a program": b"MZ\x90\0" + b"\0" * 500,
    "a page": b"<html><script>alert(1)</script></html>",
    "a zip of nothing": b"PK\x05\x06" + b"\0" * 18,
    "half a workbook": workbook({(0, 0): "a"})[:700],
    "a zip bomb": bomb(),
    "an outside entity": altered(_strings(ENTITY, "&e;")),
    "a billion laughs": altered(_strings(LAUGHS, "&a11;")),
    "a cell in the far corner": altered(_sheet(FAR)),
    "deep nesting": altered(_sheet("<row>" * 50_000)),
    "a name that climbs": altered({"../../../../tmp/noisong-climbed": b"x"}),
}
BAD_PHOTOS: dict[str, bytes] = {
    "nothing": b"",
    "a page": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "a workbook": workbook({(0, 0): "a"}),
    "half a picture": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "a picture without end": b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR",
    "webp that lies": b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff",
}
