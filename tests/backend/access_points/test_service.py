"""Keeping the places, on both databases."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points import queries, service
from backend.access_points.models import AccessPointId, ExceptionId, HoursException
from backend.access_points.service import PointForm
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.errors import Conflict, Invalid, NotFound
from backend.officers.models import Officer, OfficerId
from tests.backend.access_points.factory import OFFICE_HOURS, make_access_point
from tests.backend.counter import Counter, at_once
from tests.factories import World

TODAY = clock.today()
TOMORROW = TODAY + timedelta(days=1)
NO_POINT = AccessPointId(999)


@pytest.fixture
def session(database: Database, world: World) -> Iterator[Session]:
    with database.transaction() as session:
        yield session


def officer_of(session: Session, number: int) -> Officer:
    return session.get_one(Officer, OfficerId(number))


def test_a_place_is_kept_as_it_was_typed(session: Session, world: World) -> None:
    officer = officer_of(session, world.officer)
    form = PointForm(
        " Thư viện ",
        OFFICE_HOURS,
        machines="10",
        address="cạnh chợ",
        phone=" 0234 3878 200 ",
        activities="in bài",
        fee="miễn phí",
        position="107.23, 16.27",
    )
    point = service.add(session, officer, UnitId(world.commune), form)
    session.flush()
    session.expire_all()
    kept = queries.access_point(session, officer, point.id)
    assert (kept.name, kept.machines, kept.phone) == ("Thư viện", 10, "0234 3878 200")
    assert (kept.latitude, kept.longitude) == (16.27, 107.23)
    assert kept.hours[0] == [[450, 690], [810, 1020]]
    assert kept.hours[5:] == [[], []]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", " "),
        ("hours", ""),
        ("hours", "CN nghỉ"),
        ("hours", "T2 8-11, 10-12"),
        ("hours", "T2 11-8"),
        ("machines", "mười"),
        ("machines", "-1"),
        ("machines", "100000"),
        ("machines", ""),
        ("phone", "gọi cô Mai"),
        ("phone", "12"),
        ("position", "cạnh chợ"),
        ("position", "48.85, 2.35"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(
    session: Session, world: World, field: str, typed: str
) -> None:
    officer = officer_of(session, world.officer)
    fields = {"name": "Thư viện", "hours": OFFICE_HOURS, field: typed}
    with pytest.raises(Invalid) as refused:
        service.add(session, officer, UnitId(world.commune), PointForm(**fields))
    assert refused.value.field == field
    assert typed.strip() not in str(refused.value) or not typed.strip()


def test_an_officer_adds_places_in_the_own_communes_only(session: Session, world: World) -> None:
    officer = officer_of(session, world.officer)
    for elsewhere in (world.other_commune, world.province, 999):
        with pytest.raises(NotFound):
            service.add(session, officer, UnitId(elsewhere), PointForm("Thư viện", OFFICE_HOURS))


def test_a_stranger_finds_and_changes_nothing(session: Session, world: World) -> None:
    point = make_access_point(session, world)
    other = officer_of(session, world.stranger)
    assert queries.access_points(session, other) == []
    form = PointForm("Khác", OFFICE_HOURS)
    acts = (
        partial(queries.access_point, session, other, point.id),
        partial(queries.exceptions, session, other, point.id, TODAY),
        partial(service.change, session, other, point.id, 1, form),
        partial(service.close, session, other, point.id, 1, TODAY),
        partial(service.reopen, session, other, point.id, 1),
        partial(service.except_day, session, other, point.id, TODAY, "nghỉ"),
        partial(service.keep_usual_hours, session, other, point.id, ExceptionId(1)),
    )
    for act in acts:
        with pytest.raises(NotFound):
            act()


def test_the_second_of_two_changes_is_told_to_look_again(counter: Counter) -> None:
    with counter.database.transaction() as session:
        point_id = make_access_point(session, counter.world).id

    def change(name: str, by: int) -> None:
        with counter.database.transaction() as session:
            officer = officer_of(session, by)
            service.change(session, officer, point_id, 1, PointForm(name, OFFICE_HOURS))

    world = counter.world
    answers = at_once(
        partial(change, "Một", world.officer), partial(change, "Hai", world.colleague)
    )
    assert answers.count(None) == 1
    (refused,) = (told for told in answers if told)
    assert isinstance(refused, Conflict), refused


def test_closed_and_opened_again(session: Session, world: World) -> None:
    officer = officer_of(session, world.officer)
    point = make_access_point(session, world)
    service.close(session, officer, point.id, 1, TODAY)
    assert point.closed_on == TODAY
    service.reopen(session, officer, point.id, 2)
    assert point.closed_on is None


def test_the_last_word_on_a_day_counts(session: Session, world: World) -> None:
    officer = officer_of(session, world.officer)
    point = make_access_point(session, world)
    service.except_day(session, officer, point.id, TOMORROW, "tập huấn")
    service.except_day(session, officer, point.id, TOMORROW, "", "8-10")
    (kept,) = queries.exceptions(session, officer, point.id, TODAY)
    assert (kept.reason, kept.hours) == ("", [[480, 600]])
    service.keep_usual_hours(session, officer, point.id, kept.id)
    assert queries.exceptions(session, officer, point.id, TODAY) == []
    with pytest.raises(NotFound):
        service.keep_usual_hours(session, officer, point.id, kept.id)


@pytest.mark.parametrize(
    ("days", "reason", "hours", "field"),
    [
        (-1, "tập huấn", "", "day"),
        (1, " ", "", "reason"),
        (1, "tập huấn", "10-8", "day_hours"),
        (1, "tập huấn", "lúc nào đó", "day_hours"),
        (1, "tập huấn", "T2 8-10", "day_hours"),
    ],
)
def test_a_day_of_its_own_needs_a_day_to_come_and_a_reason_or_hours(
    session: Session, world: World, days: int, reason: str, hours: str, field: str
) -> None:
    officer = officer_of(session, world.officer)
    point = make_access_point(session, world)
    day = TODAY + timedelta(days=days)
    with pytest.raises(Invalid) as refused:
        service.except_day(session, officer, point.id, day, reason, hours)
    assert refused.value.field == field


def test_the_days_of_one_place_are_not_those_of_another(session: Session, world: World) -> None:
    officer = officer_of(session, world.officer)
    first, second = (make_access_point(session, world, name) for name in ("Một", "Hai"))
    service.except_day(session, officer, first.id, TOMORROW, "tập huấn")
    (exception,) = queries.exceptions(session, officer, first.id, TODAY)
    with pytest.raises(NotFound):
        service.keep_usual_hours(session, officer, second.id, exception.id)
    assert session.get(HoursException, exception.id)


def test_every_act_leaves_its_trace(counter: Counter) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        unit_id = UnitId(counter.world.commune)
        point = service.add(session, officer, unit_id, PointForm("Thư viện", OFFICE_HOURS))
        service.change(session, officer, point.id, 1, PointForm("Thư viện", "T2 8-9"))
        exception = service.except_day(session, officer, point.id, TOMORROW, "tập huấn")
        service.keep_usual_hours(session, officer, point.id, exception.id)
        service.close(session, officer, point.id, 2, TODAY)
        service.reopen(session, officer, point.id, 3)
    acts = [entry for entry in counter.audited() if entry.subject == "access_points"]
    assert [entry.action for entry in acts] == [
        "add_access_point",
        "change_access_point",
        "except_day",
        "keep_usual_hours",
        "close_access_point",
        "reopen_access_point",
    ]
    assert {entry.officer_id for entry in acts} == {counter.world.officer}
    assert acts[1].details == {"hours_changed": True}
