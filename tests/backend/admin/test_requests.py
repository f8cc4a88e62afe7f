"""What an officer does with a request, over HTTP."""

import re

import httpx
import pytest
from sqlalchemy import select, update

from backend.administrative_units.models import AdministrativeUnit
from backend.audit import AuditEntry
from backend.contacts.models import ChannelAddress
from backend.db import Database
from backend.messages.models import OutboxMessage
from backend.officers.models import Role
from backend.support_requests.commands import SupplementSupportRequest
from backend.support_requests.history import WORDS
from backend.support_requests.service import supplement
from tests.factories import World, make_contact, make_officer, make_request
from tests.site import Visitor, hidden, words


@pytest.fixture
def proven(database: Database, world: World) -> str:
    """The case of a household that the list proves."""
    with database.transaction() as session:
        return f"/admin/requests/{make_request(session, world.commune).id}"


@pytest.fixture
def unsure(database: Database, world: World) -> str:
    """The case of a household that an officer has to identify."""
    with database.transaction() as session:
        request = make_request(
            session, world.commune, chat_id="tele-2", head_name="Hồ Thị Hoá", head_birth_year=1988
        )
        return f"/admin/requests/{request.id}"


def act(visitor: Visitor, case: str, verb: str, **fields: object) -> httpx.Response:
    """Opens a case, sends one of its forms, and follows to what is shown then."""
    page = visitor.open(case)
    answer = visitor.submit(f"{case}/{verb}", version=hidden(page, "version"), **fields)
    return visitor.open(answer.headers["location"]) if answer.status_code == 303 else answer


def searched(visitor: Visitor, text: str) -> httpx.Response:
    """What the search answers; its form stands on the first page."""
    visitor.open("/admin/")
    return visitor.submit("/admin/requests/search", q=text)


def hand_over(visitor: Visitor, case: str, **changes: object) -> httpx.Response:
    """The form of a hand-over, filled in."""
    fields = {"serial": "sn-1", "model": "Máy tính bảng", "on": "2026-01-02"}
    receiver = {"receiver_name": "Hồ Thị A Lơ", "receiver_relation": "bố hoặc mẹ"}
    return act(visitor, case, "hand-over", **{**fields, **receiver, **changes})


def test_from_approval_to_the_activated_package(
    officer: Visitor, proven: str, database: Database
) -> None:
    assert "Đã duyệt hồ sơ HT-" in words(act(officer, proven, "approve"))
    assert "SN-1" in words(hand_over(officer, proven))
    registered = act(officer, proven, "register-data-package", operator="Viettel", phone="")
    assert "Chờ nhà mạng mở" in words(registered)
    done = words(act(officer, proven, "activate-data-package", on="15/1/2026"))
    assert "15/1/2026 đến hết 14/4/2026" in done
    assert re.search(
        "ghi gói cước đã mở.*đăng ký gói cước.*ghi đã bàn giao.*duyệt.*gửi đề nghị", done
    )
    with database.reading() as session:
        assert len(session.scalars(select(OutboxMessage)).all()) == 5


def test_the_second_of_two_officers_is_told_and_keeps_the_words(
    officer: Visitor, colleague: Visitor, proven: str
) -> None:
    seen = hidden(colleague.open(proven), "version")
    act(officer, proven, "send-back", reason="Xin ghi rõ thôn.")
    late = colleague.submit(f"{proven}/refuse", version=seen, reason="Không đúng.")
    assert late.status_code == 409
    assert "Lê Thị Mai đã xử lý hồ sơ này lúc" in words(late)
    assert "Chờ gia đình bổ sung" in words(colleague.open(proven))


def test_sending_back_needs_a_reason_and_reaches_the_family(
    officer: Visitor, proven: str, database: Database
) -> None:
    bare = act(officer, proven, "send-back", ready="", reason="  ")
    assert bare.status_code == 422
    assert 'aria-invalid="true"' in bare.text
    ready = "Xin cho biết gia đình đang ở thôn nào."
    sent = words(act(officer, proven, "send-back", ready=ready, reason="Ghi cả xóm."))
    assert f"“{ready} Ghi cả xóm.”" in sent
    with database.reading() as session:
        newest = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
        assert newest is not None
        assert f"{ready} Ghi cả xóm." in newest.body["text"]


