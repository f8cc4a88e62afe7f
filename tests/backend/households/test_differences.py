"""Marking the letters in which two names differ."""

import pytest

from backend.households.differences import Parts, differences


def marked(parts: Parts) -> str:
    """ "Hồ Thị Ho[a]": differing letters in brackets."""
    return "".join(f"[{part.text}]" if part.differs else part.text for part in parts)


@pytest.mark.parametrize(
    ("said", "listed", "shown"),
    [
        ("Hồ Thị A Lơ", "Hồ Thị A Lơ", ("Hồ Thị A Lơ", "Hồ Thị A Lơ")),
        ("hồ thị a lơ", "HỒ THỊ A LƠ", ("hồ thị a lơ", "HỒ THỊ A LƠ")),
        ("Hồ Thị Hoà", "Hồ Thị Hòa", ("Hồ Thị Hoà", "Hồ Thị Hòa")),
        ("Hồ Thị Hoá", "Hồ Thị Hoa", ("Hồ Thị Ho[á]", "Hồ Thị Ho[a]")),
        ("Hồ Văn Nghien", "Hồ Văn Nghiên", ("Hồ Văn Nghi[e]n", "Hồ Văn Nghi[ê]n")),
        ("Hồ Thị Hoa", "Hồ Thị A Hoa", ("Hồ Thị Hoa", "Hồ Thị [A ]Hoa")),
        ("Hồ Văn Đức", "A Ngọc Thanh Tú", ("[Hồ Văn Đức]", "[A Ngọc Thanh Tú]")),
        ("1985", "1990", ("[1985]", "[1990]")),
        ("1985", "1986", ("198[5]", "198[6]")),
        ("", "1985", ("", "1985")),
        ("Thôn  1 ", "Thôn 1", ("Thôn 1", "Thôn 1")),
    ],
)
def test_differing_letters_are_marked_on_both_sides(
    said: str, listed: str, shown: tuple[str, str]
) -> None:
    left, right = differences(said, listed)
    assert (marked(left), marked(right)) == shown


def test_the_two_encodings_of_a_letter_are_the_same_letter() -> None:
    decomposed = "Ho\u0302\u0300 Thi\u0323 Hoa"
    assert [marked(parts) for parts in differences(decomposed, "Hồ Thị Hoa")] == ["Hồ Thị Hoa"] * 2
