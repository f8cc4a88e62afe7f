"""For which communes and benefits somebody waits for a place."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from backend.programmes.models import ProgrammeRevision
from backend.quotas.claims import Line
from backend.quotas.models import QuotaClaim
from backend.support_requests.models import SupportRequest


def lines_that_wait(session: Session, *where: ColumnElement[bool]) -> list[Line]:
    """Those of requests for which `where` holds; for the service itself all of them."""
    query = (
        select(SupportRequest.unit_id, ProgrammeRevision.code, SupportRequest.benefit)
        .join(QuotaClaim, QuotaClaim.request_id == SupportRequest.id)
        .join(ProgrammeRevision, ProgrammeRevision.id == SupportRequest.revision_id)
        .where(QuotaClaim.quota_id.is_(None), QuotaClaim.ended_at.is_(None), *where)
        .distinct()
    )
    return [Line(*row) for row in session.execute(query.order_by(SupportRequest.unit_id))]
