"""Questions that people put to an officer in chat, and the officer's answers."""

from datetime import datetime
from typing import NewType

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import Base, RowId
from backend.officers.models import OfficerId

EnquiryId = NewType("EnquiryId", int)


class Enquiry(Base):
    """One question to the office of `unit_id`, answered at most once; a follow-up is a new one."""

    __tablename__ = "enquiries"

    id: Mapped[EnquiryId] = mapped_column(RowId, primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(RowId, ForeignKey("contacts.id"), index=True)
    unit_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), index=True
    )
    text: Mapped[str]
    created_at: Mapped[datetime]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
