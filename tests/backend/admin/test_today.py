"""The page of today: one click to the next case, what is late, and no statement more for more work."""

import re
from datetime import timedelta

from sqlalchemy import event

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.data_packages.models import DataPackage
from backend.db import Database
from backend.deliveries.models import HandOverDay
from backend.officers.models import OfficerId, Role
from backend.support_requests.tries import MANY_CONTACTS
from tests.backend.counter import APPROVE, Counter
from tests.factories import World, make_contact, make_officer, make_request
from tests.site import Visitor, words

MOST_STATEMENTS = 40


def statements(database: Database, visitor: Visitor) -> int:
    """How many statements the page asks the database."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        assert visitor.get("/admin/").status_code == 200
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return len(asked)


def test_one_click_opens_the_case_that_waits_longest(
    officer: Visitor, database: Database, world: World
) -> None:
    assert "Mở hồ sơ đầu tiên" not in officer.get("/admin/").text
    with database.transaction() as session:
        first = make_request(session, world.commune).id
        make_request(session, world.commune, chat_id="sau", child_name="Hồ Văn Sau")
        make_request(session, world.other_commune, chat_id="khac", child_name="Hồ Văn Khác")
    page = officer.get("/admin/").text
    [address] = re.findall(r'href="([^"]*)">Mở hồ sơ đầu tiên', page)
    assert address.startswith(f"/admin/requests/{first}?")
    assert officer.get(address).status_code == 200


def test_who_decides_nothing_is_sent_to_no_case(
    stranger: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune)
        commune = session.get_one(AdministrativeUnit, UnitId(world.commune))
        for role in (Role.INSPECTOR, Role.STOREKEEPER, Role.VERIFIER):
            make_officer(session, f"la-{role}", "Người Khác", commune, role)
    for role, has in ((Role.INSPECTOR, False), (Role.STOREKEEPER, False), (Role.VERIFIER, True)):
        stranger.cookies.clear()
        stranger.sign_in(f"la-{role}")
        assert ("Mở hồ sơ đầu tiên" in stranger.get("/admin/").text) is has, role


def test_more_work_asks_no_more_statements(
    officer: Visitor, database: Database, world: World
) -> None:
    few = statements(database, officer)
    with database.transaction() as session:
        for number in range(12):
            make_request(
                session, world.commune, chat_id=f"c{number}", child_name=f"Hồ Văn {number}"
            )
    assert statements(database, officer) <= few + 2
    assert few <= MOST_STATEMENTS


def test_many_unusual_ones_do_not_make_the_page_long(
    officer: Visitor, database: Database, world: World
) -> None:
    few = statements(database, officer)
    with database.transaction() as session:
        for contact in range(MANY_CONTACTS):
            contact_id = make_contact(session, f"thu-{contact}")
            for head in range(11):
                make_request(
                    session, world.commune, contact_id=contact_id, head_name=f"Lạ Văn {head}"
                )
    page = officer.get("/admin/")
    sentence = f"{MANY_CONTACTS} người nhắn tin khác nhau cùng nêu tên một chủ hộ."
    assert page.text.count(sentence) == 10
    assert "Còn 1 trường hợp khác" in words(page)
    assert statements(database, officer) <= few + 3


def test_what_is_due_today_or_soon_is_named_and_opens(
    officer: Visitor, database: Database, world: World, counter: Counter
) -> None:
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    counter.hand_over(request_id)
    counter.register(request_id)
    counter.activate(request_id)
    with database.transaction() as session:
        [package] = session.query(DataPackage).all()
        package.expires_on = clock.today() + timedelta(days=3)
        late = make_request(session, world.commune, chat_id="tre", child_name="Hồ Văn Trễ")
        late.created_at = clock.now() - timedelta(days=40)
        session.add(
            HandOverDay(
                unit_id=UnitId(world.commune), place="Nhà văn hóa (mẫu)", held_on=clock.today(),
                starts_at="8:00", giver="", officer_id=OfficerId(world.officer),
                created_at=clock.now(),
            )
        )  # fmt: skip
    text = words(officer.get("/admin/"))
    for title in (
        "Quá hạn trả lời gia đình",
        "Buổi bàn giao đến ngày",
        "Gói cước hết trong 14 ngày",
    ):
        assert f"1 {title}" in text, title
    assert "Máy cho mượn đến hạn" not in text
    assert "Chỉ tiêu sắp hết" not in text
    rows = officer.get("/admin/figures/rows?always=1&figure=package-ending")
    assert rows.text.count('<a class="whole"') == 1


def test_another_commune_sees_nothing_of_it(
    stranger: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune)
    stranger.sign_in("canbo5")
    assert "Không còn việc nào chờ anh/chị" in words(stranger.get("/admin/"))
