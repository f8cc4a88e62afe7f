import pytest

from backend.poverty_lists.draft import Standing
from backend.poverty_lists.reading.marks import is_blank, is_mark
from backend.poverty_lists.reading.standings import heading_class, read_class

POOR, NEAR_POOR = Standing.POOR, Standing.NEAR_POOR
LEFT, LEFT_NEAR = Standing.LEFT_POVERTY, Standing.LEFT_NEAR_POVERTY
AVERAGE = Standing.AVERAGE


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *[(word, POOR) for word in ("HN", "N", "Nghèo", "Hộ nghèo", "HỘ NGHÈO", "1", "hộ nghèo mới")],
        *[(word, POOR) for word in ("HN - PS", "Tái nghèo", "HN cũ", "Hộ nghèo DTTS")],
        *[(word, NEAR_POOR) for word in ("HCN", "CN", "Cận nghèo", "C.Nghèo", "Hộ cận nghèo", "2")],
        *[(word, NEAR_POOR) for word in ("c. nghèo", "HỘ CẬN NGHÈO", "HCN mới", "tái cận nghèo")],
        *[(word, POOR) for word in ("HN phát sinh", "nghèo mới", "tái nghèo", "Nghèo PS", "HNPS")],
        *[(word, POOR) for word in ("HN, MC", "Con hộ nghèo", "H.Nghèo", "hn.", "HN (tái nghèo)")],
        *[(word, NEAR_POOR) for word in ("cn", "C. N", "Hộ CN", "cận", "HCN; mồ côi", "HCN-PS")],
        *[(word, NEAR_POOR) for word in ("Thoát nghèo chuyển sang cận nghèo",)],
        *[(word, LEFT) for word in ("TN", "MTN", "HTN", "Thoát nghèo", "Mới thoát nghèo")],
        *[(word, LEFT_NEAR) for word in ("TCN", "HTCN", "Hộ thoát cận nghèo", "mới thoát CN")],
        *[(word, AVERAGE) for word in ("TB", "trung bình", "Không nghèo", "Hộ có mức sống TB")],
        *[(word, None) for word in ("", "PS", "x", "Phát sinh", "abc", "Công nhân", "HN, HCN")],
    ],
)  # fmt: skip
def test_class_words_are_read(word: str, expected: object) -> None:
    assert read_class(word) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("DANH SÁCH HỘ NGHÈO NĂM 2026", POOR),
        ("DANH SÁCH HỘ CẬN NGHÈO NĂM 2026", NEAR_POOR),
        ("DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026", None),
        ("A. HỘ NGHÈO", POOR),
        ("HN", POOR),
        ("HCN", NEAR_POOR),
        ("Hộ thoát nghèo", LEFT),
        ("Thôn 1", None),
        ("", None),
    ],
)
def test_a_heading_speaks_of_one_class_or_of_none(heading: str, expected: object) -> None:
    assert heading_class(heading) == expected


@pytest.mark.parametrize(
    "mark", ["x", "X", "√", "ü", "1", "có", "Có", "CÓ", "+", "✓", "v", "TRUE", "þ"]
)
def test_marks_are_yes(mark: str) -> None:
    assert is_mark(mark)
    assert not is_blank(mark)


@pytest.mark.parametrize("mark", ["", "0", "o", "-", "không", "Ko", "FALSE", "…"])
def test_blanks_are_no(mark: str) -> None:
    assert is_blank(mark)
    assert not is_mark(mark)
