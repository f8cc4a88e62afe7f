"""Pages that move a request: entering, asking, merging, another commune, many at once."""

import re

import pytest
from sqlalchemy import select

from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers.models import Role
from backend.support_requests import asking
from backend.support_requests.models import Status, SupportRequest
from tests.backend.support_requests.test_entering import FORM
from tests.factories import World, make_officer, make_request
from tests.site import Visitor, hidden, words

ENTRY = {**FORM, "child_name": "Hồ Thị Mận", "child_birth_year": "2018"}


@pytest.fixture
def case(database: Database, world: World) -> str:
    """A waiting request of xã A Lưới 1."""
    with database.transaction() as session:
        return f"/admin/requests/{make_request(session, world.commune).id}"


def status(database: Database, case: str) -> Status:
    with database.reading() as session:
        return session.get_one(SupportRequest, int(case.rpartition("/")[2])).status


def act(officer: Visitor, case: str, verb: str, **fields: object) -> str:
    """A form of the case as the page shows it now; the words of where it led."""
    version = hidden(officer.open(case), "version")
    answer = officer.submit(f"{case}/{verb}", version=version, **fields)
    assert answer.status_code == 303, words(answer)
    return words(officer.open(answer.headers["location"]))


def test_a_request_is_entered_printed_and_left_to_a_colleague(
    officer: Visitor, database: Database
) -> None:
    assert "Nhập hồ sơ giúp gia đình" in words(officer.open("/admin/requests/new"))
    answer = officer.submit("/admin/requests/new", **ENTRY)
    slip = officer.open(answer.headers["location"])
    assert "HT-2026-000001" in words(slip)
    assert "không mất tiền" in words(slip)
    case = answer.headers["location"].removesuffix("/slip")
    page = words(officer.open(case))
    assert "Nhập hộ Lê Thị Mai" in page
    assert "ký ngày 20/11/2026" in page
    refused = officer.submit(f"{case}/approve", version=hidden(officer.open(case), "version"))
    assert refused.status_code == 409


def test_a_duplicate_is_shown_with_what_was_typed_and_saved_only_when_ticked(
    officer: Visitor, case: str
) -> None:
    officer.open("/admin/requests/new")
    shown = officer.submit("/admin/requests/new", **FORM)
    assert shown.status_code == 409
    assert "Có thể trùng với hồ sơ đã có" in words(shown)
    assert f'href="{case}"' in shown.text
    assert 'value="TH Hồng Thủy"' in shown.text
    ticked = {**FORM, "different": hidden(shown, "different")}
    assert officer.submit("/admin/requests/new", **ticked).status_code == 303
    assert officer.submit("/admin/requests/new", **ticked).status_code == 409


def test_a_wrong_field_is_named_and_nothing_typed_is_lost(officer: Visitor) -> None:
    officer.open("/admin/requests/new")
    refused = officer.submit("/admin/requests/new", **{**ENTRY, "child_birth_year": "14"})
    assert refused.status_code == 422
    assert re.search(r'name="child_birth_year"[^>]*aria-invalid="true"', refused.text)
    assert 'value="Hồ Thị Mận"' in refused.text


def test_a_question_leads_from_the_case_to_today_and_back(
    officer: Visitor, case: str, database: Database
) -> None:
    assert "Đã gửi câu hỏi" in act(officer, case, "ask", text="Cháu học buổi nào ạ?")
    assert "Chờ gia đình trả lời" in words(officer.open(case))
    with database.transaction() as session:
        request = session.scalars(select(SupportRequest)).one()
        asked = asking.open_question(session, request.id)
        assert asked
        asked.answer, asked.answered_at = "Buổi sáng ạ.", asked.created_at
    assert "Gia đình vừa trả lời câu hỏi" in words(officer.open("/admin/"))
    assert "Buổi sáng ạ." in words(officer.open("/admin/requests/answers"))
    act(officer, case, "answer-read")
    assert "Không có câu trả lời nào chưa đọc" in words(officer.open("/admin/requests/answers"))


def test_two_requests_are_merged_from_the_one_that_stays(
    officer: Visitor, case: str, database: Database, world: World
) -> None:
    with database.transaction() as session:
        twin = make_request(session, world.commune, chat_id="tele-2")
        other, code = f"/admin/requests/{twin.id}", twin.code
    page = officer.open(case)
    assert f"Gộp {code} vào đây" in words(page)
    closed = {name: hidden(page, name) for name in ("closed_id", "closed_version")}
    assert "Đã gộp" in act(officer, case, "merge", **closed)
    assert status(database, other) is Status.MERGED
    seen = officer.open(other)
    assert "Đã gộp vào hồ sơ" in words(seen)
    assert f'href="{case}"' in seen.text


