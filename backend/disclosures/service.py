"""Noting disclosures: what the code that discloses says of itself, and what an officer enters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import Select, insert, literal, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend import clock
from backend.db import Base, table
from backend.disclosures.models import DisclosedRequest, Disclosure
from backend.disclosures.words import Basis, ReceiverKind
from backend.officers.models import Officer
from backend.programmes.models import ProgrammeRevision
from backend.support_requests.models import RequestId, SupportRequest

Requests = Select[RequestId]


@dataclass(frozen=True)
class Given:
    """What was given to whom. `paper` is which paper of its record; `programme` is found in the
    requests where it is ""."""

    kind: ReceiverKind
    fields: Sequence[str]
    people: int
    paper: str
    purpose: str
    receiver: str = ""
    basis: Basis = Basis.DUTY
    programme: str = ""


def record(
    session: Session,
    officer: Officer,
    subject: Base,
    given: Given,
    requests: Requests | None = None,
    *,
    on: date,
) -> Disclosure:
    """Notes that data of `subject` were taken out, with the `requests` whose families they are of.
    The same officer taking the same paper of as many families for the same receiver again is the same
    disclosure on the day `on`: today, or for what never changes the day it was made. The audit trail
    has each time."""
    number: int = subject.id  # type: ignore[attr-defined]  # every record has one
    to = (given.kind, given.receiver, given.people)
    told = (subject.__tablename__, number, given.paper, officer.id, *to, on)
    made = Disclosure(
        at=clock.now(),
        officer_id=officer.id,
        unit_id=getattr(subject, "unit_id", None) or officer.unit_id,
        receiver_kind=given.kind,
        receiver=given.receiver,
        purpose=given.purpose,
        basis=given.basis,
        programme=given.programme,
        subject=subject.__tablename__,
        subject_id=number,
        paper=given.paper,
        people=given.people,
        fields=", ".join(given.fields),
        once=sha256("|".join(map(str, told)).encode()).hexdigest(),
    )
    return keep_once(session, made, requests)


def keep_once(session: Session, made: Disclosure, requests: Requests | None) -> Disclosure:
    """Adds a row and its requests; of two that are the same, at whatever moment, only the first."""
    same = select(Disclosure).where(Disclosure.once == made.once)
    if already := session.scalar(same):
        return already
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
    except IntegrityError:  # a double click, of which the other half was faster
        return session.scalars(same).one()
    if requests is not None:
        _join(session, made, requests)
    return made


def _join(session: Session, made: Disclosure, requests: Requests) -> None:
    chosen = requests.distinct().subquery()
    rows = select(literal(made.id), chosen.c[0])
    session.execute(
        insert(table(DisclosedRequest)).from_select(["disclosure_id", "request_id"], rows)
    )
    if made.programme:
        return
    codes = (
        select(ProgrammeRevision.code)
        .join(SupportRequest, SupportRequest.revision_id == ProgrammeRevision.id)
        .join(DisclosedRequest, DisclosedRequest.request_id == SupportRequest.id)
        .where(DisclosedRequest.disclosure_id == made.id)
        .distinct()
        .limit(2)
    )
    found = session.scalars(codes).all()
    made.programme = found[0] if len(found) == 1 else ""
