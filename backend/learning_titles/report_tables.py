"""The tables of the reports on titles: by title against the targets, year by year, the best examples."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.administrative_units.models import UnitId
from backend.figures.counting import AREA, Number, numbers
from backend.figures.narrowing import Narrowing
from backend.figures.rules import Period
from backend.i18n import _
from backend.learning_titles.figures import recognised_code, registered_code
from backend.learning_titles.models import TitleAward
from backend.learning_titles.rules import percent
from backend.learning_titles.sources import of_year
from backend.officers.models import Officer
from backend.papers.shapes import Cell, Column, Paragraph, Table
from backend.programmes.schema import Programme
from backend.programmes.service import programmes_now
from backend.reports.generic_tables import cell

Contents = Sequence[Table | Paragraph]
MOST_EXAMPLES = 200
FIRST_YEAR = 2021  # of the programme
MOST_YEARS = 10


def by_title(session: Session, officer: Officer, period: Period) -> Contents:
    """How many there are, applied and were recognised of each title, the share, and the targets. Without
    its denominator a share is not told."""
    programme = _programme(session)
    found = _numbers(session, officer, period, programme)
    years = sorted({target.by.year for target in programme.targets if target.by})
    columns = (
        Column(_("Danh hiệu"), 28),
        Column(_("Trên địa bàn"), 11, centred=True),
        Column(_("Đăng ký"), 10, centred=True),
        Column(_("Công nhận"), 10, centred=True),
        Column(_("Tỷ lệ"), 8, centred=True),
        *(Column(_("Mục tiêu {year}").format(year=year), 9, centred=True) for year in years),
    )
    rows: list[Sequence[Cell]] = []
    for title in programme.titles:
        area, registered = found[AREA + title.out_of], found[registered_code(title.code)]
        recognised = found[recognised_code(title.code)]
        rows.append(
            (
                _(title.name),
                cell(area),
                cell(registered),
                cell(recognised),
                _share(recognised, area),
                *(_target(programme, title.code, year) for year in years),
            )
        )
    about = _("Số liệu danh hiệu của năm {year}; tỷ lệ làm tròn xuống.").format(
        year=of_year(period)
    )
    return [Table(columns, rows), Paragraph(about)]


def by_year(session: Session, officer: Officer, period: Period) -> Contents:
    """How many were recognised in each year of the period, title by title."""
    last = of_year(period)
    first = max(period.since.year if period.since else FIRST_YEAR, last - MOST_YEARS + 1)
    programme = _programme(session)
    years = range(first, last + 1)
    found = {
        year: _numbers(session, officer, Period(date(year, 1, 1), date(year, 12, 31)), programme)
        for year in years
    }
    columns = (
        Column(_("Danh hiệu"), 28),
        *(Column(str(year), 9, centred=True) for year in years),
    )
    rows = [
        (
            _(title.name),
            *(cell(found[year][recognised_code(title.code)]) for year in years),
        )
        for title in programme.titles
    ]
    return [Table(columns, rows)]


def exemplary(session: Session, officer: Officer, period: Period) -> Contents:
    """The best examples of the period, for commendation."""
    last = of_year(period)
    first = period.since.year if period.since else last
    query = (
        select(TitleAward)
        .where(
            scope.within(officer, TitleAward.unit_id),
            TitleAward.in_force,
            TitleAward.exemplary,
            TitleAward.year >= first,
            TitleAward.year <= last,
        )
        .order_by(TitleAward.title, TitleAward.points.desc(), TitleAward.id)
        .limit(MOST_EXAMPLES)
    )
    found = session.scalars(query).all()
    if not found:
        return [Paragraph(_("Chưa có mô hình nào được đánh dấu tiêu biểu."))]
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Danh hiệu"), 26),
        Column(_("Tên"), 28),
        Column(_("Nơi ở"), 28),
        Column(_("Năm"), 7, centred=True),
        Column(_("Điểm"), 7, centred=True),
    )
    rows = [
        (
            number,
            row.title_name,
            row.applicant_name,
            ", ".join(filter(None, (row.hamlet, row.unit_name))),
            str(row.year),
            row.points,
        )
        for number, row in enumerate(found, 1)
    ]
    return [Table(columns, rows)]


def _programme(session: Session) -> Programme:
    return next(each for each in programmes_now(session) if each.titles)


def _numbers(
    session: Session, officer: Officer, period: Period, programme: Programme
) -> Mapping[str, Number]:
    until = period.until or clock.today()
    narrowed = Narrowing(UnitId(officer.unit_id), period=Period(period.since, until))
    codes = [
        code
        for title in programme.titles
        for code in (
            AREA + title.out_of,
            registered_code(title.code),
            recognised_code(title.code),
        )
    ]
    return numbers(session, officer, narrowed, codes)


def _share(recognised: Number, area: Number) -> str:
    share = percent(recognised.count or 0, area.count)
    return "–" if share is None else f"{share}%"


def _target(programme: Programme, title: str, year: int) -> str:
    wanted = (
        f"{target.percent}%"
        for target in programme.targets
        if target.by and target.by.year == year and target.reached == recognised_code(title)
    )
    return next(wanted, "–")


TABLES: Mapping[str, Callable[[Session, Officer, Period], Contents]] = {
    "learning-titles-by-title": by_title,
    "learning-titles-by-year": by_year,
    "learning-titles-exemplary": exemplary,
}
