"""The workbook of breaches over HTTP: from the discovery to the end, with its clock on Today."""

from datetime import datetime, timedelta

import pytest

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import Database
from backend.officers.models import Role
from tests.backend.breaches.factory import HAPPENED, make_breach
from tests.factories import World, make_officer
from tests.site import Visitor, hidden, words

HOME = "/admin/breaches"


@pytest.fixture
def keeper(stranger: Visitor, database: Database, world: World) -> Visitor:
    """The administrator of xã A Lưới 1."""
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, UnitId(world.commune))
        make_officer(session, "quantri", "Hồ Thị Quản", commune, Role.ADMINISTRATOR)
    stranger.sign_in("quantri")
    return stranger


def typed(found_at: datetime, **fields: object) -> dict[str, object]:
    local = clock.local(found_at)
    usual = {
        "on": f"{local:%d/%m/%Y}",
        "hour": f"{local:%H:%M}",
        "happened": HAPPENED,
        "data-names": "1",
        "people": "120",
        "counted": "counted",
        "via_zalo": "yes",
    }
    return {**usual, **fields}


def version(page: Visitor, place: str) -> str:
    return hidden(page.open(place), "version")


def test_from_discovery_to_the_end(keeper: Visitor) -> None:
    assert "Chưa có vụ nào" in words(keeper.open(HOME))
    once = hidden(keeper.open(f"{HOME}/new"), "once")
    fields = typed(clock.now() - timedelta(hours=30), once=once)
    first, second = (keeper.submit(f"{HOME}/new", **fields) for _click in range(2))
    place = first.headers["location"]
    assert second.headers["location"] == place
    page = words(keeper.open(place))
    assert "Cơ quan bảo vệ dữ liệu cá nhân (A05): ● còn 41 giờ" in page
    assert "Zalo: ! quá hạn 7 giờ" in page
    assert "cần kiểm tra" in page
    today = words(keeper.open("/admin/"))
    assert "1 Vụ lộ dữ liệu: đã quá hạn báo 7 giờ" in today
    now = typed(clock.now())
    for receiver in ("zalo", "authority"):
        told = {"on": now["on"], "hour": now["hour"], "receiver": receiver, "outcome": "told"}
        answer = keeper.submit(f"{place}/tell", version=version(keeper, place), **told)
        assert answer.is_redirect, words(answer)
    page = words(keeper.open(place))
    assert "A05): ✓ xong trong hạn" in page
    assert "Zalo: ! xong, trễ" in page
    assert "Vụ lộ dữ liệu: " not in words(keeper.open("/admin/"))
    amended = {**fields, "version": version(keeper, place), "people": "90", "counted": "estimated"}
    assert keeper.submit(f"{place}/amend", **amended).is_redirect
    page = words(keeper.open(place))
    assert "khoảng 90 người (ước tính)" in page
    assert "120 người (đã đếm)" in page
    ended = keeper.submit(f"{place}/close", version=version(keeper, place), lessons="Hai người xem")
    assert ended.is_redirect
    assert "Đã khép lúc" in words(keeper.open(place))
    assert "đã khép" in words(keeper.open(HOME))


def test_a_wrong_entry_keeps_what_was_typed(keeper: Visitor, database: Database) -> None:
    keeper.open(f"{HOME}/new")
    for wrong, sentence in (
        ({"hour": "trưa"}, "Anh/chị ghi giờ"),
        ({"hour": "25:00"}, "Anh/chị ghi giờ"),
        ({"on": "hôm nay"}, "ngày trước, rồi tháng"),
        ({"on": "1/1/2099"}, "chưa đến"),
        ({"people": "nhiều"}, "ghi một con số"),
    ):
        refused = keeper.submit(f"{HOME}/new", **typed(clock.now(), **wrong))
        assert refused.status_code == 422
        assert sentence in words(refused)
        assert HAPPENED in words(refused)
        assert 'name="data-names" value="1" checked' in refused.text


def test_two_officers_do_not_write_over_each_other(
    keeper: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        place = f"{HOME}/{make_breach(session, world).id}"
    seen = version(keeper, place)
    for _who, status in (("một", 303), ("hai", 409)):
        answer = keeper.submit(f"{place}/amend", version=seen, **typed(clock.now()))
        assert answer.status_code == status


def test_the_paper_and_the_message_are_one_click_away(
    keeper: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        place = f"{HOME}/{make_breach(session, world).id}"
    page = keeper.open(place)
    for ending, beginning in (("docx", b"PK"), ("pdf", b"%PDF-")):
        assert f"{place}/notice.{ending}" in page.text
        file = keeper.get(f"{place}/notice.{ending}")
        assert file.content.startswith(beginning)
        assert file.headers["content-disposition"].endswith(f'.{ending}"')
    assert "/admin/broadcasts/new?begin=breach" in page.text
    draft = words(keeper.open("/admin/broadcasts/new?begin=breach"))
    assert "có thể đã bị người ngoài xem" in draft
    assert "người ngoài xem" not in words(keeper.open("/admin/broadcasts/new?begin=khac"))


def test_who_has_not_the_task_sees_nothing_of_it(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        place = f"{HOME}/{make_breach(session, world).id}"
    for path in (HOME, f"{HOME}/new", place, f"{place}/amend", f"{place}/notice.docx"):
        assert officer.get(path).status_code == 403, path
    assert officer.submit(f"{place}/close", version=1, lessons="x").status_code == 403
    assert "lộ dữ liệu" not in words(officer.open("/admin/"))
    assert HOME not in officer.open("/admin/more").text
