"""Reading deliveries."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.deliveries.models import Delivery, Device
from backend.officers.models import Officer


def usual_model(session: Session, officer: Officer) -> str:
    """The model that this officer handed over last; machines come in batches. "" at first."""
    query = (
        select(Device.model)
        .join(Delivery, Delivery.device_id == Device.id)
        .where(Delivery.officer_id == officer.id)
    )
    return session.scalar(query.order_by(Delivery.id.desc()).limit(1)) or ""
