"""What the channels may still send this month."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.message_quotas.models import ChannelMonth
from backend.message_quotas.service import this_month


def remaining(session: Session) -> dict[str, int | None]:
    """How many messages are left, by channel; None without a limit."""
    months = session.scalars(select(ChannelMonth).where(ChannelMonth.month == this_month()))
    return {
        month.channel: None if month.quota is None else max(month.quota - month.pieces, 0)
        for month in months
    }
