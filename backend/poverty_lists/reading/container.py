"""Tells from its first bytes and its zip directory what an uploaded file really is.

Runs in the child process: no import beyond the standard library.
"""

import struct
from enum import IntEnum
from pathlib import Path
from zipfile import BadZipFile, ZipFile

UNPACKED_LIMIT = 512 * 2**20
_MEMBERS_LIMIT = 10_000
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Failure(IntEnum):
    """Why a workbook was not opened; the value is the child's exit status."""

    EMPTY_FILE = 10
    PASSWORD = 11
    OLD_EXCEL = 12
    NOT_EXCEL = 13
    DAMAGED = 14
    TOO_BIG = 15


def inspect(path: Path, unpacked_limit: int = UNPACKED_LIMIT) -> Failure | None:
    """`None` for what looks like an .xlsx of at most `unpacked_limit` bytes unpacked."""
    with path.open("rb") as file:
        start = file.read(len(_OLE))
    if not start:
        return Failure.EMPTY_FILE
    if start == _OLE:
        # A password wraps the .xlsx into the container of the old .xls.
        encrypted = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
        return Failure.PASSWORD if encrypted else Failure.OLD_EXCEL
    if not start.startswith(b"PK"):
        return Failure.NOT_EXCEL
    return _inspect_zip(path, unpacked_limit)


def _inspect_zip(path: Path, unpacked_limit: int) -> Failure | None:
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
    except (BadZipFile, OSError, ValueError, EOFError, struct.error, NotImplementedError):
        return Failure.DAMAGED
    if any(member.flag_bits & _ENCRYPTED for member in members):
        return Failure.PASSWORD
    if not any(member.filename.lower() == "xl/workbook.xml" for member in members):
        return Failure.NOT_EXCEL
    unpacked = sum(member.file_size for member in members)
    if unpacked > unpacked_limit or len(members) > _MEMBERS_LIMIT:
        return Failure.TOO_BIG
    return None
