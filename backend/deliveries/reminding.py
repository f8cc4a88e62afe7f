"""Asking a family once more whether its device came."""

from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.deliveries import queries, wording
from backend.deliveries.models import DeliveryConfirmation, DeliveryId
from backend.errors import Conflict
from backend.i18n import _, day
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.support_requests.things import thing_of

PAUSE = timedelta(days=7)


def remind(session: Session, officer: Officer, delivery_id: DeliveryId) -> bool:
    """Sends the question again; False when there is nobody to tell. Raises `Conflict` within a week
    of the last time, and once the family has answered."""
    delivery, request = queries.delivery(session, officer, delivery_id)
    said = select(exists().where(DeliveryConfirmation.delivery_id == delivery.id))
    if session.scalar(said) or delivery.returned_on:
        raise Conflict(_("Gia đình vừa trả lời rồi, không cần nhắc nữa."))
    now = clock.now()
    if delivery.reminded_at and now - delivery.reminded_at < PAUSE:
        words = _("Đã nhắc ngày {day}. Mỗi tuần nhắc một lần, anh/chị gọi điện nếu cần gấp.")
        raise Conflict(words.format(day=day(clock.local(delivery.reminded_at).date())))
    told = notify(
        session, request.contact_id, wording.reminded(request, thing_of(session, request))
    )
    if told:
        delivery.reminded_at = now
    audit.record(session, "remind_delivery", delivery, by=officer, told=told)
    session.flush()
    return told
