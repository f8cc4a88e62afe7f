"""What happened to a request, in plain words, with who and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from backend.audit import AuditEntry
from backend.data_packages.models import DataPackage
from backend.deliveries.models import Delivery
from backend.i18n import N_, _
from backend.officers.models import Officer
from backend.support_requests.asking import questions
from backend.support_requests.models import SupportRequest
from backend.support_requests.moves import RequestQuestion
from backend.support_requests.queries import Events

WORDS = {
    "submit": N_("gửi đề nghị"),
    "supplement": N_("bổ sung"),
    "withdraw": N_("rút hồ sơ"),
    "enter": N_("nhập hồ sơ cho gia đình"),
    "ask_family": N_("hỏi gia đình"),
    "answer_officer": N_("trả lời câu hỏi"),
    "read_answer": N_("đã đọc câu trả lời"),
    "merge": N_("gộp một hồ sơ trùng vào hồ sơ này"),
    "merged_into": N_("gộp hồ sơ này vào hồ sơ khác"),
    "transfer": N_("chuyển hồ sơ đến xã khác"),
    "declare_family": N_("báo đây là hồ sơ của người nhà, không tham gia quyết định"),
    "identify_household": N_("xác định hộ trong danh sách"),
    "verified_again": N_("đối chiếu lại với danh sách mới"),
    "verified_otherwise": N_("đối chiếu lại: danh sách mới làm thay đổi kết quả"),
    "listed_at_last": N_("danh sách mới đã có hộ này"),
    "approve": N_("duyệt"),
    "refuse": N_("từ chối"),
    "send_back": N_("trả lại để gia đình bổ sung"),
    "return": N_("trả về bước trước"),
    "reopen": N_("mở lại để xét"),
    "place_in_quota": N_("có chỉ tiêu"),
    "show_phone": N_("xem số điện thoại"),
    "hand_over": N_("ghi đã bàn giao máy"),
    "confirm_delivery": N_("xác nhận đã nhận máy"),
    "deny_delivery": N_("báo chưa nhận được máy"),
    "take_back": N_("ghi gia đình trả lại máy"),
    "take_back_goods": N_("ghi thu lại quà hoặc tiền"),
    "note_sim": N_("ghi SIM và IMEI của điện thoại"),
    "remind_delivery": N_("nhắc gia đình xác nhận"),
    "register_data_package": N_("đăng ký gói cước"),
    "activate_data_package": N_("ghi gói cước đã mở"),
    "package_refused": N_("ghi nhà mạng chưa mở được gói"),
    "package_needs_identity": N_("ghi SIM chờ xác thực"),
    "correct_package_number": N_("sửa số nhận gói cước"),
    "order_package_again": N_("cho đặt lại gói cước"),
    "renew_data_package": N_("gia hạn gói cước"),
    "warn_of_package_end": N_("nhắn gia đình gói sắp hết hạn"),
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
    texts = _texts(events, questions(session, request.id))
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


def _texts(events: Events, asked: Sequence[RequestQuestion]) -> dict[str, Iterator[str]]:
    """What was written with each act, in the order in which the acts are audited."""
    written: dict[str, list[str]] = {
        "supplement": [s.text for s in events.supplements],
        "transfer": [transfer.reason for transfer in events.transfers],
        "ask_family": [question.text for question in asked],
        "answer_officer": [question.answer or "" for question in asked if question.answered_at],
    }
    for decision in events.decisions:
        written.setdefault(decision.kind.value, []).append(decision.reason)
    for confirmation in events.confirmations:
        action = "confirm_delivery" if confirmation.received else "deny_delivery"
        written.setdefault(action, []).append(confirmation.note)
    return {action: iter(texts) for action, texts in written.items()}


def _none() -> Iterator[str]:
    return iter(())
