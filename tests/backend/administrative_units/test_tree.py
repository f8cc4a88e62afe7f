"""The tree in memory is always the one in the database, and costs next to nothing."""

import time

import pytest
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.loading import load_units, serve
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.queries import communes
from backend.administrative_units.service import add_unit, tree_changed
from backend.administrative_units.tree import tree
from backend.db import Database
from tests.backend.administrative_units.conftest import UNITS
from tests.factories import SINCE, World


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return [place.name for place in communes(session)]


def test_a_change_is_seen_at_once(database: Database, world: World) -> None:
    assert names(database) == ["A Lưới 1", "A Lưới 5"]
    with database.transaction() as session:
        add_unit(session, Level.COMMUNE, "xã", "Mới", valid_from=SINCE)
        assert "Mới" in [place.name for place in communes(session)], "inside the transaction too"
    assert names(database) == ["A Lưới 1", "A Lưới 5", "Mới"]
    with database.transaction() as session:
        session.get_one(AdministrativeUnit, UnitId(world.commune)).name = "A Lưới Một"
        tree_changed(session)
    assert "A Lưới Một" in names(database)


def test_a_change_that_was_undone_is_not_seen(database: Database, world: World) -> None:
    def fail() -> None:
        with database.transaction() as session:
            add_unit(session, Level.COMMUNE, "xã", "Mới", valid_from=SINCE)
            assert "Mới" in [place.name for place in communes(session)]
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert names(database) == ["A Lưới 1", "A Lưới 5"]


def test_a_database_without_units_has_an_empty_tree(database: Database) -> None:
    assert names(database) == []


def test_between_changes_the_tree_is_read_once(country: Session) -> None:
    assert tree(country) is tree(country)
    today = clock.today()
    assert tree(country).choices(today) is tree(country).choices(today)


def test_asking_for_the_tree_costs_a_message_next_to_nothing(country: Session) -> None:
    tree(country)
    times = []
    for _round in range(50):
        started = time.perf_counter()
        tree(country).choices(clock.today())
        times.append(time.perf_counter() - started)
    assert sorted(times)[25] < 0.002, "0.05 ms are usual; reading the units takes 100"


def test_only_communes_that_take_part_are_offered(country: Session) -> None:
    assert [place.name for place in communes(country)] == [f"A Lưới {n}" for n in range(1, 6)]
    first = communes(country)[0]
    assert first.former_names == ("xã Hồng Vân", "xã Hồng Kim", "xã Trung Sơn", "xã Hồng Thủy")


def test_a_province_takes_part_with_all_its_communes(database: Database) -> None:
    with database.transaction() as session:
        load_units(session, UNITS)
        serve(session, "46")
    assert len(names(database)) == 40
