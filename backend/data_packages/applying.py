"""Applying an answer, in a job: some rows a transaction, so that it goes on where it stopped."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.data_packages.models import DataPackage, PackageState
from backend.data_packages.reconciliation_models import (
    AnswerRow,
    Reconciliation,
    ReconciliationId,
    Verdict,
)
from backend.data_packages.reconciliation_queries import reconciliation as reconciliation_of
from backend.data_packages.service import begin, hold_up
from backend.db import Database, locked
from backend.errors import Conflict
from backend.i18n import N_, _
from backend.jobs import runner
from backend.jobs import service as jobs
from backend.jobs.models import Job
from backend.jobs.runner import Handler, Work
from backend.jobs.service import Held
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest

KIND = "apply_package_answer"
AT_ONCE = 50  # rows; others write in between
OVERTAKEN = N_("Gói đã thay đổi sau khi xem trước, dòng này không ghi.")


def ask(session: Session, officer: Officer, reconciliation_id: ReconciliationId) -> Reconciliation:
    """Has every row that changes a package written down and the families told, in a job. Asked for
    again while it goes on, or after its end, nothing happens; after a fault it goes on where it stood.
    Raises `Conflict` for another office's file."""
    found = reconciliation_of(session, officer, reconciliation_id, lock=True)
    if found.unit_id != officer.unit_id:
        raise Conflict(_("Tệp này do đơn vị khác gửi, anh/chị chỉ xem được."))
    job = session.get(Job, found.job_id) if found.job_id else None
    if found.applied_at or (job and job.is_open):
        return found
    if found.begun_at is None:
        found.begun_at = clock.now()
        audit.record(session, "begin_package_answer", found, by=officer)
    argument = {"reconciliation_id": found.id}
    found.job_id = jobs.enqueue(session, KIND, argument, officer, found.unit_id).id
    session.flush()
    return found


def run_now(database: Database, reconciliation_id: ReconciliationId) -> None:
    """Writes a short file down here, in the thread of the page, unless a worker already does. To be
    called after the transaction of `ask` has ended."""
    with database.reading() as session:
        found = session.get(Reconciliation, reconciliation_id)
        job_id = (
            found.job_id if found and left_count(session, reconciliation_id) < AT_ONCE else None
        )
    if job_id:
        runner.run_one(database, job_id, HANDLER)


def left_count(session: Session, reconciliation_id: ReconciliationId) -> int:
    """How many rows are still to be written down."""
    return session.scalar(select(func.count()).where(*_left(reconciliation_id))) or 0


def _run(work: Work) -> None:
    number, done, more = ReconciliationId(work.held.argument["reconciliation_id"]), 0, True
    with work.database.reading() as session:
        officer_id = session.get_one(Job, work.held.id).officer_id
        total = left_count(session, number)
    while more:
        with work.database.transaction() as session:
            work.step(session, done, total)
            more = apply_some(session, session.get_one(Officer, officer_id), number)
        done += AT_ONCE


def apply_some(session: Session, officer: Officer, reconciliation_id: ReconciliationId) -> bool:
    """The next rows; False once there was none left."""
    found = reconciliation_of(session, officer, reconciliation_id, lock=True)
    if found.applied_at:
        return False
    query = select(AnswerRow).where(*_left(found.id)).order_by(AnswerRow.id).limit(AT_ONCE)
    rows = session.scalars(query).all()
    for row in rows:
        _apply(session, officer, row)
        row.is_done = True
    if len(rows) < AT_ONCE:
        found.applied_at = clock.now()
        audit.record(session, "apply_package_answer", found, by=officer)
    session.flush()
    return len(rows) == AT_ONCE


def _left(reconciliation_id: ReconciliationId) -> tuple[ColumnElement[bool], ...]:
    return AnswerRow.reconciliation_id == reconciliation_id, AnswerRow.is_done.is_(False)


def _apply(session: Session, officer: Officer, row: AnswerRow) -> None:
    request_id = select(DataPackage.request_id).where(DataPackage.id == row.package_id)
    # The request first, as every other way to change a package does.
    query = select(SupportRequest).where(SupportRequest.id.in_(request_id))
    request = session.scalars(locked(query)).one()
    package = session.scalars(
        locked(select(DataPackage).where(DataPackage.id == row.package_id))
    ).one()
    waits = package.state not in (PackageState.ACTIVE, PackageState.TO_ORDER)
    if not waits or (row.phone and row.phone != package.phone):
        row.verdict, row.note = Verdict.CONTRADICTORY, OVERTAKEN
        return
    if row.verdict is Verdict.ACTIVATED and row.on:
        begin(session, officer, request, package, row.on)
    else:
        reason = row.reason if row.verdict is Verdict.REFUSED else None
        hold_up(session, officer, request, package, reason, row.words)


def _give_up(_session: Session, _held: Held, _sentence: str) -> None:
    """An officer may go on with it: what was written down stays so."""


HANDLER = Handler(_run, _give_up)
