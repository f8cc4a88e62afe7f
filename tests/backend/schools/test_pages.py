"""The pages of schools, over HTTP."""

import re
from collections.abc import Iterator

import pytest

from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers.models import Role
from backend.schools import queries
from tests.backend.schools.factory import make_school, make_site
from tests.factories import World, make_officer, make_request
from tests.site import Visitor, hidden, running, words

HOME, IMPORT = "/admin/schools", "/admin/schools/import"
FIELDS = {"name": "Trường Tiểu học Suối Trong", "level": "primary", "other_names": "trường dốc"}
LINES = "TH Suối Trong; TH; Điểm chính, Thôn 2\nTHCS Đồi Xanh; THCS"


@pytest.fixture
def officer(database: Database, world: World) -> Iterator[Visitor]:
    """Lê Thị Mai, approver of xã A Lưới 1."""
    with running(database) as address, Visitor(address) as visitor:
        visitor.sign_in()
        yield visitor


@pytest.fixture
def place(database: Database, world: World) -> str:
    """The address of a school of xã A Lưới 1."""
    with database.transaction() as session:
        return f"{HOME}/{make_school(session, world).id}"


def test_a_school_is_added_shown_and_not_added_twice(officer: Visitor) -> None:
    assert "Chưa có trường nào." in words(officer.open(HOME))
    answer = officer.submit(HOME, **FIELDS)
    assert answer.status_code == 303, words(answer)
    page = officer.open(answer.headers["location"])
    assert "Đã thêm trường" in words(page)
    assert "trường dốc" in page.text
    again = officer.submit(HOME, **FIELDS)
    assert again.status_code == 409
    assert "đã có trường tên này" in words(again)
    assert "trường dốc" in again.text, "what was typed is kept"


def test_the_list_is_filtered_by_level(officer: Visitor, place: str) -> None:
    assert "Suối Trong" in words(officer.open(f"{HOME}?level=primary"))
    shown = words(officer.open(f"{HOME}?level=combined"))
    assert "Suối Trong" not in shown
    assert "Chưa có trường nào ở cấp này." in shown
    for odd in ("level=x", "after=x", "after=999999", "after=-1", "level=primary&after=1"):
        assert officer.open(f"{HOME}?{odd}").status_code == 200, odd


def test_a_wrong_level_comes_back_beside_its_field(officer: Visitor) -> None:
    officer.open(HOME)
    refused = officer.submit(HOME, **{**FIELDS, "level": ""})
    assert refused.status_code == 422
    assert "Anh/chị chọn cấp học." in words(refused)


def test_a_site_is_added_changed_closed_and_opened(officer: Visitor, place: str) -> None:
    def submit(path: str, **fields: str) -> None:
        version = hidden(officer.open(place), "version")
        answer = officer.submit(f"{place}/{path}", version=version, **fields)
        assert answer.status_code == 303, words(answer)

    submit("sites", name="Điểm Thôn 2", internet="no")
    assert "✕ Không" in words(officer.open(place))
    site = next(iter(re.findall(rf'href="{place}/(sites/\d+)"', officer.open(place).text)))
    submit(f"{site}/change", name="Điểm A Tia", internet="weak")
    assert "≈ Yếu" in words(officer.open(f"{place}/{site}"))
    submit(f"{site}/close")
    assert "Không còn từ" in words(officer.open(place))
    submit(f"{site}/reopen")
    assert "≈ Yếu" in words(officer.open(place))


def test_a_late_change_is_refused_with_what_was_typed(officer: Visitor, place: str) -> None:
    version = hidden(officer.open(place), "version")
    assert officer.submit(f"{place}/close", version=version).status_code == 303
    assert "Không còn từ" in words(officer.open(HOME))
    late = officer.submit(f"{place}/change", **FIELDS, version=version)
    assert late.status_code == 409
    assert "vừa có người sửa" in words(late)
    assert "trường dốc" in late.text
    version = hidden(officer.open(place), "version")
    assert officer.submit(f"{place}/reopen", version=version).status_code == 303


def test_the_page_says_how_many_requests_name_the_school(
    officer: Visitor, place: str, database: Database, world: World
) -> None:
    assert "Chưa có hồ sơ nào của xã ghi tên trường này." in words(officer.open(place))
    with database.transaction() as session:
        make_request(session, world.commune, school="th suối trong")
    page = words(officer.open(place))
    assert "1 hồ sơ của xã ghi tên trường này." in page
    assert "Hồ Văn Nam" not in page


def test_pasted_lines_are_shown_before_they_are_kept(officer: Visitor, database: Database) -> None:
    officer.open(IMPORT)
    shown = officer.submit(f"{IMPORT}/check", lines=LINES)
    assert "Sẽ thêm 2 trường và 2 điểm trường" in words(shown)
    assert "Chưa có trường nào." in words(officer.open(HOME))
    for added in ("2 trường và 2", "0 trường và 0"):
        answer = officer.submit(f"{IMPORT}/keep", lines=hidden(shown, "lines"))
        assert answer.status_code == 303, words(answer)
        assert f"Đã thêm {added} điểm trường" in words(officer.open(HOME)), "sent twice, kept once"
    assert "đã có đủ" in words(officer.submit(f"{IMPORT}/check", lines=LINES))


def test_each_bad_line_is_named_and_the_text_comes_back(officer: Visitor) -> None:
    officer.open(IMPORT)
    lines = f"{LINES}\nTH Núi Cao\n<b>THPT</b>; đại học"
    shown = officer.submit(f"{IMPORT}/check", lines=lines)
    assert shown.status_code == 200
    assert "2 dòng cần sửa" in words(shown)
    assert "<b>THPT" not in shown.text
    assert "Thêm vào danh sách" not in words(shown)
    assert "TH Núi Cao</textarea>" in shown.text or "TH Núi Cao\n" in shown.text
    assert officer.submit(f"{IMPORT}/keep", lines=lines).status_code == 422
    assert officer.submit(f"{IMPORT}/check", lines=" ").status_code == 422
    assert "Chưa có trường nào." in words(officer.open(HOME))


def test_an_officer_of_the_province_chooses_the_commune(officer: Visitor, world: World) -> None:
    officer.cookies.clear()
    officer.sign_in("tinh")
    officer.open(IMPORT)
    assert "Anh/chị chọn xã." in words(officer.submit(f"{IMPORT}/check", lines=LINES))
    shown = officer.submit(f"{IMPORT}/check", lines=LINES, unit_id=world.other_commune)
    fields = {name: hidden(shown, name) for name in ("lines", "unit_id")}
    assert officer.submit(f"{IMPORT}/keep", **fields).status_code == 303
    assert "xã A Lưới 5" in words(officer.open(HOME))
    assert officer.submit(f"{IMPORT}/check", lines=LINES, unit_id=999).status_code == 404


def test_another_commune_finds_nothing_and_who_inspects_changes_nothing(
    officer: Visitor, database: Database, world: World, place: str
) -> None:
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "kiemtra", "Phan Thị Kiểm", commune, Role.INSPECTOR)
    officer.cookies.clear()
    officer.sign_in("canbo5")
    assert "Suối Trong" not in words(officer.open(HOME))
    assert officer.open(place).status_code == 404
    assert officer.submit(f"{place}/change", **FIELDS, version=1).status_code == 404
    officer.cookies.clear()
    officer.sign_in("kiemtra")
    assert "Thêm trường" not in words(officer.open(HOME))
    assert officer.submit(HOME, **FIELDS).status_code == 403
    assert officer.open(IMPORT).status_code == 403


def test_a_full_page_of_the_list_is_light(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        for number in range(queries.PAGE + 1):
            name = f"Trường PTDTBT Tiểu học và Trung học cơ sở Bản Xa {number}"
            make_site(session, world, make_school(session, world, name, "liên cấp"))
    page = officer.open(HOME)
    assert "Xem tiếp" in words(page)
    assert page.num_bytes_downloaded <= 5 * 1024
