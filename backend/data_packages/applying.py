"""Applying an answer: some rows a transaction, so that it goes on where it stopped."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.data_packages.models import DataPackage, PackageState
from backend.data_packages.reconciliation_models import (
    AnswerRow,
    ReconciliationId,
    Verdict,
)
from backend.data_packages.reconciliation_queries import reconciliation as reconciliation_of
from backend.data_packages.service import begin, hold_up
from backend.db import Database, locked
from backend.errors import Conflict
from backend.i18n import N_, _
from backend.officers.models import Officer, OfficerId
from backend.support_requests.models import SupportRequest

AT_ONCE = 50  # rows; others write in between
OVERTAKEN = N_("Gói đã thay đổi sau khi xem trước, dòng này không ghi.")


def apply(database: Database, officer_id: OfficerId, reconciliation_id: ReconciliationId) -> None:
    """Writes down every row that changes a package, and tells the families. Whoever comes second
    finds less to do, or nothing."""
    while True:
        with database.transaction() as session:
            officer = session.get_one(Officer, officer_id)
            if not apply_some(session, officer, reconciliation_id):
                return


def apply_some(session: Session, officer: Officer, reconciliation_id: ReconciliationId) -> bool:
    """The next rows; False once there was none left. Raises `Conflict` for another office's file."""
    found = reconciliation_of(session, officer, reconciliation_id, lock=True)
    if found.unit_id != officer.unit_id:
        raise Conflict(_("Tệp này do đơn vị khác gửi, anh/chị chỉ xem được."))
    if found.applied_at:
        return False
    if found.begun_at is None:
        found.begun_at = clock.now()
        audit.record(session, "begin_package_answer", found, by=officer)
    query = select(AnswerRow).where(
        AnswerRow.reconciliation_id == found.id, AnswerRow.is_done.is_(False)
    )
    rows = session.scalars(query.order_by(AnswerRow.id).limit(AT_ONCE)).all()
    for row in rows:
        _apply(session, officer, row)
        row.is_done = True
    if len(rows) < AT_ONCE:
        found.applied_at = clock.now()
        audit.record(session, "apply_package_answer", found, by=officer)
    session.flush()
    return len(rows) == AT_ONCE


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
