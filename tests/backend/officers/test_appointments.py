"""What somebody is appointed as, from when until when, and as what one works."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import Database
from backend.errors import Invalid, NotAllowed, NotFound
from backend.officers import appointments, queries, service
from backend.officers.models import Appointment, AppointmentId, Officer, OfficerId, Role
from backend.officers.rules import Term
from backend.officers.sessions import signed_in
from tests.backend.officers.accounts import (
    act,
    chief,
    days_later,
    enters,
    invited,
    province_chief,
    term,
    works_as,
)
from tests.factories import PASSWORD, World, make_officer

__all__ = ["chief", "province_chief"]  # fixtures


@pytest.mark.parametrize("unit", ["province", "other_commune", "nowhere"])
def test_nobody_is_appointed_where_one_has_no_say(
    database: Database, world: World, chief: OfficerId, unit: str
) -> None:
    there = Term(Role.VERIFIER, UnitId(getattr(world, unit, 999_999)), clock.today())
    with pytest.raises(NotFound):
        invited(database, chief, there)
    with database.transaction() as session:
        by = session.get_one(Officer, chief)
        with pytest.raises(NotFound):
            service.appoint(session, by, OfficerId(world.colleague), 1, there)


def test_incompatible_roles_are_refused_at_one_time_and_taken_one_after_the_other(
    database: Database, world: World, chief: OfficerId
) -> None:
    def appoint(version: int, wanted: Term) -> None:
        with database.transaction() as session:
            by = session.get_one(Officer, chief)
            service.appoint(session, by, OfficerId(world.colleague), version, wanted)

    with pytest.raises(Invalid, match="vừa là") as refusal:
        appoint(1, term(world, Role.STOREKEEPER))
    assert refusal.value.field == "role"
    with database.transaction() as session:
        by, target = session.get_one(Officer, chief), OfficerId(world.colleague)
        held = queries.history(session, by, target)[0][0]
        service.end_appointment(session, by, target, 1, held.id, clock.today() + timedelta(days=4))
    with pytest.raises(Invalid):
        appoint(2, term(world, Role.STOREKEEPER, since=4))
    appoint(2, term(world, Role.STOREKEEPER, since=5))
    assert works_as(database) is Role.APPROVER
    with days_later(5):
        assert works_as(database) is Role.STOREKEEPER


def test_without_an_appointment_of_today_one_cannot_sign_in_and_is_told_what_to_do(
    database: Database, world: World, chief: OfficerId
) -> None:
    token = enters(database, "canbo2", PASSWORD)
    act(database, "end", chief, world.colleague)
    with database.reading() as session:
        assert signed_in(session, token), "the last day still counts"
    with days_later(1):
        with pytest.raises(NotAllowed, match="chức vụ"):
            enters(database, "canbo2", PASSWORD)
        assert enters(database, "canbo2", "sai hẳn rồi") == "", "only the right password tells"
    with days_later(0), database.transaction() as session:
        by, target = session.get_one(Officer, chief), OfficerId(world.colleague)
        held = queries.history(session, by, target)[0][0]
        yesterday = clock.today() - timedelta(days=1)
        service.end_appointment(session, by, target, 2, held.id, yesterday)
    with database.reading() as session:
        assert signed_in(session, token) is None, "ended yesterday is out at once"


def test_one_works_as_one_of_several_and_what_was_signed_keeps_as_what(
    database: Database, world: World, chief: OfficerId
) -> None:
    wanted = Term(Role.STOREKEEPER, world.commune, clock.today())
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.commune)
        made = make_officer(session, "hai", "Hồ Hai", unit, Role.VERIFIER)
        number = made.id
        second = service.appoint(session, session.get_one(Officer, chief), number, 1, wanted)
        assert (made.role, made.unit_id) == (Role.VERIFIER, world.commune), "as before"
    before = clock.now()
    with database.transaction() as session:
        officer = session.get_one(Officer, number)
        appointments.switch(session, officer, second.id)
        appointments.switch(session, officer, second.id)
    with database.reading() as session:
        assert session.get_one(Officer, number).role is Role.STOREKEEPER
        told = [appointments.worked_as(session, number, at) for at in (before, clock.now())]
        assert [each.role for each in told if each] == [Role.VERIFIER, Role.STOREKEEPER]
        assert appointments.worked_as(session, number, before - timedelta(days=1)) is None
        switches = select(audit.AuditEntry).where(audit.AuditEntry.action == "switch_appointment")
        assert len(session.scalars(switches).all()) == 1
    assert works_as(database, "hai") is Role.STOREKEEPER, "the next sign-in goes on with it"


def test_one_switches_to_nothing_but_an_own_appointment_of_today(
    database: Database, world: World, chief: OfficerId
) -> None:
    with database.transaction() as session:
        by, target = session.get_one(Officer, chief), OfficerId(world.colleague)
        later = Term(Role.VERIFIER, world.commune, clock.today() + timedelta(days=9))
        with pytest.raises(Invalid):
            service.appoint(session, by, target, 1, later)
        other = session.scalars(
            select(Appointment.id).where(Appointment.officer_id == world.stranger)
        ).one()
        for number in (other, AppointmentId(0), AppointmentId(999_999)):
            with pytest.raises(NotFound):
                appointments.switch(session, session.get_one(Officer, target), number)


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [(0, -1, "until"), (400, None, "since"), (-4000, None, "since"), (10, 9, "until")],
)
def test_days_that_cannot_be_are_refused_beside_their_field(
    database: Database, world: World, chief: OfficerId, since: int, until: int, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        invited(database, chief, term(world, since=since, until=until))
    assert refusal.value.field == field


def test_the_past_is_not_rewritten_and_what_has_not_begun_can_be_called_off(
    database: Database, world: World, chief: OfficerId
) -> None:
    invited(database, chief, term(world, since=10))
    with database.transaction() as session:
        by = session.get_one(Officer, chief)
        made = session.scalars(select(Officer).where(Officer.username == "moi")).one()
        held = queries.history(session, by, made.id)[0][0]
        service.end_appointment(session, by, made.id, 1, held.id, clock.today())
        assert not any(
            held.term.holds_on(clock.today() + timedelta(days=number)) for number in range(400)
        )
        mine = queries.history(session, by, OfficerId(world.colleague))[0][0]
        long_ago = date(2020, 1, 1)
        with pytest.raises(Invalid, match="hôm qua"):
            service.end_appointment(session, by, OfficerId(world.colleague), 1, mine.id, long_ago)
