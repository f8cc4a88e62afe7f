"""Who gives devices."""

from datetime import datetime
from typing import NewType

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId

DonorId = NewType("DonorId", int)


class Donor(Base):
    """A person or an organisation, as the receipt of the unit that received the gift names it."""

    __tablename__ = "donors"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)

    id: Mapped[DonorId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    name: Mapped[str]
    created_at: Mapped[datetime]
