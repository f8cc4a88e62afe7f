"""Reading requests: an officer's within the own unit, a contact's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.audit import AuditEntry
from backend.contacts.models import ContactId
from backend.data_packages.models import DataPackage
from backend.db import locked
from backend.deliveries.models import Delivery, DeliveryConfirmation
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.service import programme_of
from backend.support_requests.models import (
    Decision,
    DecisionKind,
    RequestId,
    Status,
    Supplement,
    SupportRequest,
    Verification,
)
from backend.support_requests.rules import Child, Happened, History, is_same_child
from backend.vietnamese import compact

PAGE = 50


def request(
    session: Session, officer: Officer, request_id: RequestId, *, lock: bool = False
) -> SupportRequest:
    """One request of the officer's unit. Raises `NotFound`, also for one of another unit."""
    query = select(SupportRequest).where(
        SupportRequest.id == request_id, scope.within(officer, SupportRequest.unit_id)
    )
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có hồ sơ này trong đơn vị của anh/chị."))
    return found


def own_request(
    session: Session, contact_id: ContactId, code: str, *, lock: bool = False
) -> SupportRequest:
    """A contact's own request by its code. Somebody else's code is as unknown as an invented one."""
    query = select(SupportRequest).where(
        SupportRequest.code == code, SupportRequest.contact_id == contact_id
    )
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Em không thấy mã này trong các hồ sơ của anh/chị."))
    return found


def own_requests(session: Session, contact_id: ContactId) -> Sequence[SupportRequest]:
    """All of a contact's requests, newest first."""
    query = (
        select(SupportRequest)
        .where(SupportRequest.contact_id == contact_id)
        .order_by(SupportRequest.id.desc())
    )
    return session.scalars(query).all()


def queue(
    session: Session,
    officer: Officer,
    status: Status | None,
    before: RequestId | None = None,
    *,
    supplemented: bool = False,
    limit: int = PAGE,
) -> Sequence[SupportRequest]:
    """One page of the officer's requests: waiting ones oldest first, all others newest first.
    `before` is the last id of the page before; `supplemented` keeps only those to which the family
    has added something."""
    query = select(SupportRequest).where(scope.within(officer, SupportRequest.unit_id))
    oldest_first = status is Status.WAITING
    if status:
        query = query.where(SupportRequest.status == status)
    if before:
        beyond = SupportRequest.id > before if oldest_first else SupportRequest.id < before
        query = query.where(beyond)
    if supplemented:
        query = query.where(_is_supplemented())
    order = SupportRequest.id.asc() if oldest_first else SupportRequest.id.desc()
    return session.scalars(query.order_by(order).limit(limit)).all()


def by_text(session: Session, officer: Officer, text: str) -> Sequence[SupportRequest]:
    """Requests whose code, child, head of household or telephone contains the text, newest first.
    Names agree without marks. Every request of the unit is looked at: a commune has hundreds."""
    wanted, request = compact(text), SupportRequest
    if not wanted:
        return ()
    rows = session.execute(
        select(request.id, request.code, request.child_name, request.head_name, request.phone)
        .where(scope.within(officer, request.unit_id))
        .order_by(request.id.desc())
    )
    ids = [id_ for id_, *texts in rows if any(wanted in compact(text) for text in texts)][:PAGE]
    found = select(request).where(request.id.in_(ids)).order_by(request.id.desc())
    return session.scalars(found).all()


def status_counts(session: Session, officer: Officer) -> dict[Status, int]:
    """How many of the officer's requests stand where; a status without any is missing."""
    query = (
        select(SupportRequest.status, func.count())
        .where(scope.within(officer, SupportRequest.unit_id))
        .group_by(SupportRequest.status)
    )
    return {status: count for status, count in session.execute(query)}


def supplemented_count(session: Session, officer: Officer) -> int:
    """How many wait again because the family has answered."""
    query = select(func.count()).where(
        scope.within(officer, SupportRequest.unit_id),
        SupportRequest.status == Status.WAITING,
        _is_supplemented(),
    )
    return session.scalar(query) or 0


def _is_supplemented() -> ColumnElement[bool]:
    return exists().where(Supplement.request_id == SupportRequest.id)


def newest_verifications(
    session: Session, request_ids: Sequence[RequestId]
) -> dict[RequestId, Verification]:
    """The last look into the lists of each of these requests."""
    newest = (
        select(func.max(Verification.id))
        .where(Verification.request_id.in_(request_ids))
        .group_by(Verification.request_id)
    )
    found = session.scalars(select(Verification).where(Verification.id.in_(newest)))
    return {verification.request_id: verification for verification in found}


