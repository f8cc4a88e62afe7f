"""The tree of administrative units, each with the time during which it exists."""

from datetime import date
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, RowId, ShortText

UnitId = NewType("UnitId", int)


class Level(StrEnum):
    """Where a unit stands in the tree. `DISTRICT` lives on in papers from before 1 July 2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    HAMLET = "hamlet"


class AdministrativeUnit(Base):
    """One unit. `path` lists the ids from the root and closes each with a slash ("/1/12/340/"), so
    that a prefix never reaches a sibling (1 and 12). `code` means nothing without a date: most
    codes were given again to other wards in 2025."""

    __tablename__ = "administrative_units"
    # text_pattern_ops lets PostgreSQL use the index for a prefix in any collation
    __table_args__ = (
        Index("ix_administrative_units_path", "path", postgresql_ops={"path": "text_pattern_ops"}),
    )

    id: Mapped[UnitId] = mapped_column(RowId, primary_key=True)
    parent_id: Mapped[UnitId | None] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), index=True
    )
    level: Mapped[Level]
    type: Mapped[str] = mapped_column(ShortText)  # "xã", "phường", "thôn"
    name: Mapped[str]
    former_name: Mapped[str | None]  # the old commune, by which people still name the place
    code: Mapped[str | None] = mapped_column(ShortText)
    path: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    @property
    def full_name(self) -> str:
        """With its type, as people say it: "xã A Lưới 1", "Thôn 1"."""
        return self.with_type(self.type, self.name)

    @staticmethod
    def with_type(type: str, name: str) -> str:
        """The name behind its type, which some names already begin with."""
        return name if name.casefold().startswith(type) else f"{type} {name}"
