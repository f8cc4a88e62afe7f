"""Poverty lists: what a file held, and since when, and until when, it counts.

The rows of a file are written once, when it is read, and never change. What changes is only what
they mean: a list is a draft, then published, maybe undone; and a row counts from the publication of
its own list until another list ends it (`ended_by_id`). So a version can be undone, and a figure of
last month still opens to its rows.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import SENSITIVE, Base, RowId, ShortText
from backend.encryption.types import (
    Encrypted,
    EncryptedBytes,
    EncryptedJson,
    Hashed,
    hash_of,
)
from backend.households.models import HouseholdId
from backend.i18n import N_, _
from backend.jobs.models import JobId
from backend.officers.models import OfficerId
from backend.poverty_lists.draft import BirthPrecision, Standing

ListId = NewType("ListId", int)
EntryId = NewType("EntryId", int)

_CURRENT = text("ended_by_id IS NULL")
CURRENT: dict[str, Any] = {"sqlite_where": _CURRENT, "postgresql_where": _CURRENT}


def _set(column: str) -> dict[str, Any]:
    """For an index of the rows in which a column says something."""
    clause = text(f"{column} IS NOT NULL")
    return {"sqlite_where": clause, "postgresql_where": clause}


class ListKind(StrEnum):
    """What publishing a list does to the rows that counted before."""

    YEAR = "year"  # replaces every row of its communes
    CHANGES = "changes"  # replaces the rows of the households that it holds, and no other
    PUPILS = "pupils"  # a school's own list: says who goes to which class, never who is poor

    @property
    def label(self) -> str:
        """As officers call it."""
        return _(_KINDS[self])


_KINDS = {
    ListKind.YEAR: N_("Danh sách cả năm"),
    ListKind.CHANGES: N_("Bổ sung, biến động trong năm"),
    ListKind.PUPILS: N_("Danh sách học sinh của trường"),
}


class ListState(StrEnum):
    """How far a list is."""

    READING = "reading"
    FAILED = "failed"  # `sentence` says why
    DRAFT = "draft"
    PUBLISHED = "published"
    UNDONE = "undone"


class Change(StrEnum):
    """What became of a household since the version before."""

    ENTERED = "entered"
    SAME = "same"
    STANDING = "standing"  # poor to near-poor, or the other way, or left
    MOVED = "moved"  # another hamlet
    CORRECTED = "corrected"  # the name, the birth or the number is written otherwise


class PovertyList(Base):
    """One file of one unit: a draft, or a version with its decision. `facts` is the `ListDraft`
    without its rows and problems, `choices` what the officer changed in how it is read."""

    __tablename__ = "poverty_lists"
    __table_args__ = (Index("ix_poverty_lists_newest", "unit_id", "id"),)

    id: Mapped[ListId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    kind: Mapped[ListKind]
    state: Mapped[ListState]
    year: Mapped[int]
    month: Mapped[int | None]
    standard: Mapped[str] = mapped_column(ShortText)
    title: Mapped[str]
    decision_number: Mapped[str | None]
    decision_date: Mapped[date | None]
    file_name: Mapped[str]
    file_hash: Mapped[str] = mapped_column(ShortText)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)
    layout: Mapped[str] = mapped_column(ShortText, default="")  # `layouts.layout_of` the file
    compared: Mapped[str] = mapped_column(ShortText, default="")  # `comparing.stamp` of back then
    sentence: Mapped[str]  # why it could not be read
    job_id: Mapped[JobId | None] = mapped_column(RowId, ForeignKey("jobs.id"))  # its last reading
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))


class PovertyListFile(Base):
    """The file as it came: the officer gets it back with the bad cells marked."""

    __tablename__ = "poverty_list_files"

    list_id: Mapped[ListId] = mapped_column(
        RowId, ForeignKey("poverty_lists.id", ondelete="CASCADE"), primary_key=True
    )
    content: Mapped[bytes] = mapped_column(EncryptedBytes("poverty_list_files.content"))


class ListLayout(Base):
    """How a unit's officer had files of one layout read, for the next file of that layout."""

    __tablename__ = "list_layouts"

    unit_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), primary_key=True
    )
    layout: Mapped[str] = mapped_column(ShortText, primary_key=True)
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)


