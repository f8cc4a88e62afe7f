"""The easier way of asking each kind of question: what it reads, in parts too, and what it keeps.

In the tables `?` behind a value means that it is to be confirmed first, and `+` that it is a part of
the answer; None, that nothing was read.
"""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.vietnamese import fold
from bot.messages import Inbound, Kind
from bot.questions import (
    UNKNOWN_YEAR,
    Agreement,
    BirthYear,
    Choice,
    Hamlet,
    PersonName,
    Phone,
    Place,
    Question,
    SchoolClass,
    ShortText,
    Step,
    Text,
    YesNo,
)
from tests.bot.tiny import text

CHOICE = Choice("colour", "Màu nào ạ?", (("red", "Màu đỏ"), ("green", "Màu xanh"), ("no", "Khác")))
YES_NO = YesNo("sure", "Đúng không ạ?")
CONSENT = Agreement("consent", "Một thông báo rất dài.", short="Anh/chị có đồng ý không ạ?")
NAME = PersonName("child_name", "?")
CLASS = SchoolClass("class", "?")
PHONE = Phone("phone", "?")
CHILD = BirthYear("child_birth_year", "?", today=date(2026, 11, 23), of_child=True)
HEAD = BirthYear("head_birth_year", "?", today=date(2026, 11, 23))
SCHOOL = ShortText("school", "?")
NAMES = ("Ka Nôn", "A Roàng", "Lò Vôi", "Nà Tấu", "Pa Hy", "Tà Rẹc", "Co Mạ", "Bến Tắt", "Đá Bàn")
HAMLETS = ("Thôn 2", "Thôn 1", *(f"Bản {name}" for name in NAMES))
HAMLET = Hamlet("hamlet:1", "?", known=HAMLETS)
COMMUNES = tuple((id_, f"xã Số {id_}", ()) for id_ in range(100, 250))
NEAR = ((1, "xã A Lưới 1", ("xã Hồng Thủy",)), (2, "xã A Lưới 2", ("xã A Ngo",)))
PLACE = Place.among("commune", "?", (*NEAR, *COMMUNES), hint="!")
KINDS = (CHOICE, YES_NO, CONSENT, NAME, CLASS, PHONE, CHILD, HEAD, SCHOOL, HAMLET, PLACE)


def easier(question: Question[Any], *steps: str, tried: tuple[str, ...] = ()) -> Question[Any]:
    other = question.easier(steps, tried)
    assert other
    return other


def read(question: Question[Any], words: str, *steps: str) -> object:
    """What is made of words below the easier question, as the engine does it."""
    for asked in (easier(question, *steps), question):
        reading = asked.read(text(words))
        if isinstance(reading.value, Step):
            return (reading.value.said, "+")
        if reading.value is not None:
            return (reading.value, "?") if reading.confirm else reading.value
    return None


@pytest.mark.parametrize(
    ("question", "steps", "words", "expected"),
    [
        (CHILD, (), "9", (2017, "?")),
        (CHILD, (), "dạ 9 ạ", (2017, "?")),
        (CHILD, (), "chín tuổi", (2017, "?")),
        (CHILD, (), "12", (2014, "?")),
        (CHILD, (), "2014", 2014),
        (CHILD, (), "ko nhớ", UNKNOWN_YEAR),
        (CHILD, (), "lâu rồi", None),
        (HEAD, (), "41", (1985, "?")),
        (HEAD, (), "85", (1941, "?")),
        (HEAD, (), "1985", 1985),
        (HEAD, (), "200", None),
        (NAME, (), "Hồ", ("Hồ", "+")),
        (NAME, (), "họ Vừ", ("Vừ", "+")),
        (NAME, (), "A Viết", ("A Viết", "?")),
        (NAME, (), "Hồ Văn Tí", "Hồ Văn Tí"),
        (NAME, (), "123", None),
        (NAME, ("Hồ",), "Văn Tí", ("Hồ Văn Tí", "?")),
        (NAME, ("Hồ",), "văn tí", ("Hồ Văn Tí", "?")),
        (NAME, ("Hồ",), "Tí", ("Hồ Tí", "?")),
        (NAME, ("Hồ",), "Hồ Văn Tí", ("Hồ Văn Tí", "?")),
        (NAME, ("Vừ",), "vu a dia", ("Vu A Dia", "?")),
        (CLASS, (), "lớp 5a", "5A"),
        (CLASS, (), "7", "7"),
        (CLASS, (), "không nhớ", "không nhớ"),
        (CLASS, (), "mầm non", "mn"),
        (PHONE, (), "0912", ("0912", "+")),
        (PHONE, (), "không chín một hai", ("0912", "+")),
        (PHONE, (), "0912345678", "0912345678"),
        (PHONE, (), "ba trăm", None),
        (PHONE, ("0912",), "345", ("345", "+")),
        (PHONE, ("0912",), "dạ 345 ạ", ("345", "+")),
        (PHONE, ("0912", "345"), "678", ("0912345678", "?")),
        (PHONE, ("0912", "345"), "6789", None),
        (PHONE, ("9999", "999"), "999", None),
        (PHONE, ("0912",), "em không có số", ("none", "+")),
        (PHONE, ("none",), "0912345678", "0912345678"),
        (PHONE, ("none",), "không", ""),
        (PHONE, ("none",), "hàng xóm cũng ko có", ""),
        (PHONE, ("none",), "để em hỏi", None),
        (PHONE, ("none", "0912"), "345678", ("0912345678", "?")),
        (SCHOOL, (), "không nhớ", "không nhớ"),
        (SCHOOL, (), "TH Hồng Thủy", "TH Hồng Thủy"),
        (HAMLET, (), "Bản Đá Bàn", "Bản Đá Bàn"),
        (HAMLET, (), "Xem thôn khác", ("more", "+")),
        (HAMLET, ("more",), "Thôn khác", ("other", "+")),
        (HAMLET, ("more", "other"), "Xóm Mới", "Xóm Mới"),
        (YES_NO, (), "dạ đúng", True),
        (CONSENT, (), "dạ", None),
        (CONSENT, (), "đồng ý", True),
        (PLACE, (), "A Lưới 2", 2),
    ],
)
def test_the_easier_question_reads(
    question: Question[Any], steps: tuple[str, ...], words: str, expected: object
) -> None:
    assert read(question, words, *steps) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("nhà em không có số", "none"),
        ("ko co dt", "none"),
        ("chưa có điện thoại", "none"),
        ("tôi không dùng điện thoại", "none"),
        ("0912", "0912"),
        ("0912.345", "0912345"),
        ("091", "091"),
        ("12345", None),
        ("5", None),
        ("0912 345 678", None),
    ],
)
def test_having_no_phone_or_its_beginning_are_steps_at_once(
    words: str, expected: str | None
) -> None:
    value = PHONE.read(text(words)).value
    assert (value.said if isinstance(value, Step) else None) == expected


