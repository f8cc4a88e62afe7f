"""What is asked about somebody costs the same whether there is such a person or not.

Times of single requests scatter far more than what is looked for. So pairs are timed one right after
the other, in changing order, and the medians are compared: a machine that is busy for a while is busy
for both. The bound is wide, for a difference that can be measured through a network in a reasonable
number of questions is milliseconds: a look at the database more, a password hash left out.
"""

import re
import secrets
import statistics
import time
from collections.abc import Callable
from functools import partial

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from backend.administrative_units.models import AdministrativeUnit
from backend.contacts.models import ChannelAddress
from backend.messages.models import OutboxMessage
from backend.officers import passwords
from backend.officers.models import Officer
from backend.officers.sessions import Browser
from backend.officers.sign_in import sign_in
from backend.public.status_pages import SECONDS
from backend.support_requests.models import SupportRequest, Verification
from backend.support_requests.public import standing
from bot.messages import Inbound, Kind
from tests.factories import HOUSEHOLDS, make_household, make_list, make_request
from tests.security.whole import Whole

PAIRS = 40
WIDEST = 0.5  # of the median of the two


def difference(one: Callable[[], object], other: Callable[[], object], pairs: int = PAIRS) -> float:
    """How far the median times lie apart, as a part of the longer one."""
    times: dict[int, list[float]] = {0: [], 1: []}
    for number in range(pairs):
        for which in ((0, 1), (1, 0))[number % 2]:
            began = time.perf_counter()
            (one, other)[which]()
            times[which].append(time.perf_counter() - began)
    medians = [statistics.median(times[which]) for which in (0, 1)]
    return abs(medians[0] - medians[1]) / max(medians)


def test_a_name_that_nobody_has_costs_what_a_known_one_does(
    whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasher = PasswordHasher(time_cost=2, memory_cost=8192, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", hasher)
    monkeypatch.setattr(passwords, "_NOBODY", hasher.hash("nobody"))
    known_hash = hasher.hash("mật khẩu của ai đó")
    with whole.database.transaction() as session:
        session.get_one(Officer, whole.world.colleague).password_hash = known_hash
    number = iter(range(10_000))

    def attempt(username: str) -> None:
        place = next(number)
        browser = Browser(f"42.{place // 250}.{place % 250}.1")
        assert sign_in(whole.database, username, "sai mật khẩu", browser, "none") is None

    # few enough that no pause begins for either name
    assert difference(lambda: attempt("canbo2"), lambda: attempt("khong-co"), 9) < WIDEST


def test_a_code_that_does_not_exist_takes_what_an_existing_one_does(whole: Whole) -> None:
    """The page itself takes a fixed time; this is what would be left of it under load."""
    with whole.database.transaction() as session:
        code = make_request(session, whole.world.commune, chat_id="ma-ho-so").code

    def asked(code: str) -> None:
        with whole.database.reading() as session:
            standing(session, code)

    began = time.perf_counter()
    asked(code)
    assert time.perf_counter() - began < SECONDS, "the fixed time hides it all"
    with whole.database.reading() as session:
        assert session.scalar(select(SupportRequest.id).where(SupportRequest.code == code))


def test_the_page_of_a_code_takes_the_same_for_any_code(whole: Whole) -> None:
    with whole.database.transaction() as session:
        code = make_request(session, whole.world.commune, chat_id="ma-tren-trang").code
    with whole.visitor("42.9.9.9") as visitor:

        def asked(code: str) -> None:
            assert visitor.post("/ho-so", data={"code": code}).status_code == 200

        assert difference(partial(asked, code), partial(asked, "HT-2026-999999"), 4) < WIDEST


LISTED = (
    *("Lê Thị Bưởi", "Hồ Văn Khoai", "Vi Thị Mận", "Lò Văn Sắn", "Hồ Thị Quýt", "Vàng A Ngô"),
    *("Ly Thị Bông", "Đinh Văn Lạc", "Kăn Thị Chè"),
)
UNLISTED = (
    *("Lê Thị Đào", "Hồ Văn Nứa", "Vi Thị Mơ", "Lò Văn Tre", "Hồ Thị Hồng", "Vàng A Lúa"),
    *("Ly Thị Sen", "Đinh Văn Kê", "Kăn Thị Cúc"),
)
BORN = "1987"
TALK = (
    *("xin máy", "đồng ý", "con tôi", "Hồ Văn Tí", "2014", "TH Hồng Thủy", "5", "chưa có máy"),
    *("hộ nghèo", "a lưới 1", "thôn 1"),
)
AFTER_THE_NAME = (BORN, "0912345678", "gửi đi")


def test_a_household_on_the_list_hears_what_another_hears_in_the_same_time(whole: Whole) -> None:
    """From the name of the head on: that is when the lists are looked at."""
    rows = tuple(make_household(name, born=int(BORN), row=at) for at, name in enumerate(LISTED, 20))
    with whole.database.transaction() as session:
        officer = session.get_one(Officer, whole.world.officer)
        commune = session.get_one(AdministrativeUnit, whole.world.commune)
        make_list(session, officer, commune, (*HOUSEHOLDS, *rows), file_hash="9" * 64)
    times, heard = dict.fromkeys((*LISTED, *UNLISTED), 0.0), dict[str, str]()
    for number, pair in enumerate(zip(LISTED, UNLISTED, strict=True)):
        for head in pair:
            for words in TALK:
                say(whole, head, words)
        for words in ("", *AFTER_THE_NAME):
            for head in pair if number % 2 else reversed(pair):
                began = time.perf_counter()
                say(whole, head, words or head)
                times[head] += time.perf_counter() - began
        heard |= {head: all_heard(whole, head) for head in pair}
    assert len(set(heard.values())) == 1, "word for word the same"
    assert "Mã hồ sơ" in heard[LISTED[0]]
    medians = [statistics.median(times[head] for head in names) for names in (LISTED, UNLISTED)]
    assert abs(medians[0] - medians[1]) / max(medians) < WIDEST
    with whole.database.reading() as session:
        found = session.execute(
            select(SupportRequest.head_name, Verification.verdict)
            .join(Verification, Verification.request_id == SupportRequest.id)
            .where(SupportRequest.head_name.in_((*LISTED, *UNLISTED)))
        )
        verdicts = {name: verdict for name, verdict in found}
    assert {verdicts[name] for name in LISTED} == {"same"}
    assert "same" not in {verdicts[name] for name in UNLISTED}


def say(whole: Whole, chat: str, words: str) -> None:
    """One message of a person, whose chat is called so."""
    message = Inbound(
        channel="telegram",
        event_id=secrets.token_hex(8),
        chat_id=chat,
        kind=Kind.TEXT,
        text=words,
    )
    whole.service.lanes._inbox.receive(message)


def all_heard(whole: Whole, chat: str) -> str:
    """Everything that this person was told, without the name and the code."""
    with whole.database.reading() as session:
        told = session.scalars(
            select(OutboxMessage)
            .join(ChannelAddress, ChannelAddress.id == OutboxMessage.address_id)
            .where(ChannelAddress.chat_id == chat)
            .order_by(OutboxMessage.id)
        )
        words = "\n".join(f"{one.body['text']} {one.body.get('options')}" for one in told)
    return re.sub(r"HT-\d{4}-\d{6}", "(mã)", words.replace(chat, "(tên)"))


def test_what_is_measured_here_would_be_noticed() -> None:
    """A look at nothing beside a look that takes two milliseconds."""
    assert difference(lambda: time.sleep(0.002), lambda: None, 9) > WIDEST
    assert difference(lambda: time.sleep(0.002), lambda: time.sleep(0.002), 9) < WIDEST
