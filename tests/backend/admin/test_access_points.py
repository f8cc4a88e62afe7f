"""The pages of public computers, over HTTP."""

import re
from datetime import date, timedelta

import pytest

from backend import clock
from backend.access_points.models import AccessPoint
from backend.db import Database
from tests.backend.access_points.factory import OFFICE_HOURS, make_access_point
from tests.factories import World
from tests.site import Visitor, hidden, words

HOME = "/admin/access-points"
FIELDS = {"name": "Thư viện xã", "hours": OFFICE_HOURS, "machines": "4", "address": "cạnh chợ"}


@pytest.fixture
def place(database: Database, world: World) -> str:
    """The address of a library of xã A Lưới 1."""
    with database.transaction() as session:
        return f"{HOME}/{make_access_point(session, world, machines='4').id}"


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def test_a_place_is_added_and_shown_with_its_hours(officer: Visitor) -> None:
    assert "Chưa có điểm nào." in words(officer.open(HOME))
    answer = officer.submit(HOME, **FIELDS)
    assert answer.status_code == 303, words(answer)
    page = officer.open(answer.headers["location"])
    assert "Đã thêm điểm máy tính" in words(page)
    assert "T2-T6 7:30-11:30, 13:30-17:00" in page.text
    assert "Thư viện xã" in words(officer.open(HOME))


def test_hours_that_cannot_be_read_come_back_as_they_were_typed(officer: Visitor) -> None:
    officer.open(HOME)
    refused = officer.submit(HOME, **{**FIELDS, "hours": "T2-T6 7:30-11:30; giờ hành chính"})
    assert refused.status_code == 422
    assert "Em chưa đọc được phần thứ 2" in words(refused)
    assert "T2-T6 7:30-11:30; giờ hành chính" in refused.text
    assert "cạnh chợ" in refused.text


def test_an_officer_of_the_province_chooses_the_commune(
    stranger: Visitor, world: World, database: Database
) -> None:
    stranger.sign_in("tinh")
    page = stranger.open(HOME)
    assert "xã A Lưới 5" in words(page)
    assert stranger.submit(HOME, **FIELDS).status_code == 422
    answer = stranger.submit(HOME, **FIELDS, unit_id=world.other_commune)
    with database.reading() as session:
        point_id = int(answer.headers["location"].rpartition("/")[2])
        assert session.get_one(AccessPoint, point_id).unit_id == world.other_commune


def test_a_change_is_kept_and_a_late_one_refused(
    officer: Visitor, colleague: Visitor, place: str
) -> None:
    version = hidden(officer.open(place), "version")
    colleague.open(place)
    changed = {**FIELDS, "hours": "T7 8-11", "version": version}
    assert officer.submit(f"{place}/change", **changed).status_code == 303
    assert "T7 8:00-11:00" in officer.open(place).text
    late = colleague.submit(f"{place}/change", **FIELDS, version=version)
    assert late.status_code == 409
    assert "vừa có người sửa" in words(late)
    assert "cạnh chợ" in late.text


def test_a_day_with_other_hours_is_shown_and_taken_back(officer: Visitor, place: str) -> None:
    officer.open(place)
    day = in_days(3)
    fields = {"day": f"{day.day}/{day.month}/{day.year}", "reason": "tập huấn"}
    assert officer.submit(f"{place}/exceptions", **fields).status_code == 303
    page = officer.open(place)
    assert "nghỉ (tập huấn)" in words(page)
    remove = re.search(rf'action="({place}/exceptions/\d+/remove)"', page.text)
    assert remove
    assert officer.submit(remove[1]).status_code == 303
    assert "nghỉ (tập huấn)" not in words(officer.open(place))


def test_a_wrong_day_is_refused_beside_its_field(officer: Visitor, place: str) -> None:
    officer.open(place)
    refused = officer.submit(f"{place}/exceptions", day="hôm nào đó", reason="tập huấn")
    assert refused.status_code == 422
    assert "Anh/chị ghi ngày trước, rồi tháng, năm." in words(refused)
    assert "hôm nào đó" in refused.text
    assert "tập huấn" in refused.text


def test_a_place_that_serves_no_more_stays_on_the_list(officer: Visitor, place: str) -> None:
    version = hidden(officer.open(place), "version")
    assert officer.submit(f"{place}/close", version=version).status_code == 303
    assert "Không phục vụ nữa từ" in words(officer.open(HOME))
    version = hidden(officer.open(place), "version")
    assert officer.submit(f"{place}/reopen", version=version).status_code == 303
    assert "Không phục vụ nữa từ" not in words(officer.open(HOME))


@pytest.mark.parametrize("act", ["change", "close", "reopen", "exceptions", "exceptions/1/remove"])
def test_an_officer_of_another_commune_finds_nothing(
    stranger: Visitor, place: str, act: str
) -> None:
    stranger.sign_in("canbo5")
    assert stranger.get(place).status_code == 404
    assert "Thư viện A Lưới 1" not in words(stranger.open(HOME))
    assert stranger.submit(f"{place}/{act}", **FIELDS, version=1).status_code == 404


def test_without_signing_in_nothing_is_shown(stranger: Visitor, place: str) -> None:
    assert stranger.get(place).status_code == 303
    assert stranger.get(HOME).status_code == 303
    assert stranger.post(f"{place}/change").status_code == 401


def test_markup_in_a_name_stays_text(officer: Visitor) -> None:
    officer.open(HOME)
    officer.submit(HOME, **{**FIELDS, "name": "<b>Thư viện</b>"})
    assert "&lt;b&gt;Thư viện" in officer.open(HOME).text
