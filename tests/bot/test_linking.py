"""A talk is joined to another phone at any moment, and nothing of it is lost or told to a stranger."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from backend.contacts import linking
from backend.contacts.commands import UndoLink
from backend.db import Database
from backend.messages.models import InboxMessage
from backend.office import Operator
from backend.tickets.models import Ticket
from bot.inbox import Inbox
from bot.messages import Inbound
from tests.bot.phones import OTHER, PHONE, Chats
from tests.factories import World
from tests.smooth import FORM


@pytest.fixture
def chats(database: Database, world: World) -> Chats:
    return Chats(database, Inbox(database, Operator("UBND xã A Lưới 1")))


@pytest.mark.parametrize("answered", range(2, len(FORM) + 1, 2))
def test_a_form_goes_on_on_the_other_phone_from_whatever_question(
    chats: Chats, answered: int
) -> None:
    chats.says(PHONE, *FORM[:answered])
    talk = chats.talk(PHONE)
    code = chats.code(PHONE)
    reply = chats.says(OTHER, f"noi {code.lower()}")
    assert chats.are_joined()
    goes_on = chats.talk(OTHER)
    assert (goes_on.talk, goes_on.parked) == (talk.talk, talk.parked)
    assert talk.question
    assert reply.endswith(talk.question["text"])
    chats.says(OTHER, *FORM[answered:], "1")
    assert "Mã hồ sơ" in chats.heard(OTHER)[-1]


@pytest.mark.parametrize("answered", range(2, len(FORM) + 1, 2))
def test_a_code_in_the_middle_of_a_form_is_no_answer_and_the_form_stays(
    chats: Chats, answered: int
) -> None:
    chats.says(OTHER, *FORM[:2])
    code = chats.code(OTHER)
    chats.says(PHONE, *FORM[:answered])
    before = chats.talk(PHONE).talk
    chats.says(PHONE, f"nối {code}")
    assert chats.are_joined()
    talk = chats.talk(PHONE)
    assert before in (talk.talk, talk.parked)
    assert code.replace(" ", "") not in str(talk.talk).upper()


def test_a_code_is_not_passed_on_to_an_officer(chats: Chats) -> None:
    chats.says(OTHER, *FORM[:2])
    code = chats.code(OTHER)
    chats.says(PHONE, "gặp cán bộ", "đồng ý", f"nối {code}")
    assert chats.are_joined()
    with chats.database.reading() as session:
        assert session.scalars(select(Ticket)).all() == []


def test_two_forms_are_both_kept_and_the_one_in_hand_goes_on(chats: Chats) -> None:
    chats.says(OTHER, *FORM[:5])
    code = chats.code(OTHER)
    chats.says(PHONE, *FORM[:3], "Hồ Thị Na")
    chats.says(PHONE, f"nối {code}")
    talk = chats.talk(PHONE)
    assert talk.talk
    assert talk.parked
    assert talk.talk["answers"]["child_name"] == "Hồ Thị Na"
    assert talk.parked["answers"]["child_name"] == "Hồ Văn Tí"
    assert "trường" in chats.says(PHONE, "2015")


def test_who_has_requests_of_their_own_is_asked_first(chats: Chats) -> None:
    chats.says(OTHER, *FORM[:2])
    chats.says(PHONE, *FORM, "1")
    code = chats.code(OTHER)
    assert "hồ sơ riêng" in chats.says(PHONE, f"nối {code}")
    assert "không nối" in chats.says(PHONE, "không")
    assert not chats.are_joined()
    chats.says(PHONE, f"nối {code}", "đúng")
    assert chats.are_joined()
    assert "Hồ Văn Tí" in chats.says(OTHER, "XEM", "hồ sơ đã gửi")


def test_a_number_stands_for_what_was_shown_on_the_same_phone(chats: Chats) -> None:
    chats.says(PHONE, *FORM[:7])
    code = chats.code(PHONE)
    chats.says(OTHER, f"nối {code}")
    chats.says(OTHER, FORM[7])  # now another question is open than the one on this phone
    before = chats.talk(PHONE).talk
    assert "câu hỏi cũ" in chats.says(PHONE, "3")
    assert chats.talk(PHONE).talk == before
    chats.says(PHONE, "2")  # it was shown here now
    talk = chats.talk(PHONE).talk
    assert talk
    assert talk["answers"]["circumstance"] == "near_poor"


def test_an_answer_in_words_counts_on_either_phone(chats: Chats) -> None:
    chats.says(PHONE, *FORM[:7])
    chats.says(OTHER, f"nối {chats.code(PHONE)}")
    for at, text in enumerate(FORM[7:]):
        chats.says((PHONE, OTHER)[at % 2], text)
    assert "xem lại" in chats.heard(OTHER)[-1] + chats.heard(PHONE)[-1]


def test_what_is_sent_off_is_confirmed_on_the_phone_that_sent_it(chats: Chats) -> None:
    """Two phones within the same minutes: the newest counts, to the second."""
    chats.says(PHONE, *FORM[:4])
    chats.says(OTHER, f"nối {chats.code(PHONE)}")
    chats.says(OTHER, *FORM[4:8])
    chats.says(PHONE, *FORM[8:])
    assert "Mã hồ sơ" in chats.says(PHONE, "gửi đi")
    assert "Em đã gửi phiếu" in chats.says(OTHER, "gặp cán bộ", "Máy có kèm sạc không ạ")


def test_removing_a_phone_keeps_the_form_and_shuts_the_phone_out(chats: Chats) -> None:
    chats.says(PHONE, *FORM[:5])
    chats.says(OTHER, f"nối {chats.code(PHONE)}")
    reply = chats.says(PHONE, "gỡ máy")
    assert "Đã gỡ" in reply
    assert "trường" in reply
    assert not chats.are_joined()
    assert "không giữ hồ sơ" in chats.says(OTHER, "XEM")
    assert "Hồ Văn Tí" not in "".join(chats.heard(OTHER)[-2:])


def test_a_phone_that_wrote_while_it_was_removed_is_answered_as_a_stranger(chats: Chats) -> None:
    chats.says(PHONE, *FORM, "1")
    chats.says(OTHER, f"nối {chats.code(PHONE)}")
    own = chats.contact(PHONE)
    message = chats.message(OTHER, "XEM")
    with ThreadPoolExecutor(1) as pool:
        with chats.database.transaction() as session:
            linking.undo(session, own, UndoLink())
            receiving = pool.submit(chats.inbox.receive, message)
            time.sleep(0.3)  # it waits for the talk by now
        assert receiving.result()
    assert chats.contact(OTHER) != own
    assert "không giữ hồ sơ" in chats.heard(OTHER)[-1]
    assert _sender(chats, message) == chats.contact(OTHER)


def test_a_message_that_came_while_its_phone_was_joined_is_answered_in_the_joined_talk(
    chats: Chats,
) -> None:
    chats.says(PHONE, *FORM[:4])
    code = chats.code(PHONE)
    chats.says(OTHER, "chào em")
    messages = [chats.message(OTHER, text) for text in (f"nối {code}", "2016", "chào em")]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(chats.inbox.receive, messages)) == [True] * 3
    assert chats.are_joined()
    with chats.database.reading() as session:
        failures = session.scalars(select(InboxMessage.failure)).all()
    assert set(failures) == {None}


def test_two_who_type_each_others_code_at_once_are_one_and_no_message_is_lost(
    chats: Chats,
) -> None:
    for phone in (PHONE, OTHER):
        chats.says(phone, *FORM[:2])
    codes = chats.code(OTHER), chats.code(PHONE)
    messages = [chats.message(p, f"nối {c}") for p, c in zip((PHONE, OTHER), codes, strict=True)]
    ready = Barrier(2)

    def receive(message: Inbound) -> bool:
        ready.wait()
        for _delivery in range(3):
            try:
                return chats.inbox.receive(message)
            except OperationalError:  # a deadlock: the platform delivers again
                continue
        raise AssertionError("not taken")

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(receive, messages)) == [True, True]
    assert chats.are_joined()


SAYS: list[tuple[str, Callable[[str], bool]]] = [
    ("lấy mã nối", lambda reply: "nhắn: nối" in reply),
    ("cho em mã nối ạ", lambda reply: "nhắn: nối" in reply),
    ("cho em mã nối với ạ", lambda reply: "dùng chung hồ sơ" in reply),
    ("lay ma", lambda reply: "nhắn: nối" in reply),
    ("nối zalo", lambda reply: "dùng chung hồ sơ" in reply),
    ("chuyen sang telegram", lambda reply: "dùng chung hồ sơ" in reply),
    ("em có mã nối rồi", lambda reply: "dùng chung hồ sơ" in reply),
    ("mất máy cũ", lambda reply: "Không còn máy cũ" in reply),
    ("mat dien thoai cu", lambda reply: "Không còn máy cũ" in reply),
    ("gỡ", lambda reply: "7 ngày" in reply),
    ("go may", lambda reply: "7 ngày" in reply),
    ("nối FHKM 2345", lambda reply: "chưa đúng" in reply),
    ("nối mạng", lambda reply: "nối" not in reply),
]


@pytest.mark.parametrize(("text", "fits"), SAYS, ids=[text for text, _fits in SAYS])
def test_what_is_answered_to_words_on_another_phone(
    chats: Chats, text: str, fits: Callable[[str], bool]
) -> None:
    chats.says(PHONE, *FORM[:2], "huỷ")
    reply = chats.says(PHONE, text)
    assert fits(reply), reply


def _sender(chats: Chats, message: Inbound) -> Any:
    query = select(InboxMessage.contact_id).where(InboxMessage.event_id == message.event_id)
    with chats.database.reading() as session:
        return session.scalars(query).one()
