"""Teachers whom an office knows: who may say what a school needs."""

from datetime import datetime
from typing import NewType

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import Base, RowId
from backend.officers.models import OfficerId

TeacherId = NewType("TeacherId", int)


class Teacher(Base):
    """A contact whom an officer confirmed as working at a school of a commune."""

    __tablename__ = "teachers"

    id: Mapped[TeacherId] = mapped_column(RowId, primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(RowId, ForeignKey("contacts.id"), index=True)
    unit_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), index=True
    )
    school: Mapped[str]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    confirmed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
