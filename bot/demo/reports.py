"""Reports of the demo: one that was issued for last quarter and one that is being written, in every
place that has a programme of its own; and the numbers of the area that they need. All invented."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.area_counts import service as area_counts
from backend.area_counts.kinds import kinds
from backend.area_counts.models import AreaCount
from backend.officers.models import Officer
from backend.programmes.service import programmes_now
from backend.reports import service
from backend.reports.offers import offered
from backend.reports.periods import period_of
from backend.reports.service import Asked, Signed

SOURCE = "Báo cáo của Hội Khuyến học (mẫu)"
COUNTS = {  # of the ward
    "workers": "48",
    "officials": "32",
    "association-members": "60",
    "association-officers": "5",
    "commune-associations": "1",
}


@dataclass(frozen=True)
class Writer:
    """Who writes the reports of which programme."""

    username: str
    programme: str


WRITERS = (
    Writer("canbo", "song-va-may-tinh"),
    Writer("tinhhue", "dien-thoai-thong-minh"),
    Writer("thuvien", "may-tinh-cong-cong"),
    Writer("dienbien", "dieu-uoc-cho-em"),
    Writer("khuyenhoc", "hoc-tap-suot-doi"),
)


def make_reports(session: Session) -> None:
    """The first report of each programme, by an officer of its place."""
    _count_area(session, _officer(session, "khuyenhoc"))
    for writer in WRITERS:
        officer = _officer(session, writer.username)
        for programme, report in offered(session, officer):
            if programme.code == writer.programme:
                _write(session, officer, programme.code, report.code)
                break


def _write(session: Session, officer: Officer, programme: str, code: str) -> None:
    today = clock.today()
    before, now = period_of("last-quarter", today), period_of("year", today)
    if before is None or now is None or before.until is None:
        return
    done = service.begin(session, officer, Asked(programme, code, officer.unit_id, before))
    signed = Signed("07/BC (mẫu)", min(before.until, today), "Người ký (mẫu)", officer.full_name)
    service.issue(session, officer, done.id, done.version, signed)
    service.begin(session, officer, Asked(programme, code, officer.unit_id, now))


def _count_area(session: Session, officer: Officer) -> None:
    """What no other story of the demo has counted."""
    year = clock.today().year
    own = AreaCount.unit_id == officer.unit_id, AreaCount.year == year
    known = set(session.scalars(select(AreaCount.code).where(*own)))
    for code in kinds(programmes_now(session)).keys() - known:
        if count := COUNTS.get(code):
            entry = area_counts.Entry(officer.unit_id, year, code, count, SOURCE)
            area_counts.enter(session, officer, entry)


def _officer(session: Session, username: str) -> Officer:
    return session.scalars(select(Officer).where(Officer.username == username)).one()
