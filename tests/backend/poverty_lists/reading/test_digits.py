import pytest

from backend.poverty_lists.reading.digits import plain_digits, without_letters


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("198O", "1980"),
        ("l985", "1985"),
        ("I5/O3/1985", "15/03/1985"),
        ("O46085001234", "046085001234"),
        ("năm 1985", "năm 1985"),
        ("Oanh 1985", "Oanh 1985"),
        ("tổ 1O", "tổ 10"),
        ("Ol", "Ol"),
        ("", ""),
    ],
)
def test_letters_among_digits_are_read_as_digits(written: str, read: str) -> None:
    assert without_letters(written) == read


def test_full_width_digits_are_digits() -> None:
    assert plain_digits("１５／３／１９８５") == "15/3/1985"
