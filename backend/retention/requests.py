"""Making a request one of nobody: what it counts for stays, whose it was goes."""

from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.tree import tree
from backend.deliveries.models import Delivery
from backend.donors.rules import grade_of
from backend.households.decisions import key_of
from backend.households.models import MatchDecision
from backend.quotas.schools import school_meant
from backend.retention.registry import NAMELESS
from backend.schools.models import School
from backend.support_requests.following import hamlet_of
from backend.support_requests.models import SupportRequest
from backend.support_requests.served_marks import ServedMark, mark_of
from backend.support_requests.verifying import claims_of


def anonymise(session: Session, request: SupportRequest, kept_until: date) -> None:
    """Empties a request in place. The unit, the programme, the class, the state and the days stay, so
    every figure does too; of hamlet and school stays the official name, of the class the grade, as
    donors are told. Where something was handed over, a mark and the household's number stay until
    the end of the audit period, so that nobody is served twice."""
    if request.anonymised_at is not None:
        return
    _forget_claims(session, request)
    given = select(Delivery.id).where(Delivery.request_id == request.id).limit(1)
    if session.scalar(given) is None:
        request.household_id = None
    elif session.get(ServedMark, request.id) is None:
        session.add(mark_of(session, request, kept_until))
    for name, value in emptied(session, request).items():
        setattr(request, name, value)
    request.anonymised_at = clock.now()
    session.flush()


def emptied(session: Session, request: SupportRequest) -> dict[str, Any]:
    """What each column of a person becomes. A key that no name has keeps it from being found."""
    nobody = f"~{request.id}"
    hamlet = hamlet_of(session, request.unit_id, request.hamlet)
    school = school_meant(session, request.unit_id, request.school) if request.school else None
    return {
        "contact_id": None,
        "head_name": NAMELESS,
        "head_key": nobody,
        "head_birth_year": None,
        "hamlet": tree(session).units[hamlet].full_name if hamlet else "",
        "child_name": NAMELESS if request.child_name else "",
        "child_key": nobody if request.child_name else "",
        "child_birth_year": None,
        "school": session.get_one(School, school).name if school else "",
        "class_name": grade_of(request.class_name),
        "lacking": None,
        "facts": [],
        "phone": "",
    }


def _forget_claims(session: Session, request: SupportRequest) -> None:
    """Deletes an officer's word on who was meant by what this request says of its head, unless
    another one that has its names says the same."""
    others = select(SupportRequest.id).where(
        SupportRequest.unit_id == request.unit_id,
        SupportRequest.head_key == request.head_key,
        SupportRequest.id != request.id,
    )
    if session.scalar(others.limit(1)) is None:
        key = key_of(request.unit_id, claims_of(request)[0])
        session.execute(delete(MatchDecision).where(MatchDecision.claim_key == key))
