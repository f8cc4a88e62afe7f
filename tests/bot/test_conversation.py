"""The rules of the engine, each with a flow of a few lines."""

from typing import Any

from backend.contacts.commands import GiveConsent
from backend.office import Office
from bot.conversation import Chat, Flow, Next, Paused, Talk, run, step_back
from bot.flows.review import Line, review
from bot.messages import Inbound, Kind
from bot.questions import Choice, Question, SchoolClass, ShortText, Stale, Text
from bot.reading.base import Reading, sure, unsure
from tests.bot.tiny import OFFICE, Person, ask, asking, text


def returned(answers: str) -> str:
    return f"returned {Next(answers)}"


def test_answers_are_remembered_by_name_and_handed_back() -> None:
    flow = asking("name", "school", "class")
    person = Person(flow)
    assert person.open == "name"
    assert person.says(flow, "Hồ Văn Tí") == "school"
    assert person.says(flow, "TH Hồng Thủy") == "class"
    assert person.says(flow, "lớp 5A") == returned("Hồ Văn Tí TH Hồng Thủy lớp 5A")


def test_a_question_added_before_the_open_one_does_not_swallow_the_answer() -> None:
    person = Person(asking("name", "class"))
    person.says(asking("name", "class"), "Hồ Văn Tí")
    deployed = asking("name", "school", "class")
    assert person.says(deployed, "lớp 5A") == "school"
    assert "school" not in person.talk.answers
    assert person.says(deployed, "TH Hồng Thủy") == "class"


def test_a_question_added_after_the_open_one_is_asked_next() -> None:
    person = Person(asking("name"))
    assert person.says(asking("name", "phone"), "Hồ Văn Tí") == "phone"


def test_a_question_that_is_gone_leaves_no_hole() -> None:
    person = Person(asking("name", "school", "class"))
    person.says(asking("name", "school", "class"), "Hồ Văn Tí")
    assert person.open == "school"
    deployed = asking("name", "class")
    assert person.says(deployed, "TH Hồng Thủy") == "class"
    assert person.says(deployed, "lớp 5A") == returned("Hồ Văn Tí lớp 5A")


def test_a_renamed_question_is_a_new_one() -> None:
    person = Person(asking("name", "class"))
    person.says(asking("name", "class"), "Hồ Văn Tí")
    deployed = asking("child_name", "class")
    assert person.says(deployed, "lớp 5A") == "child_name"
    assert person.says(deployed, "Hồ Văn Tiến") == "class"


def choosing(*offered: str) -> Flow:
    async def flow(chat: Chat, office: Office) -> Next:
        options = tuple((value, value.title()) for value in offered)
        colour = await chat.ask(Choice("colour", "Màu nào ạ?", options))
        size = await chat.ask(ask("size"))
        return Next(f"{colour} {size}")

    return flow


def test_an_option_withdrawn_after_it_was_chosen_is_asked_again() -> None:
    person = Person(choosing("xanh", "vàng"))
    assert person.says(choosing("xanh", "vàng"), "vàng") == "size"
    assert person.says(choosing("xanh", "tím"), "to") == "colour"
    assert person.says(choosing("xanh", "tím"), "tím") == "size"
    assert person.says(choosing("xanh", "tím"), "to") == returned("tím to")


def test_an_option_withdrawn_before_it_is_tapped_is_not_taken() -> None:
    person = Person(choosing("xanh", "vàng"))
    person.meets(choosing("xanh", "tím"), Inbound("x", "1", "1", Kind.CHOICE, value="vàng"))
    assert person.open == "colour"
    assert person.chat.unclear


def test_an_answer_that_depends_on_an_edited_one_is_asked_again_by_name() -> None:
    async def flow(chat: Chat, office: Office) -> Next:
        commune = await chat.ask(ask("commune"))
        hamlet = await chat.ask(ask(f"hamlet:{commune}"))
        await review(chat, "Đúng không ạ?", [Line("commune", "Xã", commune)])
        return Next(f"{commune} {hamlet}")

    person = Person(flow)
    for words in ("A", "Thôn 1", "sửa xã"):
        person.says(flow, words)
    assert person.open == "commune"
    assert person.says(flow, "B") == "hamlet:B"
    assert person.says(flow, "Thôn 2") == "review"
    assert person.says(flow, "gửi đi") == returned("B Thôn 2")


