"""Drawing a sample of hand-overs, and writing down what was found."""

import re
import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from backend import audit, clock
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.inspections import queries
from backend.inspections.models import Finding, InspectedDelivery, InspectedId, Inspection
from backend.inspections.rules import draw, size_of
from backend.officers.models import Officer

MOST = 500  # families in one sample
_SEED = re.compile(r"[0-9A-Za-zÀ-ỹ._-]{1,40}")


@dataclass(frozen=True)
class Found:
    """What an inspector writes down at a family."""

    finding: str
    note: str
    on: date


def draw_sample(session: Session, officer: Officer, size: str, seed: str = "") -> Inspection:
    """A sample of what was handed over in the officer's units up to now. `size` is "30" or "10%";
    `seed` may be drawn in public, else it is made here. Raises `Invalid` beside the field."""
    seed = seed.strip()
    if seed and not _SEED.fullmatch(seed):
        raise Invalid(_("Mã bốc thăm chỉ gồm chữ và số, tối đa 40 ký tự."), field="seed")
    population, last = queries.population(session, officer)
    if last is None:
        raise Invalid(_("Chưa bàn giao máy nào nên chưa có gì để kiểm tra."), field="size")
    wanted = size_of(size, population)
    if wanted is None:
        raise Invalid(_("Anh/chị ghi số hộ, ví dụ 30, hoặc tỷ lệ, ví dụ 10%."), field="size")
    if wanted > MOST:
        words = _("Mỗi đợt kiểm tra nhiều nhất {count} hộ. Anh/chị ghi số nhỏ hơn.")
        raise Invalid(words.format(count=MOST), field="size")
    found = Inspection(
        unit_id=officer.unit_id,
        seed=seed or secrets.token_hex(6),
        size=wanted,
        population=population,
        last_delivery_id=last,
        officer_id=officer.id,
        drawn_at=clock.now(),
    )
    session.add(found)
    session.flush()
    for delivery_id in draw(queries.hand_overs(session, officer, last), wanted, found.seed):
        session.add(
            InspectedDelivery(inspection_id=found.id, delivery_id=delivery_id, note="", version=1)
        )
    session.flush()
    audit.record(session, "draw_sample", found, by=officer, size=wanted, population=population)
    return found


def record(
    session: Session, officer: Officer, inspected_id: InspectedId, version: int, told: Found
) -> InspectedDelivery:
    """What was found at a family; it may be corrected, both stay in the audit trail. Raises `Conflict`
    for a machine that the officer handed over, or when a colleague was faster; `Invalid` beside the
    field."""
    row = queries.row(session, officer, inspected_id, lock=True)
    if row.delivery.officer_id == officer.id:
        raise Conflict(_("Máy này do anh/chị bàn giao, nên để đồng nghiệp kiểm tra."))
    if row.inspected.version != version:
        raise Conflict(_("Gia đình này vừa có người ghi kết quả. Anh/chị xem lại."))
    if told.finding not in list(Finding):
        raise Invalid(_("Anh/chị chọn kết quả."), field="finding")
    if told.finding != Finding.WORKS and not told.note.strip():
        raise Invalid(_("Anh/chị ghi rõ tình hình, ví dụ: vỡ màn hình."), field="note")
    if not row.delivery.handed_over_on <= told.on <= clock.today():
        raise Invalid(_("Ngày kiểm tra phải sau ngày bàn giao và không sau hôm nay."), field="on")
    inspected = row.inspected
    inspected.finding, inspected.note = Finding(told.finding), told.note.strip()
    inspected.found_on, inspected.officer_id = told.on, officer.id
    inspected.version += 1
    session.flush()
    audit.record(session, "inspect", inspected, by=officer, finding=told.finding)
    return inspected
