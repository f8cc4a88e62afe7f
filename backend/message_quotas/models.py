"""How many messages went out by each channel in each month."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, RowId, ShortText


class ChannelMonth(Base):
    """One channel's month, by the calendar of Việt Nam. `pieces` are the platform's messages: a
    long text is several. `quota` is how many it lets out in a month, None without a limit, and
    `warned_at` the percentage at which somebody was last told."""

    __tablename__ = "channel_months"

    channel: Mapped[str] = mapped_column(ShortText, primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)  # its first day
    pieces: Mapped[int] = mapped_column(RowId)
    quota: Mapped[int | None] = mapped_column(RowId)
    warned_at: Mapped[int] = mapped_column(RowId, default=0)
