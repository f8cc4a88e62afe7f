"""Masks of personal data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.privacy import mask_citizen_id, mask_phone


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("0912345678", "091•••••78"), ("84912345678", "849•••••78"), ("12345", "•••••"), ("", "")],
)
def test_a_phone_number_shows_its_ends(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("046185001234", "••••••••1234"),
        ("191234567", "•••••4567"),
        ("1234", "••••"),
        ("12345678", "••••••••"),
        ("", ""),
    ],
)
def test_a_citizen_id_shows_its_last_four_digits(number: str, shown: str) -> None:
    assert mask_citizen_id(number) == shown


@given(st.text("0123456789", max_size=20))
def test_no_mask_shows_more_than_half(number: str) -> None:
    for masked in (mask_phone(number), mask_citizen_id(number)):
        assert sum(sign.isdigit() for sign in masked) <= max(len(number) / 2, 5)
        assert masked.count("•") >= min(len(number), 4)
