"""Operators' files with their mess: headers anywhere, numbers that Excel ate, days in every form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.data_packages.answer_file import day_of, phone_of, read_answer
from backend.data_packages.reconciliation_models import Verdict
from backend.errors import Invalid
from backend.uploaded_sheets import SheetRow, read_sheets
from tests.backend.data_packages.factory import workbook

PHONES = [
    ("0912345678", "0912345678"),
    ("912345678", "0912345678"),
    ("84912345678", "0912345678"),
    ("+84 912 345 678", "0912345678"),
    ("0084912345678", "0912345678"),
    ("(84)912.345.678", "0912345678"),
    ("'0912345678", "0912345678"),
    (" 0912 345 678 ", "0912345678"),
    ("9.12345678E+8", "0912345678"),
    ("8.4912345678E+10", "0912345678"),
    ("8,4912345678E+10", "0912345678"),
    ("8.49123E+10", ""),
    ("9.1235E+08", ""),
    ("01694567890", "0394567890"),
    ("09123", ""),
    ("", ""),
    ("Cộng", ""),
]


@pytest.mark.parametrize(("text", "phone"), PHONES)
def test_a_number_is_read_however_it_was_written(text: str, phone: str) -> None:
    assert phone_of(text) == phone


@given(st.from_regex(r"\A0[35789][0-9]{8}\Z"))
def test_every_number_comes_back_from_each_way_to_write_it(phone: str) -> None:
    bare = phone[1:]
    for text in (bare, f"84{bare}", f"+84{bare}", f"0084{bare}", f"{phone[:4]} {phone[4:]}"):
        assert phone_of(text) == phone
    assert phone_of(f"{bare[0]}.{bare[1:]}E+8") == phone


@given(st.text(max_size=30))
def test_no_text_makes_a_number_that_is_none(text: str) -> None:
    phone = phone_of(text)
    assert not phone or (phone.isascii() and phone.isdigit() and phone.startswith("0"))


DAYS = [
    ("25/11/2026", date(2026, 11, 25)),
    ("25/11/2026 08:30:00", date(2026, 11, 25)),
    ("5-3-2026", date(2026, 3, 5)),
    ("05.03.2026", date(2026, 3, 5)),
    ("2026-11-25", date(2026, 11, 25)),
    ("2026-11-25 00:00:00", date(2026, 11, 25)),
    ("2026-11-25T08:30:00+07:00", date(2026, 11, 25)),
    ("20261125083000", date(2026, 11, 25)),
    ("20261125", date(2026, 11, 25)),
    ("46351", date(2026, 11, 25)),
    ("46351.354", date(2026, 11, 25)),
    ("31/2/2026", None),
    ("", None),
    ("hôm qua", None),
    ("25/11/26", None),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_read_however_it_was_written(text: str, day: date | None) -> None:
    assert day_of(text) == day


def sheet(*rows: tuple[str, ...]) -> list[list[SheetRow]]:
    return [[SheetRow(number, cells) for number, cells in enumerate(rows, 1)]]


@pytest.mark.parametrize(
    "header",
    [
        ("Số thuê bao", "Trạng thái"),
        ("MSISDN", "Kết quả"),
        ("SĐT", "Status"),
        ("Số điện thoại (84...)", "Tình trạng"),
        ("ISDN", "Lý do"),
        ("so_thue_bao", "trang_thai"),
    ],
)
def test_columns_are_known_by_their_headers(header: tuple[str, str]) -> None:
    phone, status = header
    found = read_answer(sheet(("BÁO CÁO",), ("STT", status, phone), ("1", "OK", "84912345678")))
    assert [(row.number, row.phone, row.outcome.verdict) for row in found] == [
        (3, "0912345678", Verdict.ACTIVATED)
    ]


def test_what_is_no_answer_is_passed_over() -> None:
    header = ("STT", "Số thuê bao", "Trạng thái", "Mã hồ sơ")
    found = read_answer(
        sheet(
            header,
            ("1", "2", "3", "4"),
            ("1", "912345678", "Thành công", "HT-2026-000001"),
            header,
            ("2", "Sai", "Sai số", ""),
            ("Tổng cộng", "", "2", ""),
            ("", "Người lập biểu", "", ""),
        )
    )
    assert [(row.number, row.phone, row.request) for row in found] == [
        (3, "0912345678", "HT-2026-000001"),
        (5, "", ""),
    ]


@pytest.mark.parametrize("rows", [(), (("Tên", "Tuổi"),), (("Số thuê bao", "Gói"), ("091", "x"))])
def test_a_file_without_the_two_columns_is_refused_with_what_to_do(
    rows: tuple[tuple[str, ...], ...],
) -> None:
    with pytest.raises(Invalid, match="Không thấy cột «Số thuê bao»"):
        read_answer(sheet(*rows))


def test_a_header_without_rows_is_refused() -> None:
    with pytest.raises(Invalid, match="không có dòng nào"):
        read_answer(sheet(("Số thuê bao", "Trạng thái")))


def test_a_workbook_is_read_with_its_numbers_as_numbers() -> None:
    content = workbook(
        (1, 84912345678, "Thành công", 46351, ""),
        (2, 912345679, "Lỗi", "", "Thuê bao chưa chuẩn hoá thông tin"),
    )
    first, second = read_answer(read_sheets(content))
    assert (first.number, first.phone, first.on) == (4, "0912345678", date(2026, 11, 25))
    assert (second.phone, second.outcome.verdict) == ("0912345679", Verdict.NEEDS_IDENTITY)
    assert second.words == "Lỗi – Thuê bao chưa chuẩn hoá thông tin"


def test_a_csv_file_is_read() -> None:
    content = "STT;Số thuê bao;Kết quả\n1;0912345678;Thành công\n".encode()
    assert [row.phone for row in read_answer(read_sheets(content))] == ["0912345678"]
