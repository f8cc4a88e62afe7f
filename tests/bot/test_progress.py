"""Where one is in a long form: numbers that are honest on every way through it."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from backend.contacts.service import Origin
from backend.db import Database
from backend.office import Office
from backend.support_requests.models import Relation
from bot.conversation import Chat, Flow, Next, Paused, Talk, run
from bot.flows import FLOWS
from bot.flows.review import REVIEW, Line, review
from tests.bot.tiny import Person, ask, text
from tests.factories import World, make_contact, make_request
from tests.stage import OPERATOR


def form(*names: str, total: int) -> Flow:
    """Asks for a consent that is not counted, then the questions, then reads them back."""

    async def flow(chat: Chat, office: Office) -> Next:
        await chat.ask(ask("consent"))
        chat.expects(total)
        answers = [(name, await chat.ask(ask(name))) for name in names]
        await review(chat, "Đúng không ạ?", [Line(name, name, said) for name, said in answers])
        return Next("done")

    return flow


FIVE = ("một", "hai", "ba", "bốn", "năm")


def test_the_questions_are_numbered_from_the_first_to_the_last_and_nothing_else_is() -> None:
    flow = form(*FIVE, total=5)
    person = Person(flow)
    seen = [(person.open, person.chat.progress)]
    for words in ("đồng ý", *"abcde"):
        seen.append((person.says(flow, words), person.chat.progress))
    assert seen == [
        ("consent", ""),
        *((name, f"{at}/5") for at, name in enumerate(FIVE, 1)),
        (REVIEW, ""),
    ]


def test_a_short_form_is_not_numbered() -> None:
    flow = form("một", "hai", "ba", total=3)
    person = Person(flow)
    person.says(flow, "đồng ý")
    assert person.chat.progress == ""


def test_an_edit_at_the_review_shows_no_number() -> None:
    flow = form(*FIVE, total=5)
    person = Person(flow)
    for words in ("đồng ý", *"abcde"):
        person.says(flow, words)
    assert person.says(flow, "sửa hai") == "hai"
    assert person.chat.progress == ""
    assert person.says(flow, "b") == REVIEW


def test_who_starts_over_is_numbered_again() -> None:
    flow = form(*FIVE, total=5)
    person = Person(flow)
    for words in ("đồng ý", *"abcde"):
        person.says(flow, words)
    person.talk.answers.clear()
    person.meets(flow)
    person.says(flow, "đồng ý")
    assert person.chat.progress == "1/5"


def test_going_back_counts_down() -> None:
    flow = form(*FIVE, total=5)
    person = Person(flow)
    for words in ("đồng ý", *"abc"):
        person.says(flow, words)
    assert person.chat.progress == "4/5"
    person.goes_back(flow)
    assert person.chat.progress == "3/5"


def test_a_question_more_than_expected_has_no_number_rather_than_a_wrong_one() -> None:
    flow = form(*FIVE, total=4)
    person = Person(flow)
    for words in ("đồng ý", *"abcd"):
        person.says(flow, words)
    assert (person.open, person.chat.progress) == ("năm", "")


def test_a_guess_to_confirm_has_no_number() -> None:
    flow = form(*FIVE, total=5)
    person = Person(flow)
    person.says(flow, "đồng ý")
    person.talk.answers["một?"] = "a"
    person.meets(flow)
    assert person.chat.progress == ""


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """One kind of database is enough: nothing is written."""
    path = tmp_path / "noisong.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


SAID = {
    "relation": "con tôi",
    "child_name": "Hồ Văn Tí",
    "child_birth_year": "2014",
    "school": "TH Hồng Thủy",
    "class": "5A",
    "lacking": "chưa có máy",
    "circumstance": "hộ nghèo",
    "commune": "a lưới 1",
    "head_name": "Hồ Thị A Lơ",
    "head_birth_year": "1985",
    "phone": "0912345678",
    "hamlet": "thôn 1",
    "household": "đúng",
    "same school": "đúng",
}
MOST_QUESTIONS = 20


@pytest.fixture
def office(database: Database, world: World, request: pytest.FixtureRequest) -> Iterator[Office]:
    """That of somebody who sent one request for this relation, or none yet."""
    before: tuple[Relation, str] | None = request.param
    with database.transaction() as session:
        contact = make_contact(session, "somebody")
        if before:
            made = make_request(session, world.commune, contact_id=contact)
            made.relation, made.phone = before
            session.flush()
        yield Office(session, contact, OPERATOR, Origin("console", "1"))


def numbers(office: Office, said: Mapping[str, str]) -> list[str]:
    """The number of each question up to the review, in a talk in which each is answered at once."""
    talk, message = Talk("request_support", opening="xin máy"), None
    shown: list[str] = []
    while len(shown) < MOST_QUESTIONS:
        chat = Chat(talk, message, lambda command: None)
        paused = run(FLOWS["request_support"].steps, chat, office)
        assert isinstance(paused, Paused)
        if paused.question.name == REVIEW:
            return shown
        shown.append(chat.progress)
        name, is_of_before, _code = paused.question.name.partition(":")
        if is_of_before and name == "school":
            name = "same school"
        message = text({**SAID, **said}[name])
    raise AssertionError(f"no end: {shown}")


def up_to(total: int) -> list[str]:
    return [f"{at}/{total}" for at in range(1, total + 1)]


PARENT, TEACHER = (Relation.PARENT, "0912345678"), (Relation.TEACHER, "0912345678")


@pytest.mark.parametrize(
    ("office", "said", "shown"),
    [
        (None, {}, up_to(12)),
        (None, {"relation": "học sinh của tôi"}, up_to(12)),
        (PARENT, {}, up_to(8)),
        ((Relation.PARENT, ""), {}, up_to(9)),
        (PARENT, {"household": "không đúng"}, up_to(8) + up_to(13)[8:]),
        (PARENT, {"relation": "học sinh của tôi"}, ["1/8", *up_to(12)[1:]]),
        (
            TEACHER,
            {"relation": "học sinh của tôi"},
            ["1/12", *(f"{at}/13" for at in (2, 3, 4, 6, 7, 8, 10, 11, 12))],
        ),
        (
            TEACHER,
            {"relation": "học sinh của tôi", "same school": "không đúng"},
            ["1/12", *up_to(13)[1:]],
        ),
        (TEACHER, {}, up_to(12)),
    ],
    indirect=["office"],
)
def test_a_request_is_numbered_to_the_end_whoever_asks(
    office: Office, said: Mapping[str, str], shown: list[str]
) -> None:
    assert numbers(office, said) == shown
