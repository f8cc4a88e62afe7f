"""What was published about a programme: where, when, and how many it reached."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.i18n import N_, _
from backend.officers.models import OfficerId

PostId = NewType("PostId", int)


class PostChannel(StrEnum):
    """Kế hoạch 168/KH-UBND (17/11/2021), IV.2, IV.6, IV.7."""

    LOUDSPEAKER = "loudspeaker"
    WEBSITE = "website"
    FACEBOOK = "facebook"
    ZALO = "zalo"
    BROADCASTER = "broadcaster"
    MEETING = "meeting"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_CHANNELS[self])


_CHANNELS = {
    PostChannel.LOUDSPEAKER: N_("Loa truyền thanh"),
    PostChannel.WEBSITE: N_("Trang thông tin điện tử"),
    PostChannel.FACEBOOK: "Facebook",
    PostChannel.ZALO: "Zalo",
    PostChannel.BROADCASTER: N_("Đài, báo"),
    PostChannel.MEETING: N_("Họp, phát động"),
}


class Post(Base):
    """One post, broadcast or meeting. `programme` is a code, "" for several at once; `reach` counts
    people as far as anybody knows. A mistake is struck (`removed_on`), not deleted."""

    __tablename__ = "posts"
    __table_args__ = (Index("ix_posts_list", "unit_id", "posted_on", "id"),)

    id: Mapped[PostId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    programme: Mapped[str] = mapped_column(ShortText)
    campaign: Mapped[str]
    title: Mapped[str]
    channel: Mapped[PostChannel]
    link: Mapped[str]
    posted_on: Mapped[date]
    reach: Mapped[int | None]
    removed_on: Mapped[date | None]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
