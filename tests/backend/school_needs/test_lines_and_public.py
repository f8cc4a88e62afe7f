"""Reading pasted lines, and what sponsors may see."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.school_needs import focal_officers, public, service
from backend.school_needs.typed_lines import read_group, read_lines, read_urgency
from backend.school_needs.wording import told
from backend.school_needs.words import Urgency
from backend.schools.words import SchoolLevel
from tests.backend.school_needs.factory import (
    mai,
    make_need,
    make_pledge,
    province,
)
from tests.backend.schools.factory import make_school, make_site
from tests.factories import World


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("nhà vệ sinh", "toilet"),
        ("Nhà vệ sinh", "toilet"),
        ("WC", "toilet"),
        ("nha ve sinh cho cac chau", "toilet"),
        ("Điện, nước", "power-water"),
        ("nước sạch", "power-water"),
        ("máy lọc nước", "power-water"),
        ("power-water", "power-water"),
        ("gạo", "lunch"),
        ("Bữa trưa bán trú", "lunch"),
        ("sách vở", "supplies"),
        ("chăn", "supplies"),
        ("phòng học", "building"),
        ("cầu trượt", "fitness"),
        ("", None),
        ("tiền mặt", None),
        ("???", None),
    ],
)
def test_a_group_is_read_from_its_code_name_or_examples(said: str, code: str | None) -> None:
    assert read_group(said) == code


@pytest.mark.parametrize(
    ("said", "urgency"),
    [
        ("gấp", Urgency.DANGER),
        ("Nguy hiểm, cần ngay", Urgency.DANGER),
        ("không gấp", Urgency.YEAR),
        ("trong học kỳ này", Urgency.TERM),
        ("", Urgency.YEAR),
        ("năm học", Urgency.YEAR),
    ],
)
def test_how_urgent_it_is(said: str, urgency: Urgency) -> None:
    assert read_urgency(said) is urgency


def test_columns_stand_in_the_order_of_their_headings() -> None:
    headings = "STT\tNhóm nhu cầu\tTên trường\tCần gì\tSố lượng"
    text = f"{headings}\n1\tnước\tTH A\tbồn\t2\n\n2\tđiện\tTH B\tđèn\t"
    lines = read_lines(text)
    assert [(each.number, each["school"], each["group"], each["quantity"]) for each in lines] == [
        (2, "TH A", "nước", "2"),
        (4, "TH B", "điện", ""),
    ]


@given(st.text())
def test_whatever_is_pasted_is_read(text: str) -> None:
    for each in read_lines(text):
        assert each.line
        read_group(each["group"])
        read_urgency(each["urgency"])


def test_sponsors_see_only_what_an_officer_has_shown_and_what_is_still_wanted(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        school = make_school(session, world)
        site = make_site(session, world, school)
        shown = make_need(session, world, school, site, text="bồn nước", published=True)
        make_need(session, world, school, text="chưa đọc lại")
        met = make_need(session, world, school, text="đủ rồi", published=True)
        make_pledge(session, world, met, received=met.reported_on)
        closed = make_need(session, world, school, text="đóng rồi", published=True)
        service.close(session, mai(session, world), closed.id, closed.version, "tự sửa")
        half = make_need(session, world, school, text="áo", quantity="30", published=True)
        make_pledge(session, world, half, quantity="20")
        found = public.open_needs(session)
        assert [(each.text, each.wanted) for each in found] == [("bồn nước", 1), ("áo", 10)]
        assert set(asdict(found[0])) == {
            *("id", "group", "text", "wanted", "cost", "urgency", "state"),
            *("school", "level", "site", "commune", "commune_id", "focal_name", "focal_phone"),
        }
        for other in (
            {"group": "lunch"},
            {"level": SchoolLevel.PRESCHOOL},
            {"commune": UnitId(world.other_commune)},
            {"after": half.id},
        ):
            assert public.open_needs(session, **other) == [], other
        assert public.open_needs(session, most=1)[0].id == shown.id
        assert public.groups_wanted(session) == (("toilet", "Nhà vệ sinh"),)


def test_the_focal_officer_is_the_communes_or_else_the_provinces(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        school = make_school(session, world)
        make_need(session, world, school, published=True)
        (need,) = public.open_needs(session)
        assert (need.focal_name, need.focal_phone) == ("", "")
        for officer, name in (
            (province(session, world), "của tỉnh"),
            (mai(session, world), "của xã"),
        ):
            focal_officers.appoint(session, officer, "primary", 0, name, "0234 3878 300")
            (need,) = public.open_needs(session)
            assert need.focal_name == name
        assert told(need).endswith("Đầu mối: của xã, 0234 3878 300.")


def test_the_most_urgent_that_nobody_helps_comes_first(database: Database, world: World) -> None:
    with database.transaction() as session:
        school = make_school(session, world)
        for text, urgency in (
            ("năm", "year"),
            ("kỳ", "term"),
            ("hứa", "danger"),
            ("ngay", "danger"),
        ):
            need = make_need(session, world, school, text=text, urgency=urgency, published=True)
            if text == "hứa":
                make_pledge(session, world, need)
        found = public.most_urgent(public.open_needs(session))
        assert [each.text for each in found] == ["ngay", "kỳ", "năm", "hứa"]
        assert "đã có người hứa giúp" in told(found[-1])
