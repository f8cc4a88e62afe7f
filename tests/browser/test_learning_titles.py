"""Titles in a real browser: the queue, a case with photos and points, a decision, courses."""

import pytest
from playwright.sync_api import expect

from backend.db import Database
from backend.learning_titles import assessing
from backend.learning_titles.contents import scores
from backend.learning_titles.recognising import gather
from backend.media.models import MediaFile, MediaState
from tests.backend.learning_titles.factory import (
    apply_by_chat,
    enter,
    make_course,
    officer_of,
    passed,
    signed,
)
from tests.browser.conftest import Watched
from tests.browser.test_tickets_and_places import picture
from tests.factories import World, make_contact

pytestmark = pytest.mark.browser
LONG = "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Hồng Thủy (mẫu)"


def fill(database: Database, world: World) -> tuple[int, int]:
    """A case that is to be scored, and a draft, beside a signed decision and a course."""
    with database.transaction() as session:
        officer = officer_of(session, world.officer)
        colleague = officer_of(session, world.colleague)
        passed(session, world, enter(session, officer, "unit", applicant_name=LONG))
        signed(session, world)
        passed(session, world, enter(session, officer, "clan", applicant_name="Họ Hồ (mẫu)"))
        draft = gather(session, officer, 2026)
        one = apply_by_chat(session, world, make_contact(session))
        assessing.confirm(session, colleague, one.id, one.version)
        for score in scores(session, one).values():
            if score.media_id:
                photo = session.get_one(MediaFile, score.media_id)
                photo.state, photo.content = MediaState.STORED, picture(320, 240)
                photo.content_type = "image/png"
        apply_by_chat(session, world, make_contact(session, "tele-2"), "worker")
        make_course(session, world)
        return one.id, draft.id


def test_titles_look_right(window: Watched, database: Database, world: World) -> None:
    case, draft = fill(database, world)
    window.sign_in()
    for name, address in (
        ("queue", "/admin/learning-titles"),
        ("entry", "/admin/learning-titles/new?title=family"),
        ("case", f"/admin/learning-titles/{case}"),
        ("decisions", "/admin/title-decisions"),
        ("draft", f"/admin/title-decisions/{draft}"),
        ("signed", "/admin/title-decisions/1"),
        ("centres", "/admin/learning-centres"),
        ("centre", "/admin/learning-centres/1"),
    ):
        window.open(address)
        window.looks_right(f"titles-{name}")


def test_a_case_is_scored_without_javascript(
    plain_window: Watched, database: Database, world: World
) -> None:
    case, _draft = fill(database, world)
    plain_window.sign_in("canbo2")
    plain_window.open(f"/admin/learning-titles/{case}")
    for at in (1, 2):
        plain_window.page.locator("input[name^=reason_]").nth(at).fill("đã xem tận nhà")
    plain_window.press("Ghi điểm, đạt")
    expect(plain_window.page.locator("h1")).to_contain_text("Đạt, chờ quyết định")
