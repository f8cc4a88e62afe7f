"""The rules of a turn: what is parked, gone back from, cancelled, and outlives a deploy."""

from collections.abc import Callable

import pytest

from backend.contacts.commands import GiveConsent
from backend.office import Command, Office
from bot.conversation import Chat, Next, Talk
from bot.flows import FLOWS
from bot.flows.registered import Registered
from bot.questions import ShortText
from bot.turn import State, Turn
from tests.bot.tiny import NOBODYS_OFFICE, OFFICE, Notebook, ask, text


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Somebody in the middle of a form of two questions; in between "trạng thái" can be asked."""

    async def aside(chat: Chat, office: Office) -> Next | None:
        chat.say("Chưa có gì.")
        return None

    async def asking_aside(chat: Chat, office: Office) -> None:
        await chat.ask(ask("aside"))

    async def form(chat: Chat, office: Office) -> None:
        for name in ("one", "two", "three"):
            await chat.ask(ShortText(name, f"{name}?"))

    monkeypatch.setitem(FLOWS, "tiny", Registered(form))
    monkeypatch.setitem(FLOWS, "check_status", Registered(aside))
    monkeypatch.setitem(FLOWS, "check_package", Registered(asking_aside))
    state = State(run=1, talk=Talk("tiny"))

    def say(words: str) -> str:
        desk = Notebook()
        Turn(state, OFFICE, desk).take(text(words))
        assert len(desk.sent) == 1, desk.sent
        return desk.sent[0].text

    say("bắt đầu nào")
    return say


def test_a_parked_flow_goes_on_where_it_was(says: Callable[[str], str]) -> None:
    assert says("một") == "two?"
    assert says("trạng thái") == "Chưa có gì.\n\ntwo?"
    assert says("hai") == "three?"


def test_a_parked_form_outlives_the_questions_asked_in_between(says: Callable[[str], str]) -> None:
    says("một")
    assert says("em muốn xin gói mạng") == "aside?"
    assert says("trạng thái") == "Chưa có gì.\n\ntwo?"
    assert says("hai") == "three?"


def test_a_cancelled_question_in_between_leaves_the_form(says: Callable[[str], str]) -> None:
    says("một")
    says("em muốn xin gói mạng")
    assert says("huỷ").endswith("two?")
    assert says("huỷ").startswith("Em đã huỷ")


def test_the_menu_leads_back_to_what_is_parked(says: Callable[[str], str]) -> None:
    says("một")
    assert "quay lại" in says("menu")
    assert says("quay lại") == "two?"


@pytest.mark.parametrize("words", ["quay lại", "làm lại", "huỷ", "menu", "xin chào", "1", "?"])
def test_a_flow_that_a_deploy_took_away_leaves_nobody_stuck(words: str) -> None:
    for state in (State(1, Talk("gone")), State(1, None, Talk("gone")), State(1, Talk("menu"))):
        desk = Notebook()
        Turn(state, NOBODYS_OFFICE, desk).take(text(words))
        assert len(desk.sent) == 1


def test_a_command_is_carried_out_though_the_flow_behind_it_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def consenting(chat: Chat, office: Office) -> Command:
        await chat.ask(ask("question"))
        return GiveConsent("1", "đồng ý")

    monkeypatch.setitem(FLOWS, "tiny", Registered(consenting))
    desk = Notebook()
    Turn(State(1, Talk("tiny", waiting_for="question"), Talk("gone")), NOBODYS_OFFICE, desk).take(
        text("một câu hỏi")
    )
    assert desk.done == [GiveConsent("1", "đồng ý")]


def test_back_cancel_and_again_work_at_any_question(says: Callable[[str], str]) -> None:
    says("một")
    assert says("quay lại") == "one?"
    assert says("quay lại") == "Đây là câu đầu tiên rồi ạ.\n\none?"
    says("một")
    assert says("làm lại").endswith("one?")
    assert says("huỷ").startswith("Em đã huỷ")
