"""The pages of papers and exports, as officers see them."""

import pytest
from playwright.sync_api import expect

from backend.db import Database
from backend.officers.models import Officer
from backend.papers import service, writing
from tests.backend.papers.factory import make_day, make_signed_list
from tests.backend.papers.samples import LONG
from tests.browser.conftest import Watched
from tests.factories import World, make_request

pytestmark = pytest.mark.browser


def test_papers_before_and_after_there_are_lists_and_days(
    window: Watched, database: Database, world: World
) -> None:
    window.sign_in()
    window.open("/admin/papers")
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Văn bản và bảng Excel")
    window.looks_right("papers-none")
    with database.transaction() as session:
        request = make_request(session, world.commune, head_name=LONG, child_name=LONG)
        other = make_request(session, world.commune, chat_id="hai", child_name="Hồ Thị Mẫu")
        signed = make_signed_list(session, world, request).id
        make_signed_list(session, world, other, number=None)
        day = make_day(session, world, request).id
    window.open("/admin/papers")
    window.looks_right("papers-some")
    with window.page.expect_download() as download:
        window.page.get_by_role("link", name="Bản niêm yết 7/QĐ-UBND, PDF").click()
    assert download.value.suggested_filename == f"niem-yet-{signed}.pdf"
    window.page.get_by_role("link", name="Bản đọc loa 7/QĐ-UBND").click()
    window.looks_right("papers-list-aloud")
    window.open(f"/admin/papers/hand-overs/{day}/loudspeaker")
    window.looks_right("papers-day-aloud")


def test_an_export_is_asked_for_waited_for_and_fetched(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune, head_name=LONG)
    window.sign_in()
    window.open("/admin/papers/exports")
    window.looks_right("exports-none")
    window.open("/admin/papers/exports?noun=requests&status=waiting")
    window.looks_right("exports-filtered")
    window.page.get_by_role("button", name="Xuất Excel Hồ sơ đề nghị hỗ trợ").click()
    expect(window.page.get_by_text("Đang chờ đến lượt")).to_be_visible()
    place = window.page.url.removeprefix(window.address)
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        job_id = service.ask(session, officer, "requests", "status=waiting", "").job_id
        assert job_id
    writing.run_now(database, job_id)
    # The page looks again by itself.
    expect(window.page.get_by_role("button", name="Tải tệp Excel")).to_be_visible()
    window.looks_right("export-ready")
    with window.page.expect_download() as download:
        window.press("Tải tệp Excel")
    assert download.value.suggested_filename.endswith(".xlsx")
    window.open("/admin/papers/exports")
    window.looks_right("exports-kept")
    assert place.startswith("/admin/papers/exports/")


def test_an_export_works_without_scripts(
    plain_window: Watched, database: Database, world: World
) -> None:
    plain_window.sign_in()
    plain_window.open("/admin/papers/exports")
    plain_window.page.get_by_role("button", name="Xuất Excel Thiết bị").click()
    expect(plain_window.page.get_by_role("heading", level=1)).to_have_text("Danh sách: thiết bị")
    plain_window.looks_right("export-waiting-plain", scripts=False)
