"""Taking in many devices at once: a dry run first, and nothing is kept until it is confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.administrative_units.models import UnitId
from backend.devices.intake_lines import MOST_LINES, Line, read_lines
from backend.devices.models import Device, DeviceImei
from backend.devices.service import Arrival, take_in
from backend.devices.words import DeviceKind
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.officers.models import Officer


@dataclass(frozen=True)
class Batch:
    """What holds for every device of one delivery note; `lines` is the text with one a line."""

    unit_id: UnitId
    kind: DeviceKind
    model: str
    source: str
    donor: str
    condition_note: str
    received_on: date
    lines: str


def dry_run(session: Session, officer: Officer, batch: Batch) -> list[Line]:
    """Every line, with what is wrong with it. Raises `Invalid` for a batch that cannot be read at
    all, `NotFound` for another's unit."""
    if not scope.reaches(session, officer, batch.unit_id):
        raise NotFound(_("Không có kho này trong đơn vị của anh/chị."))
    if batch.received_on > clock.today():
        raise Invalid(_("Ngày nhập chưa tới. Anh/chị ghi ngày đã nhận máy."), field="received_on")
    lines = read_lines(batch.lines, batch.kind, batch.model.strip())
    if not lines:
        raise Invalid(_("Anh/chị dán mỗi máy một dòng, bắt đầu bằng số sê-ri."), field="lines")
    if len(lines) > MOST_LINES:
        words = _("Mỗi lần nhập nhiều nhất {count} máy. Anh/chị chia làm mấy lần.")
        raise Invalid(words.format(count=MOST_LINES), field="lines")
    return _against_stock(session, lines)


def take_all_in(session: Session, officer: Officer, batch: Batch) -> list[Device]:
    """Takes every line in, or none. Raises `Conflict` naming the lines that cannot be."""
    lines = dry_run(session, officer, batch)
    if bad := [line for line in lines if line.problem]:
        numbers = ", ".join(str(line.number) for line in bad[:20])
        words = _("Chưa nhập máy nào. Anh/chị sửa hoặc bỏ dòng {numbers} rồi kiểm tra lại.")
        raise Conflict(words.format(numbers=numbers), field="lines")
    return [
        take_in(
            session,
            officer,
            batch.unit_id,
            Arrival(
                serial=line.serial,
                model=line.model,
                received_on=batch.received_on,
                kind=batch.kind,
                imeis=line.imeis,
                source=batch.source.strip(),
                donor=batch.donor.strip(),
                condition_note=batch.condition_note.strip(),
            ),
        )
        for line in lines
    ]


def _against_stock(session: Session, lines: Sequence[Line]) -> list[Line]:
    serials = {line.serial for line in lines}
    imeis = {imei for line in lines for imei in line.imeis}
    known = set(session.scalars(select(Device.serial).where(Device.serial.in_(serials))))
    taken = set(session.scalars(select(DeviceImei.imei).where(DeviceImei.imei_hash.in_(imeis))))
    return [replace(line, problem=line.problem or _known(line, known, taken)) for line in lines]


def _known(line: Line, known: set[str], taken: set[str]) -> str:
    if line.serial in known:
        return _("Máy có số sê-ri này đã được nhập trước đây.")
    if taken.intersection(line.imeis):
        return _("Số IMEI này đã có ở một máy khác.")
    return ""
