"""The report of Điện Biên, 2021: data that add up to its figures give its sentences."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.figures import queries as figures
from backend.figures.narrowing import Narrowing
from backend.figures.rules import ALWAYS, this_year
from backend.officers.models import Officer
from backend.papers.shapes import Paragraph
from backend.school_needs import focal_officers, report_tables, service, taking_part
from backend.school_needs.figures import figures_of_needs, schools_needing, sites_needing
from backend.school_needs.groups import needs
from backend.school_needs.report_tables import Contents
from backend.schools import service as schools
from backend.schools.models import School
from tests.backend.school_needs.factory import (
    mai,
    make_gift,
    make_need,
    make_pledge,
    province,
)
from tests.backend.schools.factory import make_school, make_site
from tests.factories import World

# By level how many schools there are, 67 in all; and by group and level in how many schools and at how
# many sites something is lacking, as the report says (its total of schools by level is invented).
SCHOOLS = {"MN": 27, "TH": 25, "THCS": 15}
LACKING = {
    "power-water": {"TH": (6, 13), "MN": (10, 22)},
    "toilet": {"THCS": (2, 0), "TH": (6, 10), "MN": (2, 2)},
    "supplies": {"TH": (10, 0), "THCS": (3, 0)},
}
POWER_WATER = (
    "Các khó khăn về nhu cầu sử dụng điện, nước: "
    "cấp TH: 6 trường (13 điểm trường); cấp MN: 10 trường (22 điểm trường)."
)
TOILETS = (
    "Các khó khăn về nhà vệ sinh (đối với điểm trường chưa có nhà vệ sinh hoặc nhà vệ sinh xuống cấp "
    "nhưng nay chưa có kinh phí sửa chữa, duy tu hoạt động): "
    "cấp THCS: 02 trường; cấp TH: 6 trường (10 điểm trường); cấp MN: 02 trường (02 điểm trường)."
)
REGULAR = (
    "Các khó khăn về nhu cầu thường xuyên như: tổ chức bữa ăn trưa, sách, vở, đồ dùng học tập cho trẻ "
    "mầm non, học sinh: cấp TH: 10 trường; cấp THCS: 03 trường."
)


def said(contents: Contents) -> list[str]:
    """The sentences of a part."""
    return [each.text for each in contents if isinstance(each, Paragraph)]


@pytest.fixture
def session(database: Database, world: World) -> Iterator[Session]:
    """A session in which nothing is told yet."""
    with database.transaction() as session:
        yield session


def make_district(session: Session, world: World) -> None:
    """67 schools in two communes; those without a need confirm that they have none."""
    officer = province(session, world)
    every = {
        level: [_school(session, world, level, number) for number in range(count)]
        for level, count in SCHOOLS.items()
    }
    for group, levels in LACKING.items():
        for level, (count, sites) in levels.items():
            _lacking(session, world, group, every[level][:count], sites)
    for school in chain.from_iterable(every.values()):
        said = taking_part.of_school(session, school.id, clock.today().year)
        if said is None:
            taking_part.confirm_none(session, officer, school.id)


def _school(session: Session, world: World, level: str, number: int) -> School:
    unit = world.other_commune if number % 2 else world.commune
    return make_school(session, world, f"Trường {level} số {number} (mẫu)", level, unit_id=unit)


def _lacking(session: Session, world: World, group: str, schools: list[School], sites: int) -> None:
    """Each school lacks something; the sites are dealt out among them, some twice."""
    for number in range(max(sites, len(schools))):
        school = schools[number % len(schools)]
        site = None
        if sites:
            name = f"Điểm {group} {number}"
            site = make_site(session, world, school, name)
        made = make_need(session, world, school, site, group=group, text=f"việc {number}")
        service.push(session, province(session, world), made.id, made.version, clock.today(), "")


def test_the_report_says_exactly_what_the_document_says_and_each_number_opens(
    session: Session, world: World
) -> None:
    make_district(session, world)
    officer, period = province(session, world), this_year(clock.today())
    assert said(report_tables.groups(session, officer, period)) == [POWER_WATER, TOILETS, REGULAR]
    participation = said(report_tables.participation(session, officer, period))
    assert participation[0].startswith("67/67 trường thuộc ")
    assert report_tables.not_reported(session, officer, period) == []
    commune = said(report_tables.participation(session, mai(session, world), period))
    assert commune[0].startswith("35/35 trường thuộc xã A Lưới 1")
    for narrowed in (Narrowing(period=period), Narrowing(UnitId(world.commune), period=ALWAYS)):
        _every_number_opens(session, officer, narrowed)


def _every_number_opens(session: Session, officer: Officer, narrowed: Narrowing) -> None:
    """The rows behind each figure are as many as it says."""
    for figure in figures_of_needs():
        if figure.amount is None:
            count = figures.totals(session, officer, narrowed, [figure])[figure.code]
            page = figures.rows(session, officer, narrowed, figure, None)
            opened = [*page.found]
            while page.after:
                page = figures.rows(session, officer, narrowed, figure, page.after)
                opened += page.found
            assert len({row.id for row in opened}) == len(opened) == count, figure.code


def test_the_sentences_count_what_the_figures_count(session: Session, world: World) -> None:
    officer = province(session, world)
    lacking = (
        ("MN", "toilet", "Điểm A"),
        ("MN", "lunch", ""),
        ("MN", "supplies", "Điểm A"),
        ("TH", "power-water", "Điểm B"),
        ("TH", "power-water", "Điểm C"),
        ("TH", "building", ""),
    )
    for number, (level, group, site) in enumerate(lacking):
        name = f"Trường {level} Suối {number // 2} (mẫu)"
        found = session.scalar(select(School).where(School.name == name))
        school = found or make_school(session, world, name, level)
        place = make_site(session, world, school, site) if site else None
        made = make_need(session, world, school, place, group=group, text=f"việc {number}")
        if number == 3:
            made.reported_on, made.ended_on = date(2019, 3, 1), date(2020, 5, 1)
    session.flush()
    for period in (ALWAYS, this_year(clock.today()), this_year(date(2019, 6, 1))):
        counts = report_tables.level_counts(session, officer, period)
        for reported in needs().reported:
            for each in counts[reported.code]:
                for figure, count in (
                    (schools_needing(reported, each.level), each.schools),
                    (sites_needing(reported, each.level), each.sites),
                ):
                    narrowed = Narrowing(period=period)
                    whole = figures.totals(session, officer, narrowed, [figure])
                    assert whole[figure.code] == count, (figure.code, period)


def test_a_second_need_and_a_need_by_mistake_change_no_count_of_schools(
    session: Session, world: World
) -> None:
    officer, period = province(session, world), this_year(clock.today())
    school = make_school(session, world, "Trường Tiểu học Bản Xa (mẫu)")
    first = make_need(session, world, school, group="lunch", text="gạo")
    second = make_need(session, world, school, group="supplies", text="vở")
    assert said(report_tables.groups(session, officer, period))[2].endswith(
        "học sinh: cấp TH: 01 trường."
    )
    for made in (first, second):
        service.close(session, officer, made.id, made.version, "ghi nhầm", mistaken=True)
    assert said(report_tables.groups(session, officer, period))[2].endswith(
        "chưa có trường nào báo."
    )


def test_what_no_group_of_the_document_has_gets_a_line_of_its_own(
    session: Session, world: World
) -> None:
    officer, period = province(session, world), this_year(clock.today())
    school = make_school(session, world, "Trường Mầm non Bản Xa (mẫu)", "MN")
    make_need(session, world, school, group="building", text="phòng học")
    written = said(report_tables.groups(session, officer, period))
    assert len(written) == 5
    assert written[3].endswith("sân chơi: cấp MN: 01 trường.")
    assert written[4] == "Trong đó còn 1 nhu cầu đã ghi nhận, đang chờ đưa lên nền tảng Nhân đạo."


def test_a_need_counts_in_every_period_in_which_it_stood(session: Session, world: World) -> None:
    officer = province(session, world)
    school = make_school(session, world, "Trường Tiểu học Năm Cũ (mẫu)")
    old = make_need(session, world, school, group="lunch", text="gạo")
    old.reported_on, old.ended_on = date(2019, 3, 1), date(2020, 5, 1)
    session.flush()
    for year, stood in ((2018, False), (2019, True), (2020, True), (2021, False)):
        written = said(report_tables.groups(session, officer, this_year(date(year, 6, 1))))
        assert ("cấp TH: 01 trường" in written[2]) is stood, year


def test_schools_that_said_nothing_are_told_by_commune(session: Session, world: World) -> None:
    officer, period = province(session, world), this_year(clock.today())
    for number in range(3):
        make_school(session, world, f"Trường Mầm non Im Lặng {number} (mẫu)", "MN")
    closed = make_school(session, world, "Trường Mầm non Đã Đóng (mẫu)", "MN")
    schools.close(session, officer, closed.id, closed.version, clock.today())
    assert said(report_tables.participation(session, officer, period))[0].startswith("0/3 trường")
    assert said(report_tables.not_reported(session, officer, period)) == [
        "Còn trường chưa báo nhu cầu: xã A Lưới 1: 3 trường."
    ]


def test_gifts_are_told_by_kind_in_the_order_of_the_report(session: Session, world: World) -> None:
    officer, period = province(session, world), this_year(clock.today())
    assert len(report_tables.gifts(session, officer, period)) == 1
    today = clock.today()
    make_gift(session, world, received=today, amount="12.000.000")
    make_gift(session, world, received=today, quantity="20")
    make_gift(session, world, received=today, thing="an-ban-tru", quantity="45")
    make_gift(session, world, received=date(2020, 1, 1), thing="man")
    need = make_need(session, world, make_school(session, world, "TH Suối (mẫu)"), quantity="2")
    make_pledge(session, world, need, quantity="1", received=today, amount="3.000.000")
    make_pledge(session, world, need, quantity="1")
    told = said(report_tables.gifts(session, officer, period))
    assert "(hỗ trợ ăn bán trú: 1 lượt, số lượng 45; quần áo ấm: 2 lượt, số lượng 50)" in told[0]
    assert told[1:] == [
        "Nhu cầu đã có người giúp: 1 lượt nhận.",
        "Giá trị ghi nhận được: 15.000.000 đồng.",
    ]


def test_focal_officers_are_named_level_by_level(session: Session, world: World) -> None:
    officer = province(session, world)
    assert report_tables.focal(session, officer, ALWAYS) == []
    for level, name in (("primary", "đ.c Trần Thị Mẫu"), ("preschool", "đ.c Hà Thị Mẫu")):
        focal_officers.appoint(session, officer, level, 0, name, "0215 3825 111")
    told = said(report_tables.focal(session, officer, ALWAYS))[0]
    assert told.startswith("Cử đầu mối (cấp MN: đ.c Hà Thị Mẫu, cấp TH: đ.c Trần Thị Mẫu) cung cấp")
