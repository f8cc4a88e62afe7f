"""The aid of A Lưới in the demo: its four hamlets, gifts, posts and a survey; all but the hamlets, which
its plan of 2021 names, is invented and marked so."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.coverage.models import HamletCoverage
from backend.coverage.plan import load_plans
from backend.coverage.service import Found, record
from backend.gifts import queries, rounds, service
from backend.gifts.rounds import ShareForm, Signers
from backend.gifts.service import GiftForm
from backend.need_surveys.service import keep_lines
from backend.officers.models import Officer
from backend.posts.service import PostForm, add
from backend.schools.models import School

POSTS = (  # days ago, title, channel, reach
    (300, "Phát động “Sóng và Máy tính cho em” (mẫu)", "meeting", "120"),
    (180, "Bài kể chuyện lớp học vùng cao (mẫu)", "facebook", "1.450"),
    (60, "Mời bà con gửi đề nghị qua chat (mẫu)", "zalo", "830"),
    (6, "Loa sáng thứ hai: kết quả tháng (mẫu)", "loudspeaker", ""),
)
SURVEY = "1A; 26; 5; 9\n2A; 24; 4; 8\n3A; 28; 12; 15\n4A; 22; 6; 7\n5A; 25; 8; 10"


def make_gifts(session: Session, officer: Officer) -> None:
    """Of the officer's commune, over a year."""
    load_plans(session)
    _cover_one(session, officer)
    today = clock.today()
    body = "Ủy ban Mặt trận Tổ quốc Việt Nam xã (mẫu)"
    tablets = GiftForm(
        "Công ty Sông Xanh (mẫu)",
        "device",
        "6 máy tính bảng (mẫu)",
        today - timedelta(days=30),
        "BN-01 (mẫu)",
        body,
        quantity="6",
        amount="18.000.000",
    )
    money = GiftForm(
        "Hội đồng hương (mẫu)",
        "money",
        "tiền mặt (mẫu)",
        today - timedelta(days=100),
        "BN-02 (mẫu)",
        body,
        amount="20.000.000",
    )
    first = service.add(session, officer, officer.unit_id, tablets)
    service.attach_devices(session, officer, first.id, first.version)
    second = service.add(session, officer, officer.unit_id, money)
    _allocate(session, officer, ShareForm(second.id, "12.000.000", purpose="sửa máy, mua bộ phát"))
    for days, title, channel, reach in POSTS:
        said = PostForm(
            title,
            channel,
            today - timedelta(days=days),
            programme="song-va-may-tinh",
            campaign="Ngừng đến trường, không ngừng học",
            reach=reach,
        )
        add(session, officer, officer.unit_id, said)
    school = select(School.id).where(School.unit_id == officer.unit_id).order_by(School.id)
    if first_school := session.scalar(school.limit(1)):
        keep_lines(session, officer, first_school, SURVEY)


def _cover_one(session: Session, officer: Officer) -> None:
    """One of the officer's named hamlets works by now."""
    unit = AdministrativeUnit
    query = (
        select(HamletCoverage)
        .join(unit, unit.id == HamletCoverage.unit_id)
        .where(unit.parent_id == officer.unit_id)
        .order_by(HamletCoverage.id)
    )
    row = session.scalars(query.limit(1)).first()
    if row:
        day = clock.today() - timedelta(days=200)
        words = "Biên bản đo sóng với nhà mạng (mẫu)"
        found = Found("ok", "4g", "viettel", day, words, row.target_on)
        record(session, officer, row.unit_id, row.version, found)


def _allocate(session: Session, officer: Officer, share: ShareForm) -> None:
    """A round that one side has signed: the other signature is left to who tries the demo."""
    others = [
        one for one in queries.signers(session, officer, officer.unit_id) if one.id != officer.id
    ]
    if not others:
        return
    signers = Signers(fatherland=others[0].id, education=officer.id)
    made = rounds.begin(session, officer, officer.unit_id, "Đợt mùa thu (mẫu)", signers)
    rounds.take(session, officer, made.id, made.version, share)
    rounds.sign(session, officer, made.id, made.version)
