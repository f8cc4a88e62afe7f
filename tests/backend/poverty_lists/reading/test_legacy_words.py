"""The judgement of single words on which the choice of an encoding rests."""

import pytest

from backend.poverty_lists.draft import LegacyFont
from backend.poverty_lists.reading.legacy.encodings import converter
from backend.poverty_lists.reading.legacy.recase import is_torn, title_case
from backend.poverty_lists.reading.legacy.syllables import NAME_LIKE, NOTHING, SYLLABLE, likeness
from tests.backend.poverty_lists.reading.old_fonts import SMALL, write_old


@pytest.mark.parametrize(
    ("words", "like"),
    [
        (
            "Nguyễn Trần Lê Phạm Huỳnh Võ Quý Quyền Giàng Giếng Gì Khuya Khoảng Thuở Ướt Ý Yến Ỏ",
            SYLLABLE,
        ),
        ("nghèo cận hộ Đặng Ðặng quốc ĐỨC NGUYỄN", SYLLABLE),
        ("Bhướp Kbuôr Blưn Đrăng Hlũ Ksõr Ngôl Kpă", NAME_LIKE),
        ("ThÞ Hå L¬ Nguyeãn Vaên chuû ngheøo Ñöùc Nöõ hé÷ mỲ Há»“ ịọ", NOTHING),
    ],
)
def test_words_are_told_apart_from_the_signs_of_another_encoding(words: str, like: int) -> None:
    assert {word: likeness(word) for word in words.split()} == dict.fromkeys(words.split(), like)


@pytest.mark.parametrize("font", LegacyFont)
def test_every_letter_of_every_encoding_comes_back(font: LegacyFont) -> None:
    capitals = "ĂÂĐÊÔƠƯ" if font is LegacyFont.TCVN3 else SMALL.upper()
    kept = "‘’“”–—…"  # where punctuation stands in Windows-1252, it stays

    for letter in SMALL + capitals:
        old = write_old(letter, font)
        assert converter(font)(old) == (old if old in kept else letter)


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("NGUYễN VĂN ĐứC", True), ("úN", True), ("Ngọc ánh", True), ("Quàng Văn ỏ", True),
        ("Nguyễn Văn Đức", False), ("A Đủ", False), ("đã chết ở nhà", False), ("HN", False),
        ("Đã ốm", True), ("Ê Đê", False), ("x", False), ("", False), ("Thôn ổi", True),
    ],
)  # fmt: skip
def test_letters_that_lost_their_capital_are_seen(text: str, torn: bool) -> None:
    assert is_torn(text) is torn


def test_title_case_knows_minority_names_and_roman_numbers() -> None:
    assert title_case("rơ châm h’bian") == "Rơ Châm H’Bian"
    assert title_case("H'WIÊN BYĂ-NIÊ") == "H'Wiên Byă-Niê"
    assert title_case("THÔN ĐỒNG II") == "Thôn Đồng II"
