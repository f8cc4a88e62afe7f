"""For which communes, schools and benefits somebody may wait for a place."""

from dataclasses import replace

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from backend.programmes.models import ProgrammeRevision
from backend.quotas.claims import Line
from backend.quotas.models import Quota, QuotaClaim
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
    lines = [Line(*row) for row in session.execute(query.order_by(SupportRequest.unit_id))]
    return [part for line in lines for part in (*_of_schools(session, line), line)]


def _of_schools(session: Session, line: Line) -> list[Line]:
    """The lines of schools into which a commune's is divided."""
    query = select(Quota.school_id).where(
        Quota.unit_id == line.unit_id,
        Quota.programme == line.programme,
        Quota.benefit == line.benefit,
        Quota.school_id.is_not(None),
    )
    schools = session.scalars(query.distinct().order_by(Quota.school_id))
    return [replace(line, school_id=school) for school in schools]
