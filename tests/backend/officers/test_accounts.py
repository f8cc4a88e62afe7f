"""Whose account one may change, one-time links, and who finds which accounts."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.errors import Conflict, Invalid, NotAllowed, NotFound, Refused
from backend.officers import queries, service
from backend.officers.models import Officer, OfficerId, Role
from backend.officers.rules import Term
from backend.officers.service import NewOfficer
from backend.officers.sessions import signed_in
from tests.backend.officers.accounts import (
    ACTS,
    act,
    chief,
    days_later,
    enters,
    invited,
    province_chief,
    term,
    use,
)
from tests.factories import PASSWORD, World, make_officer

__all__ = ["chief", "province_chief"]  # fixtures


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
