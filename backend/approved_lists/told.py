"""What a family is told of the signed list on which its request counts."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.approved_lists.models import ApprovedListRow
from backend.approved_lists.standing import signed_list_of
from backend.i18n import _, day
from backend.quotas.places import open_claim
from backend.support_requests.models import SupportRequest


def lines_about(session: Session, request: SupportRequest) -> list[str]:
    """Which decision's list it is, why it stands there, and what is given from which source; nothing
    without a signed list."""
    signed = signed_list_of(session, request.id)
    if signed is None or signed.decision_date is None:
        return []
    query = select(ApprovedListRow).where(
        ApprovedListRow.request_id == request.id, ApprovedListRow.in_force
    )
    row = session.scalars(query).one()
    claim = open_claim(session, request.id)
    listed = _(
        "Gia đình có tên trong danh sách của quyết định {number} ngày {day}, diện {standing}."
    )
    found = [
        listed.format(
            number=signed.decision_number, day=day(signed.decision_date), standing=row.standing
        ),
        _("Được nhận: {benefit}.").format(benefit=row.benefit),
    ]
    if row.source:
        found.append(_("Nguồn: {source}.").format(source=row.source))
    if claim and claim.reason:
        found.append(_("Vì sao dùng nguồn này: {reason}").format(reason=claim.reason))
    return found
