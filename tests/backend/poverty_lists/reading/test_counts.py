import pytest

from backend.poverty_lists.draft import StatedCount
from backend.poverty_lists.reading.counts import add_counts, grand_total, merge_counts, read_counts


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tổng cộng: 112 hộ (HN: 64; HCN: 48)", StatedCount(64, 48, 112)),
        ("Tổng số 112 hộ, trong đó 64 hộ nghèo, 48 hộ cận nghèo", StatedCount(64, 48, 112)),
        ("Hộ cận nghèo: 48; hộ nghèo: 64", StatedCount(64, 48, None)),
        ("Tổng số hộ: 1.112", StatedCount(None, None, 1112)),
        ("Tổng cộng 1.112 hộ", StatedCount(None, None, 1112)),
        ("DANH SÁCH HỘ NGHÈO NĂM 2026", StatedCount()),
        ("NĂM 2026 HỘ NGHÈO", StatedCount()),
        ("Tổng cộng", StatedCount()),
        ("Tổng: 450 khẩu", StatedCount()),
        ("", StatedCount()),
    ],
)
def test_stated_counts_are_read(line: str, expected: StatedCount) -> None:
    assert read_counts(line) == expected


def test_tables_are_added_where_all_state_a_figure() -> None:
    counts = [StatedCount(1, 2, 3), StatedCount(10, None, 30)]

    assert add_counts(counts) == StatedCount(11, None, 33)
    assert add_counts([]) == StatedCount()


def test_missing_figures_are_filled_from_elsewhere() -> None:
    assert merge_counts(StatedCount(1), StatedCount(5, 2)) == StatedCount(1, 2)


def test_the_last_total_is_the_grand_one_if_it_holds_the_earlier_ones() -> None:
    assert grand_total([StatedCount(3), StatedCount(5), StatedCount(8)]) == StatedCount(8)
    assert grand_total([StatedCount(5), StatedCount(3)]) == StatedCount()
    assert grand_total([StatedCount(3), StatedCount(5)]) == StatedCount()
    assert grand_total([StatedCount(3, total=4), StatedCount(3)]) == StatedCount()
    assert grand_total([]) == StatedCount()