class PovertyListProblem(Base):
    """What is wrong with a row of the file; `draft.Problem` tells the columns."""

    __tablename__ = "poverty_list_problems"
    __table_args__ = (Index("ix_poverty_list_problems_list", "list_id", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    list_id: Mapped[ListId] = mapped_column(
        RowId, ForeignKey("poverty_lists.id", ondelete="CASCADE")
    )
    sheet: Mapped[str]
    row: Mapped[int]
    column: Mapped[str]
    column_number: Mapped[int]
    kind: Mapped[str] = mapped_column(ShortText)
    sentence: Mapped[str]
    refused: Mapped[bool]


class PovertyListEntry(Base):
    """One household as one list has it, with where in the file it stood.

    `commune` is the (maybe old) commune as written, which tells hamlets of one name apart.
    `household_id` is set once the service deals with the family. `previous_id` is the same
    household in the version before, and `change` what became of it since.
    """

    __tablename__ = "poverty_list_entries"
    __table_args__ = (
        Index("ix_poverty_list_entries_list", "list_id", "id"),
        # The search looks at the rows of a commune and year, or of a year and given name. Rows of
        # old versions leave these indexes.
        Index("ix_poverty_list_entries_block", "unit_id", "birth_year", **CURRENT),
        Index("ix_poverty_list_entries_given", "birth_year", "given_key", "head_key", **CURRENT),
        # Empty in a row that is new, which then need not enter them.
        Index("ix_poverty_list_entries_household_id", "household_id", **_set("household_id")),
        Index("ix_poverty_list_entries_previous_id", "previous_id", **_set("previous_id")),
        Index("ix_poverty_list_entries_ended_by_id", "ended_by_id", **_set("ended_by_id")),
    )

    id: Mapped[EntryId] = mapped_column(RowId, primary_key=True)
    list_id: Mapped[ListId] = mapped_column(RowId, ForeignKey("poverty_lists.id"))
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    household_id: Mapped[HouseholdId | None] = mapped_column(RowId, ForeignKey("households.id"))
    previous_id: Mapped[EntryId | None] = mapped_column(
        RowId, ForeignKey("poverty_list_entries.id")
    )
    change: Mapped[Change | None]
    ended_by_id: Mapped[ListId | None] = mapped_column(RowId, ForeignKey("poverty_lists.id"))
    sheet: Mapped[str]
    row: Mapped[int]
    head_name: Mapped[str]
    head_key: Mapped[str]  # `vietnamese.compact`: a filter for the search, never a proof
    given_key: Mapped[str] = mapped_column(default="")  # the last word of it
    birth_raw: Mapped[str]
    birth_date: Mapped[date | None]
    birth_year: Mapped[int | None]
    birth_precision: Mapped[BirthPrecision | None]
    sex: Mapped[str | None] = mapped_column(ShortText)
    citizen_id: Mapped[str | None] = mapped_column(Encrypted("poverty_list_entries.citizen_id"))
    citizen_hash: Mapped[bytes | None] = mapped_column(
        Hashed("citizen_id"), default=hash_of("citizen_id"), index=True
    )
    citizen_id_raw: Mapped[str] = mapped_column(Encrypted("poverty_list_entries.citizen_id_raw"))
    ethnicity: Mapped[str] = mapped_column(info=SENSITIVE)
    phone: Mapped[str] = mapped_column(Encrypted("poverty_list_entries.phone"))
    commune: Mapped[str]
    hamlet: Mapped[str]
    lacks_information: Mapped[
        bool | None
    ]  # deprived of it, as the list says; None: it does not say
    member_count: Mapped[int | None]
    standing: Mapped[Standing | None]
    income_points: Mapped[int | None]
    deprivation_points: Mapped[int | None] = mapped_column(info=SENSITIVE)
    deprivations: Mapped[list[str]] = mapped_column(JSON, info=SENSITIVE)
    note: Mapped[str] = mapped_column(Encrypted("poverty_list_entries.note"))
    raw: Mapped[dict[str, str]] = mapped_column(  # every filled cell by column number
        EncryptedJson("poverty_list_entries.raw")
    )


class PovertyListMember(Base):
    """A person of a household beside its head, or the pupil of a school's list."""

    __tablename__ = "poverty_list_members"
    __table_args__ = (
        Index("ix_poverty_list_members_block", "unit_id", "birth_year"),
        Index("ix_poverty_list_members_given", "birth_year", "given_key", "name_key"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    entry_id: Mapped[EntryId] = mapped_column(
        RowId, ForeignKey("poverty_list_entries.id", ondelete="CASCADE"), index=True
    )
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    row: Mapped[int]
    name: Mapped[str]
    name_key: Mapped[str]
    given_key: Mapped[str] = mapped_column(default="")
    relation: Mapped[str]
    birth_raw: Mapped[str]
    birth_date: Mapped[date | None]
    birth_year: Mapped[int | None]
    birth_precision: Mapped[BirthPrecision | None]
    sex: Mapped[str | None] = mapped_column(ShortText)
    citizen_id: Mapped[str | None] = mapped_column(Encrypted("poverty_list_members.citizen_id"))
    citizen_hash: Mapped[bytes | None] = mapped_column(
        Hashed("citizen_id"), default=hash_of("citizen_id"), index=True
    )
    citizen_id_raw: Mapped[str] = mapped_column(Encrypted("poverty_list_members.citizen_id_raw"))
    ethnicity: Mapped[str] = mapped_column(info=SENSITIVE)
    school_class: Mapped[str]
    has_device: Mapped[bool | None]
    note: Mapped[str] = mapped_column(Encrypted("poverty_list_members.note"))
    raw: Mapped[dict[str, str]] = mapped_column(EncryptedJson("poverty_list_members.raw"))
