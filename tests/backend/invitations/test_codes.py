"""Codes that are typed off a poster: made so that a slip is noticed, read as people write them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.invitations.models import InvitationKind
from backend.invitations.rules import TypedCode, read_typed_code, with_check_digit

HAMLET, SCHOOL, COMMUNE = InvitationKind
NUMBERS = st.integers(100, 999_999).map(with_check_digit)


@given(NUMBERS, st.data())
def test_one_wrong_digit_is_never_another_valid_code(number: int, data: st.DataObject) -> None:
    digits = list(str(number))
    at = data.draw(st.integers(0, len(digits) - 1))
    others = [d for d in "0123456789" if d != digits[at] and (at or d != "0")]
    digits[at] = data.draw(st.sampled_from(others))  # no code begins with 0
    wrong = int("".join(digits))
    assert with_check_digit(wrong // 10) != wrong


def test_two_digits_that_changed_places_are_nearly_always_noticed() -> None:
    slips = unnoticed = 0
    for number in map(with_check_digit, range(100, 1000)):
        digits = str(number)
        for at in range(3):
            swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            slips += swapped != digits
            unnoticed += swapped != digits and with_check_digit(int(swapped[:-1])) == int(swapped)
    assert unnoticed / slips < 0.05


@pytest.mark.parametrize(
    ("text", "kind", "number", "rest"),
    [
        ("TRUONG 4821", SCHOOL, 4821, ""),
        ("truong 4821", SCHOOL, 4821, ""),
        ("Trường 4821", SCHOOL, 4821, ""),
        ("TRƯỜNG 4821", SCHOOL, 4821, ""),
        ("Tru\u031bo\u031b\u0300ng 4821", SCHOOL, 4821, ""),  # typed on a Mac: marks apart
        ("TRUONG4821", SCHOOL, 4821, ""),
        ("  truong   4821 ", SCHOOL, 4821, ""),
        ("TRUONG-4821", SCHOOL, 4821, ""),
        ("TRUONG: 4821", SCHOOL, 4821, ""),
        ("«TRUONG 4821»", SCHOOL, 4821, ""),
        ("TRUONG 4821.", SCHOOL, 4821, ""),
        ("TRUONG 48 21", SCHOOL, 4821, ""),
        ("TRUONG 4 8 2 1", SCHOOL, 4821, ""),
        ("TRUONG\n4821", SCHOOL, 4821, ""),
        ("mã TRUONG 4821 ạ", SCHOOL, 4821, ""),
        ("ma so truong 4821", SCHOOL, 4821, ""),
        ("chào em, mã là TRUONG 4821 nhé", SCHOOL, 4821, ""),
        ("THON 4825", HAMLET, 4825, ""),
        ("thôn 4825", HAMLET, 4825, ""),
        ("bản 4825", HAMLET, 4825, ""),
        ("buôn 4825", HAMLET, 4825, ""),
        ("XA 4825", COMMUNE, 4825, ""),
        ("xã 48213", COMMUNE, 48213, ""),
        ("TRUONG 4821 xin máy cho con", SCHOOL, 4821, "xin máy cho con"),
        ("xin may cho con, truong 4821", SCHOOL, 4821, "xin may cho con,"),
        ("con tôi học lớp 5, mã THON 4825", HAMLET, 4825, "con tôi học lớp 5, mã"),
        ("4821", None, 4821, ""),
        (" 4821 ", None, 4821, ""),
    ],
)
def test_a_code_is_read_as_people_write_it(
    text: str, kind: InvitationKind | None, number: int, rest: str
) -> None:
    assert read_typed_code(text) == TypedCode(kind, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xin máy cho con",
        "Thôn 1",
        "thôn 12",
        "truong 123",
        "lớp 5 trường Tiểu học Hồng Thủy",
        "0912345678",
        "trường 0912345678",
        "TRUONG 4821 0912345678",
        "HT-2026-000001",
        "sinh năm 2014",
        "2014 nhé em",
        "thon 4825 hay truong 4821",  # which?
        "laixa 4825",  # inside a word
        "căn cước 046085001234",
        "TRUONG 48215678901",
        "😀 4821",
    ],
)
def test_what_is_no_code_is_left_alone(text: str) -> None:
    assert read_typed_code(text) is None


@given(st.sampled_from(list(InvitationKind)), NUMBERS)
def test_what_is_printed_is_read_back(kind: InvitationKind, number: int) -> None:
    assert read_typed_code(f"{kind.word} {number}") == TypedCode(kind, number)


@given(st.text(max_size=300))
@example("İ thon 4825")  # two letters when folded
@example("ﬃ TRUONG 4821 ß xin máy")
@example("trường " + "4 " * 200)
def test_any_text_is_read_without_a_fault(text: str) -> None:
    code = read_typed_code(text)
    assert code is None or 1 <= len(str(code.number)) <= 7
