"""What surrounds a request on its case: other requests, messages, and what may move it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.officers.models import Officer
from backend.publication.service import allowed
from backend.support_requests import asking, family_ties, queries
from backend.support_requests.correspondence import Correspondence, correspondence
from backend.support_requests.duplicates import Related, related
from backend.support_requests.merging import MERGEABLE, merged_into
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.support_requests.moves import PaperConsent, RequestQuestion


@dataclass(frozen=True)
class Around:
    """`tied` says that this officer has called the family the own one; `same_name` who of it has the
    officer's name, "" for nobody. `kept` is the request that goes on in place of this one."""

    others: Sequence[Related]
    questions: Sequence[RequestQuestion]
    may_ask: bool
    may_transfer: bool
    tied: bool
    same_name: str
    kept: SupportRequest | None
    kept_is_seen: bool
    sender: str
    entered_by: str
    consent: PaperConsent | None
    published: str  # what may be shown of the child to others; "" for nothing
    correspondence: Correspondence

    @property
    def unread(self) -> bool:
        """Whether an answer of the family waits to be read."""
        return any(each.answered_at and not each.read_at for each in self.questions)


def look_around(
    session: Session, officer: Officer, request_id: RequestId, before: int | None = None
) -> Around:
    """`before` pages the messages. Raises `NotFound`."""
    request = queries.request(session, officer, request_id)
    events, kept = queries.events(session, request), merged_into(session, request)
    creator = session.get(Officer, request.created_by_id) if request.created_by_id else None
    sender = events.transfers[-1].from_unit_id if events.transfers else None
    return Around(
        others=related(session, officer, request),
        questions=asking.questions(session, request.id),
        may_ask=asking.may_ask(session, request),
        may_transfer=request.status is Status.WAITING,
        tied=family_ties.is_declared(session, officer, request),
        same_name=family_ties.whose_name(session, officer, request),
        kept=kept,
        kept_is_seen=kept is not None and scope.reaches(session, officer, kept.unit_id),
        sender=session.get_one(AdministrativeUnit, sender).full_name if sender else "",
        entered_by=creator.full_name if creator else "",
        consent=session.get(PaperConsent, request.id),
        published=", ".join(allowed(session, request)),
        correspondence=correspondence(session, request, events, before),
    )


def may_be_closed(request: SupportRequest, other: SupportRequest) -> bool:
    """Whether the other one may be merged into this one, as far as the states tell."""
    ended = (Status.WITHDRAWN, Status.MERGED, Status.REFUSED)
    return other.status in MERGEABLE and request.status not in ended
