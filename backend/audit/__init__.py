"""The audit trail: who did what to which record, and when. Rows are only ever added.

Details hold codes and numbers of records, never a name, an id or a phone number.
"""

from typing import Any

from sqlalchemy.orm import Session

from backend import clock
from backend.audit import linking
from backend.audit.models import AuditEntry
from backend.contacts.models import ContactId
from backend.db import Base
from backend.officers.models import Officer

__all__ = ["AuditEntry", "record"]


def record(
    session: Session,
    action: str,
    subject: Base,
    *,
    by: Officer | ContactId | None,
    **details: Any,
) -> None:
    """Adds one entry about `subject`, which must already have its number; it joins the chain when
    the transaction commits."""
    officer = by if isinstance(by, Officer) else None
    entry = AuditEntry(
        at=clock.now(),
        officer_id=officer.id if officer else None,
        contact_id=None if isinstance(by, Officer) else by,
        # Whose record it is; for one of no unit, such as a device's hand-over, whose officer it is.
        unit_id=getattr(subject, "unit_id", None) or (officer and officer.unit_id),
        action=action,
        subject=subject.__tablename__,
        subject_id=subject.id,  # type: ignore[attr-defined]  # every audited table has one
        details=details,
    )
    session.add(entry)
    linking.remember(session, entry)
