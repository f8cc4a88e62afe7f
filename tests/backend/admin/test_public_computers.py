"""The pages of machines, the daily log, the yearly book, inspections and the collection, over HTTP."""

from datetime import timedelta

import pytest

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers.models import Role
from tests.backend.public_computers.factory import make_place
from tests.factories import World, make_officer
from tests.site import Visitor, words


@pytest.fixture
def place(database: Database, world: World) -> str:
    """The address of a library with the machines 1 to 3."""
    with database.transaction() as session:
        return f"/admin/access-points/{make_place(session, world).id}"


def today() -> str:
    return f"{clock.today():%d/%m/%Y}"


def test_a_day_is_written_in_one_form_and_can_be_mended(officer: Visitor, place: str) -> None:
    day = clock.today().isoformat()
    assert "ngày chưa ghi sổ" in words(officer.open(f"{place}/log"))
    form = {"day": day, "opened": "otherwise", "hours": "8:00-11:00", "reason": "mất điện"}
    sent = officer.submit(f"{place}/log", **form, pupil="12", adult="3", version=0)
    assert sent.status_code == 303, words(sent)
    page = words(officer.open(f"{place}/log?day={day}"))
    assert "đã ghi, sửa được" in page
    assert "15 lượt" in page
    again = officer.submit(f"{place}/log", **form, pupil="99", version=0)
    assert again.status_code == 409
    assert "vừa có người ghi sổ" in words(again)


def test_what_was_typed_stays_when_a_reason_lacks(officer: Visitor, place: str) -> None:
    officer.open(f"{place}/log")
    day = (clock.today() - timedelta(days=-clock.today().weekday() % 7 + 7)).isoformat()
    refused = officer.submit(f"{place}/log", day=day, opened="closed", pupil="12x")
    assert refused.status_code == 422
    assert "bằng chữ số" in words(refused)
    assert 'value="12x"' in refused.text


def test_a_machine_breaks_is_mended_and_its_month_says_so(officer: Visitor, place: str) -> None:
    page = officer.open(f"{place}/machines")
    assert "3 trong 3 máy hoạt động" in words(page)
    number = page.text.partition(">Máy 2</option>")[0].rpartition('value="')[2].rstrip('"')
    fault = {"machine": number, "symptom": "không lên nguồn", "broken_on": today()}
    assert officer.submit(f"{place}/faults", **fault).status_code == 303
    page = officer.open(f"{place}/machines")
    assert "hỏng 1 ngày" in words(page)
    action = page.text.partition("/steps")[0].rpartition('action="')[2]
    assert officer.submit(f"{action}/steps", text="Gọi thợ").status_code == 303
    assert officer.submit(f"{action}/works", works_on=today()).status_code == 303
    assert officer.submit(f"{action}/works", works_on=today()).status_code == 409
    assert "3 trong 3 máy hoạt động" in words(officer.open(f"{place}/machines"))


def test_costs_and_trainings_stand_in_the_book_of_their_year(officer: Visitor, place: str) -> None:
    officer.open(f"{place}/book")
    cost = {"line": "dien", "dong": "1.234.000", "paid_on": today(), "source": "budget"}
    assert officer.submit(f"{place}/costs", **cost).status_code == 303
    assert officer.submit(f"{place}/costs", **cost).status_code == 409
    training = {"held_on": today(), "content": "Diệt vi rút", "people": "2"}
    assert officer.submit(f"{place}/trainings", **training).status_code == 303
    page = words(officer.open(f"{place}/book"))
    assert "1.234.000" in page
    assert "Diệt vi rút, 2 cán bộ" in page
    assert "1.234.000" not in words(officer.open(f"{place}/book?year={clock.today().year - 1}"))
    assert officer.open(f"{place}/book?year=khong").status_code == 200


def test_an_inspector_finds_and_the_library_follows_up(
    stranger: Visitor, officer: Visitor, place: str, database: Database, world: World
) -> None:
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "kiemtra", "Phan Thị Kiểm", commune, Role.INSPECTOR)
    address = place.replace("access-points", "inspections/places")
    looked = {
        "on": today(),
        "by_office": "Phòng Văn hóa - Xã hội",
        "findings": "Có trò chơi nạp tiền",
        "right_purpose": "no",
        "follow_up": "Gỡ trò chơi",
    }
    officer.open(address)
    assert officer.submit(address, **looked).status_code == 403
    stranger.sign_in("kiemtra")
    stranger.open(address)
    assert stranger.submit(address, **looked).status_code == 303
    page = officer.open(address)
    assert "chưa đúng mục đích" in words(page)
    action = page.text.partition("/follow-up")[0].rpartition('action="')[2] + "/follow-up"
    assert stranger.submit(action, done="x").status_code == 403
    assert officer.submit(action, done="Đã gỡ").status_code == 303
    assert "đã khắc phục" in words(officer.open(address))


def test_the_collection_takes_links_and_lets_them_go(officer: Visitor) -> None:
    officer.open("/admin/collection")
    item = {"title": "Lịch sử xã nhà", "kind": "history", "link": "https://example.org/x"}
    assert officer.submit("/admin/collection", **item).status_code == 303
    refused = officer.submit("/admin/collection", **{**item, "link": "javascript:alert(1)"})
    assert refused.status_code == 422
    page = officer.open("/admin/collection")
    action = page.text.partition("/remove")[0].rpartition('action="')[2] + "/remove"
    assert officer.submit(action).status_code == 303
    assert "Chưa có mục nào." in words(officer.open("/admin/collection"))


def test_today_names_a_log_that_lacks_days_and_upkeep_that_is_late(
    officer: Visitor, place: str
) -> None:
    page = words(officer.open("/admin/"))
    assert "Điểm máy tính chưa ghi sổ" in page
    assert "Điểm máy tính quá hạn bảo trì" in page
    assert "thiếu" in words(officer.open("/admin/access-points"))


@pytest.mark.parametrize("page", ["log", "machines", "book"])
def test_an_officer_of_another_commune_finds_nothing(
    stranger: Visitor, place: str, page: str
) -> None:
    stranger.sign_in("canbo5")
    assert stranger.get(f"{place}/{page}").status_code == 404
