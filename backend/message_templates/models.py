"""Texts that officers use again."""

from datetime import datetime
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText

TemplateId = NewType("TemplateId", int)


class MessageTemplate(Base):
    """A text with variables, of one unit; those below read it and use it."""

    __tablename__ = "message_templates"
    __table_args__ = (Index("ix_message_templates_list", "unit_id", "id"),)

    id: Mapped[TemplateId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    title: Mapped[str] = mapped_column(ShortText)
    text: Mapped[str]
    version: Mapped[int] = mapped_column()
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own