def test_a_supplemented_request_stands_on_the_first_page(
    officer: Visitor, proven: str, database: Database, world: World
) -> None:
    act(officer, proven, "send-back", reason="Xin ghi rõ thôn.")
    with database.transaction() as session:
        contact = session.scalars(select(ChannelAddress.contact_id)).one()
        supplement(session, contact, SupplementSupportRequest("HT-2026-000001", "Nhà ở Thôn 1 ạ"))
    assert "1 Hồ sơ gia đình vừa bổ sung" in words(officer.open("/admin/"))
    queue = officer.open("/admin/requests?status=waiting&supplemented=1")
    assert "Hồ Văn Nam" in words(queue)
    assert "Nhà ở Thôn 1 ạ" in words(officer.open(proven))


def test_an_officer_identifies_the_household_before_approving(
    officer: Visitor, unsure: str, database: Database
) -> None:
    page = officer.open(unsure)
    assert "Có 2 hộ gần giống" in words(page)
    assert "Duyệt hồ sơ" not in words(page)
    assert act(officer, unsure, "approve").status_code == 422
    entry = hidden(page, "entry_id")
    assert "Cán bộ xác định đúng hộ" in words(act(officer, unsure, "identify", entry_id=entry))
    none = words(act(officer, unsure, "identify", entry_id=""))
    assert "hộ không có trong danh sách" in none
    found = officer.submit(f"{unsure}/find", find="a lo")
    assert "Hồ Thị A Lơ" in words(found)
    act(officer, unsure, "identify", entry_id=hidden(found, "entry_id"))
    assert "Đã duyệt hồ sơ" in words(act(officer, unsure, "approve"))


def test_differing_letters_are_marked(officer: Visitor, unsure: str) -> None:
    assert "Hồ Thị Ho<mark>a</mark>" in officer.open(unsure).text


def test_a_wrong_entry_is_told_beside_its_field_and_the_rest_is_kept(
    officer: Visitor, proven: str
) -> None:
    act(officer, proven, "approve")
    for change, field in (
        ({"serial": " "}, "serial"),
        ({"on": "mai"}, "on"),
        ({"on": "2999-01-01"}, "on"),
        ({"receiver_name": ""}, "receiver_name"),
        ({"model": "x" * 201}, "model"),
    ):
        refused = hand_over(officer, proven, **change)
        assert refused.status_code == 422, change
        beside = rf'id="requests-\d+-hand-over-{field}" name="{field}"[^>]*aria-invalid="true"'
        assert re.search(beside, refused.text), change
        assert 'value="Hồ Thị A Lơ"' in refused.text or field == "receiver_name"
    assert "Bàn giao máy" in words(officer.open(proven))


def test_the_same_machine_is_never_given_twice(
    officer: Visitor, proven: str, database: Database, world: World
) -> None:
    with database.transaction() as session:
        other = make_request(session, world.commune, chat_id="tele-9", child_name="Hồ Thị Na")
        other_case = f"/admin/requests/{other.id}"
    for case in (proven, other_case):
        act(officer, case, "approve")
    hand_over(officer, proven)
    refused = hand_over(officer, other_case)
    assert refused.status_code == 409
    assert "Máy có số sê-ri SN-1 đã được giao" in words(refused)


def test_a_number_is_shown_only_for_a_reason_that_is_kept(
    officer: Visitor, proven: str, database: Database
) -> None:
    assert "0912345678" not in officer.open(proven).text
    assert act(officer, proven, "phone", why="").status_code == 422
    shown = act(officer, proven, "phone", why="call_family")
    assert 'href="tel:0912345678"' in shown.text
    assert "Lê Thị Mai xem số điện thoại" in words(shown)
    assert "0912345678" not in officer.open(proven).text
    with database.reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "show_phone")).one()
        assert entry.details == {"why": "call_family"}


