"""The register of disclosures over HTTP: papers and files write into it, officers read it and add."""

from datetime import timedelta

import pytest

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import Database
from backend.officers.models import Role
from backend.papers import writing
from backend.papers.models import Export, ExportId
from tests.backend.disclosures.factory import make_disclosure
from tests.backend.papers.factory import make_day, make_signed_list
from tests.factories import World, make_officer, make_request
from tests.site import Visitor, hidden, words

HOME = "/admin/disclosures"
TYPED = {
    "receiver_kind": "school",
    "receiver": "Tiểu học Hồng Thủy (mẫu)",
    "basis": "duty",
    "on": "1/3/2026",
    "field-child": "1",
    "field-phone": "1",
    "people": "12",
    "purpose": "support",
}


def test_a_printed_paper_is_a_row_and_what_is_posted_went_to_everybody(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        request = make_request(session, world.commune)
        signed = make_signed_list(session, world, request).id
        day = make_day(session, world, request).id
    for _click in range(2):
        officer.get(f"/admin/papers/approved-lists/{signed}/decision.docx")
        officer.get(f"/admin/papers/hand-overs/{day}/minutes.docx")
        officer.get(f"/admin/papers/approved-lists/{signed}/posting.docx")
    page = officer.open(HOME)
    assert words(page).count("Biên bản bàn giao, Word") == 1
    assert words(page).count("Quyết định kèm danh sách, Word") == 1
    posted = words(officer.open(f"{HOME}?kind=public"))
    assert "Danh sách niêm yết, Word" in posted
    assert "Biên bản" not in posted
    row = officer.open(f"{HOME}/3")
    assert f"/admin/approved-lists/{signed}" in row.text
    assert request.code in words(row)
    assert "Sóng và Máy tính cho em" in words(row)


def test_a_row_is_entered_once_and_passed_on(
    officer: Visitor, stranger: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        code = make_request(session, world.commune).code
    once = hidden(officer.open(f"{HOME}/new"), "once")
    first, second = (
        officer.submit(f"{HOME}/new", once=once, requests=code, **TYPED) for _click in range(2)
    )
    place = first.headers["location"]
    assert second.headers["location"] == place
    page = officer.open(place)
    assert "Nhà trường: Tiểu học Hồng Thủy (mẫu)" in words(page)
    assert "tên học sinh, số điện thoại" in words(page)
    assert code in words(page)
    further = officer.submit(
        f"{place}/pass-on",
        once=hidden(page, "once"),
        receiver_kind="authority",
        receiver="Sở Giáo dục và Đào tạo (mẫu)",
        basis="demand",
        on="2/3/2026",
    )
    assert "Sở Giáo dục và Đào tạo (mẫu)" in words(officer.open(further.headers["location"]))
    stranger.sign_in("canbo5")
    assert stranger.get(place).status_code == 404
    assert "Hồng Thủy" not in words(stranger.open(HOME))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"receiver": ""}, "ghi tên cơ quan, đơn vị nhận"),
        ({"receiver_kind": ""}, "chọn thêm đó là loại nơi nào"),
        ({"receiver": "bà Mẫu 0912 345 678"}, "không ghi số điện thoại"),
        ({"basis": ""}, "chọn căn cứ"),
        ({"people": "nhiều"}, "ghi một con số"),
        ({"on": "31/2/2026"}, "ngày trước, rồi tháng"),
        ({"purpose": ""}, "chọn đưa để làm gì"),
        ({"field-child": "", "field-phone": "", "basis": "other"}, "ghi căn cứ vào ô chú thích"),
    ],
)
def test_a_wrong_entry_is_told_and_what_was_typed_stays(
    officer: Visitor, changes: dict[str, str], sentence: str
) -> None:
    officer.open(f"{HOME}/new")
    refused = officer.submit(f"{HOME}/new", **{**TYPED, **changes})
    assert refused.status_code == 422
    assert sentence in words(refused)
    assert 'value="support" selected' in refused.text or "purpose" in changes


def test_no_kind_of_data_is_told_beside_the_boxes(officer: Visitor) -> None:
    officer.open(f"{HOME}/new")
    kept = {name: value for name, value in TYPED.items() if not name.startswith("field-")}
    refused = officer.submit(f"{HOME}/new", **kept)
    assert "đánh dấu ít nhất một loại dữ liệu" in words(refused)


def test_each_figure_opens_to_its_rows_and_the_filters_go_into_the_file(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        for number in range(27):
            make_disclosure(session, world, once=str(number))
        old = clock.today() - timedelta(days=60)
        make_disclosure(session, world, once="cũ", on=old, people="999")
    page = officer.open(HOME)
    assert "Nhà mạng 28" in words(page)
    assert page.text.count('class="whole"') == 25
    last = officer.open(f"{HOME}?before=4")
    assert last.text.count('class="whole"') == 3
    since = clock.today().isoformat()
    narrow = officer.open(f"{HOME}?since={since}")
    assert "Nhà mạng 27" in words(narrow)
    assert "999" not in words(narrow)
    assert f"noun=disclosures&amp;since={since}" in narrow.text
    wrong = officer.open(f"{HOME}?since=hôm+qua")
    assert "ngày trước, rồi tháng" in words(wrong)
    assert "Không có dòng nào như vậy" in words(officer.open(f"{HOME}?kind=donor"))


def test_who_takes_a_file_along_may_say_for_whom(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune)
    officer.open("/admin/papers/exports")
    place = officer.submit("/admin/papers/exports/requests", why="").headers["location"]
    with database.reading() as session:
        job_id = session.get_one(Export, ExportId(int(place.rpartition("/")[2]))).job_id
    assert job_id
    writing.run_now(database, job_id)
    assert "sẽ đưa cho ai ngoài đơn vị" in words(officer.open(place))
    refused = officer.submit(f"{place}/fetch", receiver_kind="donor", receiver="")
    assert refused.status_code == 422
    assert "ghi tên cơ quan" in words(refused)
    given = {"receiver_kind": "donor", "receiver": "Quỹ Mẫu", "basis": "consent"}
    assert officer.submit(f"{place}/fetch", **given).status_code == 200
    assert officer.submit(f"{place}/fetch").status_code == 200
    register = words(officer.open(HOME))
    assert "Người ủng hộ: Quỹ Mẫu" in register
    assert register.count("Bảng kê hồ sơ") == 2


def test_who_may_only_look_sees_no_form(
    stranger: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, UnitId(world.commune))
        make_officer(session, "thanhtra", "Phan Văn Soát", commune, Role.INSPECTOR)
        row = make_disclosure(session, world).id
    stranger.sign_in("thanhtra")
    assert "Ghi một lần đưa" not in words(stranger.open(HOME))
    assert "đưa tiếp cho ai" not in words(stranger.open(f"{HOME}/{row}"))
    assert stranger.get(f"{HOME}/new").status_code == 403
