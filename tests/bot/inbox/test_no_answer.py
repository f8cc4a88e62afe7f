"""What is no answer to the question changes nothing, and is met with a kind sentence."""

import unicodedata

import pytest

from bot.messages import Kind
from bot.questions import UNREADABLE
from tests.bot.inbox.talks import APOLOGY, TALK, UP_TO_RELATION, Talks

NOT_AN_ANSWER = [
    (Kind.STICKER, ""),
    (Kind.VOICE, ""),
    (Kind.IMAGE, ""),
    (Kind.IMAGE, "ảnh sổ hộ nghèo"),
    (Kind.CONTACT, ""),
    (Kind.PHONE, ""),
    (Kind.LOCATION, ""),
    (Kind.FILE, ""),
    (Kind.UNSUPPORTED, ""),
    (Kind.TEXT, ""),
    (Kind.TEXT, " \n\t "),
    (Kind.TEXT, "thưa em, " * 445),
    (Kind.TEXT, "🙏🏽👩‍👧‍👦🇻🇳"),
    (Kind.TEXT, "<b>ai</b> &amp; <script>alert(1)</script>"),
    (Kind.TEXT, "\u200b\u202e"),
    (Kind.CHOICE, ""),
]


@pytest.mark.parametrize(
    ("kind", "text"), NOT_AN_ANSWER, ids=[f"{kind} {text[:9]!r}" for kind, text in NOT_AN_ANSWER]
)
def test_what_is_no_answer_gets_a_kind_sentence_and_the_question_again(
    talks: Talks, kind: Kind, text: str
) -> None:
    question = talks.says(*UP_TO_RELATION)[-1]
    answers = talks.answers()
    (reply,) = talks.says(text, kind=kind)
    kindly, _blank, again = reply.rpartition("\n\n")
    assert again in question
    assert kindly
    assert not reply.startswith(APOLOGY)
    if kind not in (Kind.TEXT, Kind.CHOICE):
        assert UNREADABLE[kind] == kindly
    assert talks.answers() == answers
    assert "Họ tên" in talks.says("con tôi")[0]


def test_letters_typed_as_base_and_marks_are_the_same_letters(talks: Talks) -> None:
    talks.says(*(unicodedata.normalize("NFD", text) for text in TALK[:4]))
    answers = talks.answers()
    assert answers is not None
    assert answers["child_name"] == "Hồ Văn Tí"
