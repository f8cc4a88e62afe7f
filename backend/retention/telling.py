"""What stays after an erasure, and why: a line each, which the person reads.

Nothing here depends on whether a list has the person: who asks learns nothing about lists.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.approved_lists.models import ApprovedList, ApprovedListRow
from backend.deliveries.models import Delivery
from backend.i18n import _, day
from backend.learning_titles.models import TitleAward
from backend.retention.packages import running_packages
from backend.retention.reach import Found
from backend.retention.terms import proof_until
from backend.support_requests.models import Status


def lines_of_kept(session: Session, found: Found) -> Sequence[str]:
    """Those that hold for what was found; the last two hold for everybody."""
    return [
        *_open(found),
        *_of_requests(session, found),
        *_of_titles(session, found),
        _("Danh sách hộ nghèo, cận nghèo do xã lập: nếu có tên thì xã giữ theo nhiệm vụ của xã."),
        _("Ngày giờ đã đồng ý và nhật ký của cán bộ: để làm chứng, không có tên hay số nào."),
    ]


def _open(found: Found) -> Iterator[str]:
    for ticket in found.open_tickets:
        words = _("Phiếu {code}: chưa giải quyết xong. Xong thì em xóa tiếp.")
        yield words.format(code=ticket.code)
    for request in found.open_requests:
        if request.status is Status.NOT_RECEIVED:
            words = _(
                "Hồ sơ {code}: anh/chị báo chưa nhận được, cán bộ còn kiểm tra. Xong thì em xóa."
            )
        else:
            words = _("Hồ sơ {code}: còn việc phải giải quyết xong trước. Xong thì em xóa.")
        yield words.format(code=request.code)
    for title in found.open_titles:
        words = _("Hồ sơ danh hiệu {code}: đang xét. Xét xong thì em xóa.")
        yield words.format(code=title.code)


def _of_requests(session: Session, found: Found) -> Iterator[str]:
    ids = [request.id for request in found.requests]
    numbers = session.scalars(
        select(ApprovedList.decision_number)
        .join(ApprovedListRow, ApprovedListRow.list_id == ApprovedList.id)
        .where(ApprovedListRow.request_id.in_(ids), ApprovedList.decision_number.is_not(None))
        .distinct()
        .order_by(ApprovedList.decision_number)
    )
    for number in numbers:
        yield _("Quyết định {number} kèm danh sách: giữ theo quy định lưu trữ.").format(
            number=number
        )
    given = select(Delivery.request_id).where(Delivery.request_id.in_(ids))
    served = set(session.scalars(given))
    until = [proof_until(session, each) for each in found.requests if each.id in served]
    if until:
        words = _("Biên bản, sổ bàn giao: giữ đến {day} để kiểm tra, rồi xóa tên người nhận.")
        yield words.format(day=day(max(until)))
    if running_packages(session, ids):
        yield _("Số điện thoại của gói cước đang dùng: giữ đến khi gói hết hạn, rồi xóa.")


def _of_titles(session: Session, found: Found) -> Iterator[str]:
    ids = found.rows.get("title_applications", ())
    awarded = select(TitleAward.id).where(TitleAward.application_id.in_(ids)).limit(1)
    if session.scalar(awarded):
        yield _("Quyết định công nhận danh hiệu: giữ theo quy định lưu trữ.")