def test_another_commune_sees_it_and_the_sender_keeps_a_line(
    officer: Visitor, stranger: Visitor, case: str, database: Database
) -> None:
    with database.transaction() as session:
        for unit in session.scalars(select(AdministrativeUnit)):
            unit.served = True
    line = act(officer, case, "transfer", commune="xã A Lưới 5", reason="Gia đình chuyển nhà.")
    assert "HT-2026-000001 xã A Lưới 5 Gia đình chuyển nhà." in line
    assert "Hồ Văn Nam" not in line
    assert officer.open(case).status_code == 404
    stranger.sign_in("canbo5")
    page = words(stranger.open(case))
    assert "Chuyển đến từ xã A Lưới 1" in page
    assert "Gia đình chuyển nhà." in page


def test_an_own_family_is_said_once_and_the_forms_are_gone(officer: Visitor, case: str) -> None:
    act(officer, case, "own-family")
    page = officer.open(case)
    assert "Hồ sơ của người nhà" in words(page)
    assert f'action="{case}/approve"' not in page.text
    assert officer.submit(f"{case}/approve", version=1).status_code == 409


def test_many_are_ticked_foreseen_and_decided_once(
    officer: Visitor, case: str, database: Database, world: World
) -> None:
    with database.transaction() as session:
        unsure = make_request(
            session,
            world.commune,
            chat_id="tele-2",
            child_name="Lê Quốc Bảo",
            head_name="Lê Thị Không",
            head_birth_year=None,
        )
        other = f"/admin/requests/{unsure.id}"
    page = officer.open("/admin/requests/batch")
    ticks = dict(re.findall(r'name="(pick-\d+)" value="(\d+)"', page.text))
    assert len(ticks) == 2
    foreseen = officer.submit("/admin/requests/batch/check", kind="approve", **ticks)
    assert "1 hồ sơ làm được" in words(foreseen)
    assert "Lê Quốc Bảo" in words(foreseen)
    kept = dict(re.findall(r'name="(pick-\d+)" value="(\d+)"', foreseen.text))
    for _press in range(2):
        done = officer.submit("/admin/requests/batch/decide", kind="approve", **kept)
        assert "Đã duyệt 1 hồ sơ" in words(done)
    assert (status(database, case), status(database, other)) == (Status.APPROVED, Status.WAITING)


def test_a_batch_without_ticks_reason_or_sense_is_refused_in_words(
    officer: Visitor, case: str
) -> None:
    officer.open("/admin/requests/batch")
    place, pick = "/admin/requests/batch", f"pick-{case.rpartition('/')[2]}"
    assert officer.submit(f"{place}/check", kind="approve").status_code == 422
    assert officer.submit(f"{place}/check", kind="delete", **{pick: 1}).status_code == 409
    assert officer.submit(f"{place}/check", kind="approve", **{"pick-x": 1}).status_code == 409
    reasonless = officer.submit(f"{place}/decide", kind="refuse", **{pick: 1})
    assert reasonless.status_code == 422
    assert f'name="{pick}"' in reasonless.text


def test_messages_of_a_case_are_paged_on_the_page(officer: Visitor, case: str) -> None:
    page = words(officer.open(case))
    assert "Tin nhắn về hồ sơ này" in page
    assert "chờ gửi" in page


def test_no_name_and_no_words_of_people_stand_in_an_address(officer: Visitor, case: str) -> None:
    for path in ("/admin/requests/new", "/admin/requests/batch", case):
        page = officer.open(path)
        for form in re.findall(r"<form[^>]*>", page.text):
            assert 'method="post"' in form


def test_roles_without_the_task_see_no_form_for_it(
    stranger: Visitor, case: str, database: Database, world: World
) -> None:
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "kho", "Phan Văn Kho", commune, Role.STOREKEEPER)
    stranger.sign_in("kho")
    page = stranger.open(case)
    for verb in ("ask", "transfer", "merge", "own-family"):
        assert f"{case}/{verb}" not in page.text
        assert stranger.submit(f"{case}/{verb}", version=1).status_code == 403
    assert stranger.open("/admin/requests/new").status_code == 403
    assert stranger.open("/admin/requests/batch").status_code == 403
