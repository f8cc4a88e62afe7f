"""What must never happen, whatever is typed."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.reading.base import Reading
from bot.reading.birth_years import read_birth_year
from bot.reading.choices import read_choice
from bot.reading.citizen_ids import read_citizen_id
from bot.reading.codes import read_code
from bot.reading.dates import read_date
from bot.reading.grades import read_grade
from bot.reading.hamlets import read_hamlet
from bot.reading.intents import control_word, read_intent
from bot.reading.names import read_name
from bot.reading.numbers import read_number
from bot.reading.phones import read_phone
from bot.reading.places import read_place
from bot.reading.word_lists import load
from bot.reading.yes_no import Answer, read_answer, read_consent, read_yes_no

TODAY = date(2026, 11, 22)
HAMLETS = ["Thôn 1", "Thôn 2", "Thôn Pa Ring", "Bản Huổi Lếch"]
READERS: dict[str, Callable[[str], Reading[Any]]] = {
    "yes_no": read_yes_no,
    "consent": read_consent,
    "phone": read_phone,
    "citizen_id": read_citizen_id,
    "number": read_number,
    "date": lambda text: read_date(text, TODAY),
    "birth_year": lambda text: read_birth_year(text, TODAY),
    "grade": read_grade,
    "name": read_name,
    "place": read_place,
    "hamlet": lambda text: read_hamlet(text, HAMLETS),
    "code": read_code,
    "choice": lambda text: read_choice(text, HAMLETS),
    "intent": read_intent,
}

# Pieces of real messages, put together in ways that nobody thought of.
PIECES = """
có không ko dạ vâng ạ chưa nỏ mô đồng ý hủy huy xem sửa thôn bản xã huyện T. P. lớp 5A 10A1 5/2 mn
lá ghép gdtx 15/3/2012 15/3 tháng năm ngày giêng rằm chạp mồng âm lịch mười lăm hai trăm rưỡi
nghìn 2tr5 500k 1.250 0912345678 +84 0084 091 234 5678 046085001234 HT-2026-000123 ht 2026 Hồ Thị
A Lơ H’Bian Y Ng. nguyeexn d9u71c cos co1 nhầm chứ phải là ? ! , . - – / ( ) : 0 1 9 o O x xx * 👍
😀 hoà thuỷ sn sinh tuổi mụ sđt
"""
INVISIBLE = ["\u200b", "\u00ad", "\u0301", "\ufeff"]
pieces = st.sampled_from([*PIECES.split(), *INVISIBLE])
messages = st.one_of(
    st.text(max_size=120),
    st.lists(pieces, max_size=12).map(" ".join),
    st.lists(pieces, max_size=6).map("".join),
)
POLITE = "dạ vâng ừ ok oke okie uh ờ ạ nhé em anh chị da vang a được có rồi đúng 👍"
polite = st.lists(st.sampled_from(POLITE.split()), min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@given(text=messages)
@settings(max_examples=60, deadline=None)
def test_no_reader_ever_raises_or_confirms_nothing(
    reader: Callable[[str], Reading[Any]], text: str
) -> None:
    reading = reader(text)
    assert not (reading.value is None and reading.confirm)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@given(text=messages)
@settings(max_examples=60, deadline=None)
def test_the_way_letters_are_encoded_changes_no_reading(
    reader: Callable[[str], Reading[Any]], text: str
) -> None:
    assert reader(unicodedata.normalize("NFC", text)) == reader(unicodedata.normalize("NFD", text))


@given(text=messages)
@settings(deadline=None)
def test_a_phone_has_ten_digits_or_eleven_of_a_landline(text: str) -> None:
    phone = read_phone(text).value
    assert phone is None or re.fullmatch(r"0[35789][0-9]{8}|02[0-9]{9}", phone)


@given(
    digits=st.from_regex(r"[0-9]{12}", fullmatch=True),
    around=st.sampled_from(["{}", "số {} ạ", "{}.", "cccd{}"]),
)
@settings(deadline=None)
def test_twelve_digits_are_never_a_phone(digits: str, around: str) -> None:
    assert read_phone(around.format(digits)).value is None


@given(digits=st.from_regex(r"0[35789][0-9]{8}", fullmatch=True))
@settings(deadline=None)
def test_a_phone_is_never_a_citizen_id_and_keeps_its_digits(digits: str) -> None:
    assert read_citizen_id(digits).value is None
    assert read_phone(digits).value == digits


@given(text=messages)
@settings(deadline=None)
def test_a_citizen_id_has_twelve_digits_or_nine(text: str) -> None:
    number = read_citizen_id(text).value
    assert number is None or re.fullmatch(r"[0-9]{12}|[0-9]{9}", number)


@given(text=polite)
@settings(deadline=None)
def test_politeness_however_much_of_it_is_never_consent(text: str) -> None:
    assert read_consent(text) != Reading(True)


@given(text=messages)
@settings(deadline=None)
def test_without_a_word_of_agreement_nothing_is_consent(text: str) -> None:
    if read_consent(text) == Reading(True):
        assert re.search("[đd]ồ?o?ng ?[ýyí]", text, re.IGNORECASE)


@given(
    day=st.integers(1, 30),
    month=st.sampled_from(
        ["giêng", "chạp", "gieng", "chap", "3 âm lịch", "3 am lich", "3 năm Thìn", "7 nhuận"]
    ),
    first=st.sampled_from(["ngày", "mồng", "mong", "mùng", "", "sinh"]),
    year=st.sampled_from(["", " năm 2012", " 2012", " nam 1985"]),
)
@settings(deadline=None)
def test_a_lunar_date_never_has_a_value(day: int, month: str, first: str, year: str) -> None:
    assert read_date(f"{first} {day} tháng {month}{year}", TODAY).value is None


@given(text=messages)
@settings(deadline=None)
def test_a_date_that_is_read_exists(text: str) -> None:
    said = read_date(text, TODAY).value
    if said is not None:
        assert date.fromisoformat(said if len(said) == 10 else f"{said}-01")


@given(day=st.dates(date(1930, 1, 1), date(2026, 11, 22)), sign=st.sampled_from("/.-"))
@settings(deadline=None)
def test_every_day_is_read_day_first(day: date, sign: str) -> None:
    assert read_date(f"{day.day}{sign}{day.month}{sign}{day.year}", TODAY) == Reading(
        day.isoformat()
    )
    assert read_date(f"ngày {day.day} tháng {day.month} năm {day.year}", TODAY) == Reading(
        day.isoformat()
    )


@given(text=messages)
@settings(deadline=None)
def test_a_name_holds_no_digit_and_a_year_is_past(text: str) -> None:
    assert not re.search(r"\d", read_name(text).value or "")
    assert (read_birth_year(text, TODAY).value or 0) <= TODAY.year


@given(text=messages)
@settings(deadline=None)
def test_a_choice_and_a_hamlet_are_among_what_was_offered(text: str) -> None:
    at = read_choice(text, HAMLETS).value
    assert at is None or 0 <= at < len(HAMLETS)
    assert read_hamlet(text, HAMLETS).value in (None, *HAMLETS)


@given(text=messages)
@settings(deadline=None)
def test_what_steers_without_a_name_asked_is_no_wider_when_one_is(text: str) -> None:
    assert control_word(text, expecting_name=True) in (None, control_word(text))


GROUPINGS = st.lists(st.integers(1, 4), min_size=1, max_size=10)


def grouped(digits: str, sizes: list[int], sign: str) -> str:
    """The digits in groups of these sizes, the last ones together."""
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return sign.join(group for group in [*groups, digits[at:]] if group)


@given(
    digits=st.from_regex(r"0[35789][0-9]{8}|02[0-9]{9}", fullmatch=True),
    sizes=GROUPINGS,
    sign=st.sampled_from(" .-"),
)
@settings(deadline=None)
def test_a_phone_in_any_grouping_reads_back(digits: str, sizes: list[int], sign: str) -> None:
    assert read_phone(grouped(digits, sizes, sign)).value == digits


@given(
    digits=st.from_regex(r"[0-9]{12}", fullmatch=True),
    sizes=GROUPINGS,
    sign=st.sampled_from(" .-"),
    around=st.sampled_from(["{}", "cccd {} ạ", "em tên Lơ, {}", "{} sđt 0912345678", "sn 1985 {}"]),
)
@settings(deadline=None)
def test_twelve_digits_never_become_another_id_silently(
    digits: str, sizes: list[int], sign: str, around: str
) -> None:
    read = read_citizen_id(around.format(grouped(digits, sizes, sign)))
    assert not read.certain or read.value == digits


@given(
    day=st.dates(date(1930, 1, 1), date(2026, 11, 22)),
    writing=st.sampled_from(
        ["{d:02}/{m:02}/{y}", "{d} tháng {m} năm {y}", "{d} thang {m} nam {y}", "{d}-{m}-{y}"]
    ),
    around=st.sampled_from(
        ["{}", "sinh ngày {} ạ", "con em {} học lớp 5/2", "Hồ Thị Lơ, {}, thôn 1"]
    ),
)
@settings(deadline=None)
def test_day_and_month_are_never_exchanged(day: date, writing: str, around: str) -> None:
    said = around.format(writing.format(d=day.day, m=day.month, y=day.year))
    assert read_date(said, TODAY).value == day.isoformat()


@given(
    number=st.integers(1, 99_999_999),
    writing=st.sampled_from(["{}", "{:,}", "dạ {} ạ", "khoảng {:,} đồng"]),
)
@settings(deadline=None)
def test_a_number_in_digits_reads_back(number: int, writing: str) -> None:
    said = writing.format(number).replace(",", ".")
    assert read_number(said).value == number


@given(text=messages)
@settings(deadline=None)
def test_what_the_person_does_not_know_is_never_taken_as_it_is(text: str) -> None:
    answer = read_answer(text)
    assert answer.value is not Answer.UNSURE or answer.confirm


NEGATIONS = [
    *("không", "khong", "ko", "k", "kg", "hok", "hông", "hổng"),
    *("chưa", "chua", "nỏ", "chẳng", "đừng"),
]
AGREEMENT = ["đồng ý", "dong y", "nhất trí", "chấp nhận", "đồng ý ạ", "em đồng ý"]


@given(
    before=st.sampled_from(["", "dạ ", "em ", "có ", "vâng em "]),
    negation=st.sampled_from(NEGATIONS),
    between=st.sampled_from([" ", " có ", " phải là ", " muốn ", " hề ", " mô ", " thể "]),
    agreement=st.sampled_from(AGREEMENT),
    after=st.sampled_from(["", " đâu", " ạ", " mô", " 👍", " được không"]),
)
@settings(deadline=None)
def test_a_text_with_a_no_is_never_consent_silently(
    before: str, negation: str, between: str, agreement: str, after: str
) -> None:
    text = f"{before}{negation}{between}{agreement}{after}"
    assert read_consent(text) != Reading(True)
    assert read_answer(text) != Reading(Answer.YES)


@given(
    day=st.dates(date(1930, 1, 1), date(2026, 11, 22)),
    sign=st.sampled_from("/.-"),
    lunar=st.sampled_from(
        ["âm lịch", "am lich", "âm", "ÂL", "(âm)", "lịch ta", "lich ta", "ngày ta", "nông lịch"]
    ),
    first=st.booleans(),
)
@settings(deadline=None)
def test_a_date_called_lunar_never_has_a_value(
    day: date, sign: str, lunar: str, first: bool
) -> None:
    written = f"{day.day}{sign}{day.month}{sign}{day.year}"
    assert read_date(f"{lunar} {written}" if first else f"{written} {lunar}", TODAY).value is None


@given(
    before=st.sampled_from(["", "dạ ", "em ", "cho hỏi "]),
    agreement=st.sampled_from(AGREEMENT),
    question=st.sampled_from(
        [
            *("là gì", "là sao", "được không", "có mất tiền không", "hả", "?", "đúng không"),
            *("phải không", "để làm gì", "la gi", "dc ko", "rồi sao nữa?", "thì được gì"),
        ]
    ),
)
@settings(deadline=None)
def test_a_yes_inside_a_question_is_never_consent(
    before: str, agreement: str, question: str
) -> None:
    text = f"{before}{agreement} {question}"
    assert read_consent(text) != Reading(True)


@given(
    prefix=st.sampled_from(sorted(load("phone_prefixes")["moved_in_2018"])),
    rest=st.from_regex(r"[0-9]{7}", fullmatch=True),
    sizes=GROUPINGS,
    sign=st.sampled_from(" .-"),
)
@settings(deadline=None)
def test_an_old_number_becomes_the_new_one_and_never_a_landline(
    prefix: str, rest: str, sizes: list[int], sign: str
) -> None:
    new = load("phone_prefixes")["moved_in_2018"][prefix] + rest
    assert read_phone(grouped(prefix + rest, sizes, sign)) == Reading(new, confirm=True)


@given(unknown=st.from_regex(r"[bcdghlmnpqstvx]{3,8}", fullmatch=True))
@settings(deadline=None)
def test_a_polite_word_and_one_that_nobody_knows_are_no_sure_yes(unknown: str) -> None:
    assume(read_answer(unknown).value is None)  # "dcc" is a long-drawn "được"
    assert read_answer(f"dạ {unknown}") != Reading(Answer.YES)


OR = st.sampled_from([" hay ", " hoặc ", " hoac ", " hay là "])


@given(one=st.integers(1, 9), other=st.integers(1, 9), either=OR)
@settings(deadline=None)
def test_one_thing_or_another_is_never_taken_as_it_is(one: int, other: int, either: str) -> None:
    assert not read_hamlet(f"thôn {one}{either}thôn {other}", HAMLETS).certain
    assert not read_place(f"thôn {one}{either}thôn {other}").certain
    assert not read_grade(f"lớp {one}{either}lớp {other}").certain or one == other


@given(
    name=st.sampled_from(["Hồ Thị A Lơ", "Vừ A Dia", "Rơ Châm H'Bian", "Lò Văn Pản"]),
    around=st.sampled_from(
        ["{} lớp 5", "{}, thôn 1", "{} sn 2014", "{} 0912345678", "dạ {} ạ", "1. {}", "tên: {}"]
    ),
)
@settings(deadline=None)
def test_what_stands_beside_a_name_never_becomes_part_of_it(name: str, around: str) -> None:
    assert read_name(around.format(name)).value == name
