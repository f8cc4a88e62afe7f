"""Tells from its bytes and its zip directory what an uploaded file really is, never from its name.

Runs in the child process: no import beyond the standard library and the kinds of file.
"""

import re
import struct
import zlib
from enum import IntEnum
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from backend.poverty_lists.draft import FileFormat

# How zipfile says that a file is damaged; the last is of a compression that it does not know.
ZIP_FAULTS = (BadZipFile, EOFError, ValueError, zlib.error, RuntimeError)
UNPACKED_LIMIT = 512 * 2**20
_MOST_UNPACKED = 2 * 2**30  # a million rows of fifteen columns have 600 MB
_RATIO = 40  # of a long list it is eight, of a bomb a thousand
_MEMBERS_LIMIT = 10_000
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_START = 64 * 1024


class Failure(IntEnum):
    """Why a file was not opened; the value is the child's exit status."""

    EMPTY_FILE = 10
    PASSWORD = 11
    DAMAGED = 12
    TOO_BIG = 13
    NO_TABLE = 14
    PDF = 15
    WORD = 16
    PICTURE = 17
    LINK = 18
    NUMBERS = 19
    ARCHIVE = 20
    BINARY_EXCEL = 21


class Unreadable(Exception):
    """Why a file cannot be opened."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


_SIGNATURES = [
    (re.compile(rb"\s*%PDF-"), Failure.PDF),
    (re.compile(rb"\s*\{\\rtf"), Failure.WORD),
    (re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8[79]a|BM....\0\0\0\0|II\*\0|MM\0\*", re.S), Failure.PICTURE),
    (re.compile(rb"RIFF....WEBP|....ftyp(heic|heix|mif1|msf1|avif)", re.S), Failure.PICTURE),
    (re.compile(rb"\s*MIME-Version:", re.IGNORECASE), Failure.NO_TABLE),  # a web page with its pictures
    (re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ"), Failure.ARCHIVE),
]  # fmt: skip
_LINK = re.compile(
    r"""\s*(\[InternetShortcut\]|https?://\S+\s*$|\{[^{}]*"(doc_id|url|resource_id)"\s*:)""",
    re.IGNORECASE,
)
# The record FILEPASS follows the beginning of the workbook, or the record of its write protection.
# Source: [MS-XLS] 2.4.21 (BOF), 2.4.117 (FilePass), 2.4.349 (WriteProtect).
_XLS_LOCKED = re.compile(rb"\x09\x08(\x08\0.{8}|\x10\0.{16})(\x86\0\0\0)?\x2f\0", re.DOTALL)
_XML_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_FLAT_ODS = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_HTML = re.compile(r"<\s*(!doctype\s+html|html|head|body|table|tr|meta|frameset)\b", re.IGNORECASE)
_NOT_TEXT = re.compile(r"[\x00\x07\x08\x0e\x0f\x16-\x18\x1a\x1b\x7f]")


def inspect(path: Path, unpacked_limit: int = UNPACKED_LIMIT) -> FileFormat | Failure:
    """The format of a file, or why it is not one. It may have `unpacked_limit` bytes unpacked, or
    more where it is not suspiciously small packed."""
    with path.open("rb") as file:
        start = file.read(_START)
    if not start.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"):
        return Failure.EMPTY_FILE
    if start.startswith(_OLE):
        return _inspect_ole(path)
    if start.startswith(b"PK"):
        return _inspect_zip(path, unpacked_limit)
    for signature, failure in _SIGNATURES:
        if signature.match(start):
            return failure
    return _inspect_text(start)


def _inspect_ole(path: Path) -> FileFormat | Failure:
    """The names of its streams tell whose container it is."""
    content = path.read_bytes()
    if _stream("EncryptedPackage") in content:
        return Failure.PASSWORD  # an .xlsx that is wrapped into the container of the old .xls
    if _stream("Workbook") in content or _stream("Book") in content:
        return Failure.PASSWORD if _XLS_LOCKED.search(content) else FileFormat.XLS
    if _stream("WordDocument") in content:
        return Failure.WORD
    return Failure.NO_TABLE if _stream("PowerPoint Document") in content else Failure.DAMAGED


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


def _inspect_zip(path: Path, unpacked_limit: int) -> FileFormat | Failure:
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
            if any(member.flag_bits & _ENCRYPTED for member in members):
                return Failure.PASSWORD
            names = {member.filename.lower() for member in members}
            # OpenDocument hides its password from the zip: only the manifest tells.
            manifest = "META-INF/manifest.xml"
            locked = manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)
    except (*ZIP_FAULTS, OSError, struct.error):
        return Failure.DAMAGED
    if locked:
        return Failure.PASSWORD
    kind = _zip_kind(names)
    if isinstance(kind, FileFormat):
        unpacked = sum(member.file_size for member in members)
        limit = max(unpacked_limit, min(_MOST_UNPACKED, _RATIO * path.stat().st_size))
        if unpacked > limit or len(members) > _MEMBERS_LIMIT:
            return Failure.TOO_BIG
    return kind


def _zip_kind(names: set[str]) -> FileFormat | Failure:
    if "xl/workbook.xml" in names:
        return FileFormat.XLSX
    if "xl/workbook.bin" in names:
        return Failure.BINARY_EXCEL
    if "word/document.xml" in names:
        return Failure.WORD
    if any(name.endswith((".iwa", "index.zip")) for name in names):
        return Failure.NUMBERS
    if {"content.xml", "mimetype"} <= names:
        return FileFormat.ODS
    if "[content_types].xml" in names:
        return Failure.NO_TABLE  # slides, drawings
    return Failure.ARCHIVE if names else Failure.DAMAGED


def _inspect_text(start: bytes) -> FileFormat | Failure:
    text = start.decode(text_width(start), "replace").lstrip("\ufeff")
    if _LINK.match(text):
        return Failure.LINK
    if _XML_2003 in text and "<" in text:
        return FileFormat.XML
    if _FLAT_ODS in text and "<" in text:
        return FileFormat.ODS
    if _HTML.search(text[:4096]) and text.lstrip().startswith("<"):
        return FileFormat.HTML
    # A stray character or two of a broken program do no harm.
    strays = len(_NOT_TEXT.findall(text))
    return Failure.NO_TABLE if strays > 1 + len(text) / 100 else FileFormat.CSV


def text_width(start: bytes) -> str:
    """How wide the characters of a text are: "utf-16-le", "utf-16-be", or "latin-1" for bytes.

    Without a mark at the start, half of the bytes of a UTF-16 table are zeros, on one side.
    """
    if start.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if start.startswith(b"\xfe\xff"):
        return "utf-16-be"
    first, second = start[::2].count(0), start[1::2].count(0)
    if second > len(start) / 8 and first == 0:
        return "utf-16-le"
    if first > len(start) / 8 and second == 0:
        return "utf-16-be"
    return "latin-1"
