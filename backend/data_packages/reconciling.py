"""Taking an operator's answer in: read and judged first, applied in one go, never twice."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.data_packages import order_queries
from backend.data_packages.answer_file import Answered, read_answer
from backend.data_packages.matching import Judged, Known, match
from backend.data_packages.models import DataPackage
from backend.data_packages.order_models import OrderId, OrderState, PackageOrder
from backend.data_packages.reconciliation_models import (
    AnswerRow,
    Reconciliation,
    ReconciliationId,
    Verdict,
)
from backend.data_packages.reconciliation_queries import reconciliation as reconciliation_of
from backend.db import bulk_insert, reserve_ids, table
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest
from backend.uploaded_sheets import read_sheets

_COLUMNS = (
    *("id", "reconciliation_id", "number", "phone", "words", "on", "verdict", "reason", "note"),
    *("package_id", "is_done"),
)


@dataclass(frozen=True)
class AnswerFile:
    """A file as it was read, before anything is known of the packages."""

    name: str
    digest: str
    rows: Sequence[Answered]


def read_file(content: bytes, name: str) -> AnswerFile:
    """Reads it, which takes a second and needs no database. Raises `Invalid` for what is no answer."""
    digest = hashlib.sha256(content).hexdigest()
    return AnswerFile(name[-200:], digest, read_answer(read_sheets(content)))


def take_in(
    session: Session,
    officer: Officer,
    order_id: OrderId,
    file: AnswerFile,
    usual_day: date | None = None,
) -> Reconciliation:
    """Keeps what each row would change; nothing is changed yet. `usual_day` is when packages were
    opened for which the file does not say it, else today. Raises `Conflict` for a file that was
    taken already or an order that is a draft, `Invalid` for a day to come."""
    order = order_queries.order(session, officer, order_id)
    if order.unit_id != officer.unit_id:
        raise Conflict(_("Đơn này do đơn vị khác đặt, anh/chị chỉ xem được."))
    if order.state is not OrderState.SENT:
        raise Conflict(_("Đơn chưa chốt, nhà mạng chưa thể trả lời."))
    if usual_day and usual_day > clock.today():
        raise Invalid(_("Ngày mở gói chưa tới. Anh/chị ghi ngày nhà mạng đã mở."), field="on")
    _require_new(session, officer, file.digest)
    today = clock.today()
    judged = match(file.rows, _known(session, officer, order), today, usual_day or today)
    found = Reconciliation(
        order_id=order.id,
        unit_id=officer.unit_id,
        file_name=file.name,
        file_hash=file.digest,
        officer_id=officer.id,
        created_at=clock.now(),
    )
    try:
        with session.begin_nested():
            session.add(found)
            session.flush()
    except IntegrityError:  # a second window was faster
        raise Conflict(_("Tệp này vừa được gửi. Anh/chị mở lại đơn để xem.")) from None
    _keep_rows(session, found, judged)
    audit.record(session, "read_package_answer", found, by=officer, order=order.code)
    return found


def discard(session: Session, officer: Officer, reconciliation_id: ReconciliationId) -> OrderId:
    """Forgets a file of which nothing was applied, so that it can be sent again. Raises `Conflict`
    for any other."""
    found = reconciliation_of(session, officer, reconciliation_id, lock=True)
    if found.unit_id != officer.unit_id:
        raise Conflict(_("Tệp này do đơn vị khác gửi, anh/chị chỉ xem được."))
    if found.begun_at:
        raise Conflict(_("Tệp này đã bắt đầu ghi vào hồ sơ, không bỏ được nữa."))
    audit.record(session, "discard_package_answer", found, by=officer)
    session.execute(delete(AnswerRow).where(AnswerRow.reconciliation_id == found.id))
    session.delete(found)
    session.flush()
    return found.order_id


def _require_new(session: Session, officer: Officer, digest: str) -> None:
    query = select(PackageOrder.code, Reconciliation.created_at).where(
        PackageOrder.id == Reconciliation.order_id,
        Reconciliation.unit_id == officer.unit_id,
        Reconciliation.file_hash == digest,
    )
    if before := session.execute(query).first():
        code, sent_at = before
        words = _("Đúng tệp này đã được gửi lúc {time}, ở đơn {code}. Mỗi tệp chỉ ghi một lần.")
        local = clock.local(sent_at)
        time = f"{local:%H:%M} {local.day}/{local.month}/{local.year}"
        raise Conflict(words.format(time=time, code=code), field="file")


def _known(session: Session, officer: Officer, order: PackageOrder) -> list[Known]:
    """Every package of the operator in the officer's units: one file may answer several orders."""
    rows = session.execute(
        select(
            DataPackage.id,
            SupportRequest.code,
            DataPackage.phone,
            DataPackage.sim_serial,
            DataPackage.state,
            DataPackage.refusal,
            DataPackage.activated_on,
        )
        .join(SupportRequest, SupportRequest.id == DataPackage.request_id)
        .where(scope.within(officer, DataPackage.unit_id), DataPackage.operator == order.operator)
    )
    return [Known(*row) for row in rows]


def _keep_rows(session: Session, found: Reconciliation, judged: Sequence[Judged]) -> None:
    rows = table(AnswerRow)
    ids = reserve_ids(session, rows, len(judged))
    bulk_insert(
        session,
        rows,
        _COLUMNS,
        (
            (
                *(id_, found.id, each.row.number, each.row.phone, each.row.words, each.on),
                *(each.verdict, each.reason, each.note, each.package_id, not _changes(each)),
            )
            for id_, each in zip(ids, judged, strict=True)
        ),
    )


def _changes(judged: Judged) -> bool:
    return Verdict(judged.verdict).changes
