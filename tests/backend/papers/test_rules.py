"""Numbers, days, places and titles as a paper wants them, and as they are read aloud."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.papers import rules
from backend.papers.spoken import day_in_words, digits_in_words, hour_in_words, in_words


@pytest.mark.parametrize(
    ("unit", "place"),
    [
        ("xã A Lưới 1", "A Lưới 1"),
        ("phường Mường Thanh", "Mường Thanh"),
        ("phường 12", "Phường 12"),
        ("Phường 12", "Phường 12"),
        ("thành phố Huế", "Huế"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("đặc khu Phú Quốc", "Phú Quốc"),
        ("tỉnh Quảng Ngãi", "Quảng Ngãi"),
        ("thị trấn A Lưới", "A Lưới"),
        ("thị xã Hương Trà", "Hương Trà"),
        ("xã", "xã"),
        ("Xãng", "Xãng"),
        ("", ""),
    ],
)
def test_a_paper_is_written_at_a_place_without_its_type_unless_it_is_a_number(
    unit: str, place: str
) -> None:
    assert rules.place(unit) == place


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 22), "ngày 22 tháng 11 năm 2026"),
        (None, "ngày …… tháng …… năm ……"),
    ],
)
def test_days_and_the_first_two_months_have_two_digits(day: date | None, line: str) -> None:
    assert rules.dateline("xã A Lưới 1", day) == f"A Lưới 1, {line}"
    assert rules.long_day(day) == line.removeprefix("ngày ")


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("168/QĐ-UBND", "Số: 168/QĐ-UBND"),
        ("7/QĐ-UBND", "Số: 07/QĐ-UBND"),
        ("07/QĐ-UBND", "Số: 07/QĐ-UBND"),
        ("12a/QĐ-UBND", "Số: 12a/QĐ-UBND"),
        ("168", "Số: 168"),
        ("", "Số: ……/QĐ-UBND"),
    ],
)
def test_a_number_has_two_digits_or_room_to_write(number: str, line: str) -> None:
    assert rules.number_line(number, "QĐ-UBND") == line


@pytest.mark.parametrize(
    ("title", "last", "lines"),
    [
        ("Chủ tịch UBND xã", "CHỦ TỊCH", 2),
        ("chủ tịch", "CHỦ TỊCH", 2),
        ("", "CHỦ TỊCH", 2),
        ("Phó Chủ tịch UBND xã", "PHÓ CHỦ TỊCH", 3),
        ("Phó chủ tịch", "PHÓ CHỦ TỊCH", 3),
        ("PCT", "PHÓ CHỦ TỊCH", 3),
        ("Giám đốc Sở Khoa học và Công nghệ", "GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ", 1),
    ],
)
def test_a_deputy_signs_in_the_head_s_place(title: str, last: str, lines: int) -> None:
    signed = rules.signing(title)
    assert (signed[-1], len(signed)) == (last, lines)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (10_000, "mười nghìn"),
        (21_500, "hai mươi mốt nghìn năm trăm"),
        (100_000, "một trăm nghìn"),
        (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (2_000_000_000, "hai tỷ"),
    ],
)
def test_a_number_is_read_as_people_say_it(number: int, words: str) -> None:
    assert in_words(number) == words


@given(st.integers(0, 999_999))
def test_no_two_numbers_sound_alike(number: int) -> None:
    words = in_words(number)
    assert "  " not in words
    assert words == words.strip()
    assert _back(words) == number


def _back(words: str) -> int:
    """The number that somebody would write down who hears it."""
    digits = dict(
        zip(
            ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"],
            range(10),
            strict=True,
        )
    )
    digits |= {"mốt": 1, "lăm": 5}
    total = group = last = 0
    for word in words.split():
        if word == "nghìn":
            total, group, last = (total + group + last) * 1000, 0, 0
        elif word == "trăm":
            group, last = group + last * 100, 0
        elif word == "mươi":
            group, last = group + last * 10, 0
        elif word == "mười":
            group += 10
        elif word != "linh":
            last = digits[word]
    return total + group + last


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "ngày mùng năm tháng hai năm hai nghìn không trăm hai mươi sáu"),
        (date(2026, 4, 10), "ngày mùng mười tháng tư năm hai nghìn không trăm hai mươi sáu"),
        (date(2030, 1, 31), "ngày ba mươi mốt tháng một năm hai nghìn không trăm ba mươi"),
    ],
)
def test_a_day_is_read_as_people_say_it(day: date, words: str) -> None:
    assert day_in_words(day) == words


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        ("7:30", "bảy giờ ba mươi phút"),
        ("14:00", "mười bốn giờ"),
        ("8:05", "tám giờ năm phút"),
        ("sáng sớm", "sáng sớm"),
        ("", ""),
    ],
)
def test_an_hour_is_read_as_people_say_it(hour: str, words: str) -> None:
    assert hour_in_words(hour) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0912345678", "không chín một hai, ba bốn năm, sáu bảy tám"),
        ("0912 345 678", "không chín một hai, ba bốn năm, sáu bảy tám"),
        ("111", "một một một"),
        ("1022", "một không hai hai"),
        ("", ""),
        ("chưa có", ""),
    ],
)
def test_a_telephone_number_is_read_digit_by_digit(number: str, words: str) -> None:
    assert digits_in_words(number) == words
