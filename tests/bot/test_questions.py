"""What each kind of question reads.

In the tables `?` behind a value means that it is to be confirmed first; None, that nothing was
read and the question is asked again.
"""

from datetime import date
from typing import Any

import pytest

from backend.support_requests.models import Lacking
from bot.flows import lacking, relation
from bot.flows.own_words import Draft
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
    SchoolName,
    ShortText,
    Stale,
    Step,
    Text,
    YesNo,
    named,
)

TODAY = date(2026, 11, 23)
COLOURS = (("red", "Màu đỏ"), ("green", "Màu xanh"))
PLACES = ((2, "A Lưới 1", ("Hồng Thủy",)), (5, "A Lưới 5", ("A Roàng",)))


def message(text: str = "", kind: Kind = Kind.TEXT, value: str = "") -> Inbound:
    return Inbound("console", "1", "1", kind, text, value)


def typed(question: Question[Any], text: str) -> object:
    """A value, `(value, "?")` for one to confirm, or None."""
    reading = question.read(message(text))
    return (reading.value, "?") if reading.confirm else reading.value


CHOICE = Choice("colour", "?", COLOURS, also=named({"red": "đỏ tươi; hồng"}))
RELATION = relation.question("máy")
LACKING = lacking.lacking_of("Hồ Văn Tí")
YES_NO = YesNo("sure", "?")
AGREEMENT = Agreement("consent", "?")
TEXT = Text("question", "?", longest=20)
SHORT = ShortText("school", "?")
NAME = PersonName("child_name", "?")
CLASS = SchoolClass("class", "?")
PHONE = Phone("phone", "?")
YEAR = BirthYear("year", "?", today=TODAY)
PLACE = Place.among("commune", "?", PLACES, hint="?")
CHILD_YEAR = BirthYear("child_year", "?", today=TODAY, of_child=True)
CHILD_NAME = PersonName("child_name", "?", of_child=True)
SCHOOL = SchoolName("school", "?")
HAMLET = Hamlet("hamlet", "?", known=("Thôn 1", "Thôn Ka Nôn"))
DRAFT = Draft("question", "?", draft="Máy hỏng rồi")

