"""Options as numbers, long texts in pieces."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.rendering import numbered, split, units
from bot.messages import Option, Outgoing

SPACY = st.text(alphabet=st.sampled_from("aâ🌊\u0301. \n!"), max_size=200)


def test_options_are_a_numbered_list_after_a_blank_line() -> None:
    message = Outgoing("Anh/chị chọn:", (Option("c:1", "Máy tính"), Option("c:2", "Gói cước")))
    assert numbered(message) == "Anh/chị chọn:\n\n1. Máy tính\n2. Gói cước"


def test_a_message_without_options_is_its_text() -> None:
    assert numbered(Outgoing("Chào anh/chị.")) == "Chào anh/chị."


def test_a_short_text_is_one_piece_as_it_is() -> None:
    assert split(" xin chào \n", 20) == [" xin chào \n"]


def test_a_long_text_is_cut_between_paragraphs_first() -> None:
    assert split("Một. Hai ba.\n\nBốn năm.\nSáu", 20) == ["Một. Hai ba.", "Bốn năm.\nSáu"]


def test_without_paragraphs_it_is_cut_between_lines_then_sentences_then_words() -> None:
    assert split("Một. Hai ba.\nBốn. Năm sáu", 20) == ["Một. Hai ba.", "Bốn. Năm sáu"]
    assert split("Một hai ba bốn. Năm sáu bảy", 20) == ["Một hai ba bốn.", "Năm sáu bảy"]
    assert split("một hai ba bốn năm sáu bảy", 20) == ["một hai ba bốn năm", "sáu bảy"]


def test_a_word_that_just_fits_stays() -> None:
    assert split("aaaa bbb ccc dddd", 12) == ["aaaa bbb ccc", "dddd"]


def test_a_seam_near_the_start_is_passed_over_because_every_piece_costs_quota() -> None:
    assert split("Ơi.\n\nmột hai ba bốn năm sáu", 20) == ["Ơi.\n\nmột hai ba bốn", "năm sáu"]


def test_a_word_without_end_is_cut_but_never_inside_a_letter() -> None:
    assert split("🌊" * 5, 5) == ["🌊🌊", "🌊🌊", "🌊"]


def test_nothing_but_white_space_is_one_empty_piece() -> None:
    assert split("\n" * 30, 20) == [""]


@given(SPACY, st.integers(2, 40))
def test_pieces_fit_and_only_white_space_is_lost(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(units(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert len(pieces) == 1 or all(pieces)


@given(st.text())
def test_units_are_what_utf_16_counts(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
