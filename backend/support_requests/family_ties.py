"""Officers and their own families: who says that a family is the own one decides nothing on its
request. That names agree is only pointed out: many people share one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.deliveries.models import Delivery
from backend.errors import Conflict
from backend.households import search
from backend.i18n import _
from backend.officers.models import Officer
from backend.poverty_lists.models import PovertyListEntry
from backend.support_requests import queries
from backend.support_requests.models import RequestId, SupportRequest
from backend.support_requests.moves import FamilyTie
from backend.vietnamese import normal


def declare(session: Session, officer: Officer, request_id: RequestId) -> None:
    """Keeps that the family is the officer's own; saying it twice is saying it once."""
    request = queries.request(session, officer, request_id, lock=True)
    if is_declared(session, officer, request):
        return
    now = clock.now()
    session.add(FamilyTie(request_id=request.id, officer_id=officer.id, created_at=now))
    audit.record(session, "declare_family", request, by=officer)
    session.flush()


def is_declared(session: Session, officer: Officer, request: SupportRequest) -> bool:
    """Whether this officer has said so."""
    query = select(FamilyTie.id).where(
        FamilyTie.request_id == request.id, FamilyTie.officer_id == officer.id
    )
    return session.scalar(query) is not None


def require_no_tie(session: Session, officer: Officer, request: SupportRequest) -> None:
    """Raises `Conflict` for an officer who has said so."""
    if is_declared(session, officer, request):
        raise Conflict(
            _("Anh/chị đã báo đây là hồ sơ của người nhà, nên cán bộ khác quyết định giúp.")
        )


def whose_name(session: Session, officer: Officer, request: SupportRequest) -> str:
    """Who of the family has the officer's full name, mark by mark, in words; "" for nobody. It is
    looked for in what the family said, in its row of the list, and in who received the device."""
    name = normal(officer.full_name)
    if name == normal(request.head_name):
        return _("chủ hộ")
    delivered = select(Delivery.receiver_name).where(Delivery.request_id == request.id)
    if name in {normal(receiver) for receiver in session.scalars(delivered)}:
        return _("người nhận máy")
    found = queries.newest_verification(session, request.id)
    if found and found.entry_id and request.household_id:
        entry = session.get_one(PovertyListEntry, found.entry_id)
        if name in {normal(person.name) for person in search.of_household(session, entry)}:
            return _("một người trong hộ, theo danh sách")
    return ""