def test_an_answer_that_depends_on_an_edited_one_is_asked_again_when_stale() -> None:
    class HamletOf(Text):
        def load(self, stored: Any) -> str:
            if not stored.startswith(self.hint):
                raise Stale
            return str(stored)

    async def flow(chat: Chat, office: Office) -> Next:
        commune = await chat.ask(ask("commune"))
        hamlet = await chat.ask(HamletOf("hamlet", "hamlet?", hint=commune))
        await review(chat, "Đúng không ạ?", [Line("commune", "Xã", commune)])
        return Next(hamlet)

    person = Person(flow)
    for words in ("A", "A Thôn 1", "sửa xã"):
        person.says(flow, words)
    assert person.says(flow, "B") == "hamlet"


def test_except_exception_in_a_flow_does_not_swallow_the_pause() -> None:
    async def flow(chat: Chat, office: Office) -> Next:
        try:
            name = await chat.ask(ask("name"))
        except Exception:  # noqa: BLE001 - what an unsuspecting author may write
            name = "nobody"
        return Next(name)

    person = Person(flow)
    assert person.open == "name"
    assert person.says(flow, "Hồ Văn Tí") == returned("Hồ Văn Tí")


def test_finally_in_a_flow_runs_without_going_on() -> None:
    left: list[str] = []

    async def flow(chat: Chat, office: Office) -> Next:
        try:
            return Next(await chat.ask(ask("name")))
        finally:
            left.append("left")

    assert Person(flow).open == "name"
    assert left == ["left"]


def test_back_goes_in_the_order_of_the_run_whatever_the_json_says() -> None:
    flow = asking("zebra", "mango", "apple")
    person = Person(flow)
    for words in ("một", "hai"):
        person.says(flow, words)
    assert list(person.talk.answers) != ["mango", "zebra"]  # as asked; sorted once stored
    assert person.open == "apple"
    assert person.goes_back(flow) == "mango"
    assert person.goes_back(flow) == "zebra"
    assert not step_back(person.talk, person.chat.asked)


def test_back_from_a_guess_asks_the_same_question_again() -> None:
    person = Person(guessing)
    person.says(guessing, "huy")
    assert person.goes_back(guessing) == "word"
    assert "word?" not in person.talk.answers


def test_what_was_said_is_said_once() -> None:
    async def flow(chat: Chat, office: Office) -> Next:
        chat.say("Chào anh/chị.")
        name = await chat.ask(ask("name"))
        chat.say(f"{name} ạ?")
        await chat.ask(ask("school"))
        return Next(await chat.ask(ask("class")))

    person = Person(flow)
    assert person.chat.said == ["Chào anh/chị."]
    person.says(flow, "Tí")
    assert person.chat.said == ["Tí ạ?"]
    person.says(flow, "TH Hồng Thủy")
    assert person.chat.said == []


def test_once_carries_out_once_over_many_runs() -> None:
    consent = GiveConsent("1", "đồng ý")

    async def flow(chat: Chat, office: Office) -> Next:
        await chat.ask(ask("name"))
        await chat.once("consent", consent)
        return Next(await chat.ask(ask("school")) + await chat.ask(ask("class")))

    person = Person(flow)
    assert person.done == []
    person.says(flow, "Tí")
    person.meets(flow)
    person.says(flow, "TH Hồng Thủy")
    person.goes_back(flow)
    person.says(flow, "THCS Hồng Thủy")
    person.says(flow, "6")
    assert person.done == [consent]


class Guess(Question[str]):
    """Sure of two words or more, unsure of one."""

    def read_text(self, text: str) -> Reading[str]:
        return sure(text) if " " in text else unsure(text.upper())


async def guessing(chat: Chat, office: Office) -> Next:
    return Next(await chat.ask(Guess("word", "word?")))


def test_an_unsure_reading_is_taken_after_a_yes_only() -> None:
    person = Person(guessing)
    assert person.says(guessing, "huy") == "word"
    assert isinstance(person.result, Paused)
    assert person.result.question.text == "Em hiểu là: HUY. Đúng không ạ?"
    assert person.says(guessing, "dạ đúng") == returned("HUY")


