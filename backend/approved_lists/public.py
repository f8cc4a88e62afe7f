"""Signed lists as they may be announced to everybody: by number and day, without a row of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.approved_lists.models import ApprovedList, ApprovedListId
from backend.approved_lists.paper import ApprovedListPaper, paper_of_list

MOST = 20


@dataclass(frozen=True)
class SignedList:
    """A decision of a commune."""

    id: ApprovedListId
    commune: str
    number: str
    day: date


def signed_lists(session: Session) -> Sequence[SignedList]:
    """The newest decisions, newest first; those that only correct an earlier one are left out."""
    query = (
        select(ApprovedList, AdministrativeUnit)
        .join(AdministrativeUnit, AdministrativeUnit.id == ApprovedList.unit_id)
        .where(ApprovedList.frozen_at.is_not(None), ApprovedList.amends_id.is_(None))
        .order_by(ApprovedList.id.desc())
        .limit(MOST)
    )
    return [
        SignedList(each.id, unit.full_name, each.decision_number, each.decision_date)
        for each, unit in session.execute(query)
        if each.decision_number and each.decision_date
    ]


def signed_paper(session: Session, list_id: int) -> ApprovedListPaper | None:
    """What `papers/announcement.py` reads, of a signed list; None for any other number. It holds
    names: only the announcement made of it is shown."""
    found = session.get(ApprovedList, list_id)
    if found is None or found.frozen_at is None or found.amends_id:
        return None
    return paper_of_list(session, found)
