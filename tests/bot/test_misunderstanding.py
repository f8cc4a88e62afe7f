"""What becomes of messages that are no answer: a hint, an easier question, and then a person."""

import pytest

from backend.administrative_units.models import UnitId
from backend.tickets.commands import AskOfficer
from bot.messages import Kind, Outgoing
from bot.questions import Choice
from bot.questions.showing import as_choice, shown
from tests.bot.talk import TO_CLASS, TO_PHONE, Say, say, stage
from tests.bot.tiny import text
from tests.factories import World
from tests.stage import Rendering, Stage
from tests.transcript import Step

__all__ = ["say", "stage"]  # fixtures

HELP = "Nhờ cán bộ giúp"


def labels(message: Outgoing) -> list[str]:
    return [option.label for option in message.options]


def test_first_a_hint_then_another_way_then_a_person(say: Say) -> None:
    first = say(*TO_CLASS, "cô Lan dạy")
    assert first.text.startswith("Anh/chị ghi lớp, ví dụ: 5")
    assert labels(first) == []
    second = say("cô Tư dạy")
    assert second.text.startswith("Em hỏi cách khác cho dễ ạ.")
    assert labels(second)[:2] == ["Lớp 1", "Lớp 2"]
    third = say("thầy Ba dạy")
    assert "0234 3878 123" in third.text
    assert labels(third)[-1] == HELP
    assert say("lớp 5").text.startswith("Câu 6/12")


def test_a_talk_that_goes_well_again_begins_with_a_hint_again(say: Say) -> None:
    say(*TO_CLASS, "cô Lan dạy", "cô Lan dạy", "5")
    assert say("mưa to").text.startswith("Em chưa hiểu ý anh/chị.")


def test_a_greeting_in_between_does_not_count(say: Say) -> None:
    say(*TO_CLASS, "cô Lan dạy")
    assert "Em hỏi cách khác" not in say("cảm ơn em").text
    assert "Em hỏi cách khác" in say("cô Lan dạy").text


@pytest.mark.parametrize(
    "accepts", ["[nút] Nhờ cán bộ giúp", "có", "nhờ cán bộ giúp", "15", "nho can bo"]
)
def test_an_officer_is_told_what_was_asked_and_typed_and_the_form_waits(
    say: Say, stage: Stage, accepts: str
) -> None:
    asked = say(*TO_CLASS, "cô Lan dạy", "cô Tư dạy", "thầy Ba dạy", accepts)
    assert asked.text.startswith("Em nhờ cán bộ giúp câu này.")
    assert asked.text.endswith("Gia đình ở xã nào ạ? Tên xã cũ cũng được.")
    stage.commands.clear()
    goes_on = say("a lưới 1")
    assert stage.commands == [
        AskOfficer(
            UnitId(stage.world.commune),
            "[Nhờ giúp] Máy hỏi: Học lớp mấy ạ?\n"
            "Người nhắn gõ: «cô Lan dạy»; «cô Tư dạy»; «thầy Ba dạy»\n"
            "Học sinh: Hồ Văn Tí",
        )
    ]
    assert goes_on.text.startswith("Em đã ")
    assert "Học lớp mấy" in goes_on.text
    assert HELP not in labels(goes_on)
    assert say("5", "chưa có máy").text.startswith("Câu 7/12")
    assert say("hộ nghèo").text.startswith("Câu 9/12")  # the commune was told for the officer


@pytest.mark.parametrize("words", ["đúng", "dạ", "đúng rồi ạ", "vâng", "ok em", "phải"])
def test_a_yes_to_the_question_is_no_yes_to_the_help_below_it(
    say: Say, stage: Stage, words: str
) -> None:
    say(*TO_CLASS, "cô Lan dạy", "cô Tư dạy", "thầy Ba dạy")
    assert "Học lớp mấy" in say(words).text
    assert not any(isinstance(command, AskOfficer) for command in stage.commands)


def test_the_commune_of_the_form_is_the_officers(say: Say, stage: Stage) -> None:
    say(*TO_PHONE, "máy bàn cũ", "máy bàn ấy", "máy bàn mà")
    stage.commands.clear()
    assert say(f"[nút] {HELP}").text.startswith("Em đã ")
    (command,) = stage.commands
    assert isinstance(command, AskOfficer)
    assert command.unit_id == stage.world.commune


def test_who_never_agrees_is_told_the_phone_and_nothing_is_passed_on(
    say: Say, stage: Stage
) -> None:
    for words in ("xin máy", "dạ", "ừ", "ok em", "dạ", "để coi"):
        answer = say(words)
    assert "0234 3878 123" in answer.text
    assert HELP not in labels(answer)
    assert not stage.commands
    assert say("đồng ý").text.startswith("Câu 1/12")


def test_who_is_writing_to_an_officer_is_not_sent_to_an_officer(say: Say) -> None:
    say("gặp cán bộ", "đồng ý")
    for words in ("[tin thoại]", "[ảnh]", "[tin thoại]", "giúp em với", "gặp cán bộ"):
        answer = say(words)
        assert HELP not in labels(answer)
        assert "nhắn: gặp cán bộ" not in answer.text


def test_of_the_commune_no_officer_can_be_asked_but_a_phone_is_told(say: Say) -> None:
    answer = say(*TO_PHONE[:9], "rừng xanh", "núi cao", "suối sâu")
    assert HELP not in labels(answer)
    assert "0234 3878 123" in answer.text


def test_a_refused_guess_counts(say: Say) -> None:
    say("xin máy cho con", "đồng ý", "Hồ Văn Tí")
    say("9 tuổi", "không phải")
    assert "mấy tuổi" in say("8 tuổi", "không").text
    assert labels(say("7 tuổi", "sai rồi"))[-1] == HELP


def test_back_from_a_part_of_an_answer_leads_to_its_question(say: Say) -> None:
    say("xin máy cho con", "đồng ý", "!!!", "???")
    assert say("Hồ").text.startswith("Họ Hồ.")
    assert "Họ tên đầy đủ" in say("quay lại").text


def test_a_voice_message_is_answered_as_one_each_time(say: Say) -> None:
    for _time in range(4):
        answer = say("[tin thoại]") if _time else say(*TO_CLASS, "[tin thoại]")
        assert "tin thoại" in answer.text
    assert labels(answer)[-1] == HELP


@pytest.mark.parametrize("words", ["01", "001", "09"])
def test_a_number_with_a_zero_in_front_is_no_option(words: str) -> None:
    options = (("red", "Màu đỏ"), ("green", "Màu xanh"))
    full, _short = shown(Choice("colour", "?", options), options, "1:colour:", "")
    message, stale = as_choice(text(words), full.options, "1:colour:")
    assert (message.kind, stale) == (Kind.TEXT, False)


def test_the_consent_is_kept_in_the_words_of_the_button(stage: Stage, world: World) -> None:
    numbered = Stage(stage.url, world, Rendering.NUMBERED)
    with numbered.lit():
        numbered.play(Step(0, "Dân", "xin máy"))
        numbered.play(Step(0, "Dân", "1"))
    (consent,) = numbered.commands
    assert vars(consent)["answer"] == "Đồng ý"
    numbered.close()
