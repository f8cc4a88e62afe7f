"""Who was served, known again after the names are gone, so that no child is served twice.

A request that was anonymised after a hand-over leaves a mark: keyed hashes of the names, and what
tells namesakes apart. Nobody can read a name out of it; who asks anew is recognised by it until
`kept_until`, when the audit period is over and the mark is deleted.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import Base, RowId, ring_of
from backend.deliveries.models import Delivery
from backend.encryption.types import Hashed
from backend.households.hamlets import hamlets_agree
from backend.support_requests.models import RequestId, SupportRequest
from backend.vietnamese import compact, normal

_KIND = "served_name"


class ServedMark(Base):
    """The mark of one request: of each name the hash of its bare letters, and of the letters as they
    were written. `child` is empty where the household asked for itself."""

    __tablename__ = "served_marks"
    __table_args__ = (
        Index("ix_served_marks_child", "unit_id", "child"),
        Index("ix_served_marks_head", "unit_id", "head"),
    )

    request_id: Mapped[RequestId] = mapped_column(
        RowId, ForeignKey("support_requests.id"), primary_key=True, autoincrement=False
    )
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    child: Mapped[bytes | None] = mapped_column(Hashed(_KIND))
    child_written: Mapped[bytes | None] = mapped_column(Hashed(_KIND))
    head: Mapped[bytes | None] = mapped_column(Hashed(_KIND))
    head_written: Mapped[bytes | None] = mapped_column(Hashed(_KIND))
    child_birth_year: Mapped[int | None]
    head_birth_year: Mapped[int | None]
    hamlet: Mapped[str]
    kept_until: Mapped[date]


class _Name(NamedTuple):
    """The hashes of one name; None for what is no name."""

    bare: bytes | None
    written: bytes | None

    def is_as(self, other: "_Name") -> bool:
        """The same letters, and the same marks where both were written with marks."""
        if self.bare is None or self.bare != other.bare:
            return False
        return self.written == other.written or self.bare in (self.written, other.written)


def mark_of(session: Session, request: SupportRequest, kept_until: date) -> ServedMark:
    """The mark of a request that still has its names."""
    child, head = _hashed(session, request.child_name), _hashed(session, request.head_name)
    return ServedMark(
        request_id=request.id,
        unit_id=request.unit_id,
        child=child.bare,
        child_written=child.written,
        head=head.bare,
        head_written=head.written,
        child_birth_year=request.child_birth_year,
        head_birth_year=request.head_birth_year,
        hamlet=request.hamlet,
        kept_until=kept_until,
    )


class Given(NamedTuple):
    """Another request, and what was given for it and not returned."""

    request: SupportRequest
    delivery: Delivery


def of_child(session: Session, request: SupportRequest) -> Iterator[Given]:
    """Anonymised requests by which this child was served, as `rules.is_same_child` would
    tell from the names: of the same household, or of a head of the same name."""
    child, head = _hashed(session, request.child_name), _hashed(session, request.head_name)
    if child.bare is None:
        return
    for mark, other, delivery in session.execute(_served(request, ServedMark.child == child.bare)):
        if not _may_be(mark.child_birth_year, request.child_birth_year):
            continue
        if not child.is_as(_Name(mark.child, mark.child_written)):
            continue
        if request.household_id and other.household_id:
            if request.household_id == other.household_id:
                yield Given(other, delivery)
        elif head.is_as(_Name(mark.head, mark.head_written)):
            yield Given(other, delivery)


def of_household(session: Session, request: SupportRequest) -> Iterator[Given]:
    """Anonymised requests by which this household was served, where the lists do not know
    both: the head's name, and neither another year nor another hamlet."""
    head = _hashed(session, request.head_name)
    if head.bare is None:
        return
    for mark, other, delivery in session.execute(_served(request, ServedMark.head == head.bare)):
        if request.household_id and other.household_id:
            continue  # the lists' word counts, and `earlier` has asked it
        if not _may_be(mark.head_birth_year, request.head_birth_year):
            continue
        if hamlets_agree(request.hamlet, mark.hamlet) is not False:
            yield Given(other, delivery)


def _served(
    request: SupportRequest, named: ColumnElement[bool]
) -> Select[ServedMark, SupportRequest, Delivery]:
    return (
        select(ServedMark, SupportRequest, Delivery)
        .join(SupportRequest, SupportRequest.id == ServedMark.request_id)
        .join(Delivery, Delivery.request_id == SupportRequest.id)
        .where(
            ServedMark.unit_id == request.unit_id,
            SupportRequest.id != request.id,
            Delivery.returned_on.is_(None),
            named,
        )
        .order_by(SupportRequest.id)
    )


def _hashed(session: Session, name: str) -> _Name:
    """y and i are one letter in names."""
    bare, ring = compact(name).replace("y", "i"), ring_of(session)
    if not bare:
        return _Name(None, None)
    apart = unicodedata.normalize("NFD", normal(name)).replace("y", "i")
    written = "".join(filter(str.isalnum, unicodedata.normalize("NFC", apart)))
    return _Name(ring.hash(_KIND, bare), ring.hash(_KIND, written))


def _may_be(one: int | None, other: int | None) -> bool:
    return len({one, other} - {None}) < 2
