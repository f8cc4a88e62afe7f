"""Need, requests and devices school by school, for the report."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.orm import Session

from backend import clock
from backend.figures.rules import Period
from backend.i18n import _
from backend.need_surveys import queries
from backend.need_surveys.rules import school_year
from backend.officers.models import Officer
from backend.papers.shapes import Cell, Column, Paragraph, Table
from backend.schools.models import SchoolId

Contents = Sequence[Table | Paragraph]
MOST_PAGES = 10


def needs_by_school(session: Session, officer: Officer, period: Period) -> Contents:
    """What each school counted in the school year of the period's end, beside the requests sent."""
    today = clock.today()
    year = school_year(min(period.until or today, today))
    found: list[queries.SurveyedSchool] = []
    after: SchoolId | None = None
    for _page in range(MOST_PAGES):
        page = queries.overview(session, officer, year, after)
        found += page[: queries.PAGE]
        if len(page) <= queries.PAGE:
            break
        after = found[-1].school.id
    if not found:
        return (Paragraph(_("Chưa có trường nào trong danh sách.")),)
    rows: list[Sequence[Cell]] = [
        (
            at,
            one.school.name,
            *_cells(one),
            one.sent,
        )
        for at, one in enumerate(found, start=1)
    ]
    counted = [one for one in found if one.pupils is not None]
    rows.append(
        (
            "",
            _("Cộng"),
            sum(one.pupils or 0 for one in counted),
            sum(one.without_device or 0 for one in counted),
            sum(one.without_internet or 0 for one in counted),
            sum(one.sent for one in found),
        )
    )
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Trường"), 30),
        Column(_("Học sinh"), 10, centred=True),
        Column(_("Chưa có máy"), 11, centred=True),
        Column(_("Chưa có Internet"), 11, centred=True),
        Column(_("Đã gửi đề nghị"), 11, centred=True),
    )
    return (Table(columns, rows),)


def _cells(one: queries.SurveyedSchool) -> Sequence[Cell]:
    if one.pupils is None:
        return (_("chưa khảo sát"), "–", "–")
    return (one.pupils, one.without_device, one.without_internet)


TABLES: Mapping[str, Callable[[Session, Officer, Period], Contents]] = {
    "needs_by_school": needs_by_school,
}
