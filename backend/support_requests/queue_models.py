"""What the queue is read from: kept beside the requests, and made from them alone.

A million requests are filtered, counted and searched here without being opened. `following` writes
these rows in the transaction that writes the request.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.dialects.postgresql import VARCHAR
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import SENSITIVE, Base, RowId, ShortText
from backend.i18n import N_, _
from backend.programmes.models import RevisionId
from backend.support_requests.models import RequestId, Status

LONGEST_WORD = 24
# Bytes are compared, whatever language the database is in: only then is a prefix a range.
Word = String(LONGEST_WORD).with_variant(VARCHAR(LONGEST_WORD, collation="C"), "postgresql")


class Entered(StrEnum):
    """Through whom a request came in."""

    FAMILY = "family"
    TEACHER = "teacher"
    OFFICER = "officer"

    @property
    def label(self) -> str:
        """As officers read it."""
        return _(_ENTERED[self])


_ENTERED = {
    Entered.FAMILY: N_("Gia đình nhắn"),
    Entered.TEACHER: N_("Thầy cô nhắn giúp"),
    Entered.OFFICER: N_("Cán bộ nhập"),
}


class QueueEntry(Base):
    """One request as one unit sees it: a row for its hamlet, its commune and each unit above. So
    every question of the queue is about one `unit_id`, and is answered in the order of an index."""

    __tablename__ = "queue_entries"
    __table_args__ = (
        Index(
            "ix_queue_entries_status",
            *("unit_id", "status", "request_id"),
            # beyond the order: what is filtered by is read from the index as well
            *("programme", "circumstance", "verdict", "entered", "due_on", "supplemented"),
            *("sent_on", "handed_over_on", "revision_id", "step", "has_package"),
        ),
        {"sqlite_with_rowid": False},
    )

    unit_id: Mapped[UnitId] = mapped_column(
        RowId, ForeignKey("administrative_units.id"), primary_key=True, autoincrement=False
    )
    request_id: Mapped[RequestId] = mapped_column(
        RowId,
        ForeignKey("support_requests.id"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )
    status: Mapped[Status]
    programme: Mapped[str] = mapped_column(ShortText)  # the code of one
    circumstance: Mapped[str] = mapped_column(ShortText, info=SENSITIVE)
    verdict: Mapped[str] = mapped_column(ShortText)  # households.rules.Verdict of the last look
    entered: Mapped[Entered]
    due_on: Mapped[date | None]  # None when nobody owes the family an answer
    supplemented: Mapped[bool]  # the family has added something
    sent_on: Mapped[date]
    handed_over_on: Mapped[date | None]  # what was given and was not returned
    revision_id: Mapped[RevisionId] = mapped_column(RowId)  # the request has the reference
    step: Mapped[int]
    has_package: Mapped[bool]  # one is registered, or stands in an order; before a delivery none is


class RequestText(Base):
    """Everything that a request can be found by. `words` are those of `words.words_of`, each after a
    space; `unit_id` is the commune and `path` the units that have an entry ("/1/12/340/")."""

    __tablename__ = "request_texts"

    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), primary_key=True, autoincrement=False
    )
    unit_id: Mapped[UnitId] = mapped_column(RowId)
    path: Mapped[str]
    words: Mapped[str]


class RequestWord(Base):
    """One word of a `RequestText`, to be found by its beginning. No references are checked: there
    are twenty a request, and their text has them."""

    __tablename__ = "request_words"
    __table_args__ = ({"sqlite_with_rowid": False},)

    unit_id: Mapped[UnitId] = mapped_column(RowId, primary_key=True, autoincrement=False)
    word: Mapped[str] = mapped_column(Word, primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(RowId, primary_key=True, autoincrement=False)
