"""The tokens of channels whose platform changes them: a pair that is only good until the next."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, ShortText


class ChannelToken(Base):
    """The newest pair of one channel. A refresh token works once: whoever uses it holds the claim,
    so that no second process uses it too.

    `seeds` are the SHA-256 (hex) of the refresh tokens that the settings have ever had. One that is
    new takes over; an old one does not, so that a process that was not restarted changes nothing.
    """

    __tablename__ = "channel_tokens"

    channel: Mapped[str] = mapped_column(ShortText, primary_key=True)
    access_token: Mapped[str]  # empty before the first refresh
    refresh_token: Mapped[str]
    renew_at: Mapped[datetime]
    expires_at: Mapped[datetime]  # of the access token
    seeds: Mapped[list[str]] = mapped_column(JSON)
    claimed_until: Mapped[datetime | None]
