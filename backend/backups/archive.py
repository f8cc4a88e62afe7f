"""What a backup says once it is decrypted and unpacked: one JSON value a line.

    {"format": 1, "revision": "f92a42ce1009", "made_at": "2026-11-22T18:00:00+00:00"}
    {"table": "contacts", "columns": [["id", "int"], ["created_at", "moment"], ...]}
    [1, "2026-10-01T02:03:04Z", ...]                 a row, its values in the order of the columns
    ...
    {"sums": {"contacts": {"rows": 1, "hash": "6f2a..."}, ...}}          the last line

A table's hash is the sum of its lines' SHA-256: two databases that hand out the same rows in another
order have the same one.
"""

import hashlib
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import Connection

from backend.backups.copying import TableShape, rows, shapes
from backend.backups.sealing import DAMAGED
from backend.endings import Damaged
from backend.i18n import _

FORMAT = 1
PACKING = 3  # zlib's level: half the time of the usual 6, a tenth more to store
_READ: dict[str, Callable[[Any], Any]] = {
    "bytes": urlsafe_b64decode,
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
}


@dataclass
class Sum:
    """How many rows a table has, and a number that stands for all of them."""

    rows: int = 0
    total: int = 0

    def add(self, line: bytes) -> None:
        """One more row."""
        self.rows += 1
        self.total += int.from_bytes(hashlib.sha256(line).digest())

    @property
    def hash(self) -> str:
        """64 hexadecimal digits."""
        return f"{self.total % 2**256:064x}"


Sums = dict[str, Sum]


@dataclass(frozen=True)
class Manifest:
    """What is said of a whole backup: `made_at` is the moment of the state that it holds."""

    format: int
    revision: str
    made_at: datetime


@dataclass
class Reading:
    """A backup being read. `sums` grow with what was read; `told` are those that it ends with."""

    manifest: Manifest
    _lines: Iterator[bytes]
    sums: Sums = field(default_factory=dict)
    told: dict[str, dict[str, Any]] | None = None

    def tables(self) -> Iterator[tuple[TableShape, Iterator[tuple[Any, ...]]]]:
        """Each table with its rows; those that are not read are counted all the same. Raises
        `Damaged` at the end when not all is there."""
        line = next(self._lines, b"")
        while line.startswith(b'{"table"'):
            said = from_json(line)
            shape = TableShape(said["table"], tuple((n, k) for n, k in said["columns"]))
            following: list[bytes] = []
            of_table = self._rows(shape, following)
            yield shape, of_table
            for _unread in of_table:
                pass
            line = following[0] if following else b""
        self.told = from_json(line)["sums"] if line.startswith(b'{"sums"') else None
        if self.told != _told(self.sums) or next(self._lines, None) is not None:
            raise Damaged(_(DAMAGED))

    def _rows(self, shape: TableShape, following: list[bytes]) -> Iterator[tuple[Any, ...]]:
        found = self.sums.setdefault(shape.name, Sum())
        read = [_READ.get(kind) for _name, kind in shape.columns]
        for line in self._lines:
            if not line.startswith(b"["):
                following.append(line)
                return
            found.add(line)
            yield tuple(
                of(value) if of and value is not None else value
                for of, value in zip(read, from_json(line), strict=True)
            )


def write(connection: Connection, revision: str, made_at: datetime, sums: Sums) -> Iterator[bytes]:
    """The lines of a database's present state, and fills in `sums`."""
    yield to_json(asdict(Manifest(FORMAT, revision, made_at)))
    for shape in shapes(connection):
        yield to_json({"table": shape.name, "columns": shape.columns})
        found = sums.setdefault(shape.name, Sum())
        for line in _lines_of(connection, shape):
            found.add(line)
            yield line
    yield to_json({"sums": _told(sums)})


def sums_of(connection: Connection) -> Sums:
    """The sums of every table as it is."""
    sums: Sums = {}
    for shape in shapes(connection):
        found = sums.setdefault(shape.name, Sum())
        for line in _lines_of(connection, shape):
            found.add(line)
    return sums


def read(parts: Iterable[bytes]) -> Reading:
    """Reads the beginning. Raises `Damaged` when it is none of a backup."""
    lines = _lines(_unpacked(parts))
    said = from_json(next(lines, b"{}"))
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise Damaged(
            _("Bản sao lưu này có dạng mà chương trình không đọc được. Cài bản mới nhất.")
        )
    made_at = datetime.fromisoformat(said["made_at"])
    return Reading(Manifest(FORMAT, said["revision"], made_at), lines)


def pack(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines as one compressed stream."""
    packer = zlib.compressobj(PACKING)
    for line in lines:
        yield packer.compress(line + b"\n")
    yield packer.flush()


def _unpacked(parts: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for part in parts:
        yield unpacker.decompress(part)
    yield unpacker.flush()


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    begun: list[bytes] = []
    for part in parts:
        first, *others = part.split(b"\n")
        begun.append(first)
        for other in others:
            yield b"".join(begun)
            begun = [other]
    if any(begun):
        yield b"".join(begun)


def _lines_of(connection: Connection, shape: TableShape) -> Iterator[bytes]:
    for row in rows(connection, shape):
        yield to_json(row, bytes_mode="base64", inf_nan_mode="constants")


def _told(sums: Sums) -> dict[str, dict[str, Any]]:
    return {name: {"rows": each.rows, "hash": each.hash} for name, each in sums.items()}
