"""Reports of the units in an officer's scope, and what each says."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.errors import Conflict, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.papers.shapes import Paper
from backend.programmes.schema import Programme
from backend.programmes.sections import Report
from backend.programmes.service import programme_of
from backend.reports.keeping import loaded
from backend.reports.looking import Look, standing_in
from backend.reports.models import ProgrammeReport, ReportId
from backend.reports.paper import Letterhead, report_paper
from backend.reports.writing import WrittenPart, written

PAGE = 25


@dataclass(frozen=True)
class ReadReport:
    """A report as it is read: the row, the file's words for it, and its parts."""

    row: ProgrammeReport
    unit: AdministrativeUnit
    programme: Programme
    report: Report
    parts: Sequence[WrittenPart]

    @property
    def paper(self) -> Paper:
        """As an official paper."""
        row = self.row
        head = Letterhead(
            unit=self.unit.full_name,
            title=self.report.title,
            document=self.programme.basis.document,
            to=self.report.to,
            period=row.period,
            number=row.number if row.issued_on else "",
            day=row.issued_on,
            signer_title=row.signer_title,
            signer_name=row.signer_name,
        )
        return report_paper(head, self.parts)


def reports(
    session: Session, officer: Officer, before: ReportId | None = None
) -> Sequence[tuple[ProgrammeReport, str]]:
    """Reports of the scope with their unit's name, newest first; one more than a page where there
    are more."""
    query = (
        select(ProgrammeReport, AdministrativeUnit)
        .join(AdministrativeUnit, AdministrativeUnit.id == ProgrammeReport.unit_id)
        .where(scope.within(officer, ProgrammeReport.unit_id))
        .order_by(ProgrammeReport.id.desc())
        .limit(PAGE + 1)
    )
    if before:
        query = query.where(ProgrammeReport.id < before)
    return [(row, unit.full_name) for row, unit in session.execute(query)]


def report(session: Session, officer: Officer, report_id: ReportId) -> ProgrammeReport:
    """One of them. Raises `NotFound` outside the scope."""
    query = select(ProgrammeReport).where(
        ProgrammeReport.id == report_id, scope.within(officer, ProgrammeReport.unit_id)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có báo cáo này trong phạm vi của anh/chị."))
    return found


def opened(session: Session, officer: Officer, row: ProgrammeReport) -> ReadReport:
    """What it says: an issued one as it was, a draft with the figures of this moment. Raises
    `Conflict` when the programme has no such report any more."""
    programme = programme_of(session, row.revision_id)
    asked = next((each for each in programme.reports if each.code == row.code), None)
    if asked is None:
        raise Conflict(_("Chương trình không còn mẫu báo cáo này. Anh/chị lập báo cáo mới."))
    unit = session.get_one(AdministrativeUnit, row.unit_id)
    if row.content is not None:
        return ReadReport(row, unit, programme, asked, loaded(row.content))
    look = Look(session, standing_in(session, officer, row.unit_id), programme, row.period)
    return ReadReport(row, unit, programme, asked, written(look, asked, row.words))
