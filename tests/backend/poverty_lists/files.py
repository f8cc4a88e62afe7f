"""Small files as communes send them, and what officers do with them; all people are invented."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import xlsxwriter
from sqlalchemy import select

from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.officers.models import Officer, OfficerId
from backend.poverty_lists import difference, effects, importing, service
from backend.poverty_lists.counting import counting
from backend.poverty_lists.difference import Difference
from backend.poverty_lists.draft import ListRow, Standing
from backend.poverty_lists.effects import Effects
from backend.poverty_lists.models import (
    Change,
    ListId,
    ListKind,
    PovertyList,
    PovertyListEntry,
    PovertyListProblem,
)
from tests.factories import World

HEADER = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Xã", "Thôn", "Phân loại")
_CLASSES = {
    Standing.POOR: "HN",
    Standing.NEAR_POOR: "HCN",
    Standing.LEFT_POVERTY: "Thoát nghèo",
    Standing.LEFT_NEAR_POVERTY: "Thoát cận nghèo",
}


def workbook(rows: Iterable[ListRow], title: str = "DANH SÁCH HỘ NGHÈO NĂM 2026") -> bytes:
    """An .xlsx file of one sheet."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.write(0, 0, title)
    sheet.write_row(2, 0, HEADER)
    for number, row in enumerate(rows, 1):
        standing = _CLASSES[row.standing] if row.standing else ""
        cells = (row.head_name, row.birth_year or "", row.citizen_id or "", row.commune, row.hamlet)
        sheet.write_row(2 + number, 0, (number, *cells, standing))
    book.close()
    return file.getvalue()


@dataclass
class Desk:
    """An officer's desk: each act in a transaction of its own, each file read at once."""

    database: Database
    world: World
    by: int = 0
    unit: int = 0
    names: dict[ListId, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by = self.by or self.world.officer
        self.unit = self.unit or self.world.commune

    def upload(
        self, content: bytes, kind: ListKind = ListKind.YEAR, name: str = "a.xlsx"
    ) -> ListId:
        with self.database.transaction() as session:
            officer, unit_id = session.get_one(Officer, OfficerId(self.by)), UnitId(self.unit)
            return importing.upload(session, officer, unit_id, kind, name, content).id

    def read(self, rows: Sequence[ListRow], kind: ListKind = ListKind.YEAR, **how: str) -> ListId:
        list_id = self.upload(workbook(rows, **how), kind)
        importing.run_now(self.database, list_id)
        return list_id

    def publish(self, list_id: ListId, *, sure: bool = True) -> ListId:
        with self.database.transaction() as session:
            officer = session.get_one(Officer, OfficerId(self.by))
            return service.publish(session, officer, list_id, sure=sure).id

    def published(self, rows: Sequence[ListRow], kind: ListKind = ListKind.YEAR) -> ListId:
        return self.publish(self.read(rows, kind))

    def undo(self, list_id: int) -> None:
        with self.database.transaction() as session:
            officer = session.get_one(Officer, OfficerId(self.by))
            service.undo(session, officer, ListId(list_id))

    def listed(self, list_id: int) -> PovertyList:
        with self.database.reading() as session:
            return session.get_one(PovertyList, ListId(list_id))

    def rows(self, list_id: int) -> list[PovertyListEntry]:
        query = select(PovertyListEntry).where(PovertyListEntry.list_id == list_id)
        with self.database.reading() as session:
            return list(session.scalars(query.order_by(PovertyListEntry.id)))

    def counting(self) -> list[tuple[str, Standing | None]]:
        """Heads and classes of the rows that count today."""
        with self.database.reading() as session:
            found = session.scalars(counting().order_by(PovertyListEntry.id))
            return [(row.head_name, row.standing) for row in found]

    def problems(self, list_id: int) -> list[PovertyListProblem]:
        query = select(PovertyListProblem).where(PovertyListProblem.list_id == list_id)
        with self.database.reading() as session:
            return list(session.scalars(query.order_by(PovertyListProblem.id)))

    def difference(self, list_id: int) -> Difference:
        with self.database.reading() as session:
            officer = session.get_one(Officer, OfficerId(self.by))
            return difference.difference(session, officer, ListId(list_id))

    def changed(self, list_id: int, change: Change) -> list[tuple[str, str | None]]:
        """Heads of the rows with a change, and of those that they follow."""
        with self.database.reading() as session:
            officer = session.get_one(Officer, OfficerId(self.by))
            found = difference.rows_of(session, officer, ListId(list_id), change)
            return [(new.head_name, old.head_name if old else None) for new, old in found]

    def left(self, list_id: int) -> list[str]:
        with self.database.reading() as session:
            officer = session.get_one(Officer, OfficerId(self.by))
            found = difference.left_rows(session, officer, ListId(list_id))
            return [row.head_name for row in found]

    def effects(self, list_id: int, *, of_undoing: bool = False) -> Effects:
        look = effects.undo_effects if of_undoing else effects.effects
        with self.database.reading() as session:
            officer = session.get_one(Officer, OfficerId(self.by))
            return look(session, officer, ListId(list_id))
