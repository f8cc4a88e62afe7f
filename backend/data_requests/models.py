"""What people ask about their own data, with the days by which the law wants it done."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import Base, RowId, ShortText
from backend.encryption.types import Encrypted
from backend.i18n import N_, _
from backend.officers.models import OfficerId
from backend.support_requests.models import RequestId
from backend.tickets.models import TicketId

DataRequestId = NewType("DataRequestId", int)


class DataRequestKind(StrEnum):
    """Which right is used."""

    SEE = "see"
    FIX = "fix"
    DELETE = "delete"
    WITHDRAW = "withdraw"
    OBJECT = "object"

    @property
    def label(self) -> str:
        """As officers and families read it."""
        return _(_KINDS[self])


_KINDS = {
    DataRequestKind.SEE: N_("Xem thông tin"),
    DataRequestKind.FIX: N_("Sửa thông tin"),
    DataRequestKind.DELETE: N_("Xóa thông tin"),
    DataRequestKind.WITHDRAW: N_("Rút lại sự đồng ý"),
    DataRequestKind.OBJECT: N_("Phản đối việc dùng thông tin"),
}


class CameBy(StrEnum):
    """How it reached the office."""

    CHAT = "chat"
    OFFICE = "office"
    TELEPHONE = "telephone"
    PAPER = "paper"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_WAYS[self])


_WAYS = {
    CameBy.CHAT: N_("Nhắn tin"),
    CameBy.OFFICE: N_("Đến trụ sở"),
    CameBy.TELEPHONE: N_("Gọi điện"),
    CameBy.PAPER: N_("Gửi đơn"),
}


class IdentityCheck(StrEnum):
    """How an officer made sure of who asks; in the chat it is whoever wrote all along."""

    SAW_CARD = "saw_card"
    CALLED_BACK = "called_back"
    KNOWN = "known"
    AUTHORISED = "authorised"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_CHECKS[self])


_CHECKS = {
    IdentityCheck.SAW_CARD: N_("Đã xem giấy tờ tùy thân"),
    IdentityCheck.CALLED_BACK: N_("Đã gọi lại theo số trong hồ sơ"),
    IdentityCheck.KNOWN: N_("Cán bộ hoặc trưởng thôn biết mặt"),
    IdentityCheck.AUTHORISED: N_("Có giấy ủy quyền hoặc giấy tờ của người đại diện"),
}


class Outcome(StrEnum):
    """How it ended."""

    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """As officers and families read it."""
        return _(_OUTCOMES[self])


_OUTCOMES = {
    Outcome.DONE: N_("Đã làm xong"),
    Outcome.PARTLY: N_("Đã làm một phần"),
    Outcome.REFUSED: N_("Không làm được"),
}


class DataRequest(Base):
    """One use of a right. Of one that came by chat as a ticket, the words are the ticket's; else they
    are `words`. `unit_id` is empty for a person who has not sent anything to any office. `asker` is
    who asked an officer, and what they are to the family. `first_due_by` is the day before it was
    extended. `answer` is what the person was told at the end; nobody did it (`done_by_id`) where the
    service itself did it at once."""

    __tablename__ = "data_requests"
    __table_args__ = (
        Index("ix_data_requests_list", "unit_id", "due_by", "id"),
        Index("ix_data_requests_contact", "contact_id", "kind", "id"),
    )

    id: Mapped[DataRequestId] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(
        ShortText
    )  # the ticket's, which may come back: DL-2026-000012
    kind: Mapped[DataRequestKind]
    came_by: Mapped[CameBy]
    contact_id: Mapped[ContactId | None] = mapped_column(RowId, ForeignKey("contacts.id"))
    ticket_id: Mapped[TicketId | None] = mapped_column(RowId, ForeignKey("tickets.id"), index=True)
    request_id: Mapped[RequestId | None] = mapped_column(
        RowId, ForeignKey("support_requests.id"), index=True
    )
    unit_id: Mapped[UnitId | None] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    words: Mapped[str] = mapped_column(Encrypted("data_requests.words"), default="")
    asker: Mapped[str] = mapped_column(Encrypted("data_requests.asker"), default="")
    identity_check: Mapped[IdentityCheck | None]
    third_party: Mapped[bool]  # somebody outside has got some of it, an operator for instance
    received_at: Mapped[datetime]
    acknowledge_by: Mapped[date]
    due_by: Mapped[date]
    first_due_by: Mapped[date | None]
    extension_reason: Mapped[str] = mapped_column(
        Encrypted("data_requests.extension_reason"), default=""
    )
    acknowledged_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None]
    answer: Mapped[str] = mapped_column(Encrypted("data_requests.answer"), default="")
    taken_by_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    done_by_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    version: Mapped[int] = mapped_column(default=1)  # grows with each action; guards two officers

    @property
    def next_day(self) -> date:
        """The day that comes first while it is open: to say that it was received, then to be done."""
        return self.due_by if self.acknowledged_at else self.acknowledge_by