READINGS: list[tuple[Question[Any], str, object]] = [
    (CHOICE, "màu đỏ", "red"),
    (CHOICE, "mau xanh", "green"),
    (CHOICE, "số 2 ạ", "green"),
    (CHOICE, "hồng", "red"),
    (CHOICE, "đỏ tươi", "red"),
    (CHOICE, "tím", None),
    (CHOICE, "3", None),
    (CHOICE, "cái đỏ tươi", "red"),
    (RELATION, "tôi xin cho con trai tôi", "parent"),
    (RELATION, "xin may cho chau ngoai", "grandparent"),
    (RELATION, "con trai chi", "parent"),
    (RELATION, "con em", "parent"),
    (RELATION, "xin cho con gái tôi học lớp 5", "parent"),
    (RELATION, "cho tôi", "self"),
    (LACKING, "mượn điện thoại của mẹ", (Lacking.SHARED, "?")),
    (LACKING, "khong co may", Lacking.NO_DEVICE),
    (LACKING, "ko co chi het", Lacking.NO_DEVICE),
    (LACKING, "chua co gi het a", Lacking.NO_DEVICE),
    (LACKING, "chưa có cái gì cả", Lacking.NO_DEVICE),
    (LACKING, "nhà không có gì", (Lacking.NO_DEVICE, "?")),
    (LACKING, "nỏ có mô", (Lacking.NO_DEVICE, "?")),
    (LACKING, "may hu roi", Lacking.BROKEN),
    (LACKING, "có máy rồi", Lacking.HAS_DEVICE),
    (RELATION, "xin cho hs", "teacher"),
    (RELATION, "cho em ạ", ("self", "?")),
    (RELATION, "6", None),
    (YES_NO, "dạ đúng rồi", True),
    (YES_NO, "khong phai", False),
    (YES_NO, "chưa ạ", False),
    (YES_NO, "số 1 ạ", True),
    (YES_NO, "thứ hai", False),
    (YES_NO, "hôm nay mưa", None),
    (AGREEMENT, "đồng ý", True),
    (AGREEMENT, "dong y a", True),
    (AGREEMENT, "không", False),
    (AGREEMENT, "dạ", None),
    (AGREEMENT, "ok", None),
    (AGREEMENT, "👍", None),
    (AGREEMENT, "có", None),
    (TEXT, "  Khi   nào có máy ", "Khi nào có máy"),
    (TEXT, "a" * 20, "a" * 20),
    (TEXT, "a" * 21, None),
    (TEXT, "   ", None),
    (SHORT, "TH Hồng Thủy", "TH Hồng Thủy"),
    (SHORT, "không nhớ", "không nhớ"),
    (SHORT, "ko biet", "không nhớ"),
    (SHORT, "có", None),
    (SHORT, "dạ vâng", None),
    (SHORT, "chào em", None),
    (SHORT, "cảm ơn em", None),
    (SHORT, "cam on em nhieu nhe", None),
    (SHORT, "5", None),
    (SHORT, "0912.345.678 nhé em", None),
    (SHORT, "THCS 19 tháng 5", "THCS 19 tháng 5"),
    (SHORT, "Nguyễn Huy Tưởng", "Nguyễn Huy Tưởng"),
    (NAME, "hồ văn tí", "Hồ Văn Tí"),
    (NAME, "tên cháu là Hồ Thị Nhi ạ", "Hồ Thị Nhi"),
    (NAME, "Huy", ("Huy", "?")),
    (NAME, "không biết", None),
    (CLASS, "lớp 5a", "5A"),
    (CLASS, "5/2", "5/2"),
    (CLASS, "1", "1"),
    (CLASS, "2", "2"),
    (CLASS, "ko nhớ", "không nhớ"),
    (CLASS, "hôm nay", None),
    (PHONE, "0912 345 678", "0912345678"),
    (PHONE, "0169 123 4567", ("0391234567", "?")),
    (PHONE, "12345", None),
    (PHONE, "không có số", Step("none")),
    (YEAR, "2014", 2014),
    (YEAR, "cháu 9 tuổi", (2017, "?")),
    (YEAR, "không nhớ", UNKNOWN_YEAR),
    (YEAR, "khong biet", UNKNOWN_YEAR),
    (YEAR, "2", None),
    (YEAR, "năm ngoái", None),
    (PLACE, "a luoi 1", 2),
    (PLACE, "xã A Roàng", 5),
    (PLACE, "Hồng Thuỷ", 2),
    (PLACE, "Hà Nội", None),
    (HAMLET, "1", "Thôn 1"),
    (HAMLET, "thon ka non", "Thôn Ka Nôn"),
    (HAMLET, "Xóm Mới", "Xóm Mới"),
    (HAMLET, "ko nhớ", "không nhớ"),
    (HAMLET, "dạ", None),
    (HAMLET, "a" * 61, None),
    (HAMLET, "Pa Ring", "Pa Ring"),
    (HAMLET, "đội 4", "đội 4"),
    (HAMLET, "Xóm Mới 2", "Xóm Mới 2"),
    (HAMLET, "a lưới 1", ("a lưới 1", "?")),
    (HAMLET, "cạnh trường", ("cạnh trường", "?")),
    (HAMLET, "gần nhà văn hóa", ("gần nhà văn hóa", "?")),
    (HAMLET, "gửi đi", None),
    (HAMLET, "như trên", None),
    (HAMLET, "ko co dt", None),
    (PLACE, "A Lưới một", 2),
    (PLACE, "a luoi nam", 5),
    (PLACE, "a lưới hai", None),
    (CHILD_YEAR, "2014", 2014),
    (CHILD_YEAR, "1985", (1985, "?")),
    (CHILD_YEAR, "sinh năm 1990", (1990, "?")),
    (CHILD_YEAR, "không nhớ", UNKNOWN_YEAR),
    (YEAR, "1985", 1985),
    (CHILD_NAME, "con tôi là Hồ Văn Tí", "Hồ Văn Tí"),
    (CHILD_NAME, "Võ Thị Lan", "Võ Thị Lan"),
    (CHILD_NAME, "chủ hộ là Hồ Văn Nam", ("Hồ Văn Nam", "?")),
    (CHILD_NAME, "chồng tôi Hồ Văn Nam", ("Hồ Văn Nam", "?")),
    (CHILD_NAME, "chồng tôi Hồ Văn Nam sn 1985", ("Hồ Văn Nam", "?")),
    (CHILD_NAME, "tôi là Hồ Văn Nam", ("Hồ Văn Nam", "?")),
    (NAME, "chồng tôi là Hồ Văn Nam", "Hồ Văn Nam"),
    (SCHOOL, "TH Hồng Vân", "TH Hồng Vân"),
    (SCHOOL, "Trường tiểu học số 1", "Trường tiểu học số 1"),
    (SCHOOL, "ko nhớ", "không nhớ"),
    (SCHOOL, "gửi đi", None),
    (SCHOOL, "ko co dt", None),
    (SCHOOL, "như trên", None),
    (SCHOOL, "chưa đi học", None),
    (SCHOOL, "rồi", None),
    (SCHOOL, "đồng ý", None),
    (DRAFT, "gửi đi", "Máy hỏng rồi"),
    (DRAFT, "dạ đúng", "Máy hỏng rồi"),
    (DRAFT, "không", None),
    (DRAFT, "Máy cháu rơi xuống nước", "Máy cháu rơi xuống nước"),
]


