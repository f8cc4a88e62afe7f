"""Every word that our own texts teach people to send does what the text promises."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.i18n import _
from backend.vietnamese import fold
from bot.flows import FLOWS, MENU, flow_for
from bot.questions import Agreement, SchoolClass
from bot.questions.base import Question
from bot.reading.intents import Intent, control_word, read_intent

ROOT = Path(__file__).parent.parent.parent
TAUGHT = re.compile(r"(?:[Nn]hắn|[Hh]oặc): (?P<word>[^.,;:{}()«»\n]+)")
SHOUTED = re.compile(r"\b[A-ZĐÀ-Ỹ]{3,}(?: [A-ZĐÀ-Ỹ]+)*\b")

# What begins a flow.
FLOW_OF = {
    "menu": MENU,
    "xin máy": "request_support",
    "trạng thái": "check_status",
    "đã nhận": "confirm_receipt",
    "chưa nhận": "deny_receipt",
    "bổ sung": "supplement",
    "gặp cán bộ": "ask_officer",
    "xem": "view_data",
    "sửa": "fix_data",
    "xóa": "delete_data",
    "dừng": "stop",
    "khiếu nại": "complain",
    "lấy mã nối": "link_channel",
    "gỡ máy": "undo_link",
    "văn bản gốc": "about_programme",
    "báo sóng": "report_coverage",
    "nhu cầu của trường": "teacher_need",
    "rút hồ sơ": "withdraw_request",
    "ủng hộ": "donate",
    "danh sách chưa đúng": "complain",
}
# What the engine does at any moment.
MOVES = {"huỷ": Intent.CANCEL, "quay lại": Intent.BACK, "làm lại": Intent.AGAIN}
# What answers the question in whose text it stands.
ANSWERS: dict[str, Question[Any]] = {
    "đồng ý": Agreement("consent", ""),
    "không": Agreement("consent", ""),
    "không nhớ": SchoolClass("class", ""),
}
# What is read with more than itself: a code or a thing behind it, the question before it.
READ_WITH_MORE = {"nối", "không có số", "xin"}
# Typed without marks these are other words too: "dung" is "đúng".
ONLY_WITH_MARKS = {"dừng"}
# Capitals that nobody is to send.
NO_WORDS = {"UBND", "CCCD", "CMND"}


def _texts() -> Iterator[str]:
    """Every text for people in the source, as it is shown."""
    for folder in ("bot", "backend"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    first = node.args[0] if node.args else None
                    if node.func.id in ("_", "N_") and isinstance(first, ast.Constant):
                        yield _(str(first.value))


def _said_in_chat() -> Iterator[str]:
    chat = re.compile(r"anh/chị|\b[Ee]m\b|[Nn]hắn:")
    yield from (text for text in _texts() if chat.search(text))


def _taught() -> set[str]:
    words = set()
    for text in _said_in_chat():
        words |= {found["word"].strip().lower() for found in TAUGHT.finditer(text)}
        shouted = (word for word in SHOUTED.findall(text) if word not in NO_WORDS)
        words |= {word.lower() for word in shouted if fold(word) in _known_folded()}
    return {word.removesuffix(" ạ") for word in words}


def _known_folded() -> set[str]:
    return {fold(word) for word in (*FLOW_OF, *MOVES, *ANSWERS)}


def test_every_word_that_is_taught_is_in_these_tables() -> None:
    known = _known_folded() | {fold(word) for word in READ_WITH_MORE}
    assert {word for word in _taught() if fold(word) not in known} == set()


def test_the_texts_teach_the_words_that_lead_to_flows() -> None:
    taught = {fold(word) for word in _taught()}
    assert {word for word in FLOW_OF if fold(word) not in taught} == set()


def _as_typed(word: str) -> list[str]:
    """As people may send it."""
    forms = [word, word.upper(), word.capitalize(), f"dạ {word} ạ", f" {word}. "]
    if word not in ONLY_WITH_MARKS:
        forms += [fold(word), fold(word).upper(), f"{fold(word)} a"]
    return forms


@pytest.mark.parametrize("word", FLOW_OF)
def test_a_taught_word_begins_its_flow(word: str) -> None:
    assert FLOW_OF[word] in FLOWS
    for typed in _as_typed(word):
        assert flow_for(read_intent(typed).value) == FLOW_OF[word], typed
        assert read_intent(typed).certain, typed


@pytest.mark.parametrize("word", MOVES)
def test_a_taught_word_moves_the_talk(word: str) -> None:
    for typed in _as_typed(word):
        assert control_word(typed) is MOVES[word], typed


@pytest.mark.parametrize("word", ANSWERS)
def test_a_taught_word_answers_its_question(word: str) -> None:
    for typed in _as_typed(word):
        assert ANSWERS[word].read_text(typed).certain, typed
        assert control_word(typed) is None, typed
