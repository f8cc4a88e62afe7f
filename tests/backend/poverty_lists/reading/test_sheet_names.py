import pytest

from backend.poverty_lists.reading.sheet_names import hamlet_of


@pytest.mark.parametrize("name", ["Thôn 1", "T.PaRing", "Paring", "A Năm", "TDP 3", "Bản Kéo"])
def test_a_sheet_may_be_named_after_a_hamlet(name: str) -> None:
    assert hamlet_of(name) == name


@pytest.mark.parametrize(
    "name",
    ["Sheet1", "Sheet1 (2)", "Trang tính1", "DS HN 2026", "Hộ nghèo", "HCN", "2026", "Xã Hồng Thủy", ""],
)  # fmt: skip
def test_a_general_name_is_no_hamlet(name: str) -> None:
    assert hamlet_of(name) == ""
