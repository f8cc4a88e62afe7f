"""What was allotted to a unit, and which requests have a place in it."""

from datetime import datetime
from typing import Any, NewType

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.administrative_units.models import UnitId
from backend.db import SENSITIVE, Base, RowId, ShortText
from backend.encryption.types import Encrypted, EncryptedJson
from backend.officers.models import OfficerId
from backend.schools.models import SchoolId
from backend.support_requests.models import RequestId

QuotaId = NewType("QuotaId", int)
ClaimId = NewType("ClaimId", int)

_LINE = ("unit_id", "programme", "benefit", "source", "round")


def _of(rows: str) -> dict[str, Any]:
    return {"sqlite_where": text(rows), "postgresql_where": text(rows)}


OPEN = _of("ended_at IS NULL")


class Quota(Base):
    """How many of a benefit one unit has from one source in one round: a province's is divided to its
    communes, and requests use those of their commune, or of their school (`school_id`) where the
    programme divides by schools. `source` and `round` are codes of the programme."""

    __tablename__ = "quotas"
    __table_args__ = (
        Index("uq_quotas_of_unit", *_LINE, unique=True, **_of("school_id IS NULL")),
        Index(
            "uq_quotas_of_school", *_LINE, "school_id", unique=True, **_of("school_id IS NOT NULL")
        ),
    )

    id: Mapped[QuotaId] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    school_id: Mapped[SchoolId | None] = mapped_column(RowId, ForeignKey("schools.id"))
    programme: Mapped[str] = mapped_column(ShortText, index=True)
    benefit: Mapped[str] = mapped_column(ShortText)
    source: Mapped[str] = mapped_column(ShortText)
    round: Mapped[str] = mapped_column(ShortText)
    allotted: Mapped[int]
    decision_number: Mapped[str]  # of the paper that allots it, or ""
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]


class QuotaClaim(Base):
    """A request that all steps have approved asks for a place: `quota_id` is empty while none is free.
    `priority` 0 is served first. `reason` says why it is this source and no earlier one. It ends
    (`ended_at`) when the request is withdrawn, refused after all, merged or moved."""

    __tablename__ = "quota_claims"
    __table_args__ = (
        Index("uq_quota_claims_open", "request_id", unique=True, **OPEN),
        Index("ix_quota_claims_taken", "quota_id", "id", **OPEN),
    )

    id: Mapped[ClaimId] = mapped_column(RowId, primary_key=True)
    request_id: Mapped[RequestId] = mapped_column(RowId, ForeignKey("support_requests.id"))
    quota_id: Mapped[QuotaId | None] = mapped_column(RowId, ForeignKey("quotas.id"))
    priority: Mapped[int]
    classes: Mapped[list[str]] = mapped_column(  # as claimed and as listed on that day
        EncryptedJson("quota_claims.classes"), info=SENSITIVE
    )
    reason: Mapped[str] = mapped_column(Encrypted("quota_claims.reason"))
    claimed_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    officer_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
