from itertools import pairwise

import pytest

from backend.poverty_lists.reading.standards import indicator_named, standard_of, standards


def test_standards_follow_each_other_without_a_gap() -> None:
    found = standards()

    for earlier, later in pairwise(found):
        assert later.first == earlier.last + 1


def test_there_are_twelve_indicators_today_and_other_ones_from_2027() -> None:
    _old, today, later = (
        {indicator.name for indicator in standard.indicators} for standard in standards()
    )

    assert len(today) == len(later) == 12
    assert "TT" in today - later
    assert {"Dịch vụ số", "Rác thải"} == later - today


@pytest.mark.parametrize(
    ("year", "name"),
    [(2026, "NĐ 07/2021/NĐ-CP"), (2027, "NĐ 351/2025/NĐ-CP"), (2020, "QĐ 59/2015/QĐ-TTg")],
)
def test_the_year_of_a_list_tells_the_standard(year: int, name: str) -> None:
    assert standard_of(year) == name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("vl", "VL"),
        ("viec lam", "VL"),
        ("nguon nuoc sinh hoat", "NN"),
        ("su dung dich vu vien thong", "VT"),
        ("phuong tien phuc vu tiep can thong tin", "TT"),
        ("rac thai", "Rác thải"),
        ("ghi chu", None),
        ("ho va ten", None),
    ],
)
def test_headers_of_indicators_are_known(header: str, name: str | None) -> None:
    assert indicator_named(header) == name
