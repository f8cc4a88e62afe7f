"""Coverage hamlet by hamlet, for the report."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.coverage import reports
from backend.coverage.models import HamletCoverage
from backend.coverage.wording import hamlet_name, network
from backend.figures.rules import Period
from backend.i18n import _
from backend.officers.models import Officer
from backend.papers.shapes import Cell, Column, Paragraph, Table

Contents = Sequence[Table | Paragraph]
MOST = 300


def hamlet_coverage(session: Session, officer: Officer, _period: Period) -> Contents:
    """Every hamlet of the register as it stands now, those that a plan names first."""
    query = (
        select(HamletCoverage)
        .where(scope.within(officer, HamletCoverage.unit_id))
        .order_by(HamletCoverage.plan.desc(), HamletCoverage.id)
        .limit(MOST)
    )
    rows = session.scalars(query).all()
    if not rows:
        return (Paragraph(_("Sổ phủ sóng chưa ghi thôn nào.")),)
    counts = reports.people(session, [row.unit_id for row in rows])
    lines: list[Sequence[Cell]] = [
        (
            at,
            hamlet_name(session, row.unit_id),
            row.signal.label,
            network(row),
            row.target_on,
            row.done_on or _("chưa"),
            counts.get(row.unit_id, 0),
            row.evidence,
        )
        for at, row in enumerate(rows, start=1)
    ]
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Thôn"), 24),
        Column(_("Tình trạng"), 11),
        Column(_("Mạng"), 11),
        Column(_("Hạn"), 10, centred=True),
        Column(_("Xong ngày"), 10, centred=True),
        Column(_("Người báo 90 ngày qua"), 9, centred=True),
        Column(_("Căn cứ"), 22),
    )
    return (Table(columns, lines),)


TABLES: Mapping[str, Callable[[Session, Officer, Period], Contents]] = {
    "hamlet_coverage": hamlet_coverage,
}
