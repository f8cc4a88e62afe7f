from datetime import date

import pytest

from backend.poverty_lists.draft import StatedCount
from backend.poverty_lists.reading.standards import standard_of
from backend.poverty_lists.reading.title import Title, merge_titles, read_title


def test_the_facts_of_an_ordinary_title_are_read() -> None:
    title = read_title(
        [
            "UBND XÃ HỒNG THỦY",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026",
            "(Kèm theo Quyết định số 215/QĐ-UBND ngày 10/12/2025 của Chủ tịch UBND xã)",
            "Tổng số: 112 hộ; trong đó hộ nghèo: 64, hộ cận nghèo: 48",
        ]
    )

    assert title == Title(
        "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026",
        2026,
        None,
        "NĐ 07/2021/NĐ-CP",
        "215/QĐ-UBND",
        date(2025, 12, 10),
        StatedCount(64, 48, 112),
    )


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["DANH SÁCH HỘ NGHÈO", "NĂM 2026"], 2026),
        (["Danh sách hộ nghèo đầu năm 2026 theo kết quả rà soát năm 2025"], 2026),
        (["TỔNG HỢP DANH SÁCH HỘ NGHÈO NĂM 2025"], 2025),
        (["DANH SÁCH HỘ NGHÈO (tính đến ngày 31 tháng 12 năm 2025)"], None),
        (["DANH SÁCH HỘ NGHÈO", "Quyết định số 1/QĐ-UBND ngày 10 tháng 12 năm 2025"], None),
        (["UBND XÃ", "NĂM 2026", "DANH SÁCH HỘ NGHÈO"], 2026),
        (["DANH SÁCH HỘ NGHÈO CUỐI NĂM 2025, ÁP DỤNG NĂM 2026"], 2026),
        (["DANH SÁCH HỘ NGHÈO CUỐI NĂM 2025"], 2025),
        (["DANH SÁCH HỘ NGHÈO THÁNG 5/2026"], 2026),
        (["DANH SÁCH HỌC SINH NGHÈO NĂM HỌC 2026-2027"], 2026),
        ([], None),
    ],
)
def test_the_year_of_a_list_is_not_the_year_of_a_paper(lines: list[str], year: int | None) -> None:
    assert read_title(lines).year == year


@pytest.mark.parametrize(
    ("line", "number", "day"),
    [
        ("Theo Quyết định số: 215/QĐ-UBND, ngày 10 tháng 12 năm 2025", "215/QĐ-UBND", (2025, 12, 10)),
        ("(Kèm theo QĐ số 1234/QĐ-CTUBND ngày 5-1-2026)", "1234/QĐ-CTUBND", (2026, 1, 5)),
        ("KÈM THEO QUYẾT ĐỊNH SỐ 7 / QĐ - UBND NGÀY 10.12.2025", "7/QĐ-UBND", (2025, 12, 10)),
        ("Kèm theo Quyết định số      /QĐ-UBND ngày   /12/2025", None, None),
        ("Quyết định số 215/QĐ-UBND ngày 31/2/2025", "215/QĐ-UBND", None),
        ("Độc lập - Tự do - Hạnh phúc", None, None),
    ],
)  # fmt: skip
def test_decisions_are_read(
    line: str, number: str | None, day: tuple[int, int, int] | None
) -> None:
    title = read_title([line])

    assert title.decision_number == number
    assert title.decision_date == (date(*day) if day else None)


@pytest.mark.parametrize(
    ("year", "standard"),
    [
        (None, None),
        (2015, None),
        (2021, "QĐ 59/2015/QĐ-TTg"),
        (2022, "NĐ 07/2021/NĐ-CP"),
        (2025, "NĐ 07/2021/NĐ-CP"),
        (2026, "NĐ 07/2021/NĐ-CP"),  # NĐ 351/2025 keeps it for one more year
        (2027, "NĐ 351/2025/NĐ-CP"),
        (2031, None),
    ],
)
def test_the_standard_follows_the_year(year: int | None, standard: str | None) -> None:
    assert standard_of(year) == standard


def test_a_period_named_in_the_title_helps_where_the_year_is_missing() -> None:
    assert (
        read_title(["Danh sách theo chuẩn nghèo giai đoạn 2022 - 2025"]).standard
        == "NĐ 07/2021/NĐ-CP"
    )


def test_each_fact_comes_from_the_first_table_that_states_it() -> None:
    merged = merge_titles([Title("A"), Title("B", 2026), Title("C", 2025, decision_number="1")])

    assert merged == Title("A", 2026, decision_number="1")


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("DANH SÁCH HỘ NGHÈO THÁNG 5/2026", 5),
        ("Danh sách hộ nghèo phát sinh tháng 12 năm 2026", 12),
        ("DANH SÁCH HỘ NGHÈO (tính đến ngày 31 tháng 12 năm 2026)", None),
        ("DANH SÁCH HỘ NGHÈO THÁNG 13/2026", None),
        ("DANH SÁCH HỘ NGHÈO NĂM 2026", None),
    ],
)
def test_a_list_may_be_of_one_month(title: str, month: int | None) -> None:
    assert read_title([title]).month == month
