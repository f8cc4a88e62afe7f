"""Beginning a report, typing its free parts, and issuing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.area_counts.queries import require_unit
from backend.db import locked
from backend.errors import Conflict, Invalid, NotFound
from backend.figures.rules import Period
from backend.i18n import _
from backend.officers import permissions
from backend.officers.models import Officer
from backend.officers.permissions import Task
from backend.programmes.models import ProgrammeRevision
from backend.programmes.service import newest_revision, programme_of
from backend.reports import queries
from backend.reports.keeping import dumped
from backend.reports.models import ProgrammeReport, ReportId

LONGEST_WORDS = 4000
LONGEST_PERIOD = 366 * 11  # days; ten years and one, as a ten-year review needs


@dataclass(frozen=True)
class Asked:
    """Which report, of which unit, on which days."""

    programme: str
    code: str
    unit_id: UnitId
    period: Period


def begin(session: Session, officer: Officer, asked: Asked) -> ProgrammeReport:
    """A draft; the one that is there where a colleague has begun it. Raises `NotFound` outside the
    scope, `Invalid` for a report or days that do not exist."""
    permissions.require(officer, Task.WRITE_REPORT)
    unit = require_unit(session, officer, asked.unit_id)
    if unit.level is Level.HAMLET:
        raise Invalid(_("Báo cáo lập cho xã, phường trở lên."), field="unit")
    since, until = _days(asked.period)
    revision = _revision(session, asked)
    _one_at_a_time(session, unit.id)
    there = session.scalar(
        select(ProgrammeReport).where(
            ProgrammeReport.unit_id == unit.id,
            ProgrammeReport.programme == asked.programme,
            ProgrammeReport.code == asked.code,
            ProgrammeReport.since == since,
            ProgrammeReport.until == until,
            ProgrammeReport.issued_on.is_(None),
        )
    )
    if there:
        return there
    made = ProgrammeReport(
        unit_id=unit.id,
        programme=asked.programme,
        code=asked.code,
        revision_id=revision.id,
        since=since,
        until=until,
        words={},
        number="",
        signer_title="",
        signer_name="",
        officer_id=officer.id,
        updated_at=clock.now(),
    )
    session.add(made)
    session.flush()
    audit.record(session, "begin_report", made, by=officer, report=made.code)
    return made


def save(
    session: Session,
    officer: Officer,
    report_id: ReportId,
    version: int,
    words: Mapping[str, str],
) -> ProgrammeReport:
    """Keeps what was typed, and takes the programme as it stands now. Raises `Conflict` for an issued
    report, and when a colleague was faster."""
    row = _draft(session, officer, report_id, version)
    row.words = {heading: text.strip() for heading, text in words.items() if text.strip()}
    newest = newest_revision(session, row.programme)
    if newest:
        row.revision_id = newest.id
    _touch(session, officer, row)
    audit.record(session, "save_report", row, by=officer)
    return row


@dataclass(frozen=True)
class Signed:
    """What the signed paper says. `number` is like "12/BC-UBND"."""

    number: str
    day: date
    signer_title: str
    signer_name: str


def issue(
    session: Session, officer: Officer, report_id: ReportId, version: int, signed: Signed
) -> ProgrammeReport:
    """Notes that the report was signed: from now on it says what it says today. Raises `Invalid` for
    what is missing, `Conflict` as `save`."""
    permissions.require(officer, Task.SIGN_DECISION)
    row = _draft(session, officer, report_id, version)
    number = signed.number.strip()
    if not any(letter.isdigit() for letter in number):
        raise Invalid(_("Anh/chị ghi số báo cáo, ví dụ: 12/BC-UBND."), field="number")
    if not signed.signer_name.strip():
        raise Invalid(_("Anh/chị ghi họ tên người ký."), field="signer_name")
    if signed.day > clock.today():
        raise Invalid(_("Ngày ký không thể ở sau hôm nay. Anh/chị xem lại."), field="day")
    if signed.day < row.since:
        raise Invalid(_("Ngày ký không thể trước kỳ báo cáo. Anh/chị xem lại."), field="day")
    row.content = dumped(queries.opened(session, officer, row).parts)
    row.number, row.issued_on = number, signed.day
    row.signer_title, row.signer_name = signed.signer_title.strip(), signed.signer_name.strip()
    _touch(session, officer, row)
    audit.record(session, "issue_report", row, by=officer, number=number)
    return row


def drop(session: Session, officer: Officer, report_id: ReportId, version: int) -> None:
    """Throws a draft away. Raises `Conflict` as `save`."""
    row = _draft(session, officer, report_id, version)
    audit.record(session, "drop_report", row, by=officer, report=row.code)
    session.delete(row)


def _draft(
    session: Session, officer: Officer, report_id: ReportId, version: int
) -> ProgrammeReport:
    permissions.require(officer, Task.WRITE_REPORT)
    queries.report(session, officer, report_id)
    row = session.scalar(locked(select(ProgrammeReport).where(ProgrammeReport.id == report_id)))
    if row is None:
        raise NotFound(_("Không có báo cáo này trong phạm vi của anh/chị."))
    if row.issued_on:
        raise Conflict(_("Báo cáo đã phát hành nên không sửa nữa. Anh/chị lập báo cáo mới."))
    if row.version != version:
        raise Conflict(_("Báo cáo này vừa có người sửa. Anh/chị xem lại bản mới rồi ghi."))
    return row


def _touch(session: Session, officer: Officer, row: ProgrammeReport) -> None:
    row.officer_id, row.updated_at = officer.id, clock.now()
    row.version += 1
    session.flush()


def _days(period: Period) -> tuple[date, date]:
    if period.since is None or period.until is None:
        raise Invalid(_("Anh/chị ghi đủ ngày đầu và ngày cuối của kỳ báo cáo."), field="since")
    if (period.until - period.since).days > LONGEST_PERIOD:
        raise Invalid(_("Kỳ báo cáo dài quá 11 năm. Anh/chị chọn ngắn hơn."), field="since")
    return period.since, period.until


def _revision(session: Session, asked: Asked) -> ProgrammeRevision:
    revision = newest_revision(session, asked.programme)
    codes = [r.code for r in programme_of(session, revision.id).reports] if revision else []
    if revision is None or asked.code not in codes:
        raise Invalid(_("Anh/chị chọn báo cáo trong danh sách."), field="report")
    return revision


def _one_at_a_time(session: Session, unit_id: UnitId) -> None:
    """Two who begin the same report: the second waits, and finds it."""
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == unit_id)
    session.execute(unit.with_for_update(key_share=True))
