"""What of a commune's list is told to the family that stands on it.

XEM must never be a way to learn who is poor: told is only the row that an officer put to a request of
one's own household, and only once the request was granted, which says as much. Who asks for others, a
teacher or a neighbour, is told nothing."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import ContactId
from backend.i18n import _, day
from backend.poverty_lists.models import PovertyList, PovertyListEntry
from backend.support_requests.models import GRANTED, Relation, SupportRequest, Verification

OWN_HOUSEHOLD = (Relation.PARENT, Relation.GRANDPARENT, Relation.SIBLING, Relation.MEMBER)


def listed(session: Session, contact_id: ContactId) -> list[str]:
    """A line for each request whose newest verification is an officer's word."""
    query = (
        select(SupportRequest.code, Verification, PovertyListEntry, PovertyList)
        .join(Verification, Verification.request_id == SupportRequest.id)
        .outerjoin(PovertyListEntry, PovertyListEntry.id == Verification.entry_id)
        .outerjoin(PovertyList, PovertyList.id == PovertyListEntry.list_id)
        .where(
            SupportRequest.contact_id == contact_id,
            SupportRequest.status.in_(GRANTED),
            SupportRequest.relation.in_(OWN_HOUSEHOLD),
        )
        .order_by(Verification.id)
    )
    newest = {row[0]: row for row in session.execute(query)}
    return [
        _line(code, verification, entry, source)
        for code, verification, entry, source in newest.values()
        if verification.officer_id and entry
    ]


def _line(
    code: str, verification: Verification, entry: PovertyListEntry, source: PovertyList
) -> str:
    """Neither numbers nor what the law calls sensitive is read out by chat: an officer shows it."""
    words = _(
        "Hồ sơ {code}: cán bộ đối chiếu ngày {day} với danh sách {title}, {standing}. Dòng ấy có thể "
        "còn ngày sinh, dân tộc, số căn cước; cần xem đủ, anh/chị gặp cán bộ."
    )
    return words.format(
        code=code,
        day=day(clock.local(verification.created_at).date()),
        title=source.title or source.year,
        standing=(entry.standing.label if entry.standing else _("diện chưa ghi rõ")).lower(),
    )
