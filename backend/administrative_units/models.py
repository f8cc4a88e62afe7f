"""The tree of administrative units, each with the time during which it exists."""

from datetime import date
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import TEXT
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, RowId, ShortText

UnitId = NewType("UnitId", int)
# Bytes are compared, whatever language the database is in: only then is a prefix a range.
Path = Text().with_variant(TEXT(collation="C"), "postgresql")


class Level(StrEnum):
    """Where a unit stands in the tree. `DISTRICT` lives on in papers from before 1 July 2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    HAMLET = "hamlet"


class SuccessionKind(StrEnum):
    """What became of a unit. Several may be true: then the first here is stored."""

    SPLIT = "split"  # parts of it went to several units
    MERGE = "merge"  # others went to the same unit
    RENAME = "rename"  # only its name or type changed
    CONTINUE = "continue"  # only its code or what it belongs to changed


class AdministrativeUnit(Base):
    """One unit; it exists from `valid_from` until the day before `valid_to`. `path` lists the ids
    from the root and closes each with a slash ("/1/12/340/"), so that a prefix never reaches a
    sibling (1 and 12). `code` means nothing without a date: most codes were given again to other
    wards in 2025."""

    __tablename__ = "administrative_units"
    __table_args__ = (Index("ix_administrative_units_path", "path"),)

    id: Mapped[UnitId] = mapped_column(RowId, primary_key=True)
    parent_id: Mapped[UnitId | None] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), index=True
    )
    level: Mapped[Level]
    type: Mapped[str] = mapped_column(ShortText)  # "xã", "phường", "thôn"
    name: Mapped[str]
    code: Mapped[str | None] = mapped_column(ShortText)
    path: Mapped[str] = mapped_column(Path, default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    # Of a hamlet: the old commune. It keeps two hamlets called "Thôn 1" of one new commune apart.
    former_id: Mapped[UnitId | None] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), index=True
    )
    earlier: Mapped[str] = mapped_column(default="")  # keys of still older names, as `names.key`
    served: Mapped[bool] = mapped_column(default=True)  # it takes part: people may choose it

    @property
    def full_name(self) -> str:
        """With its type, as people say it: "xã A Lưới 1", "Thôn 1"."""
        return self.with_type(self.type, self.name)

    @staticmethod
    def with_type(type: str, name: str) -> str:
        """The name behind its type, which some names already begin with."""
        return name if name.casefold().startswith(type) else f"{type} {name}"


class UnitSuccession(Base):
    """What an old unit became. Who lived in a divided one has to say in which part."""

    __tablename__ = "unit_successions"

    old_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), primary_key=True
    )
    new_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), primary_key=True, index=True
    )
    kind: Mapped[SuccessionKind]
    divided: Mapped[bool]  # the old unit went to several new ones: needs confirmation
    likeliest: Mapped[bool]  # of the parts of a divided one, where most of it went
    at: Mapped[date]
    decision: Mapped[str | None]  # the resolution's number, where it is known


class TreeStamp(Base):
    """One row that is another one after every change of the tree: whoever keeps the tree in memory
    sees whether it is still the same."""

    __tablename__ = "unit_tree_stamps"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    stamp: Mapped[str] = mapped_column(ShortText)
