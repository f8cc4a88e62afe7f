"""Confirmed teachers are listed and ended, within the own unit."""

from collections.abc import Iterator

import pytest

from backend import clock
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.officers.models import Officer, OfficerId
from backend.programmes.fields import Answer
from backend.teachers.models import Teacher, TeacherId
from backend.teachers.queries import teacher
from backend.tickets.commands import SubmitTicket
from backend.tickets.effects import EFFECTS
from backend.tickets.service import submit
from tests.factories import World, make_contact
from tests.site import Visitor, running, words

SCHOOL = "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Hồng Thủy"


@pytest.fixture
def confirmed(database: Database, world: World) -> TeacherId:
    """A teacher of xã A Lưới 1."""
    with database.transaction() as session:
        made = Teacher(
            contact_id=make_contact(session, "thay-co"),
            unit_id=UnitId(world.commune),
            school=SCHOOL,
            officer_id=OfficerId(world.officer),
            confirmed_at=clock.now(),
        )
        session.add(made)
        session.flush()
        return made.id


@pytest.fixture
def officer(database: Database, world: World) -> Iterator[Visitor]:
    """Lê Thị Mai, approver of xã A Lưới 1."""
    with running(database) as address, Visitor(address) as visitor:
        visitor.sign_in()
        yield visitor


def speaks(database: Database, number: TeacherId) -> bool:
    with database.reading() as session:
        return teacher(session, session.get_one(Teacher, number).contact_id) is not None


def test_who_left_the_school_speaks_for_it_no_more(
    officer: Visitor, database: Database, confirmed: TeacherId
) -> None:
    assert SCHOOL in words(officer.open("/admin/teachers"))
    assert speaks(database, confirmed)
    place = f"/admin/teachers/{confirmed}/end"
    assert officer.submit(place).status_code == 303
    assert not speaks(database, confirmed)
    assert "đã kết thúc" in words(officer.open("/admin/teachers"))
    assert officer.submit(place).status_code == 409, "pressed twice"


def test_another_commune_neither_sees_nor_ends_them(
    officer: Visitor, database: Database, confirmed: TeacherId
) -> None:
    officer.cookies.clear()
    officer.sign_in("canbo5")
    assert SCHOOL not in words(officer.open("/admin/teachers"))
    assert officer.submit(f"/admin/teachers/{confirmed}/end").status_code == 404
    assert speaks(database, confirmed)


def test_the_name_is_that_of_the_ticket(officer: Visitor, database: Database, world: World) -> None:
    with database.transaction() as session:
        for number in range(3):
            contact = make_contact(session, f"thay-co-{number}")
            answers = (
                Answer("school", "TH Hồng Thủy", "TH Hồng Thủy"),
                Answer("teacher_name", f"Hồ Thị Dạy {number}", f"Hồ Thị Dạy {number}"),
            )
            ticket = submit(
                session, contact, SubmitTicket("confirm_teacher", UnitId(world.commune), answers)
            )
            EFFECTS["confirm_teacher"](session, session.get_one(Officer, world.officer), ticket)
    shown = words(officer.open("/admin/teachers"))
    assert all(f"Hồ Thị Dạy {number}" in shown for number in range(3))
