"""Poverty lists: a draft that an officer looks at, and published versions that never change."""

from datetime import date, datetime
from typing import Any, NewType

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.households.models import HouseholdId
from backend.officers.models import OfficerId
from backend.poverty_lists.draft import BirthPrecision, Standing

DraftId = NewType("DraftId", int)
ListId = NewType("ListId", int)
EntryId = NewType("EntryId", int)


class PovertyListDraft(Base):
    """An uploaded file as it was read, waiting for an officer to publish or drop it."""

    __tablename__ = "poverty_list_drafts"

    id: Mapped[DraftId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)  # draft.ListDraft.to_json
    created_at: Mapped[datetime]


class PovertyList(Base):
    """A published version: one commune, one date, one standard. The newest one counts."""

    __tablename__ = "poverty_lists"
    __table_args__ = (Index("ix_poverty_lists_newest", "unit_id", "id"),)

    id: Mapped[ListId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    year: Mapped[int]
    standard: Mapped[str] = mapped_column(ShortText)
    title: Mapped[str]
    decision_number: Mapped[str | None]
    decision_date: Mapped[date | None]
    file_name: Mapped[str]
    file_hash: Mapped[str] = mapped_column(ShortText)
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    published_at: Mapped[datetime]


class PovertyListEntry(Base):
    """One household as one version of the list has it, with where in the file it stood."""

    __tablename__ = "poverty_list_entries"
    __table_args__ = (Index("ix_poverty_list_entries_head", "list_id", "head_key"),)

    id: Mapped[EntryId] = mapped_column(RowId, primary_key=True)
    list_id: Mapped[ListId] = mapped_column(RowId, ForeignKey("poverty_lists.id"))
    household_id: Mapped[HouseholdId] = mapped_column(
        RowId, ForeignKey("households.id"), index=True
    )
    sheet: Mapped[str]
    row: Mapped[int]
    head_name: Mapped[str]
    head_key: Mapped[str]  # `vietnamese.compact`: a filter for the search, never a proof
    birth_raw: Mapped[str]
    birth_date: Mapped[date | None]
    birth_year: Mapped[int | None]
    birth_precision: Mapped[BirthPrecision | None]
    sex: Mapped[str | None] = mapped_column(ShortText)
    citizen_id: Mapped[str | None] = mapped_column(ShortText)
    ethnicity: Mapped[str]
    hamlet: Mapped[str]
    member_count: Mapped[int | None]
    standing: Mapped[Standing]
    income_points: Mapped[int | None]
    deprivation_points: Mapped[int | None]
    deprivations: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str]
    raw: Mapped[dict[str, str]] = mapped_column(JSON)
