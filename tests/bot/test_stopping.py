"""DỪNG: what people answer to «Anh/chị muốn dừng việc nào ạ?»; nothing unclear stops anything."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.contacts.commands import PHOTO, WithdrawConsent
from backend.contacts.models import ContactId
from backend.contacts.service import Origin
from backend.db import Database
from backend.office import Office, Operator
from backend.publication.commands import AllowPublication
from backend.publication.service import allow
from backend.support_requests.commands import StopAll
from bot.conversation import Chat, Finished, Talk, run
from bot.flows import FLOWS
from bot.messages import Inbound, Kind
from tests.factories import World, make_request

MESSAGES, ALL, KEEP, ASKED = "messages", "all", "keep", "asked"
# The office is only read.
shared = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def office(database: Database, world: World) -> Iterator[Office]:
    """Of a mother with an open request, who allowed a picture."""
    with database.transaction() as session:
        request = make_request(session, world.commune, child_birth_year=2014)
        contact, origin = ContactId(request.contact_id or 0), Origin("telegram", "update-1")
        allow(session, contact, AllowPublication(request.code, PHOTO, "đồng ý", "dạ"), origin)
        yield Office(session, contact, Operator("UBND xã A Lưới 1"), origin)


def answered(office: Office, *texts: str, opening: str = "dừng") -> str:
    """What the flow comes to: a kind of end, or that it still asks."""
    talk, message = Talk("stop", opening), None
    for text in (*texts, None):
        chat = Chat(talk, message, lambda command: None)
        end = run(FLOWS["stop"].steps, chat, office)
        message = Inbound("telegram", "1", "1", Kind.TEXT, text) if text else None
        if isinstance(end, Finished):
            if isinstance(end.command, WithdrawConsent):
                return end.command.purpose or MESSAGES
            return ALL if isinstance(end.command, StopAll) else KEEP
    return ASKED


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("1", MESSAGES),
        ("số 1", MESSAGES),
        ("chỉ dừng nhắn tin", MESSAGES),
        ("chi dung nhan tin", MESSAGES),
        ("dừng nhắn tin thôi ạ", MESSAGES),
        ("DỪNG", MESSAGES),
        ("dừng lại", MESSAGES),
        ("đừng nhắn nữa", MESSAGES),
        ("2", ASKED),
        ("dừng hết", ASKED),
        ("dung het", ASKED),
        ("rút hồ sơ", ASKED),
        ("rut ho so", ASKED),
        ("3", PHOTO),
        ("thôi cho đăng ảnh", PHOTO),
        ("thoi cho dang anh", PHOTO),
        ("4", KEEP),
        ("không dừng gì", KEEP),
        ("thôi không dừng", KEEP),
        ("khong", KEEP),
        ("giu nguyen", KEEP),
        ("để vậy", KEEP),
        ("5", ASKED),
        ("ừ", ASKED),
        ("dạ", ASKED),
        ("ok em", ASKED),
        ("hong biet nua", ASKED),
        ("để hỏi chồng đã", ASKED),
        ("sao vậy?", ASKED),
        ("dừng là sao", ASKED),
    ],
)
def test_what_people_answer(office: Office, text: str, means: str) -> None:
    assert answered(office, text) == means


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("có", ALL),
        ("đúng", ALL),
        ("rút và dừng hết", ALL),
        ("1", ALL),
        ("không", KEEP),
        ("giữ nguyên", KEEP),
        ("2", KEEP),
        ("dạ", ASKED),
        ("ok", ASKED),
        ("để suy nghĩ", ASKED),
        ("rút là mất luôn hả?", ASKED),
        ("có được xin lại không", ASKED),
    ],
)
def test_a_request_is_withdrawn_only_when_said_again(office: Office, text: str, means: str) -> None:
    assert answered(office, "dừng hết", text) == means


@pytest.mark.parametrize(
    "opening",
    ["dung nhan tin cho toi nua", "dừng nhắn tin", "đừng gửi tin nhắn nữa", "thôi báo tin"],
)
def test_who_names_the_messages_is_not_asked_what_to_stop(office: Office, opening: str) -> None:
    assert answered(office, "đúng", opening=opening) == MESSAGES
    assert answered(office, "không", opening=opening) == KEEP


VAGUE = (
    "ừ",
    "dạ",
    "ok",
    "hả",
    "gì",
    "sao",
    "máy",
    "con",
    "tôi",
    "em",
    "nhà",
    "hồng",
    "mai",
    "chồng",
)


@shared
@given(st.lists(st.sampled_from(VAGUE), min_size=1, max_size=6).map(" ".join))
def test_no_vague_words_stop_or_withdraw_anything(office: Office, text: str) -> None:
    assert answered(office, text) in (ASKED, KEEP)


@shared
@given(st.lists(st.sampled_from(("dạ", "ok", "hả", "gì", "sao", "máy")), min_size=1).map(" ".join))
def test_no_politeness_withdraws_a_request(office: Office, text: str) -> None:
    assert answered(office, "dừng hết", text) in (ASKED, KEEP)


@shared
@given(st.text(max_size=30))
def test_no_noise_withdraws_a_request(office: Office, text: str) -> None:
    assert answered(office, text) != ALL
