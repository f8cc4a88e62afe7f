"""What XEM tells besides what was sent: things, messages, consents, receivers, all of oneself alone."""

from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.commands import WithdrawConsent
from backend.contacts.models import ContactId
from backend.contacts.service import withdraw_consent
from backend.data_packages import service as data_packages
from backend.data_packages.models import Operator
from backend.db import Database
from backend.deliveries.service import HandOver, hand_over
from backend.officers.models import Officer
from backend.own_data.mine import OwnData
from backend.programmes.service import programme_of
from backend.retention.terms import DEFAULT
from backend.support_requests.models import DecisionKind, SupportRequest
from backend.support_requests.service import decide
from tests.factories import World, make_contact, make_request


def served(session: Session, world: World) -> SupportRequest:
    """A request with a machine and a package."""
    request, officer = make_request(session, world.commune), session.get_one(Officer, world.officer)
    decide(session, officer, request.id, request.version, DecisionKind.APPROVE)
    form = HandOver("SN-0001", "Máy tính bảng", clock.today(), request.head_name, request.relation)
    hand_over(session, officer, request.id, request.version, form)
    registration = data_packages.Registration(Operator.VIETTEL, request.phone)
    data_packages.register(session, officer, request.id, request.version, registration)
    return request


def test_machine_and_package_are_told(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = served(session, world)
        machine, package = OwnData(session, ContactId(request.contact_id or 0)).things()
        assert "SN-0001" in machine
        assert request.head_name in machine
        assert "Viettel" in package
        assert request.phone in package


def test_consents_are_told_with_what_rests_on_them(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = make_request(session, world.commune)
        contact = ContactId(request.contact_id or 0)
        (given,) = OwnData(session, contact).consents()
        assert request.code in given
        assert "đã rút" not in given
        withdraw_consent(session, contact, WithdrawConsent())
        assert "đã rút ngày" in OwnData(session, contact).consents()[0]


def test_messages_are_counted_of_oneself_alone(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = make_request(session, world.commune)
        kept = OwnData(session, ContactId(request.contact_id or 0)).messages_kept()
        assert (kept.received, kept.sent, kept.photos) == (0, 1, 0)  # that it was submitted
        assert f"{kept.months} tháng" in kept.line()
        none = OwnData(session, make_contact(session, "người lạ")).messages_kept()
        assert (none.received, none.sent, none.photos) == (0, 0, 0)


def test_a_stranger_is_told_nothing_at_all(database: Database, world: World) -> None:
    with database.transaction() as session:
        served(session, world)
        mine = OwnData(session, make_contact(session, "người lạ", consents=False))
        told = (mine.listed(), mine.things(), mine.consents(), mine.receivers(), mine.leaves())
        assert not any(told)
        assert not mine.withdrawable_requests()
        assert not mine.children_answered_for()


def test_what_was_handed_over_is_not_withdrawn_by_chat(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = served(session, world)
        mine = OwnData(session, ContactId(request.contact_id or 0))
        assert mine.withdrawable_requests() == []


def test_how_long_is_read_from_the_programme(database: Database, world: World) -> None:
    with database.transaction() as session:
        request = make_request(session, world.commune)
        programme = programme_of(session, request.revision_id)
        mine = OwnData(session, ContactId(request.contact_id or 0))
        longer = programme.model_copy(
            update={"retention": DEFAULT.model_copy(update={"months": 36})}
        )
        assert mine.months_kept(longer) == 36
        assert mine.months_kept(None) == DEFAULT.months
