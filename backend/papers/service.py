"""Asking for a table as a file, fetching it, and forgetting it."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.admin.phones import reasons
from backend.db import locked
from backend.disclosures import service as disclosures
from backend.disclosures.rules import OWN_OFFICE, Receiver
from backend.disclosures.service import Given
from backend.errors import Conflict, Invalid, NotAllowed
from backend.i18n import _
from backend.jobs import service as jobs
from backend.jobs.models import Job, JobState
from backend.officers import permissions
from backend.officers.models import Officer
from backend.papers import queries
from backend.papers.exports import NOUNS
from backend.papers.models import Export, ExportId, ExportRequest

KIND = "write_export"
KEPT_FOR = timedelta(days=2)
MOST_AT_ONCE = 3
_OPEN = (JobState.WAITING, JobState.RUNNING)


def ask(session: Session, officer: Officer, noun: str, filters: str, reason: str) -> Export:
    """Has a table written. Whole telephone numbers need a `reason`, which is kept. The same one, asked
    for while it is being written, is that one. Raises `Invalid` for a reason that is none, `Conflict`
    when too many are being written."""
    permissions.require(officer, NOUNS[noun].task)
    if reason not in dict(reasons()):
        raise Invalid(_("Anh/chị chọn lý do cần xem số."), field="why")
    session.execute(locked(select(Officer).where(Officer.id == officer.id)))  # a double click
    forget_expired(session)
    query = (
        select(Export)
        .join(Job, Job.id == Export.job_id)
        .where(Export.officer_id == officer.id, Job.state.in_(_OPEN))
    )
    being_written = session.scalars(query.order_by(Export.id)).all()
    for one in being_written:
        if (one.noun, one.filters, one.reason) == (noun, filters, reason):
            return one
    if len(being_written) >= MOST_AT_ONCE:
        raise Conflict(_("Em đang làm các tệp trước. Anh/chị đợi xong rồi xuất tiếp."))
    now = clock.now()
    asked = Export(
        noun=noun,
        filters=filters,
        reason=reason,
        officer_id=officer.id,
        unit_id=officer.unit_id,
        created_at=now,
        expires_at=now + KEPT_FOR,
    )
    session.add(asked)
    session.flush()
    argument = {"export_id": asked.id}
    asked.job_id = jobs.enqueue(session, KIND, argument, officer, officer.unit_id).id
    audit.record(session, "ask_export", asked, by=officer, noun=noun, why=reason)
    session.flush()
    return asked


def fetch(
    session: Session, officer: Officer, export_id: ExportId, to: Receiver = OWN_OFFICE
) -> Export:
    """Notes that the officer takes the file along, and for whom. Raises `NotFound` for another's,
    `Conflict` before it is written."""
    if not any(permissions.may(officer, noun.task) for noun in NOUNS.values()):
        raise NotAllowed(_("Việc này không thuộc vai trò của anh/chị."))
    asked, _job = queries.export(session, officer, export_id)
    permissions.require(officer, NOUNS[asked.noun].task)
    if asked.rows is None:
        raise Conflict(_("Tệp chưa làm xong. Anh/chị đợi một chút rồi tải."))
    audit.record(
        session,
        "fetch_export",
        asked,
        by=officer,
        noun=asked.noun,
        rows=asked.rows,
        why=asked.reason,
    )
    _disclose(session, officer, asked, to)
    return asked


def _disclose(session: Session, officer: Officer, asked: Export, to: Receiver) -> None:
    """The file stays as it is, so fetching it again for the same receiver discloses nothing new."""
    noun = NOUNS[asked.noun]
    if not (noun.data and asked.rows):
        return
    whole_numbers = ("phone",) if noun.has_numbers and asked.reason else ()
    given = Given(
        kind=to.kind,
        receiver=to.name,
        basis=to.basis,
        fields=(*noun.data, *whole_numbers),
        people=asked.rows,
        paper=asked.noun,
        purpose=asked.reason or "office_work",
    )
    families = select(ExportRequest.request_id).where(ExportRequest.export_id == asked.id)
    # The day it was asked for, since a number that expired is given again.
    on = clock.local(asked.created_at).date()
    disclosures.record(session, officer, asked, given, families, on=on)


def forget_expired(session: Session) -> None:
    """Deletes files that nobody may fetch any more."""
    old = delete(Export).where(Export.expires_at <= clock.now())
    session.execute(old.execution_options(synchronize_session=False))
