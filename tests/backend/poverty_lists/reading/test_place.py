import pytest

from backend.poverty_lists.reading.place import read_address


@pytest.mark.parametrize(
    ("written", "hamlet", "commune"),
    [
        ("Thôn 1", "Thôn 1", ""),
        ("Thôn 1, xã Hồng Thủy", "Thôn 1", "xã Hồng Thủy"),
        ("Thôn 1 - Xã Hồng Thủy - Huyện A Lưới", "Thôn 1", "Xã Hồng Thủy"),
        ("Thôn 1 xã Hồng Thủy", "Thôn 1", "xã Hồng Thủy"),
        ("Tổ 3, phường An Cựu, TP Huế", "Tổ 3", "phường An Cựu"),
        ("Số 5, tổ 3, TT. A Lưới", "Số 5, tổ 3", "TT. A Lưới"),
        ("A Roàng 1", "A Roàng 1", ""),
        ("xã Hồng Thủy, huyện A Lưới, tỉnh Thừa Thiên Huế", "", "xã Hồng Thủy"),
        ("", "", ""),
    ],
)
def test_an_address_gives_hamlet_and_commune(written: str, hamlet: str, commune: str) -> None:
    assert read_address(written) == (hamlet, commune)
