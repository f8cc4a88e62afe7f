"""Titles of learning in one ward of Thành phố Hồ Chí Minh. The ward is real; all people, clans, counts
and decisions are invented."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.load_country import load_country
from backend.administrative_units.loading import serve
from backend.administrative_units.service import unit_with_code
from backend.approved_lists.signing import Signature
from backend.area_counts import service as area_counts
from backend.learning_titles import applying, assessing, centres, contents, recognising
from backend.learning_titles.applying import Entry
from backend.learning_titles.assessing import Given
from backend.learning_titles.centres import CentreForm, CourseForm
from backend.learning_titles.models import TitleApplication
from backend.learning_titles.words import StudyKind
from backend.officers.models import Officer, Role
from bot.demo.accounts import SampleOfficer, add_account

WARD, CITY = "26743", "79"  # phường Bến Thành
OFFICER = SampleOfficer("khuyenhoc", "Đỗ Thị Hạnh (mẫu)", WARD)
COLLEAGUE = SampleOfficer("khuyenhoc2", "Phan Minh Tú (mẫu)", WARD)
COUNTS = {"families": "10", "clans": "3", "neighbourhoods": "4", "organisations": "5"}
SOURCE = "Số tự đặt (mẫu)"
HOME = {"children": "all", "adults": "regularly", "conditions": "some"}
GROUP = {"members": "most", "self_study": "regularly", "conditions": "some"}
OWN = {"courses": "several", "self_study": "sometimes", "conditions": "good"}
RECOGNISED = (
    ("family", "Nguyễn Văn Bình (mẫu)", "Khu phố 1", HOME),
    ("family", "Trần Thị Cúc (mẫu)", "Khu phố 2", HOME),
    ("clan", "Họ Lý (mẫu)", "Khu phố 2", HOME),
    ("community", "Khu phố 2 (mẫu)", "Khu phố 2", GROUP),
    ("unit", "Trường Tiểu học Sao Mai (mẫu)", "Khu phố 1", GROUP),
    ("worker", "Lê Văn Dũng (mẫu)", "Khu phố 3", OWN),
)
WAITING = (
    ("family", "Phạm Thị Én (mẫu)", "Khu phố 3", HOME),
    ("official", "Võ Minh Giang (mẫu)", "Khu phố 1", OWN),
)


def make_learning_titles(session: Session) -> None:
    """A year's titles: some recognised, one that passed, two that wait; a centre with courses."""
    load_country(session, CITY)
    serve(session, WARD)
    officer, colleague = _officer(session, OFFICER), _officer(session, COLLEAGUE)
    year = clock.today().year
    for code, count in COUNTS.items():
        entry = area_counts.Entry(officer.unit_id, year, code, count, SOURCE)
        area_counts.enter(session, officer, entry)
    made = [_enter(session, officer, *each) for each in RECOGNISED]
    first = made[0]
    assessing.mark(session, officer, first.id, first.version, cultural=True, exemplary=True)
    for each in made:
        _pass(session, colleague, each)
    draft = recognising.gather(session, officer, year)
    signed = Signature("12/QĐ-UBND", clock.today() - timedelta(days=3), "Lê Ký (mẫu)", "Chủ tịch")
    recognising.freeze(session, officer, draft.id, draft.version, signed)
    _pass(session, colleague, _enter(session, officer, "clan", "Họ Mai (mẫu)", "Khu phố 4", HOME))
    for said in WAITING:
        _enter(session, officer, *said)
    _make_centre(session, officer)


def _make_centre(session: Session, officer: Officer) -> None:
    today = clock.today()
    form = CentreForm("Trung tâm học tập cộng đồng (mẫu)", "Khu phố 1", "", led_by_association=True)
    centre = centres.add(session, officer, officer.unit_id, form)
    for name, begins in (("Lớp tin học cho người lớn (mẫu)", 7), ("Lớp cắm hoa (mẫu)", 14)):
        starts = today + timedelta(days=begins)
        joining = "đến ghi tên tại trung tâm, miễn phí"
        course = CourseForm(name, starts, starts + timedelta(days=30), joining)
        centres.add_course(session, officer, centre.id, course)
    on = today - timedelta(days=40)
    topics = {
        StudyKind.POLICY: "Chủ trương khuyến học (mẫu)",
        StudyKind.TECHNOLOGY: "Lưu trữ (mẫu)",
    }
    for kind, topic in topics.items():
        centres.note_study(session, officer, kind, topic, on, "25", "20")


def _officer(session: Session, sample: SampleOfficer) -> Officer:
    unit = unit_with_code(session, sample.commune)
    return add_account(session, sample.username, sample.full_name, Role.APPROVER, unit.id)


def _enter(
    session: Session, officer: Officer, title: str, name: str, hamlet: str, said: Mapping[str, str]
) -> TitleApplication:
    year = clock.today().year
    return applying.enter(
        session, officer, Entry(title, year, officer.unit_id, name, hamlet, "", said)
    )


def _pass(session: Session, officer: Officer, one: TitleApplication) -> None:
    """Confirmed, scored as the applicants scored themselves, and passed."""
    assessing.confirm(session, officer, one.id, one.version)
    given = {
        code: Given(str(row.self_points), "đã xem tận nơi (mẫu)")
        for code, row in contents.scores(session, one).items()
    }
    assessing.score(session, officer, one.id, one.version, given)
    assessing.pass_on(session, officer, one.id, one.version)
