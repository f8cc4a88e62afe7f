"""Surveys of need: what a line may say, the latest count, and the requests beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.errors import Invalid, NotFound
from backend.need_surveys import queries, rules, service
from backend.need_surveys.models import SurveyedClass
from backend.officers.models import Officer, OfficerId
from backend.programmes.fields import Answer
from backend.schools.models import School
from backend.teachers.models import Teacher
from backend.tickets.commands import SubmitTicket
from backend.tickets.service import submit
from tests.backend.schools.factory import make_school
from tests.factories import World, make_contact, make_request


def who(session: Session, number: int) -> Officer:
    return session.get_one(Officer, OfficerId(number))


@pytest.mark.parametrize(
    ("one", "other"),
    [("3A", "lớp 3a"), ("Lớp 3 A", "3-A"), ("LỚP 10A1", "10a1"), ("Lá", "lớp lá"), ("5", "Lớp 5")],
)
def test_spellings_of_a_class_are_one(one: str, other: str) -> None:
    assert rules.class_key(one) == rules.class_key(other) != ""


@pytest.mark.parametrize(
    "text",
    [
        "3A",
        "3A; 28",
        "3A; 28; 30; 1",
        "3A; 28; 1; 29",
        "3A; -1; 0; 0",
        "; 28; 1; 1",
        "3A; 101; 1; 1",
        "3A; hai; 1; 1",
        "3A; 28; 1; 1; 1",
        "lớp; 28; 1; 1",
        "3A; ²8; 1; 1",
    ],
)
def test_a_line_that_cannot_be_true_is_none(text: str) -> None:
    assert [line for _number, _typed, line in rules.read_lines(text)] == [None]


@given(st.integers(0, 100), st.data())
def test_every_possible_line_is_read_back(pupils: int, data: st.DataObject) -> None:
    less = st.integers(0, pupils)
    device, internet = data.draw(less), data.draw(less)
    for gap in ("; ", ",", "\t"):
        read = list(rules.read_lines(f"\n3A{gap}{pupils}{gap}{device}{gap}{internet}\n"))
        assert read[0][2] == rules.Line("3A", pupils, device, internet)


def test_a_class_is_compared_with_the_requests_sent(database: Database, world: World) -> None:
    with database.transaction() as session:
        school, officer = make_school(session, world), who(session, world.officer)
        service.keep_lines(session, officer, school.id, "3A; 28; 11; 9\n4B; 30; 2; 2")
        service.keep_lines(session, officer, school.id, "lớp 3a; 28; 12; 9")
        for number in range(7):
            make_request(
                session,
                world.commune,
                chat_id=f"c{number}",
                child_name=f"Hồ Văn {number}",
                school=school.name,
                class_name="Lớp 3A",
            )
        found = queries.classes(session, officer, school, rules.school_year(clock.today()))
        told = [(one.name, one.counted and one.counted.without_device, one.sent) for one in found]
        assert told == [("lớp 3a", 12, 7), ("4B", 2, 0)]
        (whole,) = queries.overview(session, officer, rules.school_year(clock.today()))
        assert (whole.pupils, whole.without_device, whole.sent) == (58, 14, 7)


def test_one_bad_line_keeps_none_and_strangers_find_no_school(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        school, officer = make_school(session, world), who(session, world.officer)
        with pytest.raises(Invalid, match="Dòng 2"):
            service.keep_lines(session, officer, school.id, "3A; 28; 12; 9\n3B; 5; 9; 9")
        with pytest.raises(Invalid):
            service.keep_lines(session, officer, school.id, "  ")
        with pytest.raises(NotFound):
            service.keep_lines(session, who(session, world.stranger), school.id, "3A; 1; 1; 1")
        assert not session.scalars(select(SurveyedClass)).all()


@pytest.mark.parametrize(("without", "kept"), [(12, True), (40, False)])
def test_what_a_confirmed_teacher_tells_counts_at_once(
    database: Database, world: World, without: int, kept: bool
) -> None:
    with database.transaction() as session:
        school = make_school(session, world)
        contact = make_contact(session, "thay")
        session.add(
            Teacher(
                contact_id=contact,
                unit_id=UnitId(world.commune),
                school=school.name,
                officer_id=OfficerId(world.officer),
                confirmed_at=clock.now(),
            )
        )
        session.flush()
        numbers = {"pupils": 28, "without_device": without, "without_internet": 9}
        answers = [Answer("class_name", "3A", "3A")]
        answers += [Answer(name, number, str(number)) for name, number in numbers.items()]
        submit(
            session, contact, SubmitTicket("class_survey", UnitId(world.commune), tuple(answers))
        )
        rows = session.scalars(select(SurveyedClass)).all()
        assert [row.without_device for row in rows] == ([12] if kept else [])
        assert session.get_one(School, school.id).id == school.id