def test_an_unsure_reading_is_dropped_after_a_no() -> None:
    person = Person(guessing)
    person.says(guessing, "huy")
    assert person.says(guessing, "không") == "word"
    assert isinstance(person.result, Paused)
    assert person.result.question.text == "word?"
    assert person.says(guessing, "Hồ Huy") == returned("Hồ Huy")


def test_an_unsure_reading_gives_way_to_another_answer() -> None:
    person = Person(guessing)
    person.says(guessing, "huy")
    assert person.says(guessing, "Hồ Quốc Huy") == returned("Hồ Quốc Huy")


def test_a_no_may_bring_the_right_answer_along() -> None:
    async def flow(chat: Chat, office: Office) -> Next:
        return Next(await chat.ask(SchoolClass("class", "Lớp mấy ạ?")))

    person = Person(flow)
    person.talk.answers["class?"] = "4"
    person.talk.waiting_for = "class"
    assert person.says(flow, "không, lớp 5A") == returned("5A")


def test_an_unsure_reading_stays_after_a_message_that_says_nothing() -> None:
    person = Person(guessing)
    person.says(guessing, "huy")
    person.meets(guessing, Inbound("x", "2", "1", Kind.VOICE))
    assert person.chat.unclear
    assert isinstance(person.result, Paused)
    assert person.result.question.text.startswith("Em đang ghi: HUY.")


def test_an_unsure_reading_that_no_longer_fits_is_asked_anew() -> None:
    person = Person(choosing("xanh"))
    person.talk.answers["colour?"] = "vàng"
    assert person.meets(choosing("xanh")).question.text == "Màu nào ạ?"  # type: ignore[union-attr]


async def reviewed(chat: Chat, office: Office) -> Next:
    answers = [await chat.ask(ask(name)) for name in ("name", "school", "class")]
    labels = ("Tên", "Trường", "Lớp")
    names = ("name", "school", "class")
    await review(chat, "Đúng không ạ?", [Line(*line) for line in zip(names, labels, answers)])  # noqa: B905
    return Next(" ".join(answers))


def test_an_edit_at_review_keeps_the_later_answers() -> None:
    person = Person(reviewed)
    for words in ("Tí", "TH", "lớp 5"):
        person.says(reviewed, words)
    assert person.open == "review"
    assert person.says(reviewed, "sửa lại") == "review_edit"
    assert person.says(reviewed, "tên") == "name"
    assert person.says(reviewed, "Tèo") == "review"
    assert person.says(reviewed, "đúng rồi, gửi đi") == returned("Tèo TH lớp 5")


def test_an_edit_named_under_the_review_goes_straight_there() -> None:
    person = Person(reviewed)
    for words in ("Tí", "TH", "lớp 5"):
        person.says(reviewed, words)
    assert person.says(reviewed, "sua truong") == "school"


def test_a_review_that_is_edited_twice_is_shown_anew_each_time() -> None:
    person = Person(reviewed)
    for words in ("Tí", "TH", "lớp 5", "sửa lớp", "lớp 6", "sửa lớp", "lớp 7"):
        person.says(reviewed, words)
    assert person.says(reviewed, "gửi đi") == returned("Tí TH lớp 7")


def test_take_back_asks_the_first_of_the_answers_again() -> None:
    async def flow(chat: Chat, office: Office) -> Next:
        name = await chat.ask(ask("name"))
        if await chat.ask(ask("sure")) == "no":
            await chat.take_back("sure", "name")
        return Next(name)

    person = Person(flow)
    person.says(flow, "Tí")
    assert person.says(flow, "no") == "name"
    assert person.says(flow, "Tèo") == "sure"


def test_a_message_that_wants_something_else_is_no_answer_to_an_open_ended_question() -> None:
    async def flow(chat: Chat, office: Office) -> Next:
        return Next(await chat.ask(ShortText("school", "Trường nào ạ?")))

    talk = Talk("tiny", waiting_for="school")
    chat = Chat(talk, text("hồ sơ đến đâu rồi"), print, wants_else=True)
    assert isinstance(run(flow, chat, OFFICE), Paused)
    assert chat.unclear
