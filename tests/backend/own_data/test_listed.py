"""XEM never tells who is on a list: only what an officer put to a request of one's own household, and
only once it was granted."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.contacts.models import ContactId
from backend.db import Database
from backend.officers.models import Officer
from backend.own_data.listed import OWN_HOUSEHOLD, listed
from backend.poverty_lists.models import PovertyListEntry
from backend.support_requests.models import (
    GRANTED,
    DecisionKind,
    Relation,
    Status,
    SupportRequest,
    Verification,
)
from backend.support_requests.service import decide, identify_household
from tests.factories import World, make_contact, make_request


def verified(session: Session, world: World) -> SupportRequest:
    """A request whose row an officer has confirmed."""
    request = make_request(session, world.commune)
    officer = session.get_one(Officer, world.officer)
    entry = session.scalars(
        select(PovertyListEntry.id).where(PovertyListEntry.head_key == request.head_key)
    ).one()
    identify_household(session, officer, request.id, request.version, entry)
    return request


def told(session: Session, request: SupportRequest) -> list[str]:
    session.flush()
    return listed(session, ContactId(request.contact_id or 0))


def put(session: Session, request: SupportRequest, **values: object) -> None:
    session.execute(update(SupportRequest).where(SupportRequest.id == request.id).values(**values))
    session.expire_all()


def test_a_granted_request_tells_the_row_and_none_of_its_numbers(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        request = verified(session, world)
        officer = session.get_one(Officer, world.officer)
        decide(session, officer, request.id, request.version, DecisionKind.APPROVE)
        (line,) = told(session, request)
        assert request.code in line
        assert "hộ nghèo" in line
        entry = session.scalars(select(PovertyListEntry)).first()
        assert entry
        for hidden in (entry.citizen_id, entry.ethnicity, entry.birth_raw):
            assert not hidden or hidden not in line


@pytest.mark.parametrize("status", list(Status))
def test_nothing_is_told_before_it_is_granted(
    database: Database, world: World, status: Status
) -> None:
    with database.transaction() as session:
        request = verified(session, world)
        put(session, request, status=status)
        assert bool(told(session, request)) == (status in GRANTED)


@pytest.mark.parametrize("relation", list(Relation))
def test_who_asks_for_others_is_told_nothing(
    database: Database, world: World, relation: Relation
) -> None:
    with database.transaction() as session:
        request = verified(session, world)
        put(session, request, status=Status.APPROVED, relation=relation)
        assert bool(told(session, request)) == (relation in OWN_HOUSEHOLD)


def test_what_the_service_found_by_itself_is_not_told(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = make_request(session, world.commune)
        found = session.scalars(
            select(Verification).where(Verification.request_id == request.id)
        ).one()
        assert found.entry_id, "the list proves this household"
        put(session, request, status=Status.APPROVED)
        assert told(session, request) == []


def test_a_later_word_that_it_is_not_on_the_list_takes_it_back(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        request = verified(session, world)
        officer = session.get_one(Officer, world.officer)
        identify_household(session, officer, request.id, request.version, None)
        put(session, request, status=Status.APPROVED)
        assert told(session, request) == []


def test_somebody_else_is_told_nothing(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = verified(session, world)
        put(session, request, status=Status.APPROVED)
        assert listed(session, make_contact(session, "người lạ")) == []
