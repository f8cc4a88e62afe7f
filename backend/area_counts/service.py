"""Entering and correcting area counts."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.area_counts import queries
from backend.area_counts.kinds import kinds
from backend.area_counts.models import AreaCount
from backend.area_counts.rules import FIRST_YEAR, number
from backend.db import locked
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers import permissions
from backend.officers.models import Officer
from backend.officers.permissions import Task
from backend.programmes.service import programmes_now


@dataclass(frozen=True)
class Entry:
    """One number as typed. `version` is that of the number that the officer saw, 0 for none."""

    unit_id: UnitId
    year: int
    code: str
    count: str
    source: str
    version: int = 0


def enter(session: Session, officer: Officer, entry: Entry) -> AreaCount:
    """Writes one number. Raises `NotFound` outside the scope, `Invalid` for what cannot be read or
    names no source, `Conflict` when a colleague was faster."""
    permissions.require(officer, Task.WRITE_REPORT)
    unit = queries.require_unit(session, officer, entry.unit_id)
    count, source = number(entry.count), entry.source.strip()
    if unit.level is Level.HAMLET:
        raise Invalid(_("Số này ghi cho xã, phường trở lên. Anh/chị chọn xã."), field="count")
    if entry.code not in kinds(programmes_now(session)):
        raise Invalid(_("Anh/chị chọn loại số liệu trong danh sách."), field="code")
    if not FIRST_YEAR <= entry.year <= clock.today().year + 1:
        raise Invalid(_("Anh/chị chọn năm trong danh sách."), field="year")
    if count is None:
        raise Invalid(_("Anh/chị ghi số bằng chữ số, ví dụ: 1.250."), field="count")
    if not source:
        words = _("Anh/chị ghi số này lấy ở đâu, ví dụ: Báo cáo số 12/BC-UBND.")
        raise Invalid(words, field="source")
    _one_at_a_time(session, unit.id)
    row = session.scalar(
        locked(
            select(AreaCount).where(
                AreaCount.unit_id == unit.id,
                AreaCount.year == entry.year,
                AreaCount.code == entry.code,
            )
        )
    )
    if row and (row.count, row.source) == (count, source):
        return row  # a double click
    if (row.version if row else 0) != entry.version:
        raise Conflict(_("Số này vừa có người sửa. Anh/chị xem lại số mới rồi ghi."))
    before = row.count if row else None
    if row is None:
        row = AreaCount(unit_id=unit.id, year=entry.year, code=entry.code, version=0)
        session.add(row)
    row.count, row.source = count, source
    row.officer_id, row.updated_at = officer.id, clock.now()
    row.version += 1
    session.flush()
    told = {"code": row.code, "year": row.year, "count": count, "before": before}
    audit.record(session, "enter_area_count", row, by=officer, **told)
    return row


def _one_at_a_time(session: Session, unit_id: UnitId) -> None:
    """Two who enter the same new number: the second waits, and finds it."""
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == unit_id)
    session.execute(unit.with_for_update(key_share=True))
