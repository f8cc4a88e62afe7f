"""Keeps what the queue is read from in step with the requests.

Whoever adds or changes a request, a look into the lists, a decision, a supplement, a delivery or a data
package through a session need not think of it: when the session has written them, it writes these rows
too, in the same transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import delete, event, insert, or_, select, update
from sqlalchemy.orm import Session, UOWTransaction

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.administrative_units.tree import tree
from backend.data_packages.models import DataPackage
from backend.data_packages.order_models import IS_OPEN, PackageOrderLine
from backend.db import ring_of, table
from backend.deliveries.models import Delivery
from backend.households.hamlets import hamlets_agree
from backend.programmes.models import ProgrammeRevision
from backend.support_requests import queries
from backend.support_requests.course import course_of
from backend.support_requests.models import (
    GIVEN,
    Decision,
    Relation,
    RequestId,
    Status,
    Supplement,
    SupportRequest,
    Verification,
)
from backend.support_requests.queue_models import Entered, QueueEntry, RequestText, RequestWord
from backend.support_requests.words import Hide, phone_words, words_of

CHANGED, HELD = "changed_requests", "following_held"  # in a session's own notes
_entries, _texts, _words = table(QueueEntry), table(RequestText), table(RequestWord)


@event.listens_for(Session, "after_flush")
def _remember(session: Session, _flush: UOWTransaction) -> None:
    """Notes which requests were just written, or have something new."""
    changed: set[RequestId] = session.info.setdefault(CHANGED, set())
    for one in (*session.new, *session.dirty):
        if isinstance(one, SupportRequest):
            changed.add(one.id)
        elif isinstance(one, Verification | Decision | Supplement | Delivery):
            changed.add(one.request_id)
    # An answer of the operator changes nothing here: five hundred come at a time.
    for one in (*session.new, *session.deleted):
        if isinstance(one, DataPackage | PackageOrderLine):
            changed.add(one.request_id)


@event.listens_for(Session, "after_flush_postexec")
def _follow(session: Session, _flush: UOWTransaction) -> None:
    if HELD not in session.info:
        _follow_all(session)


@contextmanager
def held(session: Session) -> Iterator[None]:
    """Follows only at the end what is written piece by piece inside: half the cost of a new request."""
    if HELD in session.info:  # the outer one follows
        yield
        return
    session.info[HELD] = True
    try:
        yield
    except BaseException:
        session.info.pop(CHANGED, None)  # what is undone is not there to be followed
        raise
    finally:
        session.info.pop(HELD)
    session.flush()
    _follow_all(session)


def _follow_all(session: Session) -> None:
    for request_id in session.info.pop(CHANGED, ()):
        follow(session, session.get_one(SupportRequest, request_id))


def follow(session: Session, request: SupportRequest) -> None:
    """Writes the rows of one request anew."""
    path = places_of(session, request)
    words = words_of_request(request, ring_of(session).word)
    known = session.execute(select(_texts).where(_texts.c.request_id == request.id)).first()
    if known is None or (known.path, known.words, known.unit_id) != (path, words, request.unit_id):
        if known:
            _forget(session, request.id, known.unit_id, known.words)
        _write_places(session, request, path, words)
        return
    values = _columns(session, request)
    session.execute(update(_entries).where(_entries.c.request_id == request.id).values(values))


def places_of(session: Session, request: SupportRequest) -> str:
    """The request's units from the root to the commune, and the hamlet where exactly one is meant."""
    commune = session.get_one(AdministrativeUnit, request.unit_id)
    hamlet = hamlet_of(session, request.unit_id, request.hamlet)
    return f"{commune.path}{hamlet}/" if hamlet else commune.path


def hamlet_of(session: Session, unit_id: UnitId, written: str) -> UnitId | None:
    """The hamlet that a family means; None when there is none, or more than one, of that name."""
    there = tree(session).hamlets(unit_id, date.max)
    found = [place.id for place in there if hamlets_agree(place.full_name, written)]
    return found[0] if len(found) == 1 else None


def words_of_request(request: SupportRequest, hide: Hide) -> str:
    """All words of a request in one text, each after a space."""
    names = (request.child_name, request.head_name)
    words = words_of(request.code, names, request.school, request.hamlet)
    words |= phone_words(request.phone, hide)
    return "".join(f" {word}" for word in sorted(words))


def unit_ids(path: str) -> list[UnitId]:
    """The units of a path: "/1/12/" are 1 and 12."""
    return [UnitId(int(number)) for number in path.split("/") if number]


def _forget(session: Session, request_id: RequestId, unit_id: UnitId, words: str) -> None:
    session.execute(
        delete(_words).where(
            _words.c.unit_id == unit_id,
            _words.c.word.in_(words.split()),
            _words.c.request_id == request_id,
        )
    )
    session.execute(delete(_entries).where(_entries.c.request_id == request_id))
    session.execute(delete(_texts).where(_texts.c.request_id == request_id))


def _write_places(session: Session, request: SupportRequest, path: str, words: str) -> None:
    own = {"request_id": request.id, "unit_id": request.unit_id}
    columns = {**_columns(session, request), "request_id": request.id}
    session.execute(insert(_texts), {**own, "path": path, "words": words})
    session.execute(insert(_words), [{**own, "word": word} for word in words.split()])
    session.execute(insert(_entries), [{**columns, "unit_id": unit} for unit in unit_ids(path)])


def _columns(session: Session, request: SupportRequest) -> dict[str, Any]:
    """What one filters by."""
    seen = queries.newest_verification(session, request.id)
    waits = request.status is Status.WAITING
    given = queries.standing_delivery(session, request.id) if request.status in GIVEN else None
    supplements = select(Supplement.id).where(Supplement.request_id == request.id).limit(1)
    return {
        "status": request.status,
        "programme": session.get_one(ProgrammeRevision, request.revision_id).code,
        "circumstance": request.circumstance,
        "verdict": seen.verdict if seen else "",
        "entered": entered_by(request),
        "due_on": course_of(session, request).due if waits else None,
        "supplemented": session.scalar(supplements) is not None,
        "sent_on": clock.local(request.created_at).date(),
        "handed_over_on": given.handed_over_on if given else None,
        "revision_id": request.revision_id,
        "step": request.step,
        "has_package": request.status in GIVEN and _has_package(session, request.id),
    }


def _has_package(session: Session, request_id: RequestId) -> bool:
    line = select(PackageOrderLine.id).where(PackageOrderLine.request_id == request_id, IS_OPEN)
    package = select(DataPackage.id).where(DataPackage.request_id == request_id)
    return bool(session.scalar(select(or_(package.exists(), line.exists()))))


def entered_by(request: SupportRequest) -> Entered:
    """Through whom it came in."""
    if request.created_by_id:
        return Entered.OFFICER
    return Entered.TEACHER if request.relation is Relation.TEACHER else Entered.FAMILY
