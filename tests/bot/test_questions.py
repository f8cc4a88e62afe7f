"""What each kind of question reads, and what holds for every question of every flow.

In the tables `?` behind a value means that it is to be confirmed first; None, that nothing was
read and the question is asked again.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.service import Origin
from backend.db import Database
from backend.deliveries import service as deliveries
from backend.office import Office
from backend.officers.models import Officer
from backend.support_requests.models import DecisionKind, Lacking, SupportRequest
from backend.support_requests.service import decide
from backend.vietnamese import fold
from bot.conversation import Chat, Paused, Talk, run
from bot.flows import FLOWS, household, lacking, relation
from bot.flows.own_words import Draft
from bot.flows.review import REVIEW
from bot.messages import Inbound, Kind
from bot.questions import (
    NAME_SUFFIX,
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
from tests.factories import World, make_contact, make_request
from tests.stage import OPERATOR

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
RELATION = relation.question()
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


@dataclass
class Walk:
    """Goes through flows by every option of every question."""

    office: Office
    questions: dict[str, Question[Any]] = field(default_factory=dict)
    _taken: set[tuple[str, Any]] = field(default_factory=set)

    def through(self, flow: str) -> None:
        """Until no option is left that was not taken."""
        while self._once(flow):
            pass

    def _once(self, flow: str) -> bool:
        talk, new = Talk(flow, opening="Máy của cháu bị hỏng rồi"), False
        for _step in range(40):
            chat = Chat(talk, None, lambda command: None)
            result = run(FLOWS[flow].steps, chat, self.office)
            if not isinstance(result, Paused):
                break
            question = result.question
            self.questions[question.name] = question
            answers = list(_answers(question))
            untaken = [a for a in answers if (question.name, str(a)) not in self._taken]
            answer = (untaken or answers)[0]
            new = new or bool(untaken)
            self._taken.add((question.name, str(answer)))
            talk.answers[question.name] = question.dump(answer)
        return new


def _answers(question: Question[Any]) -> Iterator[Any]:
    for value, _label in question.options:
        yield question.read(message(kind=Kind.CHOICE, value=value)).value
    if not question.options:
        yield question.read(message(_TYPED.get(question.name, "Hồ Văn Tí"))).value


_TYPED = {"class": "5A", "phone": "0912345678"}


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """One kind of database is enough: the questions are the same on both."""
    path = tmp_path / "noisong.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def questions(database: Database, world: World) -> Iterator[dict[str, Question[Any]]]:
    """Every question of every flow, asked of somebody new and of somebody with requests. They are
    read while the session is open, as in a talk."""
    asked: dict[str, Question[Any]] = {}
    with database.transaction() as session:
        for contact in (
            make_contact(session, "new", consents=False),
            _with_requests(session, world),
        ):
            walk = Walk(Office(session, contact, OPERATOR, Origin("console", "1")))
            for flow in FLOWS:
                walk.through(flow)
            asked |= walk.questions
        yield asked


def _with_requests(session: Session, world: World) -> Any:
    """Two of each standing at which a flow asks something."""
    contact = make_contact(session, "known")
    officer = session.get_one(Officer, world.officer)
    for number in range(4):
        made = make_request(
            session, world.commune, contact_id=contact, child_name=f"Hồ Văn {number}"
        )
        if number >= 2:
            decide(session, officer, made.id, made.version, DecisionKind.SEND_BACK, "Thiếu.")
    for number in range(2):
        made = make_request(
            session, world.commune, contact_id=contact, child_name=f"Hồ Thị {number}"
        )
        decide(session, officer, made.id, made.version, DecisionKind.APPROVE)
        _hand_over(session, officer, made, f"MTB-{number}")
    return contact


def _hand_over(session: Session, officer: Officer, made: SupportRequest, serial: str) -> None:
    form = deliveries.HandOver(serial, "Máy tính bảng", clock.today(), made.head_name, "mẹ")
    deliveries.hand_over(session, officer, made.id, made.version, form)


def test_the_walk_meets_the_questions(questions: dict[str, Question[Any]]) -> None:
    assert {"consent", "child_name", "circumstance_stops", "review", "review_edit"} <= set(
        questions
    )
    assert {"delivery", "sent_back", "stopping", "withdraw", "question"} <= set(questions)


def test_every_option_fits_into_a_button(questions: dict[str, Question[Any]]) -> None:
    """Telegram takes 64 bytes."""
    for question in questions.values():
        for value, _label in question.options:
            assert len(f"9999999:{question.name}:{value}".encode()) <= 64, question.name


def test_a_persons_name_is_asked_under_a_name_that_tells(
    questions: dict[str, Question[Any]],
) -> None:
    for question in questions.values():
        assert isinstance(question, PersonName) == question.name.endswith(NAME_SUFFIX)


def test_a_question_is_short_and_asks_one_thing(questions: dict[str, Question[Any]]) -> None:
    for question in questions.values():
        if question.name in ("consent", REVIEW):
            assert question.short, question.name
            continue
        assert len(question.text) <= 300, question.name
        assert question.text.count("?") <= 1, question.text


def test_labels_differ_also_without_marks(questions: dict[str, Question[Any]]) -> None:
    for question in questions.values():
        labels = [fold(label) for _value, label in question.options]
        assert len(set(labels)) == len(labels), question.name


def test_every_label_is_read_as_itself_when_typed(questions: dict[str, Question[Any]]) -> None:
    for question in questions.values():
        for value, label in question.options:
            tapped = question.read(message(kind=Kind.CHOICE, value=value)).value
            for words in (label, label.lower(), fold(label)):
                read = question.read(message(words)).value  # perhaps to be confirmed
                assert read == tapped, (question.name, words)


def test_a_household_is_asked_the_same_whatever_the_lists_say() -> None:
    """No list is read while a form is filled in: the questions tell nobody who stands on one."""
    assert "poverty_lists" not in Path(household.__file__).read_text("utf-8")


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
