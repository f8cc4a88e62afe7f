"""What happens to a request besides decisions: a transfer, a question to the family, a family tie of
an officer, a consent that was given on paper, an approval of former times."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import Level, UnitId
from backend.db import Base, RowId
from backend.encryption.types import Encrypted
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId


class RequestTransfer(Base):
    """A request given to another commune, which decides from the first step. `decisions_before` is
    how many decisions there were: the order of both is known without the clock, which can be set
    back."""

    __tablename__ = "request_transfers"
    __table_args__ = (Index("ix_request_transfers_sender", "from_unit_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    from_unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    to_unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    decisions_before: Mapped[int]
    reason: Mapped[str] = mapped_column(Encrypted("request_transfers.reason"))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]


class RequestQuestion(Base):
    """An officer's question, while the request stays where it is. `read_at` is when an officer said
    that the answer was read."""

    __tablename__ = "request_questions"
    __table_args__ = (
        Index(
            "ix_request_questions_unread",
            "request_id",
            sqlite_where=text("answered_at IS NOT NULL AND read_at IS NULL"),
            postgresql_where=text("answered_at IS NOT NULL AND read_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    text: Mapped[str] = mapped_column(Encrypted("request_questions.text"))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(Encrypted("request_questions.answer"))
    answered_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]


class FamilyTie(Base):
    """An officer has said that the family is the own one, and decides nothing on the request."""

    __tablename__ = "family_ties"
    __table_args__ = (UniqueConstraint("request_id", "officer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(RowId, ForeignKey("support_requests.id"))
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]


class PaperConsent(Base):
    """Who agreed on paper that the family's data are used, and on which day, for a request that an
    officer entered."""

    __tablename__ = "paper_consents"

    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), primary_key=True
    )
    given_by: Mapped[str]
    given_on: Mapped[date]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]


class EarlierApproval(Base):
    """A step of former times that a paper had passed when an officer entered it: its name, the
    `office` as it was called on that day ("UBND huyện A Lưới"), the day and the paper's number."""

    __tablename__ = "earlier_approvals"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    name: Mapped[str]
    level: Mapped[Level]
    office: Mapped[str]
    decided_on: Mapped[date]
    number: Mapped[str]
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
