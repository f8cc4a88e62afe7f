"""Whose account one may change, one-time links, and what somebody is appointed as."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import Database
from backend.errors import Conflict, Invalid, NotAllowed, NotFound, Refused
from backend.officers import appointments, links, passwords, queries, service
from backend.officers.models import Appointment, AppointmentId, Officer, OfficerId, Role
from backend.officers.rules import Term
from backend.officers.service import NewOfficer
from backend.officers.sessions import Browser, signed_in
from backend.officers.sign_in import sign_in
from tests.factories import PASSWORD, World, make_officer

BROWSER = Browser("10.0.0.1", "Firefox Linux")
NEW_PASSWORD = "bún bò cơm hến"


@pytest.fixture
def chief(database: Database, world: World) -> OfficerId:
    """The administrator of xã A Lưới 1."""
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.commune)
        return make_officer(session, "quantrixa", "Hồ Quản", unit, Role.ADMINISTRATOR).id


@pytest.fixture
def province_chief(database: Database, world: World) -> OfficerId:
    """The administrator of the province."""
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.province)
        return make_officer(session, "quantritinh", "Võ Tỉnh", unit, Role.ADMINISTRATOR).id


def term(
    world: World, role: Role = Role.STOREKEEPER, since: int = 0, until: int | None = None
) -> Term:
    today = clock.today()
    last = None if until is None else today + timedelta(days=until)
    return Term(role, world.commune, today + timedelta(days=since), last)


@contextmanager
def days_later(days: int) -> Iterator[None]:
    """As it will be then."""
    moment = clock.now() + timedelta(days=days)
    with patch.object(clock, "now", lambda: moment):
        yield


def invited(database: Database, by: OfficerId, wanted: Term, username: str = "moi") -> str:
    with database.transaction() as session:
        new = NewOfficer(username, "Hồ Thị Mới", wanted)
        return service.invite(session, session.get_one(Officer, by), new)[1]


def use(database: Database, code: str, password: str = NEW_PASSWORD) -> None:
    with database.transaction() as session:
        links.use(session, code, passwords.hashed(password))


def enters(database: Database, username: str = "moi", password: str = NEW_PASSWORD) -> str:
    found = sign_in(database, username, password, BROWSER, "none")
    return found.token if found else ""


def test_who_is_invited_sets_a_password_with_the_link_and_signs_in(
    database: Database, world: World, chief: OfficerId
) -> None:
    code = invited(database, chief, term(world))
    assert enters(database, password="") == ""
    use(database, code.lower().replace("-", " "))
    token = enters(database)
    with database.reading() as session:
        found = signed_in(session, token)
        assert found is not None
        assert (found.officer.role, found.officer.unit_id) == (Role.STOREKEEPER, world.commune)


def test_a_link_opens_once_and_for_seven_days(
    database: Database, world: World, chief: OfficerId
) -> None:
    code = invited(database, chief, term(world))
    with days_later(8), pytest.raises(Invalid, match="mã mới"):
        use(database, code)
    use(database, code)
    with pytest.raises(Invalid, match="mã mới"):
        use(database, code)
    for guessed in ("", "A", "2222-2222-2222", "x" * 5000, code[:-1]):
        with pytest.raises(Invalid):
            use(database, guessed)


def test_a_new_link_ends_the_old_one_the_password_and_every_session(
    database: Database, world: World, chief: OfficerId
) -> None:
    token = enters(database, "canbo", PASSWORD)
    codes = []
    for version in (1, 2):
        with database.transaction() as session:
            by, target = session.get_one(Officer, chief), OfficerId(world.officer)
            codes.append(service.reset_password(session, by, target, version))
    with database.reading() as session:
        assert signed_in(session, token) is None
    assert enters(database, "canbo", PASSWORD) == ""
    with pytest.raises(Invalid):
        use(database, codes[0])
    use(database, codes[1])
    assert enters(database, "canbo")


def test_two_who_use_one_link_at_once_set_one_password(
    database: Database, world: World, chief: OfficerId
) -> None:
    code, done = invited(database, chief, term(world)), []

    def try_it(password: str) -> None:
        try:
            use(database, code, password)
            done.append(password)
        except Invalid:
            pass

    threads = [
        threading.Thread(target=try_it, args=(f"mật khẩu số {number}",)) for number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1
    assert enters(database, password=done[0])


Act = Callable[[Session, Officer, OfficerId, int], object]
ACTS: dict[str, Act] = {
    "rename": lambda s, by, target, version: service.rename(s, by, target, version, "Tên Khác"),
    "switch_off": service.switch_off,
    "switch_on": service.switch_on,
    "reset": service.reset_password,
    "second_step": service.remove_second_step,
    "appoint": lambda s, by, target, version: service.appoint(
        s, by, target, version, Term(Role.INSPECTOR, by.unit_id, clock.today())
    ),
    "end": lambda s, by, target, version: service.end_appointment(
        s,
        by,
        target,
        version,
        s.scalars(select(Appointment.id).where(Appointment.officer_id == target)).first()
        or AppointmentId(0),
        clock.today(),
    ),
}


def act(database: Database, name: str, by: int, target: int, version: int = 1) -> None:
    with database.transaction() as session:
        ACTS[name](session, session.get_one(Officer, by), OfficerId(target), version)


@pytest.mark.parametrize("name", ACTS)
def test_nobody_changes_the_own_account_one_above_or_one_elsewhere(
    database: Database, world: World, chief: OfficerId, province_chief: OfficerId, name: str
) -> None:
    cases: list[tuple[int, int, type[Refused]]] = [
        (chief, chief, NotAllowed),
        (province_chief, province_chief, NotAllowed),
        (chief, province_chief, NotFound),
        (chief, world.province_officer, NotFound),
        (chief, world.stranger, NotFound),
        (chief, 999_999, NotFound),
    ]
    for by, target, refusal in cases:
        with pytest.raises(refusal):
            act(database, name, by, target)
    with pytest.raises(Conflict):
        act(database, name, chief, world.colleague, version=7)


@pytest.mark.parametrize("name", [name for name in ACTS if name != "appoint"])
def test_the_own_unit_and_every_unit_below_may_be_changed(
    database: Database, world: World, chief: OfficerId, province_chief: OfficerId, name: str
) -> None:
    act(database, name, chief, world.colleague)
    act(database, name, province_chief, world.stranger)


@pytest.mark.parametrize("name", ACTS)
def test_who_also_works_above_is_let_in_or_shut_out_from_above_only(
    database: Database, world: World, chief: OfficerId, province_chief: OfficerId, name: str
) -> None:
    above = Term(Role.STOREKEEPER, world.province, clock.today() + timedelta(days=3))
    with database.transaction() as session:
        by, target = session.get_one(Officer, province_chief), OfficerId(world.colleague)
        service.appoint(session, by, target, 1, above)
    with pytest.raises(NotAllowed, match="cấp trên"):
        act(database, name, chief, world.colleague, version=2)


def test_two_administrators_at_once_do_not_write_over_one_another(
    database: Database, world: World, chief: OfficerId
) -> None:
    act(database, "rename", chief, world.colleague)
    with pytest.raises(Conflict, match="vừa có người sửa"):
        act(database, "switch_off", chief, world.colleague)


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


def works_as(database: Database, username: str = "canbo2") -> Role | None:
    """The role that one has after signing in."""
    found = sign_in(database, username, PASSWORD, BROWSER, "none")
    return found.officer.role if found else None


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


@pytest.mark.parametrize(
    ("username", "full_name", "field"),
    [
        *(("", "A", "username"), ("a b", "A", "username"), ("x" * 65, "A", "username")),
        *(("CANBO ", "A", "username"), ("a\u200bb", "A", "username"), ("moi", " ", "full_name")),
        ("moi", "A" * 201, "full_name"),
    ],
)
def test_a_name_that_cannot_be_is_refused_beside_its_field(
    database: Database, world: World, chief: OfficerId, username: str, full_name: str, field: str
) -> None:
    new = NewOfficer(username, full_name, term(world))
    with database.reading() as session, pytest.raises(Invalid) as refusal:
        service.invite(session, session.get_one(Officer, chief), new)
    assert refusal.value.field == field


def found(database: Database, by: int, **by_what: object) -> list[str]:
    with database.reading() as session:
        rows = queries.officers(session, session.get_one(Officer, by), **by_what)  # type: ignore[arg-type]
        return [row.officer.username for row in rows]


def test_the_list_holds_the_own_unit_and_those_below_with_few_statements(
    database: Database, world: World, chief: OfficerId, province_chief: OfficerId
) -> None:
    assert found(database, chief) == ["canbo", "canbo2", "quantrixa"]
    everybody = ["canbo", "canbo2", "canbo5", "tinh", "quantrixa", "quantritinh"]
    assert found(database, province_chief) == everybody
    assert found(database, province_chief, unit_id=world.other_commune) == ["canbo5"]
    assert found(database, chief, unit_id=world.other_commune) == []
    assert found(database, chief, words="văn hải") in (["canbo2"], []), "SQLite folds no marks"
    assert found(database, chief, words="CANBO") == ["canbo", "canbo2"]
    assert found(database, chief, words="%") == found(database, chief, words="_") == []
    after = OfficerId(world.officer)
    assert found(database, chief, after=after) == ["canbo2", "quantrixa"]


def test_a_long_list_costs_as_few_statements_as_a_short_one(
    database: Database, world: World, province_chief: OfficerId
) -> None:
    def cost() -> int:
        told: list[str] = []
        with database.reading() as session:
            by = session.get_one(Officer, province_chief)
            event.listen(
                session.connection(), "before_cursor_execute", lambda *args: told.append("")
            )
            rows = queries.officers(session, by)
            queries.unit_names(session, by, [row.officer for row in rows])
        return len(told)

    short = cost()
    with database.transaction() as session:
        for number in range(20):
            place = world.commune if number % 2 else world.other_commune
            unit = session.get_one(AdministrativeUnit, place)
            make_officer(session, f"nv{number}", "Hồ Mẫu", unit, Role.VERIFIER)
    assert cost() == short == 4


def test_no_audit_entry_holds_a_name(database: Database, world: World, chief: OfficerId) -> None:
    use(database, invited(database, chief, term(world)))
    for version, name in enumerate(ACTS, 1):
        if name != "appoint":
            act(database, name, chief, world.colleague, version - (version > 6))
    with database.reading() as session:
        entries = session.scalars(select(audit.AuditEntry)).all()
        kept = str([entry.details for entry in entries])
        assert {"appoint", "set_password", "reset_password", "switch_off_officer"} <= {
            entry.action for entry in entries
        }
    for word in ("Hải", "Mới", "Tên", "canbo", "bún"):
        assert word not in kept
