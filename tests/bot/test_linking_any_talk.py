"""Whatever two families type on their phones, joined or not: an answer on that phone, and no fault."""

import shutil
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend.contacts.models import ChannelAddress, Contact, ContactLink, Conversation
from backend.db import Database
from backend.messages.models import InboxMessage
from backend.office import Operator
from bot.inbox import Inbox
from tests.bot.phones import Chats, Phone
from tests.factories import make_world
from tests.smooth import FORM

WORDS = (
    *("lấy mã nối", "nối zalo", "nối [mã]", "nối [mã]", "nối [mã]", "[mã]", "nối 2345 FHKM"),
    *("gỡ máy", "gỡ", "mất máy cũ", "dùng máy khác", "đúng", "không", "1", "2", "3"),
    *("menu", "quay lại", "huỷ", "làm lại", "DỪNG", "XEM", "trạng thái", "gặp cán bộ", "dạ"),
    *FORM,
    *FORM,
)
NAMES = ("một", "hai", "ba")
name = st.sampled_from(NAMES)
single = st.tuples(name, st.sampled_from(WORDS)).map(lambda one: [one])
joining = st.tuples(name, name).map(
    lambda two: [(two[0], "lấy mã nối"), (two[1], "nối [mã]"), (two[1], "đúng")]
)
leaving = name.map(lambda one: [(one, "gỡ máy")])
steps = st.lists(st.one_of(single, single, single, joining, leaving), min_size=5, max_size=25)
begun = st.tuples(*(st.integers(2, len(FORM)) for _name in NAMES))
_rounds = count()


@pytest.fixture(scope="module")
def inbox(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inbox]:
    """One database for all talks; each has people of its own."""
    path = tmp_path_factory.mktemp("phones") / "noisong.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    with database.transaction() as session:
        make_world(session)
    yield Inbox(database, Operator("UBND xã A Lưới 1"))
    with database.reading() as session:
        links = session.scalars(select(ContactLink).where(ContactLink.joined_at.is_not(None))).all()
    assert len(links) > 5, "hardly any talk came as far as joining"
    assert any(link.undone_at for link in links)
    database.close()


_events = count()


@settings(
    max_examples=20,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(begun=begun, steps=steps)
def test_every_message_is_answered_on_its_phone(
    inbox: Inbox, begun: tuple[int, ...], steps: list[list[tuple[str, str]]]
) -> None:
    chats, round_, code = Chats(inbox.database, inbox, _events), next(_rounds), ""
    phones: dict[str, Phone] = {name: ("telegram", f"{name} {round_}") for name in NAMES}
    for name, answered in zip(NAMES, begun, strict=True):
        chats.says(phones[name], "chào em", *FORM[:answered])
    for name, words in chain.from_iterable(steps):
        before = len(chats.heard(phones[name]))
        said = chats.says(phones[name], words.replace("[mã]", code))
        assert len(chats.heard(phones[name])) > before, words
        if "nhắn: nối " in said:
            code = said.partition("nhắn: nối ")[2][:9]
    with inbox.database.reading() as session:
        assert not any(session.scalars(select(InboxMessage.failure)))
        talking = set(session.scalars(select(Conversation.contact_id)))
        assert talking == set(session.scalars(select(ChannelAddress.contact_id)))
        joined = select(Contact.id).where(Contact.joined_to_id.is_not(None))
        assert not talking & set(session.scalars(joined))
