"""Papers with names that an officer takes out: in the trail and in the register of disclosures,
before the file leaves the house."""

from collections.abc import Sequence

from sqlalchemy import func, select

from backend import audit, clock
from backend.admin.page import Page
from backend.approved_lists import queries as approved_lists
from backend.approved_lists.models import ApprovedListId, ApprovedListRow
from backend.deliveries import day_queries
from backend.deliveries.models import DayId
from backend.disclosures import service as disclosures
from backend.disclosures.service import Given
from backend.disclosures.words import ReceiverKind
from backend.support_requests.models import SupportRequest

_DECISION = ("request", "child", "birth", "head", "place", "standing", "benefit")
_POSTING = ("head", "place", "standing", "status")
_MINUTES = ("request", "child", "school", "head", "place", "device", "receiver")


def note_list(page: Page, list_id: ApprovedListId, paper: str) -> None:
    """A list's paper: taken to work with in the office, but what is posted is for everybody."""
    is_posted = paper.startswith("posting")
    with page.database.transaction() as session:
        found = approved_lists.approved_list(session, page.officer, list_id)
        audit.record(session, "print_paper", found, by=page.officer, paper=paper)
        rows = select(ApprovedListRow.request_id).where(ApprovedListRow.list_id == list_id)
        given = Given(
            kind=ReceiverKind.PUBLIC if is_posted else ReceiverKind.OFFICE,
            fields=_POSTING if is_posted else _DECISION,
            people=session.scalar(select(func.count()).select_from(rows.subquery())) or 0,
            paper=paper,
            purpose="posting" if is_posted else "decision",
            programme=found.programme,
        )
        disclosures.record(session, page.officer, found, given, rows, on=clock.today())


def note_day(page: Page, day_id: DayId, paper: str, codes: Sequence[str]) -> None:
    """The minutes of a day, which name the requests with these codes."""
    with page.database.transaction() as session:
        found = day_queries.planned_day(session, page.officer, day_id)
        audit.record(session, "print_paper", found, by=page.officer, paper=paper)
        families = select(SupportRequest.id).where(SupportRequest.code.in_(codes))
        given = Given(
            kind=ReceiverKind.OFFICE,
            fields=_MINUTES,
            people=len(codes),
            paper=paper,
            purpose="hand_over",
        )
        disclosures.record(session, page.officer, found, given, families, on=clock.today())
