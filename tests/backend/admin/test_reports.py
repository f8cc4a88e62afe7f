"""Reports and counts of areas over HTTP: from the list to three files, and to what stays."""

import re
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers.models import Role
from tests.backend.admin.test_figures import count_rows
from tests.backend.figures.factory import make_figures
from tests.backend.reports.factory import CODE, REPORT, load_programme
from tests.factories import World, make_officer
from tests.site import Visitor, hidden, words

FREE = "IV. KHÓ KHĂN, ĐỀ XUẤT"
MOST_BYTES = 5 * 1024  # of a page on the wire, without style and script


@pytest.fixture(autouse=True)
def programme(database: Database, world: World) -> None:
    """One with a report."""
    with database.transaction() as session:
        load_programme(session)


def begin(visitor: Visitor, **fields: object) -> str:
    """A draft of this year; its address."""
    visitor.open("/admin/reports")
    answer = visitor.submit(
        "/admin/reports", **{"report": f"{CODE}/{REPORT}", "period": "year", **fields}
    )
    assert answer.status_code == 303, words(answer)
    return answer.headers["location"]


def free_field(page: str) -> str:
    """The name of the field in which the free part is typed."""
    label = re.search(rf'<label for="([^"]*)">{re.escape(FREE)}', page)
    assert label
    return label[1].rpartition("save-")[2]


def test_from_the_list_to_three_files_and_an_issued_report(
    officer: Visitor, database: Database, world: World
) -> None:
    make_figures(database, world)
    address = begin(officer)
    assert begin(officer) == address, "a double click"
    page = officer.open(address)
    assert "Số liệu tính lại mỗi lần mở." in words(page)
    field, version = free_field(page.text), hidden(page, "version")
    saved = officer.submit(f"{address}/save", version=version, **{field: "Đường xa <b>"})
    assert saved.status_code == 303
    page = officer.open(address)
    assert "Đường xa &lt;b&gt;" in page.text
    signed = {"number": "12/BC-UBND", "day": "2/11/2026", "signer_name": "Hồ Văn Mẫu"}
    issued = officer.submit(f"{address}/issue", version=hidden(page, "version"), **signed)
    assert issued.status_code == 303, words(issued)
    page = officer.open(address)
    assert "Số 12/BC-UBND" in words(page)
    assert "Lưu" not in re.findall(r"<button[^>]*>([^<]*)</button>", page.text)
    for ending, beginning in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        file = officer.get(f"{address}/report.{ending}")
        assert file.content.startswith(beginning)
        assert f".{ending}" in file.headers["content-disposition"]
    sheet = load_workbook(BytesIO(officer.get(f"{address}/report.xlsx").content)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 12 in cells, "a figure is a number there"
    assert "Số: 12/BC-UBND" in cells


def test_every_number_of_a_draft_opens_to_its_rows(
    officer: Visitor, database: Database, world: World
) -> None:
    make_figures(database, world)
    text = officer.open(begin(officer)).text
    seen = re.findall(r'<a href="(/admin/figures/rows\?[^"]*)">([\d.]+)</a>', text)
    assert len(seen) >= 5
    for address, number in seen:
        assert count_rows(officer, unescape(address)) == int(number), address


def test_a_refused_entry_keeps_what_was_typed(officer: Visitor) -> None:
    address = begin(officer)
    page = officer.open(address)
    answer = officer.submit(
        f"{address}/issue", version=hidden(page, "version"), number="", day="32/1/2026",
        signer_name="Hồ Văn Mẫu",
    )  # fmt: skip
    assert answer.status_code == 422
    assert 'value="Hồ Văn Mẫu"' in answer.text
    for fields in ({"report": "khong/co"}, {"period": "khong"}, {"period": "own", "since": "x"}):
        answer = officer.submit(
            "/admin/reports", **{"report": f"{CODE}/{REPORT}", "period": "year", **fields}
        )
        assert answer.status_code == 422, fields


def test_another_units_report_is_not_found(
    officer: Visitor, stranger: Visitor, world: World
) -> None:
    address = begin(officer)
    stranger.sign_in("canbo5")
    for path in (address, f"{address}/report.pdf"):
        assert stranger.get(path).status_code == 404
    answer = stranger.submit(
        "/admin/reports", report=f"{CODE}/{REPORT}", period="year", unit=world.commune
    )
    assert answer.status_code == 404
    stranger.cookies.clear()
    stranger.sign_in("tinh")
    assert stranger.open(address).status_code == 200


def test_who_does_not_sign_issues_nothing(
    officer: Visitor, stranger: Visitor, database: Database, world: World
) -> None:
    address = begin(officer)
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "thamdinh", "Vũ Thị Tra", commune, Role.VERIFIER)
    stranger.sign_in("thamdinh")
    page = stranger.open(address)
    assert "Ghi số và ngày" not in page.text
    answer = stranger.submit(
        f"{address}/issue", version=1, number="1/BC", day="1/11/2026", signer_name="A"
    )
    assert answer.status_code == 403


def test_a_number_of_the_area_is_entered_and_corrected(
    officer: Visitor, stranger: Visitor, world: World
) -> None:
    path = "/admin/area-counts"
    page = officer.open(path)
    assert "chưa có số" in words(page)
    fields = {"unit": world.commune, "year": 2026, "code": "thu-ho", "source": "Báo cáo 3"}
    wrong = officer.submit(path, count="nhiều", version=0, **fields)
    assert wrong.status_code == 422
    assert 'value="nhiều"' in wrong.text
    assert officer.submit(path, count="1.250", version=0, **fields).status_code == 303
    assert officer.submit(path, count="1.250", version=0, **fields).status_code == 303
    assert officer.submit(path, count="1.300", version=0, **fields).status_code == 409
    assert "1.250 ✓ đơn vị tự nhập" in words(officer.open(f"{path}?year=2026"))
    stranger.sign_in("tinh")
    shown = words(stranger.open(f"{path}?year=2026"))
    assert "1 xã đã nhập, 1 xã chưa nhập." in shown
    stranger.cookies.clear()
    stranger.sign_in("canbo5")
    assert stranger.get(f"{path}?unit={world.commune}").status_code == 404
    assert stranger.submit(path, count="9", version=1, **fields).status_code == 404


@pytest.mark.parametrize("query", ["unit=x", "unit=0", "year=x", "year=1", "year=99999", "unit="])
def test_whatever_the_address_says_counts_come(officer: Visitor, query: str) -> None:
    assert officer.get(f"/admin/area-counts?{query}").status_code == 200


def test_the_pages_are_light(officer: Visitor, database: Database, world: World) -> None:
    make_figures(database, world)
    for path in ("/admin/reports", begin(officer), "/admin/area-counts"):
        with officer.stream("GET", path) as answer:
            weight = sum(len(part) for part in answer.iter_raw())
        assert weight <= MOST_BYTES, path
