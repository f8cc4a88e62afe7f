"""What the child and the household of a request were given before, and through which other request.

Found by the household where lists know it, else by the names of the commune: a family that stands on
no list is no less itself. Who was anonymised meanwhile is known by the mark that was left.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from backend.deliveries.models import Delivery
from backend.households.hamlets import hamlets_agree
from backend.households.keys import is_named
from backend.programmes.models import ProgrammeRevision
from backend.support_requests import served_marks
from backend.support_requests.models import SupportRequest
from backend.support_requests.rules import Child, is_same_child

_DEVICE = Delivery.device_id.is_not(None)


def child_has_device(session: Session, request: SupportRequest) -> str | None:
    """The code of another request of the commune through which the same child has a device, whoever
    asked: the mother may have, and now the teacher does."""
    return _code_for_child(session, request, _DEVICE)


def household_has_device(session: Session, request: SupportRequest) -> str | None:
    """The code of another request through which the household already has a device, for whichever
    child and in whichever programme. By law a household with a device of the earlier programmes is
    not given one of the public telecommunications service (TT 14/2022/TT-BTTTT)."""
    return _code_for_household(session, request, _DEVICE)


def child_was_given(session: Session, request: SupportRequest) -> str | None:
    """The code of another request through which the same programme gave this child anything."""
    return _code_for_child(session, request, _in_programme(session, request))


def household_was_given(session: Session, request: SupportRequest) -> str | None:
    """The code of another request through which the same programme gave the household anything."""
    return _code_for_household(session, request, _in_programme(session, request))


def _code_for_child(
    session: Session, request: SupportRequest, clause: ColumnElement[bool]
) -> str | None:
    """By the names, or by the mark that anonymised names have left."""
    found = _served_here(session, request, clause)
    marked = served_marks.codes_for_child(session, request, clause)
    return _code(found, request, _is_for_same_child) or next(marked, None)


def _code_for_household(
    session: Session, request: SupportRequest, clause: ColumnElement[bool]
) -> str | None:
    found = _served_anywhere(session, request, clause)
    marked = served_marks.codes_for_household(session, request, clause)
    return _code(found, request, _is_of_same_household) or next(marked, None)


def _in_programme(session: Session, request: SupportRequest) -> ColumnElement[bool]:
    code = session.get_one(ProgrammeRevision, request.revision_id).code
    revisions = select(ProgrammeRevision.id).where(ProgrammeRevision.code == code)
    return SupportRequest.revision_id.in_(revisions)


def _served_here(
    session: Session, request: SupportRequest, clause: ColumnElement[bool]
) -> Iterable[SupportRequest]:
    named = is_named(SupportRequest.child_key, request.child_key)
    return _served(session, request, clause, SupportRequest.unit_id == request.unit_id, named)


def _served_anywhere(
    session: Session, request: SupportRequest, clause: ColumnElement[bool]
) -> Iterable[SupportRequest]:
    named: ColumnElement[bool] = (SupportRequest.unit_id == request.unit_id) & (
        SupportRequest.head_key == request.head_key
    )
    if request.household_id is not None:
        named = or_(named, SupportRequest.household_id == request.household_id)
    return _served(session, request, clause, named)


def _served(
    session: Session, request: SupportRequest, *clauses: ColumnElement[bool]
) -> Iterable[SupportRequest]:
    query = (
        select(SupportRequest)
        .join(Delivery, Delivery.request_id == SupportRequest.id)
        .where(SupportRequest.id != request.id, Delivery.returned_on.is_(None), *clauses)
    )
    return session.scalars(query.order_by(SupportRequest.id))


def _code(
    others: Iterable[SupportRequest],
    request: SupportRequest,
    fits: Callable[[SupportRequest, SupportRequest], bool],
) -> str | None:
    return next((other.code for other in others if fits(request, other)), None)


def _is_for_same_child(request: SupportRequest, other: SupportRequest) -> bool:
    return is_same_child(_child_of(request), _child_of(other))


def _is_of_same_household(request: SupportRequest, other: SupportRequest) -> bool:
    """By the lists where they know both; else the head's name, year and hamlet must not differ."""
    if request.household_id and other.household_id:
        return request.household_id == other.household_id
    if request.unit_id != other.unit_id or request.head_key != other.head_key:
        return False
    years = {request.head_birth_year, other.head_birth_year} - {None}
    return len(years) < 2 and hamlets_agree(request.hamlet, other.hamlet) is not False


def _child_of(request: SupportRequest) -> Child:
    """The child that a request is for, with what tells it from others."""
    return Child(
        request.child_name, request.child_birth_year, request.household_id, request.head_name
    )
