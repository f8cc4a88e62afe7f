"""What every message asks of its sender is what one would find by asking for each part."""

from datetime import timedelta

from sqlalchemy import select, update

from backend import clock
from backend.contacts.models import ChannelAddress, Consent, ContactId
from backend.contacts.queries import agreed
from backend.db import Database
from backend.invitations.models import AcceptedInvitation, Invitation, InvitationKind
from backend.standing import standing_of
from backend.support_requests.queries import own_requests
from tests.backend.counter import Counter


def contact_of(database: Database, chat_id: str) -> ContactId:
    with database.reading() as session:
        query = select(ChannelAddress.contact_id).where(ChannelAddress.chat_id == chat_id)
        return session.scalars(query).one()


def test_it_is_what_each_part_says(counter: Counter) -> None:
    counter.submit()
    contact = contact_of(counter.database, "tele-1")
    with counter.database.reading() as session:
        found = standing_of(session, contact)
        assert found.agreed == agreed(session, contact)
        assert found.agreed
        assert found.has_requests is bool(own_requests(session, contact))
        assert found.has_requests
        assert found.invitation is None


def test_nobody_has_agreed_asked_or_come_by_anything(counter: Counter) -> None:
    with counter.database.reading() as session:
        assert standing_of(session, ContactId(987654)) == (set(), False, None)


def test_several_consents_and_an_invitation(counter: Counter) -> None:
    counter.submit()
    contact = contact_of(counter.database, "tele-1")
    with counter.database.transaction() as session:
        first = session.scalars(select(Consent).where(Consent.contact_id == contact)).first()
        assert first
        for purpose in ("data_package", "publication"):
            session.add(
                Consent(
                    contact_id=contact, notice_version="2027-01", purpose=purpose, answer="ừ",
                    channel="telegram", event_id="1", given_at=clock.now(),
                )
            )  # fmt: skip
        invitation = Invitation(
            code="moi-01", number=1, kind=InvitationKind.COMMUNE, unit_id=counter.world.commune,
            officer_id=counter.world.officer, created_at=clock.now(),
        )  # fmt: skip
        session.add(invitation)
        session.flush()
        later = clock.now() + timedelta(seconds=1)
        session.add(AcceptedInvitation(contact_id=contact, invitation_id=invitation.id, at=later))
    with counter.database.reading() as session:
        found = standing_of(session, contact)
        assert found.agreed == agreed(session, contact)
        assert len(found.agreed) >= 3
        assert found.invitation == invitation.id
    with counter.database.transaction() as session:
        session.execute(update(Consent).values(withdrawn_at=clock.now()))
    with counter.database.reading() as session:
        assert standing_of(session, contact).agreed == set()
