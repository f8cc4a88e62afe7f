"""Who agreed to an older notice: asked anew only for what goes beyond it."""

from collections.abc import Iterator

import pytest

from backend.contacts.commands import REQUESTS, GiveConsent
from backend.contacts.service import Origin, give_consent
from backend.db import Database
from backend.office import Office, Operator
from bot.flows.privacy_notices import CURRENT, NOTICES
from bot.questions import Question
from tests.bot.meeting import met
from tests.factories import World, make_contact

OLD = [version for version in NOTICES if version != CURRENT]


@pytest.fixture
def office(database: Database, world: World) -> Iterator[Office]:
    """Of somebody who has agreed to nothing yet."""
    with database.transaction() as session:
        contact = make_contact(session, consents=False)
        yield Office(session, contact, Operator("UBND xã"), Origin("telegram", "1"))


def agreed(office: Office, version: str) -> None:
    give_consent(
        office.session, office.contact_id, GiveConsent(version, "đồng ý", REQUESTS), office.origin
    )


@pytest.mark.parametrize("version", OLD)
def test_a_further_request_asks_anew_and_says_what_is_new(office: Office, version: str) -> None:
    agreed(office, version)
    _said, question = met("request_support", office, "xin máy cho con")
    assert isinstance(question, Question)
    assert question.name == "consent"
    for word in ("nói thêm", "tên chủ hộ", "cán bộ kiểm tra", "Zalo", "Telegram"):
        assert word in question.text
    assert len(question.text) <= 300


@pytest.mark.parametrize("version", OLD)
def test_a_no_to_what_is_new_leaves_the_old_as_it_was(office: Office, version: str) -> None:
    agreed(office, version)
    said, command = met("request_support", office, "xin máy cho con", "không đồng ý")
    assert command is None
    assert "vẫn như trước" in said
    assert "không giữ gì" not in said
    assert office.has_consented(REQUESTS)


def test_who_agreed_to_the_newest_is_not_asked(office: Office) -> None:
    agreed(office, CURRENT)
    _said, question = met("request_support", office, "xin máy cho con")
    assert isinstance(question, Question)
    assert question.name != "consent"


@pytest.mark.parametrize("version", OLD)
def test_a_ticket_does_nothing_more_and_asks_nothing_anew(office: Office, version: str) -> None:
    agreed(office, version)
    _said, question = met("complain", office, "phản ánh")
    assert isinstance(question, Question)
    assert question.name != "consent"


@pytest.mark.parametrize(
    "words", ["dạ", "ừ", "ok", "được hả em?", "để coi", "sao cũng được", "1 2"]
)
def test_no_unclear_word_is_a_consent_to_what_is_new(office: Office, words: str) -> None:
    agreed(office, OLD[-1])
    _said, question = met("request_support", office, "xin máy cho con", words)
    assert isinstance(question, Question)
    assert question.name == "consent"
