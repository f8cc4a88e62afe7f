"""Schools of Điện Biên with their needs and sponsors in the demo: real communes, all else invented."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.loading import load_units
from backend.administrative_units.service import unit_with_code
from backend.officers.models import Officer, Role
from backend.school_needs import focal_officers, pledging, service, taking_part
from backend.school_needs.models import SchoolNeed
from backend.school_needs.pledging import PledgeForm
from backend.school_needs.service import NeedForm
from backend.schools.models import School
from backend.schools.service import SchoolForm, SiteForm, add, add_site
from bot.demo.accounts import add_account

UNITS = Path(__file__).parent / "dien-bien.toml"
# commune, school, level, sites
SCHOOLS = (
    (
        "03328",
        "Trường Mầm non Thanh Nưa (mẫu)",
        "MN",
        ("Bản Tông Khao (mẫu)", "Bản Mển (mẫu)"),
    ),
    ("03328", "Trường Tiểu học Thanh Nưa (mẫu)", "TH", ("Bản Hạ (mẫu)",)),
    ("03349", "Trường Tiểu học Thanh Yên (mẫu)", "TH", ()),
    ("03349", "Trường THCS Thanh Yên (mẫu)", "THCS", ()),
    ("03358", "Trường Mầm non Núa Ngam (mẫu)", "MN", ("Bản Pá Ngam (mẫu)",)),
    (
        "03358",
        "Trường Tiểu học Núa Ngam (mẫu)",
        "TH",
        ("Bản Tin Lán (mẫu)", "Bản Na Sang (mẫu)"),
    ),
    ("03368", "Trường PTDTBT Tiểu học Mường Nhà (mẫu)", "TH", ("Bản Khon Kén (mẫu)",)),
    ("03368", "Trường PTDTBT THCS Mường Nhà (mẫu)", "THCS", ()),
)
# school (its place above), site or None, group, text, quantity, cost, urgency, days ago
NEEDS = (
    (0, 0, "power-water", "Đường ống dẫn nước sạch 600 mét", "1", "35.000.000", "danger", 200),
    (0, 1, "toilet", "Nhà vệ sinh hai ngăn cho trẻ mầm non", "1", "80.000.000", "term", 150),
    (1, 0, "toilet", "Sửa nhà vệ sinh, làm lại mái", "1", "45.000.000", "term", 120),
    (4, 0, "power-water", "Pin mặt trời thắp sáng lớp học", "1", "30.000.000", "year", 90),
    (5, 0, "power-water", "Bồn chứa nước 2.000 lít", "2", "9.000.000", "term", 60),
    (5, 1, "toilet", "Nhà vệ sinh hai ngăn", "1", "", "danger", 45),
    (6, 0, "supplies", "Chăn ấm cho học sinh bán trú", "60", "18.000.000", "term", 30),
    (7, None, "lunch", "Gạo cho bữa trưa bán trú, bao 50 kg", "40", "", "term", 12),
)
FOCAL = (
    ("preschool", "Cà Thị Mẫu, chuyên viên mầm non (mẫu)", "0215 3825 001"),
    ("primary", "Lường Văn Mẫu, chuyên viên tiểu học (mẫu)", "0215 3825 002"),
    ("lower_secondary", "Quàng Thị Mẫu, chuyên viên THCS (mẫu)", "0215 3825 003"),
)


def make_school_needs(session: Session) -> None:
    """Eight schools in four communes, needs in every state, sponsors, and two schools that have not
    reported. `dienbien` signs in for the province."""
    load_units(session, UNITS)
    unit = unit_with_code(session, "11")
    officer = add_account(session, "dienbien", "Lò Thị Mẫu (mẫu)", Role.APPROVER, unit.id)
    schools = [_school(session, officer, *each) for each in SCHOOLS]
    for level, name, phone in FOCAL:
        focal_officers.appoint(session, officer, level, 0, name, phone)
    needs = [_need(session, officer, schools, *each) for each in NEEDS]
    taking_part.confirm_none(session, officer, schools[2][0].id)
    _sponsors(session, officer, needs)
    service.close(session, officer, needs[3].id, needs[3].version, "Đã kéo điện lưới về bản (mẫu)")


def _school(
    session: Session, officer: Officer, code: str, name: str, level: str, sites: Sequence[str]
) -> tuple[School, list[str]]:
    unit = unit_with_code(session, code)
    school = add(session, officer, unit.id, SchoolForm(name, level))
    made = [add_site(session, officer, school.id, school.version, SiteForm(site)) for site in sites]
    return school, [str(site.id) for site in made]


def _need(
    session: Session,
    officer: Officer,
    schools: Sequence[tuple[School, list[str]]],
    number: int,
    site: int | None,
    *told: str | int,
) -> SchoolNeed:
    school, sites = schools[number]
    group, text, quantity, cost, urgency, days = map(str, told)
    place = "" if site is None else sites[site]
    form = NeedForm(place, group, f"{text} (mẫu)", quantity, cost, urgency, published=True)
    need = service.add(session, officer, school.id, form)
    need.reported_on = clock.today() - timedelta(days=int(days))
    if int(days) > 20:
        on = need.reported_on + timedelta(days=7)
        service.push(session, officer, need.id, need.version, on, "")
    return need


def _sponsors(session: Session, officer: Officer, needs: Sequence[SchoolNeed]) -> None:
    """One need is met, one promised, one had in part; and warm clothes came without being asked."""
    today = clock.today()
    water, toilet, *_rest = needs
    blankets = needs[6]
    for need, form in (
        (
            water,
            PledgeForm("Công ty Suối Xanh (mẫu)", "works", received=today - timedelta(days=100)),
        ),
        (toilet, PledgeForm("Nhóm Bạn Vùng Cao (mẫu)", "money", amount="80.000.000")),
        (
            blankets,
            PledgeForm(
                "Hội đồng hương (mẫu)", "goods", quantity="25", received=today - timedelta(days=5)
            ),
        ),
    ):
        pledging.pledge(session, officer, need.id, need.version, form)
    gifts = (("ao-am", "120", 40), ("hoc-bong", "10", 70), ("an-ban-tru", "45", 25))
    for thing, quantity, days in gifts:
        received = today - timedelta(days=days)
        form = PledgeForm(
            "Quỹ Vì Bạn Nhỏ (mẫu)", "goods", thing=thing, quantity=quantity, received=received
        )
        school = session.get_one(School, needs[-1].school_id)
        pledging.record_gift(session, officer, school.unit_id, school.id, form)
