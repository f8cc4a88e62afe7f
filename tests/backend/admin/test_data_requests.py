"""Requests about data over HTTP: found, acknowledged, extended, answered, erased; by whom it may be."""

from datetime import timedelta

import pytest

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.calendar.days import after_working_days
from backend.data_requests.models import DataRequest, DataRequestId, Outcome
from backend.db import Database
from backend.officers.models import Role
from backend.typed_day import typed_day
from tests.backend.counter import _contact, must
from tests.backend.data_requests.factory import ask_by_chat
from tests.factories import World, make_officer, make_request
from tests.site import Visitor, words

HOME = "/admin/data-requests"


def make(database: Database, world: World, kind: str = "data_delete") -> str:
    """The address of a request of a mother who has a case at xã A Lưới 1."""
    with database.transaction() as session:
        make_request(session, world.commune, chat_id="me")
        contact_id = must(_contact(session, "me"))
        return f"{HOME}/{ask_by_chat(session, world, kind, contact_id=contact_id).id}"


def stored(database: Database, place: str) -> DataRequest:
    with database.reading() as session:
        return session.get_one(DataRequest, DataRequestId(int(place.rpartition("/")[2])))


def test_a_request_is_found_acknowledged_and_answered(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make(database, world, "data_fix")
    assert "1 Yêu cầu về dữ liệu sắp đến hạn" in words(officer.open("/admin/"))
    assert "xóa hết giúp tôi" in words(officer.open(f"{HOME}?show=open&kind=fix"))
    assert "xóa hết giúp tôi" not in words(officer.open(f"{HOME}?kind=delete"))
    opened = words(officer.open(place))
    for told in ("Báo đã nhận chậm nhất", "Làm xong chậm nhất", "HT-", "hạn nội bộ"):
        assert told in opened, told
    officer.submit(f"{place}/acknowledge", version=1)
    shown = words(officer.open(place))
    assert "Đã báo nhận. Người yêu cầu sẽ nhận được tin nhắn." in shown
    officer.submit(
        f"{place}/close", version=2, outcome="partly", answer="Đã sửa tên, chưa sửa lớp."
    )
    shown = words(officer.open(place))
    assert "Đã làm một phần" in shown
    assert "Đã sửa tên, chưa sửa lớp." in shown
    assert "Trả lời và kết thúc" not in shown
    assert "1 Yêu cầu" not in words(officer.open("/admin/"))


def test_more_time_is_given_once_with_a_reason(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make(database, world)
    officer.open(place)
    due = stored(database, place).due_by
    until = after_working_days(due, 3)
    refused = officer.submit(f"{place}/extend", version=1, until=typed_day(until), reason="")
    assert refused.status_code == 422
    assert "ghi lý do để gia đình hiểu" in words(refused)
    assert typed_day(until) in refused.text
    officer.submit(f"{place}/extend", version=1, until=typed_day(until), reason="chờ nhà trường")
    shown = words(officer.open(place))
    assert "chờ nhà trường" in shown
    assert "Gia hạn một lần" not in shown
    assert stored(database, place).due_by == until


def test_what_goes_and_what_stays_is_seen_before_it_is_erased(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make(database, world)
    assert "Xem sẽ xóa những gì" in words(officer.open(place))
    looked = words(officer.open(f"{place}/erase"))
    assert "Chưa xóa gì" in looked
    assert "1 hồ sơ" in looked
    assert "Phải giữ lại" in looked
    assert stored(database, place).done_at is None
    officer.submit(f"{place}/erase", version=1)
    shown = words(officer.open(place))
    assert "Đã xóa. Người yêu cầu sẽ nhận được tin nhắn." in shown
    assert "đã xóa thông tin của anh/chị theo yêu cầu" in shown
    assert stored(database, place).outcome is Outcome.DONE
    again = officer.submit(f"{place}/erase", version=3)
    assert again.status_code in (404, 409)


def test_a_ticket_about_data_leads_to_its_request(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make(database, world)
    page = officer.open(f"/admin/tickets/{stored(database, place).ticket_id}")
    assert f'href="{place}"' in page.text
    assert 'name="outcome"' not in page.text
    ticket = f"/admin/tickets/{stored(database, place).ticket_id}"
    refused = officer.submit(f"{ticket}/close", version=2, outcome="done", text="Đã xóa.")
    assert refused.status_code == 409
    assert stored(database, place).done_at is None


def test_what_was_asked_at_the_office_is_entered(officer: Visitor, database: Database) -> None:
    officer.open(f"{HOME}/new")
    today = typed_day(clock.today())
    told = {
        "kind": "see",
        "words": "Cho tôi xem xã giữ gì của nhà tôi",
        "asker": "Hồ Thị Mẫu, mẹ cháu",
        "identity_check": "saw_card",
        "came_by": "office",
        "received_on": today,
    }
    refused = officer.submit(f"{HOME}/new", **{**told, "identity_check": ""})
    assert refused.status_code == 422
    assert "chọn đã kiểm tra người này bằng cách nào" in words(refused)
    assert "Hồ Thị Mẫu, mẹ cháu" in refused.text
    place = officer.submit(f"{HOME}/new", **told).headers["location"]
    shown = words(officer.open(place))
    for said in ("DL-2026-", "Hồ Thị Mẫu, mẹ cháu", "Đã xem giấy tờ tùy thân", "Lê Thị Mai"):
        assert said in shown.replace(str(clock.today().year), "2026"), said
    assert "Không nhắn tin được" in shown
    officer.submit(f"{place}/close", version=1, outcome="done", answer="Đã in cho xem tại xã.")
    assert "gọi điện hoặc gửi giấy báo giúp" in words(officer.open(place))


def test_a_letter_of_last_week_may_be_late_already(
    officer: Visitor, database: Database, world: World
) -> None:
    place = make(database, world)
    with database.transaction() as session:
        request = session.get_one(DataRequest, DataRequestId(int(place.rpartition("/")[2])))
        request.acknowledge_by = clock.today() - timedelta(days=2)
    assert "1 Yêu cầu về dữ liệu quá hạn" in words(officer.open("/admin/"))
    assert "quá hạn 2 ngày" in words(officer.open(f"{HOME}?show=late"))
    assert "quá hạn 2 ngày" in words(officer.open(place))


def test_another_commune_sees_nothing_of_it(
    stranger: Visitor, database: Database, world: World
) -> None:
    place = make(database, world)
    stranger.sign_in("canbo5")
    assert "xóa hết giúp tôi" not in words(stranger.open(HOME))
    for path in (place, f"{place}/erase"):
        assert stranger.open(path).status_code == 404
    forms = {
        "acknowledge": {},
        "extend": {"until": "1/1/2030", "reason": "x"},
        "close": {"outcome": "refused", "answer": "x"},
        "erase": {},
    }
    for name, fields in forms.items():
        answer = stranger.submit(f"{place}/{name}", version=1, **fields)
        assert answer.status_code == 404, name
    assert stored(database, place).version == 1


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.VERIFIER, {"acknowledge", "extend"}),
        (Role.ADMINISTRATOR, {"close", "erase"}),
        (Role.STOREKEEPER, set()),
        (Role.INSPECTOR, set()),
    ],
)
def test_each_role_is_offered_what_it_may_do(
    stranger: Visitor, database: Database, world: World, role: Role, may: set[str]
) -> None:
    place = make(database, world)
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "vai", "Phạm Văn Vai", unit, role)
    stranger.sign_in("vai")
    page = stranger.open(place)
    offered = {
        name
        for name in ("acknowledge", "extend", "close", "erase")
        if f"{place}/{name}" in page.text
    }
    assert offered == may
    for name in {"acknowledge", "extend", "close", "erase"} - may:
        assert stranger.submit(f"{place}/{name}", version=1).status_code == 403, name