def newest_verification(session: Session, request_id: RequestId) -> Verification | None:
    """The last look into the lists, by the service or an officer."""
    query = select(Verification).where(Verification.request_id == request_id)
    return session.scalar(query.order_by(Verification.id.desc()).limit(1))


def served_by(session: Session, request: SupportRequest) -> str | None:
    """The code of another request of the commune through which the same child has a device, whoever
    asked: the mother may have, and now the teacher does."""
    others = session.scalars(
        select(SupportRequest)
        .join(Delivery, Delivery.request_id == SupportRequest.id)
        .where(SupportRequest.unit_id == request.unit_id, SupportRequest.id != request.id)
        .order_by(SupportRequest.id)
    )
    child = _child_of(request)
    return next((other.code for other in others if is_same_child(child, _child_of(other))), None)


def _child_of(request: SupportRequest) -> Child:
    """The child that a request is for, with what tells it from others."""
    return Child(
        request.child_name, request.child_birth_year, request.household_id, request.head_name
    )


@dataclass(frozen=True)
class Events:
    """What happened to a request, for the history on its page and for its status."""

    decisions: Sequence[Decision]
    supplements: Sequence[Supplement]
    delivery: Delivery | None
    confirmations: Sequence[DeliveryConfirmation]


def events(session: Session, request: SupportRequest) -> Events:
    """Everything, each kind in order."""
    delivery = session.scalar(select(Delivery).where(Delivery.request_id == request.id))
    confirmations = (
        select(DeliveryConfirmation)
        .where(DeliveryConfirmation.delivery_id == delivery.id)
        .order_by(DeliveryConfirmation.id)
        if delivery
        else None
    )
    return Events(
        decisions=session.scalars(
            select(Decision).where(Decision.request_id == request.id).order_by(Decision.id)
        ).all(),
        supplements=session.scalars(
            select(Supplement).where(Supplement.request_id == request.id).order_by(Supplement.id)
        ).all(),
        delivery=delivery,
        confirmations=session.scalars(confirmations).all() if confirmations is not None else (),
    )


def history(session: Session, request: SupportRequest) -> History:
    """What the status is derived from."""
    found = events(session, request)
    # By what must have been, not by the clock, which can be set back: a family adds something
    # exactly once after each sending back, and after a withdrawal comes nothing.
    added = iter(found.supplements)
    happened: list[Happened] = []
    for decision in found.decisions:
        happened.append(Happened(decision.kind.value))
        if decision.kind is DecisionKind.SEND_BACK and next(added, None):
            happened.append(Happened.SUPPLEMENT)
    if request.withdrawn_at:
        happened.append(Happened.WITHDRAW)
    return History(
        steps=len(programme_of(session, request.revision_id).steps),
        happened=happened,
        handed_over=found.delivery is not None,
        received=found.confirmations[-1].received if found.confirmations else None,
    )


def who_moved_it(session: Session, request: SupportRequest) -> str:
    """The sentence for the second of two officers on one request."""
    entry, delivery, package = AuditEntry, Delivery, DataPackage
    delivery_id = select(delivery.id).where(delivery.request_id == request.id).scalar_subquery()
    package_id = select(package.id).where(package.request_id == request.id).scalar_subquery()
    last = session.execute(
        select(Officer.full_name, entry.at)
        .outerjoin_from(entry, Officer, Officer.id == entry.officer_id)
        .where(
            or_(
                (entry.subject == request.__tablename__) & (entry.subject_id == request.id),
                (entry.subject == delivery.__tablename__) & (entry.subject_id == delivery_id),
                (entry.subject == package.__tablename__) & (entry.subject_id == package_id),
            ),
            entry.action != "show_phone",  # looked at, not moved
        )
        .order_by(AuditEntry.id.desc())
        .limit(1)
    ).first()
    name, at = last or (None, request.updated_at)
    words = _("Gia đình vừa nhắn vào hồ sơ này lúc {time}. Anh/chị xem lại rồi quyết định.")
    if name:
        words = _("{officer} đã xử lý hồ sơ này lúc {time}. Anh/chị xem lại rồi quyết định.")
    return words.format(officer=name, time=f"{clock.local(at):%H:%M %d/%m/%Y}")
