"""Households: one registry that all programmes share."""

from datetime import datetime
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId
from backend.encryption.types import Hashed
from backend.officers.models import OfficerId

HouseholdId = NewType("HouseholdId", int)


class Household(Base):
    """A household of one commune, known by its head. Its standing is not kept here: it is what the
    newest published list of the commune says. Never merged without an officer."""

    __tablename__ = "households"
    __table_args__ = (Index("ix_households_head", "unit_id", "head_key"),)

    id: Mapped[HouseholdId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    hamlet: Mapped[str]
    head_name: Mapped[str]
    head_key: Mapped[str]  # `vietnamese.compact` of the head's name
    head_birth_year: Mapped[int | None]
    created_at: Mapped[datetime]


class MatchDecision(Base):
    """An officer's word on whether what somebody said (`claim_key`, of `decisions.key_of`) means a
    household. Nobody is asked about the pair again."""

    __tablename__ = "match_decisions"

    claim_key: Mapped[bytes] = mapped_column(Hashed("claim"), primary_key=True)
    household_id: Mapped[HouseholdId] = mapped_column(
        RowId, ForeignKey("households.id"), primary_key=True, index=True
    )
    is_same: Mapped[bool]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    decided_at: Mapped[datetime]
