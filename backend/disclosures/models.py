"""The register of disclosures: every time that personal data were taken out or given to somebody."""

from datetime import datetime
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ShortText
from backend.disclosures.words import Basis, ReceiverKind
from backend.encryption.types import Encrypted
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId

DisclosureId = NewType("DisclosureId", int)


class Disclosure(Base):
    """Data of `people` families given to a receiver: which kinds (`fields`, codes of `words.FIELDS`
    joined by ", "), by whom, what for. `subject` and `subject_id` are the record that it was taken
    from and `paper` which paper or table of it; "", 0 and "" for what was given by hand and is told in
    `note`. `programme` is "" for several. `once` keeps the same act from being noted twice; None in
    rows of before there was such a key. Rows are only ever added; names never stand in them."""

    __tablename__ = "disclosures"
    __table_args__ = (
        Index("ix_disclosures_list", "unit_id", "id"),
        Index("ix_disclosures_subject", "subject", "subject_id"),
    )

    id: Mapped[DisclosureId] = mapped_column(RowId, primary_key=True)
    at: Mapped[datetime]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    receiver_kind: Mapped[ReceiverKind]
    receiver: Mapped[str] = mapped_column(ShortText)  # "Viettel"; "" for the own office
    purpose: Mapped[str] = mapped_column(ShortText)  # a code of `words.PURPOSES`
    basis: Mapped[Basis]
    programme: Mapped[str] = mapped_column(ShortText)
    subject: Mapped[str] = mapped_column(ShortText)
    subject_id: Mapped[int]
    paper: Mapped[str] = mapped_column(ShortText)
    people: Mapped[int]
    fields: Mapped[str]  # "request, phone, sim_serial"
    note: Mapped[str | None] = mapped_column(Encrypted("disclosures.note"))
    once: Mapped[str | None] = mapped_column(ShortText, unique=True)


class DisclosedRequest(Base):
    """A request whose data were in a disclosure, so that its family can be told who has them."""

    __tablename__ = "disclosed_requests"

    disclosure_id: Mapped[DisclosureId] = mapped_column(
        RowId, ForeignKey("disclosures.id"), primary_key=True, autoincrement=False
    )
    request_id: Mapped[RequestId] = mapped_column(
        RowId,
        ForeignKey("support_requests.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )
