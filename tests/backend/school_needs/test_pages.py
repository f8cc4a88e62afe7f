"""The pages of schools' needs, over HTTP."""

import re
from collections.abc import Iterator

import pytest

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers.models import Role
from backend.school_needs import queries, taking_part
from tests.backend.media.pictures import JPEG_PICTURE, PNG_PICTURE
from tests.backend.school_needs.factory import make_need, make_pledge
from tests.backend.schools.factory import make_school, make_site
from tests.factories import World, make_officer
from tests.site import Visitor, hidden, running, words

HOME = "/admin/school-needs"
NEED = {
    "group": "toilet",
    "text": "Nhà vệ sinh hai ngăn",
    "quantity": "2",
    "urgency": "term",
    "published": "1",
}
LINES = "TH Suối Trong; Thôn 2; nhà vệ sinh; Nhà vệ sinh 2 ngăn; 1; 80.000.000 đồng; gấp"


@pytest.fixture
def officer(database: Database, world: World) -> Iterator[Visitor]:
    """Lê Thị Mai, approver of xã A Lưới 1."""
    with running(database) as address, Visitor(address) as visitor:
        visitor.sign_in()
        yield visitor


@pytest.fixture
def school(database: Database, world: World) -> str:
    """The address of a school of xã A Lưới 1 with one site."""
    with database.transaction() as session:
        made = make_school(session, world)
        make_site(session, world, made)
        return f"{HOME}/schools/{made.id}"


def sent(officer: Visitor, place: str, action: str, **fields: object) -> str:
    """What is said after a form of a page was sent."""
    version = hidden(officer.open(place), "version")
    answer = officer.submit(f"{place}{action}", version=version, **fields)
    assert answer.status_code == 303, words(answer)
    return words(officer.open(answer.headers["location"]))


def test_a_need_from_its_form_to_the_last_thing_that_came(officer: Visitor, school: str) -> None:
    assert "Trường chưa báo nhu cầu nào." in words(officer.open(school))
    answer = officer.submit(school, **NEED)
    place = answer.headers["location"]
    shown = words(officer.open(place))
    assert "Đã ghi nhu cầu." in shown
    assert "✓ được xem" in shown
    assert officer.submit(school, **NEED).status_code == 409, "sent twice, kept once"
    assert "còn thiếu 1" in sent(
        officer, place, "/pledge", donor="Hội mẫu", kind="works", quantity="1"
    )
    pledge = re.findall(rf"{place}/pledges/(\d+)/receive", officer.open(place).text)[0]
    today = clock.today()
    on = f"{today.day}/{today.month}/{today.year}"
    receive = f"{place}/pledges/{pledge}/receive"
    for day, status in (("1/1/2020", 422), ("hôm qua", 422), (on, 303), (on, 409)):
        assert officer.submit(receive, version=1, on=day).status_code == status, day
    assert "Đã nhận một phần" in words(officer.open(place))
    assert "Đã đủ" in sent(officer, place, "/pledge", donor="Hội mẫu", kind="money", received=on)
    assert "1/1 trường đã báo" in words(officer.open(f"{HOME}/reporting"))


def test_a_refused_form_comes_back_with_what_was_typed(officer: Visitor, school: str) -> None:
    officer.open(school)
    refused = officer.submit(school, **{**NEED, "quantity": "nhiều lắm"})
    assert refused.status_code == 422
    assert "Anh/chị ghi một con số" in words(refused)
    assert "nhiều lắm" in refused.text


def test_an_old_page_is_told_so(officer: Visitor, school: str) -> None:
    officer.open(school)
    place = officer.submit(school, **NEED).headers["location"]
    version = hidden(officer.open(place), "version")
    assert officer.submit(f"{place}/close", version=version, reason="đã có").status_code == 303
    late = officer.submit(f"{place}/change", **NEED, version=version)
    assert late.status_code == 409
    assert "vừa có người ghi" in words(late)
    assert "Chưa có ai giúp" in sent(officer, place, "/reopen")


def test_a_school_without_needs_says_so_once_a_year(officer: Visitor, school: str) -> None:
    officer.open(school)
    for _time in range(2):
        assert officer.submit(f"{school}/none").status_code == 303
    assert "Trường cho biết không cần gì." in words(officer.open(school))
    assert "1/1 trường đã báo" in words(officer.open(f"{HOME}/reporting"))


def test_who_cannot_be_reminded_is_told_above_the_list(officer: Visitor, school: str) -> None:
    officer.open(f"{HOME}/reporting")
    refused = officer.submit(f"{school}/remind")
    assert refused.status_code == 409
    assert "Chưa có thầy cô nào của trường nhắn được." in words(refused)
    assert "0/1 trường đã báo" in words(refused)


def test_a_gift_without_a_need_is_listed(officer: Visitor, school: str) -> None:
    officer.open("/admin/school-gifts")
    fields = {"donor": "Hội mẫu", "kind": "goods", "thing": "chan-am", "quantity": "60"}
    assert officer.submit("/admin/school-gifts", **fields).status_code == 422, "no day"
    answer = officer.submit("/admin/school-gifts", **fields, received="1/11/2026")
    assert answer.status_code == 303, words(answer)
    shown = words(officer.open("/admin/school-gifts"))
    assert "Chăn ấm" in shown
    assert "các trường của xã" in shown


def test_a_focal_officer_is_named_changed_and_taken_off(officer: Visitor) -> None:
    place = f"{HOME}/focal-officers"
    officer.open(place)

    def send(version: int, name: str, phone: str) -> int:
        fields = {"level": "primary", "version": version, "name": name, "phone": phone}
        return officer.submit(place, **fields).status_code

    assert send(0, "cô Mẫu", "12") == 422
    assert send(0, "cô Mẫu", "0234 3878 300") == 303
    assert send(0, "cô Khác", "0234 3878 300") == 409
    assert "cô Mẫu" in words(officer.open(place))
    assert send(1, "", "") == 303
    assert "cô Mẫu" not in words(officer.open(place))


def test_lines_are_shown_before_they_are_kept_and_kept_once(officer: Visitor, school: str) -> None:
    officer.open(f"{HOME}/import")
    shown = officer.submit(f"{HOME}/import/check", lines=LINES)
    assert "Đọc được 1 nhu cầu" in words(shown)
    assert "Chưa có nhu cầu nào." in words(officer.open(HOME))
    for told in ("1 nhu cầu mới; 0 nhu cầu", "0 nhu cầu mới; 1 nhu cầu"):
        answer = officer.submit(f"{HOME}/import/keep", lines=LINES)
        assert answer.status_code == 303, words(answer)
        assert told in words(officer.open(HOME))
    bad = f"{LINES}\nTH Không Có; ; sách; vở; 10\nTH Suối Trong; Điểm Lạ; điện; đèn; 1"
    assert "2 trên 3 dòng cần sửa" in words(officer.submit(f"{HOME}/import/check", lines=bad))
    assert officer.submit(f"{HOME}/import/keep", lines=bad).status_code == 422


def test_a_file_is_read_into_the_field(officer: Visitor, school: str) -> None:
    officer.open(f"{HOME}/import")
    rows = "Nhóm,Trường,Cần gì,Số lượng\nnước,TH Suối Trong,bồn nước,2\n"
    answer = officer.post(
        f"{HOME}/import/file",
        data={"csrf_token": officer.token},
        files={"file": ("nhu-cau.csv", rows.encode())},
    )
    assert "Đọc được 1 nhu cầu" in words(answer), words(answer)


def test_another_commune_finds_nothing_and_who_inspects_changes_nothing(
    officer: Visitor, database: Database, world: World, school: str
) -> None:
    officer.open(school)
    place = officer.submit(school, **NEED).headers["location"]
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "kiemtra", "Phan Thị Kiểm", commune, Role.INSPECTOR)
    officer.cookies.clear()
    officer.sign_in("canbo5")
    for path in (school, place):
        assert officer.open(path).status_code == 404
    assert officer.submit(f"{place}/change", **NEED, version=1).status_code == 404
    assert "Nhà vệ sinh hai" not in words(officer.open(HOME))
    officer.cookies.clear()
    officer.sign_in("kiemtra")
    assert "Có người giúp" not in words(officer.open(place))
    for path in (school, f"{place}/push", "/admin/school-gifts", f"{HOME}/focal-officers"):
        assert officer.submit(path, **NEED).status_code == 403, path
    assert officer.open(f"{HOME}/import").status_code == 403


def test_full_lists_are_light(officer: Visitor, database: Database, world: World) -> None:
    with database.transaction() as session:
        for number in range(max(queries.PAGE, taking_part.PAGE) + 1):
            name = f"Trường PTDTBT Tiểu học và Trung học cơ sở Bản Xa {number}"
            school = make_school(session, world, name, "liên cấp")
            need = make_need(session, world, school, text=f"Nhà vệ sinh cho điểm số {number}")
            make_pledge(session, world, need)
            make_school(session, world, f"Mầm non Bản Gần {number}", "MN")
    for path in (HOME, f"{HOME}/reporting", "/admin/school-gifts"):
        page = officer.open(path)
        assert "Xem tiếp" in words(page), path
        assert page.num_bytes_downloaded <= 5 * 1024, path


def test_a_photo_is_put_to_a_need_and_only_officers_of_it_see_it(
    officer: Visitor, database: Database, school: str
) -> None:
    officer.open(school)
    place = officer.submit(school, **NEED).headers["location"]

    def send(content: bytes) -> int:
        version = hidden(officer.open(place), "version")
        fields = {"csrf_token": officer.token, "version": version}
        files = {"photo": ("anh.jpg", content)}
        return officer.post(f"{place}/photos", data=fields, files=files).status_code

    assert [send(b"<svg/>"), send(JPEG_PICTURE), send(PNG_PICTURE)] == [422, 303, 303]
    shown = officer.open(place)
    (photo,) = set(re.findall(r'src="([^"]*/photos/\d+)"', shown.text))
    assert officer.get(photo).headers["content-type"] == "image/png"
    assert "Thêm ảnh" in words(shown)
    officer.cookies.clear()
    officer.sign_in("canbo5")
    assert officer.get(photo).status_code == 404
