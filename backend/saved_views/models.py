"""Views of the queue that officers have named for themselves."""

from datetime import datetime
from typing import NewType

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, RowId
from backend.officers.models import OfficerId

SavedViewId = NewType("SavedViewId", int)


class SavedView(Base):
    """One officer's name for some filters. `query` is that of `support_requests.filters.Filters`."""

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("officer_id", "query"),)

    id: Mapped[SavedViewId] = mapped_column(RowId, primary_key=True)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    name: Mapped[str]
    query: Mapped[str]
    created_at: Mapped[datetime]