@pytest.mark.parametrize(("question", "text", "expected"), READINGS)
def test_a_question_reads_what_people_type(
    question: Question[Any], text: str, expected: object
) -> None:
    assert typed(question, text) == expected


ALL_KINDS = (
    CHOICE,
    RELATION,
    YES_NO,
    AGREEMENT,
    TEXT,
    SHORT,
    NAME,
    CLASS,
    PHONE,
    YEAR,
    PLACE,
    HAMLET,
    DRAFT,
)


@pytest.mark.parametrize("question", ALL_KINDS, ids=lambda question: type(question).__name__)
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.TEXT, Kind.PHONE)])
def test_what_is_no_text_is_never_an_answer_and_is_answered_kindly(
    question: Question[Any], kind: Kind
) -> None:
    sent = message(kind=kind)
    assert question.read(sent).value is None
    assert question.unclear(sent)


@pytest.mark.parametrize("question", ALL_KINDS, ids=lambda question: type(question).__name__)
def test_every_option_can_be_tapped_and_is_stored_and_shown(question: Question[Any]) -> None:
    for value, _label in question.options:
        reading = question.read(message(kind=Kind.CHOICE, value=value))
        assert reading.certain
        stored = question.dump(reading.value)
        assert question.load(stored) == reading.value
        assert question.show(reading.value)


def test_a_tap_on_what_is_not_offered_is_no_answer() -> None:
    for question in (CHOICE, YES_NO, YEAR, PLACE, DRAFT):
        assert question.read(message(kind=Kind.CHOICE, value="mallory")).value is None


def test_a_stored_option_that_was_withdrawn_is_stale() -> None:
    with pytest.raises(Stale):
        CHOICE.load("blue")
    with pytest.raises(Stale):
        PLACE.load(3)


def test_the_own_contact_card_answers_a_question_for_a_phone_number_only() -> None:
    card = message(kind=Kind.PHONE, value="+84912345678")
    assert PHONE.read(card).value == "0912345678"
    assert NAME.read(card).value is None


def test_a_message_that_is_too_long_is_told_how_long_it_may_be() -> None:
    assert "20 chữ cái" in TEXT.unclear(message("a" * 21))


def test_words_that_ask_for_something_else_are_no_school_and_a_name_only_after_a_yes() -> None:
    aside = message("hồ sơ đến đâu rồi")
    assert SHORT.read_aside(aside).value is None
    assert HAMLET.read_aside(aside).value is None
    assert HAMLET.read_aside(message("thôn 1")).value == "Thôn 1"
    name = NAME.read_aside(message("Nguyen Thi Mai Lam"))
    assert (name.value, name.confirm) == ("Nguyen Thi Mai Lam", True)
    assert NAME.read_aside(message("em cho chi gap can bo")).value is None
    assert CHOICE.read_aside(message("màu đỏ")).value == "red"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hong thuy", "hong thuy"),  # as A Lưới writes its school; and "hong" is a no as well
        ("hong ha a", "hong ha"),
        ("chua boc", "chua boc"),
        ("dạ cháu học TH Hồng Vân lớp 4 ạ", "TH Hồng Vân"),
        ("hong biet", "không nhớ"),
        ("hong co di hoc", None),
        ("chua di hoc", None),
        ("chua", None),
        ("lớp 5", None),
        ("không có", None),
    ],
)
def test_a_school_is_told_from_a_no(text: str, name: str | None) -> None:
    assert SCHOOL.read(message(text)).value == name


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("5A", "5A"),
        ("5/2", "5/2"),
        ("mn", "mầm non"),
        ("mn:la", "lá (mầm non)"),
        ("mn:nha-tre", "nhà trẻ (mầm non)"),
        ("ghep:1+2", "ghép 1+2"),
        ("gdtx:10A", "10A (GDTX)"),
        ("không nhớ", "không nhớ"),
    ],
)
def test_a_class_is_shown_as_people_write_it(stored: str, shown: str) -> None:
    assert SchoolClass("class", "?").show(stored) == shown
