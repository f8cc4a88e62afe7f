"""Leave to show a child's picture or name: in chat, on paper, required, taken back."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.commands import NAME, PHOTO, WithdrawConsent
from backend.contacts.models import Consent, ContactId, Whose
from backend.contacts.queries import has_consented
from backend.contacts.service import Origin, withdraw_consent
from backend.db import Database
from backend.errors import Conflict, Invalid, NotFound
from backend.messages.models import OutboxMessage
from backend.officers.models import Officer
from backend.publication import service
from backend.publication.commands import AllowPublication
from backend.publication.service import Signed, require
from backend.retention.reach import of_requests
from backend.support_requests.models import Relation, SupportRequest
from tests.factories import World, make_contact, make_request

ORIGIN = Origin("telegram", "update-1")


def born(age: int) -> int:
    """The year in which somebody was born who turns this age this year."""
    return clock.today().year - age


def of_age(session: Session, world: World, age: int, **said: Any) -> SupportRequest:
    return make_request(session, world.commune, child_birth_year=born(age), **said)


def yes(request: SupportRequest, child: str = "") -> AllowPublication:
    return AllowPublication(request.code, PHOTO, "đồng ý", child)


def allow(session: Session, request: SupportRequest, child: str = "") -> None:
    service.allow(session, ContactId(request.contact_id or 0), yes(request, child), ORIGIN)


def signed(**changes: object) -> Signed:
    said = {"purpose": PHOTO, "given_by": "Hồ Thị A Lơ", "by_child": True, "on": clock.today()}
    return Signed(**{**said, **changes})  # type: ignore[arg-type]


def test_nothing_is_published_unless_it_was_allowed(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = of_age(session, world, 10)
        for purpose in (PHOTO, NAME):
            with pytest.raises(Conflict):
                require(session, request, purpose)


def test_a_consent_to_the_request_allows_no_picture(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = of_age(session, world, 5)
        assert has_consented(session, ContactId(request.contact_id or 0))
        assert service.allowed(session, request) == []


def test_a_small_child_needs_the_parents_yes_alone(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = of_age(session, world, 6)
        allow(session, request)
        require(session, request, PHOTO)
        with pytest.raises(Conflict, match="bố mẹ"):
            require(session, request, NAME)


def test_from_seven_on_the_child_says_yes_as_well(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = of_age(session, world, 7)
        with pytest.raises(Conflict, match="chính em"):
            allow(session, request)
        allow(session, request, "dạ em đồng ý")
        require(session, request, PHOTO)
        words = select(Consent.whose, Consent.answer).where(Consent.purpose == PHOTO)
        kept = {whose: answer for whose, answer in session.execute(words)}
        assert kept == {Whose.OWN: "đồng ý", Whose.CHILD: "dạ em đồng ý"}


@pytest.mark.parametrize(
    "relation", [each for each in Relation if each is not Relation.PARENT], ids=str
)
def test_only_a_parent_answers_for_a_child_by_chat(
    database: Database, world: World, relation: Relation
) -> None:
    with database.transaction() as session:
        request = of_age(session, world, 10, relation=relation)
        with pytest.raises(Conflict, match="bố mẹ"):
            allow(session, request, "đồng ý")


def test_nobody_answers_for_another_family(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = of_age(session, world, 10)
        stranger = make_contact(session, "người lạ")
        with pytest.raises(NotFound):
            service.allow(session, stranger, yes(request, "đồng ý"), ORIGIN)


def test_one_childs_picture_is_not_anothers(database: Database, world: World) -> None:
    with database.transaction() as session:
        first = of_age(session, world, 10)
        second = of_age(session, world, 9, contact_id=first.contact_id, child_name="Hồ Thị Lan")
        allow(session, first, "đồng ý")
        with pytest.raises(Conflict):
            require(session, second, PHOTO)


def test_a_picture_is_taken_back_alone(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = of_age(session, world, 10)
        contact = ContactId(request.contact_id or 0)
        allow(session, request, "đồng ý")
        withdraw_consent(session, contact, WithdrawConsent(PHOTO))
        assert service.allowed(session, request) == []
        assert has_consented(session, contact), "the request itself goes on"


def test_who_stops_everything_takes_the_picture_back(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = of_age(session, world, 10)
        contact = ContactId(request.contact_id or 0)
        allow(session, request, "đồng ý")
        withdraw_consent(session, contact, WithdrawConsent())
        assert service.allowed(session, request) == []


def test_a_picture_alone_lets_nothing_be_written(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = of_age(session, world, 10)
        contact = ContactId(request.contact_id or 0)
        withdraw_consent(session, contact, WithdrawConsent())
        officer = session.get_one(Officer, world.officer)
        service.allow_on_paper(session, officer, request.id, signed())
        assert service.allowed(session, request)
        assert not has_consented(session, contact)
        before = session.scalars(select(OutboxMessage.id)).all()
        assert not service.ask_family(session, officer, request.id, NAME)
        assert session.scalars(select(OutboxMessage.id)).all() == before


def test_a_paper_needs_the_childs_word_too(database: Database, world: World) -> None:
    with database.transaction() as session:
        request, officer = of_age(session, world, 10), session.get_one(Officer, world.officer)
        with pytest.raises(Invalid) as refused:
            service.allow_on_paper(session, officer, request.id, signed(by_child=False))
        assert refused.value.field == "by_child"
        service.allow_on_paper(session, officer, request.id, signed())
        require(session, request, PHOTO)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purpose": ""}, "purpose"),
        ({"purpose": "support_request"}, "purpose"),
        ({"on": clock.today() + timedelta(days=2)}, "on"),
    ],
)
def test_a_paper_says_what_for_and_when(
    database: Database, world: World, changes: dict[str, object], field: str
) -> None:
    with database.transaction() as session:
        request, officer = of_age(session, world, 10), session.get_one(Officer, world.officer)
        with pytest.raises(Invalid) as refused:
            service.allow_on_paper(session, officer, request.id, signed(**changes))
        assert refused.value.field == field


def test_signing_twice_is_one_consent(database: Database, world: World) -> None:
    with database.transaction() as session:
        request, officer = of_age(session, world, 10), session.get_one(Officer, world.officer)
        for _again in range(2):
            service.allow_on_paper(session, officer, request.id, signed())
        (photo, _name) = service.standings(session, request)
        assert [each.whose for each in photo.given] == [Whose.OWN, Whose.CHILD]


def test_an_officer_of_another_commune_signs_nothing(database: Database, world: World) -> None:
    with database.transaction() as session:
        request, stranger = of_age(session, world, 10), session.get_one(Officer, world.stranger)
        with pytest.raises(NotFound):
            service.allow_on_paper(session, stranger, request.id, signed())


def test_what_was_signed_is_ended_before_an_officer(database: Database, world: World) -> None:
    with database.transaction() as session:
        request, officer = of_age(session, world, 10), session.get_one(Officer, world.officer)
        service.allow_on_paper(session, officer, request.id, signed())
        service.end(session, officer, request.id, PHOTO)
        assert service.allowed(session, request) == []


def test_what_was_signed_is_found_when_the_request_is_anonymised(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        request, officer = of_age(session, world, 10), session.get_one(Officer, world.officer)
        service.allow_on_paper(session, officer, request.id, signed())
        kept = session.scalars(select(Consent.id).where(Consent.officer_id.is_not(None))).all()
        assert sorted(of_requests(session, [request.id])["signed_leaves"]) == sorted(kept)
