"""Reading requests: an officer's within the own unit, a contact's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session

from backend import clock
from backend.audit import AuditEntry
from backend.contacts.models import ContactId
from backend.data_packages.models import DataPackage
from backend.db import RowId, locked, read_once, table
from backend.deliveries.models import Delivery, DeliveryConfirmation
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.service import programme_of
from backend.quotas.places import lacks_place
from backend.support_requests import listing
from backend.support_requests.deciding import sees
from backend.support_requests.filters import Filters
from backend.support_requests.models import (
    Decision,
    DecisionKind,
    RequestId,
    Status,
    Supplement,
    SupportRequest,
    Verification,
)
from backend.support_requests.moves import EarlierApproval, RequestTransfer
from backend.support_requests.rules import Happened, History


@read_once
def request(
    session: Session, officer: Officer, request_id: RequestId, *, lock: bool = False
) -> SupportRequest:
    """One request of the officer's unit. Raises `NotFound`, also for one of another unit."""
    query = select(SupportRequest).where(SupportRequest.id == request_id, sees(officer))
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Không có hồ sơ này trong đơn vị của anh/chị."))
    return found


def own_request(
    session: Session, contact_id: ContactId, code: str, *, lock: bool = False
) -> SupportRequest:
    """A contact's own request by its code, or the one that theirs was merged into. Somebody else's
    code is as unknown as an invented one."""
    query = select(SupportRequest).where(SupportRequest.code == code, _is_of(contact_id))
    found = session.scalar(locked(query) if lock else query)
    if found is None:
        raise NotFound(_("Em không thấy mã này trong các hồ sơ của anh/chị."))
    return found


def own_requests(session: Session, contact_id: ContactId) -> Sequence[SupportRequest]:
    """All of a contact's requests, and those that theirs were merged into, newest first."""
    newest_first = select(SupportRequest).order_by(SupportRequest.id.desc())
    return session.scalars(newest_first.where(_is_of(contact_id))).all()


def _is_of(contact_id: ContactId | BindParameter[int]) -> ColumnElement[bool]:
    merged = select(SupportRequest.merged_into_id).where(
        SupportRequest.contact_id == contact_id, SupportRequest.merged_into_id.is_not(None)
    )
    return or_(SupportRequest.contact_id == contact_id, SupportRequest.id.in_(merged))


# The numbers of a contact's own, for what asks again and again.
OWN = select(table(SupportRequest).c.id).where(_is_of(bindparam("contact_id", type_=RowId)))


def supplemented_count(session: Session, officer: Officer) -> int:
    """How many wait again because the family has answered."""
    return listing.count(session, officer, Filters(status=Status.WAITING, supplemented=True))


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


@read_once
def newest_verification(session: Session, request_id: RequestId) -> Verification | None:
    """The last look into the lists, by the service or an officer."""
    query = select(Verification).where(Verification.request_id == request_id)
    return session.scalar(query.order_by(Verification.id.desc()).limit(1))


def standing_delivery(session: Session, request_id: RequestId) -> Delivery | None:
    """What was handed over for a request and was not returned."""
    query = select(Delivery).where(Delivery.request_id == request_id)
    return session.scalar(query.where(Delivery.returned_on.is_(None)))


@dataclass(frozen=True)
class Events:
    """What happened to a request, for the history on its page and for its status."""

    decisions: Sequence[Decision]
    supplements: Sequence[Supplement]
    transfers: Sequence[RequestTransfer]
    delivery: Delivery | None
    confirmations: Sequence[DeliveryConfirmation]
    earlier: Sequence[EarlierApproval] = ()  # of an old paper


@read_once
def events(session: Session, request: SupportRequest) -> Events:
    """Everything, each kind in order."""
    delivery = standing_delivery(session, request.id)
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
        transfers=session.scalars(
            select(RequestTransfer)
            .where(RequestTransfer.request_id == request.id)
            .order_by(RequestTransfer.id)
        ).all(),
        earlier=session.scalars(
            select(EarlierApproval)
            .where(EarlierApproval.request_id == request.id)
            .order_by(EarlierApproval.id)
        ).all()
        if request.paper_on
        else (),
        delivery=delivery,
        confirmations=session.scalars(confirmations).all() if confirmations is not None else (),
    )


def history(session: Session, request: SupportRequest) -> History:
    """What the status is derived from."""
    found = events(session, request)
    # By what must have been, not by the clock, which can be set back: a family adds something
    # exactly once after each sending back, after a withdrawal comes nothing, and only what waits
    # for officers is transferred.
    added = iter(found.supplements)
    transferred = {transfer.decisions_before for transfer in found.transfers}
    happened: list[Happened] = [Happened.TRANSFER] if 0 in transferred else []
    for number, decision in enumerate(found.decisions, 1):
        happened.append(Happened(decision.kind.value))
        if decision.kind is DecisionKind.SEND_BACK and next(added, None):
            happened.append(Happened.SUPPLEMENT)
        if number in transferred:
            happened.append(Happened.TRANSFER)
    if request.withdrawn_at:
        happened.append(Happened.WITHDRAW)
    if request.merged_into_id:
        happened.append(Happened.MERGE)
    return History(
        steps=len(programme_of(session, request.revision_id).steps),
        happened=happened,
        handed_over=found.delivery is not None,
        received=found.confirmations[-1].received if found.confirmations else None,
        lacks_quota=lacks_place(session, request.id),
        passed=request.passed or 0,
    )


def who_moved_it(session: Session, request: SupportRequest) -> str:
    """The sentence for the second of two officers on one request."""
    entry, delivery, package = AuditEntry, Delivery, DataPackage
    delivery_id = select(delivery.id).where(delivery.request_id == request.id)
    package_id = select(package.id).where(package.request_id == request.id)
    last = session.execute(
        select(Officer.full_name, entry.at, entry.contact_id, entry.action)
        .outerjoin_from(entry, Officer, Officer.id == entry.officer_id)
        .where(
            or_(
                (entry.subject == request.__tablename__) & (entry.subject_id == request.id),
                (entry.subject == delivery.__tablename__) & (entry.subject_id.in_(delivery_id)),
                (entry.subject == package.__tablename__) & (entry.subject_id.in_(package_id)),
            ),
            entry.action != "show_phone",  # looked at, not moved
        )
        .order_by(AuditEntry.id.desc())
        .limit(1)
    ).first()
    name, at, contact_id, action = last or (None, request.updated_at, None, "")
    return _moved_words(name, contact_id, action).format(
        officer=name, time=f"{clock.local(at):%H:%M %d/%m/%Y}"
    )


def _moved_words(officer: str | None, contact_id: ContactId | None, action: str) -> str:
    if officer:
        return _("{officer} đã xử lý hồ sơ này lúc {time}. Anh/chị xem lại rồi quyết định.")
    if contact_id:
        return _("Gia đình vừa nhắn vào hồ sơ này lúc {time}. Anh/chị xem lại rồi quyết định.")
    if action == "place_in_quota":
        return _("Hồ sơ này vừa được xếp chỉ tiêu lúc {time}. Anh/chị xem lại rồi làm tiếp.")
    return _("Hệ thống vừa cập nhật hồ sơ này lúc {time}. Anh/chị xem lại rồi quyết định.")
