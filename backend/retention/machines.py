"""Signed sheets of hand-overs, and who had borrowed a machine."""

from collections import Counter
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from backend.deliveries.models import HandOverDay, HandOverPhoto
from backend.devices.models import Device, DeviceEvent
from backend.devices.words import Holder
from backend.retention.applying import Batch, is_said
from backend.retention.terms import DEFAULT, cutoff, longest

SHEETS, ROWS = 20, 200


def forget_sheets(session: Session) -> Batch:
    """Photos of signed sheets, which have many families on them, once every audit is over."""
    term = longest(session)
    over = select(HandOverDay.id).where(
        HandOverDay.held_on < cutoff(term.months + term.audit_months)
    )
    query = select(HandOverPhoto.id).where(HandOverPhoto.day_id.in_(over))
    found = session.scalars(query.order_by(HandOverPhoto.id).limit(SHEETS)).all()
    gone: Any = session.execute(delete(HandOverPhoto).where(HandOverPhoto.id.in_(found)))
    return Batch(+Counter({"hand_over_photos": gone.rowcount}))


def forget_borrowers(session: Session) -> Batch:
    """Who had a machine on loan, and what was noted of it, but for machines that are still out."""
    event = DeviceEvent
    out = select(Device.id).where(Device.holder == Holder.READER)
    query = select(event.id).where(
        event.on < cutoff(DEFAULT.months),
        event.device_id.not_in(out),
        or_(is_said(event.person), is_said(event.note)),
    )
    found = session.scalars(query.order_by(event.id).limit(ROWS)).all()
    done: Any = session.execute(update(event).where(event.id.in_(found)).values(person="", note=""))
    return Batch(+Counter({"device_events": done.rowcount}))
