"""Results read aloud: no number from which a child could be guessed."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.papers.announcement import FEWEST_RESULTS, Results, of_results
from backend.papers.spoken import in_words

SINCE = date(2026, 1, 1)
UNIT = "xã A Lưới 1"


def aloud(*numbers: int) -> str:
    found = [Results("Sóng và Máy tính cho em", "máy", *numbers)]
    return " ".join(of_results(UNIT, SINCE, found).paragraphs)


def test_results_are_whole_sentences_with_numbers_in_words() -> None:
    said = aloud(120, 96, 60, 41)
    assert "Chương trình Sóng và Máy tính cho em: đã có một trăm hai mươi đề nghị" in said
    assert "sáu mươi trường hợp đã nhận máy" in said
    assert "bốn mươi mốt gói cước đã mở" in said
    assert not any(letter.isdigit() for letter in said.replace(UNIT, ""))


@pytest.mark.parametrize(
    ("numbers", "unsaid"),
    [
        ((30, 20, 4, 0), "đã nhận máy"),  # four of them could be named
        ((30, 27, 10, 0), "được duyệt"),  # three who were not approved, too
        ((4, 4, 4, 4), "Chương trình"),
        ((0, 0, 0, 0), "Chương trình"),
    ],
)
def test_what_could_point_at_somebody_is_not_read_out(
    numbers: tuple[int, int, int, int], unsaid: str
) -> None:
    assert unsaid not in aloud(*numbers).replace("Các chương trình", "")


@given(st.tuples(*[st.integers(0, 40)] * 4).map(lambda four: sorted(four, reverse=True)))
def test_no_two_numbers_told_are_less_than_five_apart(numbers: list[int]) -> None:
    said = aloud(*numbers)
    told = [
        count
        for count, words in zip(
            numbers,
            ("đã có {} đề nghị", ", {} đề nghị được duyệt", "{} trường hợp đã nhận", "{} gói cước"),
            strict=True,
        )
        if words.format(in_words(count)) in said
    ]
    for one, other in itertools.pairwise(told):
        assert one == other or one - other >= FEWEST_RESULTS
    assert all(count >= FEWEST_RESULTS for count in told)
