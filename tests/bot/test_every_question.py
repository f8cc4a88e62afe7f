"""What holds for every question of every flow, whoever is asked."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
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
from backend.support_requests.models import DecisionKind, SupportRequest
from backend.support_requests.service import decide
from backend.vietnamese import fold
from bot.conversation import Chat, Paused, Talk, run
from bot.flows import FLOWS, household
from bot.flows.review import REVIEW
from bot.messages import Inbound, Kind
from bot.questions import (
    NAME_SUFFIX,
    PersonName,
    Question,
)
from tests.factories import World, make_contact, make_request
from tests.stage import OPERATOR


def message(text: str = "", kind: Kind = Kind.TEXT, value: str = "") -> Inbound:
    return Inbound("console", "1", "1", kind, text, value)


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
    assert {"delivery", "sent_back", "stop_what", "stop_all", "withdraw", "question"} <= set(
        questions
    )


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
