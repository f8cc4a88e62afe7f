"""Whether a request stands on a signed list: then only another decision takes it off."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.approved_lists.models import ApprovedList, ApprovedListRow
from backend.errors import Conflict
from backend.i18n import _, day
from backend.support_requests.models import RequestId, SupportRequest


def signed_list_of(session: Session, request_id: RequestId) -> ApprovedList | None:
    """The signed list on which a request counts today."""
    query = (
        select(ApprovedList)
        .join(ApprovedListRow, ApprovedListRow.list_id == ApprovedList.id)
        .where(ApprovedListRow.request_id == request_id, ApprovedListRow.in_force)
    )
    return session.scalar(query)


def require_unlisted(session: Session, request: SupportRequest) -> None:
    """Raises `Conflict` for a request on a signed list: it is not withdrawn, merged, moved or decided
    anew before a later decision has removed it."""
    signed = signed_list_of(session, request.id)
    if signed is None:
        return
    words = _(
        "Hồ sơ {code} có trong danh sách của quyết định {number} ngày {day}. Cần một quyết định rút "
        "tên trước; anh/chị liên hệ cán bộ giúp em."
    )
    raise Conflict(
        words.format(
            code=request.code, number=signed.decision_number, day=day(signed.decision_date)
        )
        if signed.decision_date
        else words
    )
