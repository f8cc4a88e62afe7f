"""Whatever points at a contact is moved, also what is added to the schema one day."""

from sqlalchemy import inspect, select

from backend import clock
from backend.contacts.moving import STAYS, move, move_back, pointing
from backend.db import Database
from backend.invitations.models import AcceptedInvitation
from tests.backend.contacts.phones import Phones
from tests.backend.invitations.factory import make_invitation
from tests.factories import World, make_contact


def test_every_column_of_the_database_that_names_a_contact_is_moved_or_stays_on_purpose(
    database: Database,
) -> None:
    schema = inspect(database.engine)
    naming = {
        f"{table}.{key['constrained_columns'][0]}"
        for table in schema.get_table_names()
        for key in schema.get_foreign_keys(table)
        if key["referred_table"] == "contacts"
    }
    assert naming == {str(column) for column in pointing()} | STAYS
    assert "support_requests.contact_id" in naming


def test_what_one_may_have_once_stays_with_the_one_who_has_it(phones: Phones, world: World) -> None:
    with phones.database.transaction() as session:
        one, two, three = (make_contact(session, name) for name in ("một", "hai", "ba"))
        first = make_invitation(session, world)
        second = make_invitation(session, world, "THON 4826", "Thôn 2")
        session.add_all(
            AcceptedInvitation(contact_id=contact, invitation_id=made.id, at=clock.now())
            for contact, made in ((one, first), (two, second))
        )
        session.flush()
        move(session, two, one)
        move(session, one, three)
        accepted = select(AcceptedInvitation.contact_id, AcceptedInvitation.invitation_id)
        kept = {(contact, made) for contact, made in session.execute(accepted)}
        assert kept == {(three, first.id), (two, second.id)}


def test_what_has_gone_elsewhere_since_is_not_moved_back(phones: Phones) -> None:
    with phones.database.transaction() as session:
        one, two, three = (make_contact(session, name) for name in ("một", "hai", "ba"))
        moved = move(session, two, one)
        assert len(moved["channel_addresses.contact_id"]) == 1
        assert len(moved["consents.contact_id"]) == 1
        move(session, one, three)
        move_back(session, moved, one, two)
    assert phones.contact("hai") == three
