"""Households that need nothing, from a sheet: every row that can be read is kept, once."""

from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from backend.administrative_units.models import UnitId
from backend.errors import Invalid, NotFound
from backend.need_answers import sheet
from backend.need_answers.models import NeedAnswer
from backend.need_answers.rules import Home, is_same_home
from backend.officers.models import Officer, OfficerId
from backend.uploaded_sheets import SheetRow
from tests.backend.programmes.test_phones import CODE, Huế

UNIT = UnitId(1)


def workbook(*rows: tuple[object, ...]) -> bytes:
    """A sheet with the header that people write, and these rows."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    header = ("Họ và tên chủ hộ", "Năm sinh", "Thôn", "Điện thoại")
    for number, cells in enumerate((header, *rows)):
        page.write_row(number, 0, cells)
    book.close()
    return file.getvalue()


def take_in(hue: Huế, content: bytes, officer: int | None = None) -> sheet.Taken:
    with hue.database.transaction() as session:
        who = session.get_one(Officer, OfficerId(officer or hue.world.officer))
        return sheet.take_in(session, who, CODE, UnitId(hue.world.commune), content)


def test_a_sheet_is_kept_and_the_same_sheet_again_adds_nothing(hue: Huế) -> None:
    asked = hue.ask()
    content = workbook(
        ("Hồ Thị A Lơ", 1985, "Thôn 1", ""),  # has a request
        ("Hồ Văn Nghiên", 1979, "Thôn 2", "0912345678"),
        ("HỒ VĂN NGHIÊN", "", "", ""),  # the same home once more
        ("Hồ Thị Hoa", "1988", "Thôn 1", ""),
        ("Hồ Thị Hoa", 1990, "Thôn 1", ""),  # another woman of the name
        ("Nam", 1990, "", ""),
        ("Kăn Thị Mẫu", "mười", "", ""),
        ("Kăn Thị Mẫu", "1990", "", "12"),
    )
    done = take_in(hue, content)
    assert (done.kept, done.known) == (3, 2)
    assert [number for number, _why in done.bad] == [7, 8, 9]
    assert [why[:5] for _number, why in done.bad] == ["Cột A", "Cột B", "Cột D"]
    assert not any("Kăn" in why for _number, why in done.bad)
    again = take_in(hue, content)
    assert (again.kept, again.known) == (0, 5)
    with hue.database.reading() as session:
        kept = session.scalars(select(NeedAnswer).order_by(NeedAnswer.id)).all()
        assert [(one.head_name, one.head_birth_year) for one in kept] == [
            ("Hồ Văn Nghiên", 1979),
            ("Hồ Thị Hoa", 1988),
            ("Hồ Thị Hoa", 1990),
        ]
        assert all(one.officer_id and not one.contact_id for one in kept)
    assert asked


def test_a_sheet_for_somebody_elses_commune_is_not_found(hue: Huế) -> None:
    with pytest.raises(NotFound):
        take_in(hue, workbook(("Hồ Thị Hoa", 1988, "", "")), hue.world.stranger)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 x", workbook()])
def test_a_file_without_rows_is_refused(hue: Huế, content: bytes) -> None:
    with pytest.raises(Invalid):
        take_in(hue, content)


@given(st.lists(st.text(max_size=30), max_size=6).map(tuple))
def test_whatever_a_row_holds_it_is_read_or_refused(cells: tuple[str, ...]) -> None:
    try:
        said = sheet.read_row(SheetRow(3, cells), CODE, UNIT)
    except Invalid as wrong:
        said = None
        why = str(wrong)
    if said is None:
        assert why.startswith("Cột ")
        return
    assert " " in said.head_name
    assert said.head_birth_year is None or 1900 < said.head_birth_year < 2020
    assert said.phone == "" or len(said.phone) == 10


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Họ và tên chủ hộ", "Năm sinh"), True),
        (("HỌ TÊN",), True),
        (("Chủ hộ",), True),
        (("STT", "Họ tên"), True),
        ((), True),
        (("", "1985"), True),
        (("Hồ Thị Tên",), False),
        (("Hồ Văn Họ",), False),
    ],
)
def test_a_header_is_no_household(cells: tuple[str, ...], expected: bool) -> None:
    assert sheet.is_header(SheetRow(1, cells)) is expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Hồ Thị A Lơ", 1985, "Thôn 1"), ("ho thi a lo", 1985, "thôn 1"), True),
        (("Hồ Thị A Lơ", 1985, ""), ("Hồ Thị A Lơ", None, "Thôn 1"), True),
        (("Hồ Thị A Lơ", 1985, "Thôn 1"), ("Hồ Thị A Lơ", 1986, "Thôn 1"), False),
        (("Hồ Thị A Lơ", 1985, "Thôn 1"), ("Hồ Thị A Lơ", 1985, "Thôn 2"), False),
        (("Hồ Thị A Lơ", 1985, "Thôn 1"), ("Hồ Thị A Lia", 1985, "Thôn 1"), False),
        (("Hồ Thị Lơ", None, ""), ("Hồ Thị A Lơ", None, ""), False),
    ],
)
def test_which_two_answers_are_of_one_home(
    one: tuple[str, int | None, str], other: tuple[str, int | None, str], same: bool
) -> None:
    assert is_same_home(Home(*one), Home(*other)) is same
    assert is_same_home(Home(*other), Home(*one)) is same
