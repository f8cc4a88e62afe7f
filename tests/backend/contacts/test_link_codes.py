"""Codes that can be read, told, typed on any keyboard, and not guessed."""

from math import log2

from hypothesis import given
from hypothesis import strategies as st

from backend.contacts.link_codes import ALPHABET, LENGTH, MOST_TRIES, hashed, new_code, shown
from bot.reading.link_codes import MADE_OF, read_link_code

LOOK_ALIKE = ("0OQD", "1IL", "2Z", "5S", "6G", "8B")
MAKE_OTHER_LETTERS = set("AEIOUYDW")  # Telex: aa, ow, dd, w

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH).filter(
    lambda code: any(map(str.isdigit, code)) and any(map(str.isalpha, code))
)


def test_no_two_signs_look_alike_and_no_keyboard_changes_one() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert all(len(set(group) & set(ALPHABET)) <= 1 for group in LOOK_ALIKE)
    assert not set(ALPHABET) & MAKE_OTHER_LETTERS


def test_the_odds_are_as_the_docstring_says() -> None:
    tries, live = 100 * MOST_TRIES, 100
    hours = 1e10 / (tries * live)
    assert log2(len(ALPHABET) ** LENGTH) > 33
    assert hours / (24 * 365) > 20


def test_codes_differ_and_hold_digits_and_letters() -> None:
    codes = {new_code() for _time in range(2000)}
    assert len(codes) == 2000
    assert set("".join(codes)) == set(ALPHABET)
    for code in codes:
        assert len(code) == LENGTH
        assert any(map(str.isdigit, code))
        assert any(map(str.isalpha, code))


def test_the_reader_knows_the_same_signs() -> None:
    assert set(MADE_OF.upper()) == set(ALPHABET)


@given(codes)
def test_a_code_is_the_same_however_it_is_written(code: str) -> None:
    for writing in (shown(code), code.lower(), "-".join(code), f"{code[:3]}.{code[3:]}"):
        assert hashed(writing) == hashed(code)


def test_what_is_taken_for_a_sign_is_that_sign() -> None:
    assert hashed("B52G 7KKM") == hashed("8526 7KKM")
    assert hashed("S5Z2 7CQM") == hashed("5522 7KKM")


@given(codes)
def test_every_code_is_read_out_of_a_message(code: str) -> None:
    for message in (
        f"nối {shown(code)}",
        f"noi {code.lower()}",
        f"NỐI MÃ {shown(code)} Ạ!",
        f"em gửi mã nối {'-'.join((code[:4], code[4:]))} nhé chị",
        code,
        f"Trong 15 phút, anh/chị mở Zalo, nhắn: nối {shown(code)}\nĐừng đưa mã này cho ai.",
    ):
        assert read_link_code(message).value == code, message
