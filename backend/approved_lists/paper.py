"""A list as its papers have it, once it is clear who may read it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.approved_lists import contents
from backend.approved_lists.models import ApprovedList, ApprovedListRow
from backend.i18n import _
from backend.programmes.service import newest_revision, programme_of


@dataclass(frozen=True)
class ApprovedListPaper:
    """All that a paper says. `round` and `amends` ("168/QĐ-UBND") are "" where there is none; number,
    date and signer are empty while it is a draft. `rows` in the order of their numbers."""

    unit: str
    programme: str
    round: str
    number: str
    date: datetime.date | None
    signer_name: str
    signer_title: str
    amends: str
    amends_date: datetime.date | None
    rows: Sequence[ApprovedListRow]


def paper_of_list(session: Session, found: ApprovedList) -> ApprovedListPaper:
    """The same of a list that the caller may see."""
    earlier = session.get_one(ApprovedList, found.amends_id) if found.amends_id else None
    revision = newest_revision(session, found.programme)
    programme = programme_of(session, revision.id) if revision else None
    rounds = {each.code: _(each.name) for each in programme.all_rounds} if programme else {}
    return ApprovedListPaper(
        unit=session.get_one(AdministrativeUnit, found.unit_id).full_name,
        programme=programme.name if programme else found.programme,
        round=rounds.get(found.round, found.round),
        number=found.decision_number or "",
        date=found.decision_date,
        signer_name=found.signer_name,
        signer_title=found.signer_title,
        amends=earlier.decision_number or "" if earlier else "",
        amends_date=earlier.decision_date if earlier else None,
        rows=contents.rows(session, found),
    )
