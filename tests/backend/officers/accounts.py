"""Administrators, and what tests of accounts do again and again."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers import links, passwords, service
from backend.officers.models import Appointment, AppointmentId, Officer, OfficerId, Role
from backend.officers.rules import Term
from backend.officers.service import NewOfficer
from backend.officers.sessions import Browser
from backend.officers.sign_in import sign_in
from tests.factories import PASSWORD, World, make_officer

BROWSER = Browser("10.0.0.1", "Firefox Linux")
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
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


def works_as(database: Database, username: str = "canbo2") -> Role | None:
    """The role that one has after signing in."""
    found = sign_in(database, username, PASSWORD, BROWSER, "none")
    return found.officer.role if found else None


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
