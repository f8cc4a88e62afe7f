"""The commune's file, and the forms by which it is sent, read and published."""

from pathlib import Path

import httpx

from backend.db import Database
from backend.officers.models import Officer
from backend.poverty_lists import importing
from backend.poverty_lists.models import ListId, ListKind
from tests.backend.poverty_lists.reading.sheets import HEADER, Cells, write
from tests.factories import World
from tests.site import Visitor

LISTS = "/admin/poverty-lists"
TITLE: Cells = ["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"]
SAME: tuple[Cells, ...] = (
    [1, "Hồ Thị A Lơ", "1985", "", "Tà Ôi", "Thôn 1", "Hộ nghèo", ""],
    [2, "Hồ Văn Nghiên", "1979", "", "Tà Ôi", "Thôn 2", "Hộ cận nghèo", ""],
    [3, "Hồ Thị Hoa", "1988", "", "Tà Ôi", "Thôn 1", "Hộ nghèo", ""],
    [4, "Hồ Thị Hòa", "1990", "", "Tà Ôi", "Thôn 1", "Hộ nghèo", ""],
)
NEW: tuple[Cells, ...] = (
    [5, "Pơ Loong Thị Mai", "1979", "046179001234", "Cơ Tu", "Thôn 1", "Hộ nghèo", ""],
    [6, "A Lăng Thị Bhướp", "1985", "", "Cơ Tu", "Thôn 2", "Hộ cận nghèo", ""],
)
BAD: Cells = [7, "", "1980", "", "", "Thôn 1", "Hộ nghèo", ""]


def written(folder: Path, *rows: Cells, name: str = "file.xlsx") -> bytes:
    return write(folder / name, {"Danh sách": [TITLE, HEADER, *rows]}).read_bytes()


def send(
    visitor: Visitor,
    unit_id: int,
    content: bytes,
    name: str = "ho-ngheo-2026.xlsx",
    kind: str = "year",
) -> httpx.Response:
    """The upload form."""
    visitor.open(LISTS)
    return visitor.post(
        LISTS,
        data={"csrf_token": visitor.token, "unit_id": unit_id, "kind": kind},
        files={"file": (name, content)} if name else {"file": ("", b"")},
    )


def drafted(
    visitor: Visitor, unit_id: int, content: bytes, kind: str = "year", name: str = "ds.xlsx"
) -> str:
    """The address of the preview, which is open."""
    draft: str = send(visitor, unit_id, content, name=name, kind=kind).headers["location"]
    visitor.open(draft)
    return draft


def number_of(draft: str) -> ListId:
    return ListId(int(draft.rpartition("/")[2]))


def publish(visitor: Visitor, draft: str, **fields: object) -> httpx.Response:
    return visitor.submit(f"{draft}/publish", **fields)


def waiting(database: Database, world: World, content: bytes) -> str:
    """The address of a list that no worker has begun to read."""
    with database.transaction() as session:
        mai = session.get_one(Officer, world.officer)
        unit, kind = world.commune, ListKind.YEAR
        begun = importing.upload(session, mai, unit, kind, "lớn.xlsx", content)
        return f"{LISTS}/drafts/{begun.id}"