def test_a_number_that_went_wrong_begins_anew_but_having_none_stays() -> None:
    assert PHONE.kept(["0912", "345"]) == []
    assert PHONE.kept(["none"]) == ["none"]
    assert NAME.kept(["Hồ"]) == []


@pytest.mark.parametrize("question", KINDS, ids=lambda question: question.name)
def test_it_is_another_question_and_a_short_one_that_asks_one_thing(
    question: Question[Any],
) -> None:
    other = easier(question, tried=("hong thuy",))
    assert other.text != question.text
    assert other.name == question.name
    assert len(other.text) <= 300
    assert other.text.count("?") <= 1


@pytest.mark.parametrize("question", KINDS, ids=lambda question: question.name)
def test_what_it_offers_can_be_tapped_and_typed(question: Question[Any]) -> None:
    other = easier(question, tried=("hong thuy",))
    for value, label in other.options:
        tapped = other.read(Inbound("x", "1", "1", Kind.CHOICE, value=value))
        assert tapped.certain
        for words in (label, label.lower(), fold(label)):
            readings = (asked.read(text(words)) for asked in (other, question))
            typed = next((r.value for r in readings if r.value is not None), None)
            assert typed == tapped.value, (question.name, words)


def test_free_words_can_be_asked_for_in_one_way_only() -> None:
    assert Text("question", "?").easier((), ()) is None


@pytest.mark.parametrize("at", range(1, 13))
def test_the_number_of_a_class_in_the_list_is_the_class(at: int) -> None:
    """So "5" means the same whether it is typed as an answer or as an option."""
    assert easier(CLASS).options[at - 1] == (str(at), f"Lớp {at}")


@pytest.mark.parametrize(
    ("tried", "likely"),
    [
        (("hong thuyy",), {1}),
        (("xã hồng thủi",), {1}),
        (("a luoi",), {1, 2}),
        (("nhà ở xã a ngoo",), {2}),
        (("đúng", "a ngo nhe"), {2}),
    ],
)
def test_the_likeliest_communes_are_offered(tried: tuple[str, ...], likely: set[int]) -> None:
    options = easier(PLACE, tried=tried).options
    assert likely <= {int(value) for value, _label in options}
    assert len(options) <= 9


def test_where_nothing_is_like_it_an_older_name_is_asked_for() -> None:
    other = easier(PLACE, tried=("qqqqqq",))
    assert not other.options
    assert "huyện" in other.text


def test_every_hamlet_is_on_one_of_the_pages() -> None:
    steps: tuple[str, ...] = ()
    seen: list[str] = []
    while any(value == "more" for value, _label in easier(HAMLET, *steps).options):
        seen += [label for value, label in easier(HAMLET, *steps).options if value.isdecimal()]
        steps = (*steps, "more")
    seen += [label for value, label in easier(HAMLET, *steps).options if value.isdecimal()]
    assert seen == list(HAMLETS)


def test_a_number_that_may_be_a_hamlets_own_is_asked_back() -> None:
    """The list begins with Thôn 2: whose "1" is that?"""
    page = easier(HAMLET)
    typed = page.read(Inbound("x", "1", "1", Kind.CHOICE, "1", value="0"))
    assert (typed.value, typed.confirm) == ("Thôn 2", True)
    tapped = page.read(Inbound("x", "1", "1", Kind.CHOICE, value="0"))
    assert tapped.certain


@given(st.lists(st.text("0123456789", min_size=1, max_size=6), min_size=1, max_size=12))
def test_whatever_digits_come_in_whatever_groups_only_a_number_comes_out(groups: list[str]) -> None:
    steps: tuple[str, ...] = ()
    for group in groups:
        value = easier(PHONE, *steps).read(text(group)).value
        if isinstance(value, Step):
            steps = (*steps, value.said)
        elif value is not None:
            assert len(value) in (10, 11)
            assert value[-7:] == "".join((*steps, group))[-7:]  # an old prefix is the new one
            return
        else:
            steps = ()
        assert len("".join(steps)) < 10


@given(st.text(max_size=60), st.sampled_from(KINDS))
def test_no_words_upset_it(words: str, question: Question[Any]) -> None:
    easier(question, tried=(words,)).read(text(words))
