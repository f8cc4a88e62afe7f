"""The tokens of channels whose platform changes them: a pair that is only good until the next."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, ShortText
from backend.encryption.types import Encrypted, Hashed, hash_of


class ChannelToken(Base):
    """The newest pair of one channel. A refresh token works once: whoever uses it holds the claim,
    so that no second process uses it too.

    `seeds` are the SHA-256 (hex) of the refresh tokens that the settings have ever had. One that is
    new takes over; an old one does not, so that a process that was not restarted changes nothing.
    """

    __tablename__ = "channel_tokens"

    channel: Mapped[str] = mapped_column(ShortText, primary_key=True)
    access_token: Mapped[str] = mapped_column(  # empty before the first refresh
        Encrypted("channel_tokens.access_token")
    )
    refresh_token: Mapped[str] = mapped_column(Encrypted("channel_tokens.refresh_token"))
    refresh_hash: Mapped[bytes | None] = mapped_column(
        Hashed("refresh_token"), default=hash_of("refresh_token")
    )
    renew_at: Mapped[datetime]
    expires_at: Mapped[datetime]  # of the access token
    seeds: Mapped[list[str]] = mapped_column(JSON)
    claimed_until: Mapped[datetime | None]
