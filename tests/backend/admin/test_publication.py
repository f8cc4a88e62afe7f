"""The page of one child's leaves, over HTTP."""

import pytest
from sqlalchemy import func, select

from backend.contacts.commands import PHOTO
from backend.contacts.models import Consent
from backend.db import Database
from backend.messages.models import OutboxMessage
from backend.support_requests.models import Relation
from tests.factories import World, make_request
from tests.site import Visitor, words

SIGNED = {"purpose": PHOTO, "given_by": "Hồ Thị A Lơ", "on": "20/11/2026", "by_child": "1"}


@pytest.fixture
def case(database: Database, world: World) -> str:
    """The case of a child of some twelve years."""
    with database.transaction() as session:
        return f"/admin/requests/{make_request(session, world.commune, child_birth_year=2014).id}"


def test_the_case_says_that_nothing_may_be_published(officer: Visitor, case: str) -> None:
    page = officer.open(case)
    assert "chưa được phép" in words(page)
    assert f'href="{case}/publication"' in page.text


def test_what_was_signed_is_shown_on_the_page_and_the_case(officer: Visitor, case: str) -> None:
    page = f"{case}/publication"
    assert "Chưa có lời đồng ý của bố mẹ hoặc người giám hộ, và của chính em" in words(
        officer.open(page)
    )
    assert officer.submit(page, **SIGNED).status_code == 303
    told = words(officer.open(page))
    assert "Chính em đồng ý" in told
    assert "Hồ Thị A Lơ" in told
    assert "đăng ảnh lễ trao máy" in words(officer.open(case))


def test_without_the_childs_word_nothing_is_kept(
    officer: Visitor, case: str, database: Database
) -> None:
    page = f"{case}/publication"
    officer.open(page)
    answer = officer.submit(page, **{**SIGNED, "by_child": ""})
    assert answer.status_code == 422
    assert "chính em" in words(answer)
    with database.transaction() as session:
        assert not session.scalar(select(func.count()).where(Consent.purpose == PHOTO))


def test_the_family_is_asked_by_message(officer: Visitor, case: str, database: Database) -> None:
    officer.open(f"{case}/publication")
    officer.submit(f"{case}/publication/ask", purpose=PHOTO)
    with database.transaction() as session:
        newest = select(OutboxMessage).order_by(OutboxMessage.id.desc())
        message = session.scalars(newest).first()
        assert message
        assert "việc đăng ảnh" in message.body["text"]
        assert len(message.body["text"]) <= 300


def test_who_is_no_parent_is_not_asked(officer: Visitor, database: Database, world: World) -> None:
    with database.transaction() as session:
        request = make_request(session, world.commune, relation=Relation.GRANDPARENT)
        page = f"/admin/requests/{request.id}/publication"
    assert "Hỏi gia đình qua tin nhắn" not in words(officer.open(page))
    assert officer.submit(f"{page}/ask", purpose=PHOTO).status_code == 422


def test_a_leave_is_taken_back(officer: Visitor, case: str) -> None:
    page = f"{case}/publication"
    officer.open(page)
    officer.submit(page, **SIGNED)
    officer.open(page)
    assert officer.submit(f"{page}/end", purpose=PHOTO).status_code == 303
    assert "chưa được phép" in words(officer.open(case))


def test_another_communes_officer_finds_nothing(stranger: Visitor, case: str) -> None:
    stranger.sign_in("canbo5")
    assert stranger.open(f"{case}/publication").status_code == 404
    assert stranger.submit(f"{case}/publication", **SIGNED).status_code == 404
