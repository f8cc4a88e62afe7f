"""What the menu offers, and choosing among the requests of one person."""

from collections.abc import Iterator

import pytest

from backend.contacts.service import Origin
from backend.db import Database
from backend.office import Office, Operator
from bot.conversation import Chat, Next, Paused, Talk, run
from bot.flows import FLOWS
from bot.flows.menu import REQUEST_OF
from bot.flows.offered import KNOWN
from bot.flows.services import FIRST, FOR_SCHOOLS, OTHERS, SECOND, THIRD
from bot.flows.which_affair import MOST_SHOWN
from bot.questions import Choice
from tests.bot.meeting import met
from tests.factories import World, make_contact, make_request

MOST_OFFERED = 10
MORE = dict(SECOND)[FOR_SCHOOLS]


@pytest.fixture
def office(database: Database, world: World) -> Iterator[Office]:
    """Of a parent without requests."""
    with database.transaction() as session:
        contact_id = make_contact(session)
        yield Office(session, contact_id, Operator("UBND xã A Lưới 1"), Origin("telegram", "1"))


def offered(question: object) -> list[str]:
    assert isinstance(question, Choice)
    return [value for value, _label in question.options]


def test_the_menu_is_short_and_what_it_offers_is_there(office: Office) -> None:
    first = offered(met("menu", office, "menu")[1])
    second = offered(met("menu", office, "menu", "Việc khác")[1])
    third = offered(met("menu", office, "menu", "Việc khác", MORE)[1])
    assert len(first) <= 7
    assert len(second) <= MOST_OFFERED
    assert len(third) <= MOST_OFFERED
    requests = {value for value in second if value.startswith(REQUEST_OF)}
    assert {*first, *second, *third} - {OTHERS, FOR_SCHOOLS} - requests <= set(FLOWS)
    every = [*first, *second, *third]
    assert len(set(every)) == len(every)


def test_another_programme_is_asked_for_by_its_title(office: Office) -> None:
    labels = dict(met("menu", office, "menu", "Việc khác")[1].options)  # type: ignore[attr-defined]
    (value,) = [value for value in labels if value.startswith(REQUEST_OF)]
    end = met("menu", office, "menu", "Việc khác", labels[value])[1]
    assert isinstance(end, Next)
    assert (end.flow, end.answers) == ("request_support", {KNOWN: value.removeprefix(REQUEST_OF)})


def test_a_service_whose_flow_is_missing_is_not_offered(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    flows = {name: FLOWS[name] for name in ("menu", "donate")}
    monkeypatch.setattr("bot.flows.FLOWS", flows)
    second = offered(met_menu(office, {"menu": OTHERS}))
    assert [value for value in second if not value.startswith(REQUEST_OF)] == [FOR_SCHOOLS]
    assert offered(met_menu(office, {"menu": OTHERS, OTHERS: FOR_SCHOOLS})) == ["donate"]


def met_menu(office: Office, answers: dict[str, object]) -> object:
    """The question that the menu comes to after these answers."""
    chat = Chat(Talk("menu", answers=answers), None, lambda command: None)
    end = run(FLOWS["menu"].steps, chat, office)
    assert isinstance(end, Paused)
    return end.question


@pytest.mark.parametrize(("flow", "label"), [*FIRST[:-1], *SECOND, *THIRD])
def test_every_service_is_reached_by_its_label(office: Office, flow: str, label: str) -> None:
    ways = {FIRST: (), SECOND: ("Việc khác",), THIRD: ("Việc khác", MORE)}
    way = next(way for services, way in ways.items() if (flow, label) in services)
    if flow in FLOWS:
        end = met("menu", office, "menu", *way, label)[1]
        assert isinstance(end, Next)
        assert end.flow == flow


def test_one_request_is_told_at_once(office: Office, world: World) -> None:
    made = make_request(office.session, world.commune, contact_id=office.contact_id)
    said, end = met("check_status", office, "trạng thái")
    assert end is None
    assert f"Hồ sơ {made.code}" in said


@pytest.mark.parametrize("number", [2, 3, 12])
def test_several_requests_are_one_line_each_and_one_is_chosen(
    office: Office, world: World, number: int
) -> None:
    made = [
        make_request(
            office.session, world.commune, contact_id=office.contact_id, child_name=f"Hồ Văn {n}"
        )
        for n in "ABCDEGHIKLMN"[:number]
    ]
    _said, question = met("check_status", office, "trạng thái")
    assert offered(question) == [r.code for r in reversed(made)][:MOST_SHOWN]
    assert isinstance(question, Choice)
    assert all(label.count("·") == 2 for _value, label in question.options)
    for request in (made[0], made[-1]):  # the oldest is not shown when there are many
        for answer in (request.code, request.code.lower().replace("-", " ")):
            said, end = met("check_status", office, "trạng thái", answer)
            assert end is None
            assert f"Hồ sơ {request.code} ({request.child_name})" in said


def test_a_code_in_the_first_message_opens_that_one(office: Office, world: World) -> None:
    made = [
        make_request(office.session, world.commune, contact_id=office.contact_id, child_name=name)
        for name in ("Hồ Văn Tí", "Hồ Văn Tèo")
    ]
    for request in made:
        said, _end = met("check_status", office, f"cho em xem {request.code}")
        assert f"Hồ sơ {request.code} ({request.child_name})" in said


@pytest.mark.parametrize("own", [0, 1, 2])
def test_the_code_of_another_family_is_as_unknown_as_an_invented_one(
    office: Office, world: World, own: int
) -> None:
    other = make_request(office.session, world.commune, chat_id="somebody else")
    for name in ("Hồ Văn Tí", "Hồ Văn Tèo")[:own]:
        make_request(office.session, world.commune, contact_id=office.contact_id, child_name=name)
    invented = "HT-2026-000999"
    assert met("check_status", office, other.code) == met("check_status", office, invented)
    if own == 2:
        there = met("check_status", office, "trạng thái", other.code)
        assert there == met("check_status", office, "trạng thái", invented)
        assert "không thấy mã này" in there[0]
