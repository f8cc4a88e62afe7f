"""Reading deliveries: the minutes of a day, and families that have not answered yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.db import locked
from backend.deliveries import day_queries
from backend.deliveries.contents import given_words
from backend.deliveries.day_queries import Listed
from backend.deliveries.models import DayId, Delivery, DeliveryConfirmation, DeliveryId
from backend.devices.models import Device
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.service import programme_of
from backend.support_requests.models import SupportRequest

PAGE = 40
ANSWER_WITHIN_DAYS = 3


@dataclass(frozen=True)
class MinutesRow:
    """One device on the minutes. `device` is its model; what is not known yet is ""."""

    number: int
    code: str
    programme: str
    child: str
    head: str
    hamlet: str
    school: str
    class_name: str
    device: str
    serial: str
    receiver: str
    relation: str


@dataclass(frozen=True)
class HandOverMinutes:
    """What the minutes of a day say. `programme` names all that the requests belong to, `people` who
    hands over; `rows` are the devices that changed hands, or, before the day is closed, that are to."""

    unit: str
    programme: str
    place: str
    date: date
    starts_at: str
    people: tuple[str, ...]
    rows: tuple[MinutesRow, ...]
    closed: bool


def usual_model(session: Session, officer: Officer) -> str:
    """The model that this officer handed over last; machines come in batches. "" at first."""
    query = (
        select(Device.model)
        .join(Delivery, Delivery.device_id == Device.id)
        .where(Delivery.officer_id == officer.id)
    )
    return session.scalar(query.order_by(Delivery.id.desc()).limit(1)) or ""


def minutes_of(session: Session, officer: Officer, session_id: DayId) -> HandOverMinutes:
    """The minutes of a day of handing over. Raises `NotFound`, also for another unit's."""
    planned = day_queries.planned_day(session, officer, session_id)
    closed = planned.state == "closed"
    lines = day_queries.listed(session, officer, session_id)
    counted = [line for line in lines if line.row.delivery_id or not closed]
    revisions = dict.fromkeys(line.request.revision_id for line in counted)
    return HandOverMinutes(
        unit=day_queries.unit_of(session, officer, planned).full_name,
        programme="; ".join(programme_of(session, revision).name for revision in revisions),
        place=planned.place,
        date=planned.held_on,
        starts_at=planned.starts_at,
        people=tuple(name.strip() for name in planned.giver.split(";") if name.strip()),
        rows=tuple(
            MinutesRow(
                number=number,
                code=line.request.code,
                programme=programme_of(session, line.request.revision_id).name,
                child=line.request.recipient,
                head=line.request.head_name,
                hamlet=line.request.hamlet,
                school=line.request.school,
                class_name=line.request.class_name,
                device=line.device.model if line.device else _given(line),
                serial=line.device.serial if line.device else "",
                receiver=line.row.receiver_name,
                relation=line.row.receiver_relation,
            )
            for number, line in enumerate(counted, start=1)
        ),
        closed=closed,
    )


def _given(line: Listed) -> str:
    """Things and money in words; "" for a machine that is not known yet."""
    return "" if line.needs_device else given_words(line.grant)


def unanswered(
    session: Session,
    officer: Officer,
    within_days: int = ANSWER_WITHIN_DAYS,
    after: DeliveryId | None = None,
) -> Sequence[tuple[Delivery, SupportRequest]]:
    """Hand-overs of `within_days` ago or earlier on which the family has not said a word, the oldest
    first: at most a page and one more."""
    query = (
        select(Delivery, SupportRequest)
        .join(SupportRequest, SupportRequest.id == Delivery.request_id)
        .where(
            scope.within(officer, SupportRequest.unit_id),
            SupportRequest.status == "handed_over",
            Delivery.returned_on.is_(None),
            Delivery.handed_over_on <= clock.today() - timedelta(days=within_days),
            ~exists().where(DeliveryConfirmation.delivery_id == Delivery.id),
        )
    )
    if after:
        query = query.where(Delivery.id > after)
    found = session.execute(query.order_by(Delivery.id).limit(PAGE + 1))
    return [(delivery, request) for delivery, request in found]


def delivery(
    session: Session, officer: Officer, delivery_id: DeliveryId
) -> tuple[Delivery, SupportRequest]:
    """One hand-over, locked, with its request. Raises `NotFound`, also for another unit's."""
    query = (
        select(Delivery)
        .join(SupportRequest, SupportRequest.id == Delivery.request_id)
        .where(Delivery.id == delivery_id, scope.within(officer, SupportRequest.unit_id))
    )
    found = session.scalar(locked(query))
    if found is None:
        raise NotFound(_("Không có lần bàn giao này trong đơn vị của anh/chị."))
    return found, session.get_one(SupportRequest, found.request_id)


def request_of(session: Session, officer: Officer, device: Device) -> SupportRequest | None:
    """The request through which a family has a device now."""
    query = (
        select(SupportRequest)
        .join(Delivery, Delivery.request_id == SupportRequest.id)
        .where(
            Delivery.device_id == device.id,
            Delivery.returned_on.is_(None),
            scope.within(officer, SupportRequest.unit_id),
        )
    )
    return session.scalar(query)
