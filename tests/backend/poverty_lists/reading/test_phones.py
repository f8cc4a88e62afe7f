import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.poverty_lists.reading.formats.content import Value
from backend.poverty_lists.reading.phones import read_phone


@pytest.mark.parametrize(
    ("value", "phone"),
    [
        ("0912345678", "0912345678"),
        (912345678, "0912345678"),
        (912345678.0, "0912345678"),
        ("912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("(+84) 912-345-678", "0912345678"),
        (84912345678, "0912345678"),
        ("'0912345678", "0912345678"),
        ("O912345678", "0912345678"),
        ("０９１２３４５６７８", "0912345678"),
        ("0912345678 / 0987654321", "0912345678"),
        ("0912345678 0987654321", "0912345678"),
        ("0912345678 (mẹ)", "0912345678"),
        ("ĐT: 0912345678", "0912345678"),
        ("01662345678", "0362345678"),
        (1662345678, "0362345678"),
        ("02343812345", "02343812345"),
        ("không có", None),
        ("12345", None),
        (None, None),
        ("0112345678", None),
    ],
)
def test_a_phone_has_its_zero_again(value: Value | None, phone: str | None) -> None:
    assert read_phone(value) == phone


@given(st.none() | st.text(max_size=40) | st.integers() | st.dates())
def test_any_value_gives_a_phone_of_ten_or_eleven_digits_or_none(value: Value | None) -> None:
    phone = read_phone(value)

    assert phone is None or (phone.isdecimal() and len(phone) in (10, 11) and phone[0] == "0")
