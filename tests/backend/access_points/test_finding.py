"""Which places are near, on both databases."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points import service
from backend.access_points.finding import near
from backend.access_points.rules import Position, hours_on
from backend.administrative_units.models import (
    AdministrativeUnit,
    Level,
    SuccessionKind,
    UnitId,
    UnitSuccession,
)
from backend.administrative_units.service import add_unit, tree_changed
from backend.db import Database
from backend.officers.models import Officer, OfficerId
from tests.backend.access_points.factory import make_access_point
from tests.factories import SINCE, World


@pytest.fixture
def session(database: Database, world: World) -> Iterator[Session]:
    with database.transaction() as session:
        yield session


def another_commune(session: Session, world: World, name: str) -> UnitId:
    province = session.get_one(AdministrativeUnit, world.province)
    return add_unit(session, Level.COMMUNE, "xã", name, parent=province, valid_from=SINCE).id


def old_district(session: Session, *communes: int) -> None:
    """Gives communes of today an old commune each, all of one old district."""
    long_ago = date(1900, 1, 1)
    district = add_unit(session, Level.DISTRICT, "huyện", "A Lưới", valid_from=long_ago)
    district.valid_to = SINCE
    for number, new_id in enumerate(communes):
        name = f"Xã cũ {number}"
        old = add_unit(session, Level.COMMUNE, "xã", name, parent=district, valid_from=long_ago)
        old.valid_to = SINCE
        session.add(
            UnitSuccession(
                old_id=old.id,
                new_id=new_id,
                kind=SuccessionKind.MERGE,
                divided=False,
                likeliest=True,
                at=SINCE,
            )
        )
    tree_changed(session)


def names(session: Session, place: int | Position) -> list[str]:
    found = near(session, place if isinstance(place, Position) else UnitId(place))
    return [one.point.name for one in found]


def test_the_own_commune_comes_first_then_the_old_district_then_the_province(
    session: Session, world: World
) -> None:
    third = another_commune(session, world, "A Lưới 3")
    make_access_point(session, world, "A ở xa", unit_id=third)
    make_access_point(session, world, "B láng giềng", unit_id=world.other_commune)
    make_access_point(session, world, "C của xã")
    old_district(session, world.commune, world.other_commune)
    own, neighbour, far = near(session, UnitId(world.commune))
    assert [one.point.name for one in (own, neighbour, far)] == [
        "C của xã",
        "B láng giềng",
        "A ở xa",
    ]
    assert [one.commune for one in (own, neighbour, far)] == ["", "xã A Lưới 5", "xã A Lưới 3"]
    assert [one.near for one in (own, neighbour, far)] == [True, True, False]


def test_where_positions_are_known_the_nearer_neighbour_comes_first(
    session: Session, world: World
) -> None:
    third = another_commune(session, world, "A Lưới 3")
    make_access_point(session, world, "Của xã", position="16.27, 107.23")
    make_access_point(session, world, "A xa hơn", unit_id=third, position="16.50, 107.60")
    other = world.other_commune
    make_access_point(session, world, "B gần hơn", unit_id=other, position="16.30, 107.30")
    make_access_point(session, world, "A không rõ", unit_id=other)
    found = near(session, UnitId(world.commune))
    assert [one.point.name for one in found] == ["Của xã", "B gần hơn", "A xa hơn", "A không rõ"]
    assert [one.near for one in found] == [True, True, True, False]
    assert found[0].distance is None  # of the own commune nobody asks how far


def test_other_provinces_are_not_offered(session: Session, world: World) -> None:
    province = add_unit(session, Level.PROVINCE, "tỉnh", "Quảng Ngãi", valid_from=SINCE)
    beyond = add_unit(session, Level.COMMUNE, "xã", "Sa Thầy", parent=province, valid_from=SINCE)
    make_access_point(session, world, "Của xã")
    assert names(session, beyond.id) == []


def test_a_place_that_is_no_more_is_not_offered(session: Session, world: World) -> None:
    officer = session.get_one(Officer, OfficerId(world.officer))
    today = clock.today()
    closed, closing = (make_access_point(session, world, name) for name in ("Cũ", "Sắp đóng"))
    service.close(session, officer, closed.id, 1, today)
    service.close(session, officer, closing.id, 1, today + timedelta(days=1))
    assert names(session, world.commune) == ["Sắp đóng"]


def test_from_a_position_the_nearest_comes_first_and_the_far_are_left_out(
    session: Session, world: World
) -> None:
    make_access_point(session, world, "Ba cây số", position="16.30, 107.23")
    make_access_point(session, world, "Ngay đây", position="16.27, 107.23")
    make_access_point(session, world, "Sáu mươi cây số", position="16.27, 107.79")
    make_access_point(session, world, "Không rõ ở đâu")
    found = near(session, Position(16.27, 107.23))
    assert [one.point.name for one in found] == ["Ngay đây", "Ba cây số"]
    assert [round(one.distance or 0, 1) for one in found] == [0, 3.3]
    assert found[0].commune == "xã A Lưới 1"
    assert names(session, Position(21.0, 105.8)) == []


def test_the_days_with_other_hours_come_along(session: Session, world: World) -> None:
    officer = session.get_one(Officer, OfficerId(world.officer))
    point = make_access_point(session, world, hours="T2-CN 8-17")
    other = make_access_point(session, world, "Khác", hours="T2-CN 8-17")
    # No holiday, whenever the test runs.
    day = clock.today() + timedelta(days=1)
    service.except_day(session, officer, point.id, day, "tập huấn")
    hours = {
        one.point.id: hours_on(one.schedule, day) for one in near(session, UnitId(world.commune))
    }
    assert (hours[point.id].hours, hours[point.id].reason) == ((), "tập huấn")
    assert hours[other.id].reason != "tập huấn"
