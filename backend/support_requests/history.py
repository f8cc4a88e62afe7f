"""What happened to a request, in plain words, with who and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from backend.audit import AuditEntry
from backend.data_packages.models import DataPackage
from backend.deliveries.models import Delivery
from backend.i18n import N_, _
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest
from backend.support_requests.queries import Events

WORDS = {
    "submit": N_("gửi đề nghị"),
    "supplement": N_("bổ sung"),
    "withdraw": N_("rút hồ sơ"),
    "identify_household": N_("xác định hộ trong danh sách"),
    "verified_again": N_("đối chiếu lại với danh sách mới"),
    "verified_otherwise": N_("đối chiếu lại: danh sách mới làm thay đổi kết quả"),
    "approve": N_("duyệt"),
    "refuse": N_("từ chối"),
    "send_back": N_("trả lại để gia đình bổ sung"),
    "show_phone": N_("xem số điện thoại"),
    "hand_over": N_("ghi đã bàn giao máy"),
    "confirm_delivery": N_("xác nhận đã nhận máy"),
    "deny_delivery": N_("báo chưa nhận được máy"),
    "register_data_package": N_("đăng ký gói cước"),
    "activate_data_package": N_("ghi gói cước đã mở"),
}


@dataclass(frozen=True)
class Line:
    """One act; `text` is what they wrote."""

    at: datetime
    who: str
    what: str
    text: str


def lines(
    session: Session, request: SupportRequest, events: Events, package: DataPackage | None
) -> list[Line]:
    """From the audit trail, newest first."""
    subjects: list[SupportRequest | Delivery | DataPackage] = [request]
    subjects += [subject for subject in (events.delivery, package) if subject]
    about = or_(
        *(
            and_(AuditEntry.subject == subject.__tablename__, AuditEntry.subject_id == subject.id)
            for subject in subjects
        )
    )
    rows = session.execute(
        select(AuditEntry, Officer.full_name)
        .outerjoin(Officer, Officer.id == AuditEntry.officer_id)
        .where(about)
        .order_by(AuditEntry.id)
    )
    texts = _texts(events)
    found = [
        Line(entry.at, _who(entry, name), _what(entry), next(texts.get(entry.action, _none()), ""))
        for entry, name in rows
    ]
    return found[::-1]


def _who(entry: AuditEntry, officer_name: str | None) -> str:
    if officer_name:
        return officer_name
    return _("Gia đình") if entry.contact_id else _("Hệ thống")


def _what(entry: AuditEntry) -> str:
    if entry.action == "identify_household" and entry.details.get("entry") is None:
        return _("xác định hộ không có trong danh sách")
    return _(WORDS.get(entry.action, entry.action))


def _texts(events: Events) -> dict[str, Iterator[str]]:
    """What was written with each act, in the order in which the acts are audited."""
    written: dict[str, list[str]] = {"supplement": [s.text for s in events.supplements]}
    for decision in events.decisions:
        written.setdefault(decision.kind.value, []).append(decision.reason)
    for confirmation in events.confirmations:
        action = "confirm_delivery" if confirmation.received else "deny_delivery"
        written.setdefault(action, []).append(confirmation.note)
    return {action: iter(texts) for action, texts in written.items()}


def _none() -> Iterator[str]:
    return iter(())