def test_a_family_that_blocked_the_chat_is_named_as_unreachable(
    officer: Visitor, proven: str, database: Database
) -> None:
    assert "Nhắn tin được" in words(officer.open(proven))
    with database.transaction() as session:
        session.execute(update(OutboxMessage).values(status="failed"))
        address = session.scalars(select(ChannelAddress)).one()
        address.unreachable_at = address.last_written_at
    page = words(officer.open(proven))
    assert "gọi điện báo giúp" in words(act(officer, proven, "approve"))
    assert "Không nhắn tin được" in page
    assert "Có tin chưa đến nơi" in page


def test_a_verifier_looks_but_does_not_decide(
    stranger: Visitor, proven: str, database: Database, world: World
) -> None:
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "thamdinh", "Hồ Văn Nghiên", commune, Role.VERIFIER)
    stranger.sign_in("thamdinh")
    assert "Bước này do cán bộ khác duyệt" in words(stranger.open(proven))
    refused = stranger.submit(f"{proven}/approve", version=1)
    assert refused.status_code == 409
    assert "không thuộc vai trò của anh/chị" in words(refused)


def test_after_a_decision_the_next_request_is_one_click_away(
    officer: Visitor, proven: str, unsure: str
) -> None:
    assert f'href="{unsure}">Hồ sơ tiếp theo' in act(officer, proven, "approve").text
    refused = act(officer, unsure, "refuse", reason="Không có trong danh sách.")
    assert "Không còn hồ sơ nào khác chờ duyệt" in words(refused)


def test_the_queue_is_paged_by_its_last_row(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        contact = make_contact(session)
        for number in range(53):
            make_request(session, world.commune, contact_id=contact, child_name=f"Em số {number}")
    first = officer.open("/admin/requests?status=waiting")
    assert "Em số 49" in first.text
    assert "Em số 50" not in first.text
    further = re.search(r'href="(/admin/requests\?status=waiting&amp;after=\d+)"', first.text)
    assert further
    second = words(officer.open(further[1].replace("&amp;", "&")))
    assert "Em số 50" in second
    assert "Em số 52" in second
    assert "Em số 49 " not in second


@pytest.mark.parametrize("text", ["HT-2026-000001", "000001", "van nam", "Hồ Thị A Lơ", "345678"])
def test_a_request_is_found_by_code_name_or_number(
    officer: Visitor, proven: str, text: str
) -> None:
    assert "Hồ Văn Nam" in words(searched(officer, text))


def test_what_is_searched_for_never_stands_in_an_address(officer: Visitor, proven: str) -> None:
    for path in ("/admin/", "/admin/requests", proven):
        for form in re.findall(r"<form[^>]*search[^>]*>", officer.open(path).text):
            assert 'method="post"' in form


def test_a_search_finds_nothing_of_another_commune(stranger: Visitor, proven: str) -> None:
    stranger.sign_in("canbo5")
    assert "Hồ Văn Nam" not in words(searched(stranger, "nam"))


def test_what_people_write_never_becomes_markup(
    officer: Visitor, database: Database, world: World
) -> None:
    evil = "<script>alert(1)</script>"
    with database.transaction() as session:
        request = make_request(session, world.commune, child_name=evil, school=f'"{evil}')
        case = f"/admin/requests/{request.id}"
    for path in (case, "/admin/requests"):
        assert evil not in officer.open(path).text
    assert evil not in searched(officer, evil).text


def test_every_act_on_a_request_has_words_for_its_history(
    officer: Visitor, proven: str, database: Database
) -> None:
    act(officer, proven, "approve")
    hand_over(officer, proven)
    with database.reading() as session:
        subjects = ("support_requests", "deliveries", "data_packages")
        query = select(AuditEntry.action).where(AuditEntry.subject.in_(subjects))
        assert set(session.scalars(query)) <= WORDS.keys()
