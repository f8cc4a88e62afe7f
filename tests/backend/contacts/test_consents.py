"""Consents: what each is for, which requests rest on it, and what ends it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.contacts.commands import (
    HOUSEHOLD_REQUESTS,
    NEEDED,
    REQUESTS,
    TICKETS,
    GiveConsent,
    WithdrawConsent,
)
from backend.contacts.models import Consent, ConsentedRequest, ContactId
from backend.contacts.purposes import LEAVES
from backend.contacts.queries import has_consented
from backend.contacts.rules import covers
from backend.contacts.service import Origin, give_consent, withdraw_consent
from backend.db import Database
from bot.flows.notice import Notice, enough_of
from bot.flows.privacy_notices import CURRENT, NOTICES
from tests.factories import World, make_contact, make_request


def agree(session: Session, contact: ContactId, purpose: str, version: str = CURRENT) -> None:
    give_consent(session, contact, GiveConsent(version, "đồng ý", purpose), Origin("zalo", purpose))


def rests_on(session: Session, request_id: int) -> list[str]:
    query = (
        select(Consent.purpose)
        .join(ConsentedRequest, ConsentedRequest.consent_id == Consent.id)
        .where(ConsentedRequest.request_id == request_id)
    )
    return list(session.scalars(query))


def test_each_childs_request_rests_on_the_parents_yes(database: Database, world: World) -> None:
    with database.transaction() as session:
        first = make_request(session, world.commune)
        second = make_request(
            session, world.commune, contact_id=first.contact_id, child_name="Hồ Thị Lan"
        )
        for request in (first, second):
            assert rests_on(session, request.id) == [REQUESTS]


def test_a_request_rests_on_the_newest_yes_that_covers_it(database: Database, world: World) -> None:
    with database.transaction() as session:
        contact = make_contact(session)
        withdraw_consent(session, contact, WithdrawConsent())
        agree(session, contact, REQUESTS)
        agree(session, contact, TICKETS)
        request = make_request(session, world.commune, contact_id=contact)
        (consent_id,) = session.scalars(
            select(ConsentedRequest.consent_id).where(ConsentedRequest.request_id == request.id)
        )
        consent = session.get_one(Consent, consent_id)
        assert (consent.purpose, consent.withdrawn_at) == (REQUESTS, None)


def test_a_request_of_who_stopped_meanwhile_rests_on_none(database: Database, world: World) -> None:
    with database.transaction() as session:
        contact = make_contact(session)
        withdraw_consent(session, contact, WithdrawConsent())
        assert rests_on(session, make_request(session, world.commune, contact_id=contact).id) == []


@pytest.mark.parametrize("leave", LEAVES, ids=lambda leave: leave.code)
def test_what_is_allowed_apart_is_no_consent_to_anything_else(leave) -> None:  # type: ignore[no-untyped-def]
    given = {(leave.code, CURRENT)}
    assert not covers(given)
    assert not any(covers(given, purpose) for purpose in NEEDED)
    assert covers(given, leave.code)


def test_withdrawing_one_purpose_leaves_the_others(database: Database, world: World) -> None:
    with database.transaction() as session:
        contact = make_contact(session)
        agree(session, contact, HOUSEHOLD_REQUESTS)
        withdraw_consent(session, contact, WithdrawConsent(REQUESTS))
        assert not has_consented(session, contact, REQUESTS)
        assert has_consented(session, contact, HOUSEHOLD_REQUESTS)


def test_who_agreed_to_less_is_asked_anew_for_a_request_and_not_for_a_ticket() -> None:
    assert enough_of(NOTICES, REQUESTS) == {CURRENT}
    assert enough_of(NOTICES, HOUSEHOLD_REQUESTS) == {CURRENT}
    assert enough_of(NOTICES, TICKETS) == NOTICES.keys()


@pytest.mark.parametrize(
    ("further_at", "enough"),
    [((), "abc"), ((0,), "abc"), ((1,), "bc"), ((2,), "c"), ((0, 2), "c"), ((1, 2), "c")],
)
def test_versions_are_enough_back_to_the_last_one_that_went_further(
    further_at: tuple[int, ...], enough: str
) -> None:
    notices = {
        version: Notice(version, further=frozenset({REQUESTS} if n in further_at else ()))
        for n, version in enumerate("abc")
    }
    assert enough_of(notices, REQUESTS) == set(enough)
    assert enough_of(notices, TICKETS) == set("abc")
