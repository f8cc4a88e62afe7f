"""Codes, anger, wishes in pieces, teachers: understood whatever is asked."""

import pytest

from tests.bot.talk import TO_CLASS, TO_PHONE, Say, say, stage
from tests.stage import Stage
from tests.transcript import Step

__all__ = ["say", "stage"]  # fixtures

SENT = (*TO_PHONE, "0912345678", "gửi đi")
UNKNOWN = "Em không thấy mã này trong các hồ sơ của anh/chị."
OPEN = [("menu",), ("xin máy",), *(TO_PHONE[:at] for at in range(2, len(TO_PHONE) + 1))]


@pytest.mark.parametrize(
    "code",
    [
        "HT-2026-000001",
        "ht 2026 000001",
        "HT2026000001",
        "mã HT-2026-000001 ạ",
        "ht-2026-1",
        "HT 2026 OOOOO1",
    ],
)
@pytest.mark.parametrize("before", [(), ("xin máy", "con tôi"), ("gặp cán bộ",)])
def test_an_own_code_shows_where_it_stands(say: Say, before: tuple[str, ...], code: str) -> None:
    assert "Hồ sơ HT-2026-000001 (Hồ Văn Tí)" in say(*SENT, *before, code).text


@pytest.mark.parametrize(
    "code", ["CH-2026-000001", "ch 2026 000001", "ch-2026-1", "phiếu CH2026000001"]
)
def test_an_own_ticket_does_too(say: Say, code: str) -> None:
    answer = say(*SENT, "gặp cán bộ", "máy bao giờ có", code).text
    assert "Phiếu CH-2026-000001" in answer


@pytest.mark.parametrize("before", OPEN)
def test_a_strangers_code_is_as_unknown_as_an_invented_one(
    say: Say, stage: Stage, before: tuple[str, ...]
) -> None:
    with stage.lit():
        stage.play(Step(0, "Sẵn có", "HT-2026-000001"))
    say(*before)
    strangers, invented, ticket = (
        say(code).text for code in ("HT-2026-000001", "HT-2026-000077", "PS-2026-000001")
    )
    assert strangers == invented == ticket
    assert strangers.startswith(UNKNOWN)


@pytest.mark.parametrize("words", ["sn 2014 5", "th 2014", "năm 2026", "lớp 5 2014"])
def test_other_letters_and_numbers_are_no_code(say: Say, words: str) -> None:
    assert UNKNOWN not in say(*TO_CLASS[:4], words).text


ANGER = """làm ăn kiểu gì thế; hứa lèo; đồ lừa đảo; lam an kieu gi the; hua leo; toàn nói dối; bực quá
chán quá đi mất; toàn hứa suông; vô trách nhiệm quá; đồ ngu; làm việc kiểu chi rứa; bọn lừa đảo"""


@pytest.mark.parametrize("words", ANGER.replace("\n", "; ").split("; "))
@pytest.mark.parametrize("before", [(), ("xin máy",), TO_CLASS[:5], TO_PHONE[:10]])
def test_anger_is_met_with_an_apology_and_one_offer(
    say: Say, before: tuple[str, ...], words: str
) -> None:
    answer = say(*before, words)
    assert answer.text.startswith("Em xin lỗi")
    assert [option.label for option in answer.options][:2] == ["Gửi phản ánh", "Gặp cán bộ"]


def test_after_anger_the_form_goes_on(say: Say) -> None:
    asked = say(*TO_PHONE[:10]).text.splitlines()[-1]
    assert say("hứa lèo", "thôi").text.splitlines()[-1] == asked


@pytest.mark.parametrize(("chosen", "comes"), [("phản ánh", "Phản ánh"), ("gặp cán bộ", "cán bộ")])
def test_what_is_offered_to_the_angry_begins(say: Say, chosen: str, comes: str) -> None:
    answer = say("làm ăn kiểu gì thế", chosen).text
    assert comes in answer
    assert "Em xin lỗi" not in answer


def test_a_name_is_no_anger(say: Say) -> None:
    assert "Hứa Lèo" in say(*TO_CLASS[:3], "Hứa Lèo").text


@pytest.mark.parametrize(
    "pieces",
    [("xin", "máy"), ("xin", "máy", "cho", "cháu"), ("Xin", "may", "cho con")],
)
def test_a_wish_in_pieces_is_one_wish(say: Say, pieces: tuple[str, ...]) -> None:
    answer = say(*pieces).text
    assert "có đồng ý không" in answer
    assert "thật rõ" not in answer
    assert "xin máy cho ai" in say("đồng ý").text or "Họ tên" in say("con tôi").text


@pytest.mark.parametrize("words", ["ừ", "ok", "dạ"])
def test_politeness_is_still_no_consent(say: Say, stage: Stage, words: str) -> None:
    say("xin", "máy", "cho", words)
    assert not stage.commands


@pytest.mark.parametrize(
    "words",
    ["tôi là cô giáo", "em là giáo viên trường tiểu học Hồng Thủy", "toi la gv truong TH Hong Thuy",
     "cô giáo đây", "em chào ạ em là cô giáo chủ nhiệm", "tôi dạy ở trường Hồng Vân",
     "tui là thầy giáo"],
)  # fmt: skip
@pytest.mark.parametrize("before", [(), ("menu",)])
def test_a_teacher_is_led_the_teachers_way(say: Say, before: tuple[str, ...], words: str) -> None:
    assert "Thầy cô cần việc nào" in say(*before, words).text


@pytest.mark.parametrize(
    "words", ["cô giáo bảo xin máy", "xin máy cho con", "cô giáo của cháu tốt lắm"]
)
def test_who_speaks_of_a_teacher_is_none(say: Say, words: str) -> None:
    assert "Thầy cô cần việc nào" not in say(words).text
