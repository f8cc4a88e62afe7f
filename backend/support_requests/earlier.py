"""What the child and the household of a request were given before, and through which other request.

Found by the household where lists know it, else by the names of the commune: a family that stands on
no list is no less itself. Who was anonymised meanwhile is known by the mark that was left.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from backend.deliveries.models import Delivery
from backend.households.hamlets import hamlets_agree
from backend.households.keys import is_named
from backend.programmes.service import programme_of
from backend.support_requests import served_marks
from backend.support_requests.models import SupportRequest
from backend.support_requests.rules import Child, is_same_child
from backend.support_requests.served_marks import Given


@dataclass(frozen=True)
class Earlier:
    """Codes of other requests, None where there is none: the one through which there is a device, in
    whichever programme, and the one through which the same programme gave anything."""

    device: str | None
    same_programme: str | None


def of_child(session: Session, request: SupportRequest) -> Earlier:
    """What the same child has through other requests of the commune, whoever asked: the mother may
    have, and now the teacher does. By the names, or by the mark that anonymised names have left."""
    named = is_named(SupportRequest.child_key, request.child_key)
    given = _given(session, request, SupportRequest.unit_id == request.unit_id, named)
    found = (each for each in given if _is_for_same_child(request, each.request))
    return _earlier(session, request, chain(found, served_marks.of_child(session, request)))


def of_household(session: Session, request: SupportRequest) -> Earlier:
    """What the household has through other requests, for whichever child. By law a household with a
    device of the earlier programmes is not given one of the public telecommunications service
    (TT 14/2022/TT-BTTTT)."""
    named: ColumnElement[bool] = (SupportRequest.unit_id == request.unit_id) & (
        SupportRequest.head_key == request.head_key
    )
    if request.household_id is not None:
        named = or_(named, SupportRequest.household_id == request.household_id)
    given = _given(session, request, named)
    found = (each for each in given if _is_of_same_household(request, each.request))
    return _earlier(session, request, chain(found, served_marks.of_household(session, request)))


def _given(
    session: Session, request: SupportRequest, *clauses: ColumnElement[bool]
) -> Iterator[Given]:
    query = (
        select(SupportRequest, Delivery)
        .join(Delivery, Delivery.request_id == SupportRequest.id)
        .where(SupportRequest.id != request.id, Delivery.returned_on.is_(None), *clauses)
    )
    return (Given(*row) for row in session.execute(query.order_by(SupportRequest.id)))


def _earlier(session: Session, request: SupportRequest, given: Iterable[Given]) -> Earlier:
    device = same_programme = None
    programme = programme_of(session, request.revision_id).code
    for other, delivery in given:
        if delivery.device_id is not None:
            device = device or other.code
        if programme_of(session, other.revision_id).code == programme:
            same_programme = same_programme or other.code
    return Earlier(device, same_programme)


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
