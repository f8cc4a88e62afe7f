"""Posters that invite families: what each stands for, and how often it was followed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import Place
from backend.contacts.models import ContactId
from backend.db import Base, RowId, ShortText
from backend.officers.models import OfficerId

InvitationId = NewType("InvitationId", int)


class InvitationKind(StrEnum):
    """What a poster stands for."""

    HAMLET = "hamlet"
    SCHOOL = "school"
    COMMUNE = "commune"

    @property
    def word(self) -> str:
        """The word of the code that is typed, without marks: it is read off paper."""
        return {"hamlet": "THON", "school": "TRUONG", "commune": "XA"}[self]


class Invitation(Base):
    """One poster. `code` is in its picture; `kind` and `number` make the code that is typed. Both
    are never given again, because the paper may hang longer than it counts. The counts are sums:
    who came is not kept with them."""

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("kind", "number"),)

    id: Mapped[InvitationId] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(ShortText, unique=True)
    kind: Mapped[InvitationKind]
    number: Mapped[int]
    unit_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), index=True
    )
    hamlet_id: Mapped[UnitId | None] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    school: Mapped[str] = mapped_column(default="")
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    opened_count: Mapped[int] = mapped_column(default=0)
    started_count: Mapped[int] = mapped_column(default=0)

    @property
    def typed_code(self) -> str:
        """As it is printed: "TRUONG 4821"."""
        return f"{self.kind.word} {self.number}"


class AcceptedInvitation(Base):
    """The poster by which a contact came last. It fills in a place, and proves nothing."""

    __tablename__ = "accepted_invitations"

    contact_id: Mapped[ContactId] = mapped_column(
        RowId, ForeignKey("contacts.id"), primary_key=True
    )
    invitation_id: Mapped[InvitationId] = mapped_column(RowId, ForeignKey("invitations.id"))
    at: Mapped[datetime]


@dataclass(frozen=True)
class Invited:
    """What an invitation says in advance: the commune, and a hamlet or a school, or neither."""

    code: str
    kind: InvitationKind
    typed_code: str
    commune: Place
    hamlet: str = ""
    school: str = ""

    @property
    def place(self) -> str:
        """In one line: "Thôn 1, xã A Lưới 1"."""
        near = self.hamlet or self.school
        return f"{near}, {self.commune.full_name}" if near else self.commune.full_name
