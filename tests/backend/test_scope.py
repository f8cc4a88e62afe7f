"""Administrative scope: the own unit and what is below it, never a sibling."""

from datetime import date

import pytest
from sqlalchemy import select

from backend import scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.queries import communes, communes_of, hamlets
from backend.administrative_units.service import add_unit, unit_with_code
from backend.db import Database
from backend.errors import NotFound
from backend.officers.models import Officer, OfficerId
from tests.factories import SINCE, World, make_officer


def seen(database: Database, officer_id: int) -> set[int]:
    with database.reading() as session:
        officer = session.get_one(Officer, OfficerId(officer_id))
        clause = scope.within(officer, AdministrativeUnit.id)
        ids = set(session.scalars(select(AdministrativeUnit.id).where(clause)))
        units = session.scalars(select(AdministrativeUnit.id))
        assert ids == {unit for unit in units if scope.reaches(session, officer, unit)}
        return {int(unit) for unit in ids}


def test_a_commune_reaches_its_hamlets_and_a_province_everything_below_it(
    database: Database, world: World
) -> None:
    with database.reading() as session:
        own = {int(place.id) for place in hamlets(session, UnitId(world.commune))}
        everything = {int(unit) for unit in session.scalars(select(AdministrativeUnit.id))}
    assert seen(database, world.officer) == {world.commune, *own}
    assert seen(database, world.province_officer) == everything


def test_a_unit_whose_number_begins_like_anothers_is_not_below_it(
    database: Database, world: World
) -> None:
    """Unit 1 is no parent of unit 10, 11 or 12, however alike their paths begin."""
    with database.transaction() as session:
        one = session.get_one(AdministrativeUnit, UnitId(world.province))
        others = [
            add_unit(session, Level.PROVINCE, "tỉnh", f"Tỉnh {number}", valid_from=SINCE)
            for number in range(12)
        ]
        alike = [unit.id for unit in others if str(unit.id).startswith(str(one.id))]
        assert alike, "no number begins like the province's"
    assert seen(database, world.province_officer).isdisjoint(alike)


def test_a_unit_without_a_path_reaches_nothing(database: Database, world: World) -> None:
    with database.transaction() as session:
        loose = AdministrativeUnit(level=Level.COMMUNE, type="xã", name="Lạ", valid_from=SINCE)
        session.add(loose)
        session.flush()
        officer = make_officer(session, "la", "Người Lạ", loose).id
    assert seen(database, officer) == set()


def test_only_units_of_today_are_offered(database: Database, world: World) -> None:
    with database.transaction() as session:
        add = {"level": Level.COMMUNE, "type": "xã", "code": "99999"}
        old = add_unit(session, name="Cũ", valid_from=date(2000, 1, 1), **add)  # type: ignore[arg-type]
        old.valid_to = SINCE
        new = add_unit(session, name="Mới", valid_from=SINCE, **add)  # type: ignore[arg-type]
        add_unit(session, name="Sau này", valid_from=date(2999, 1, 1), **add)  # type: ignore[arg-type]
        new_id = new.id
    with database.reading() as session:
        names = [place.name for place in communes(session)]
        officer = session.get_one(Officer, OfficerId(world.officer))
        assert [unit.name for unit in communes_of(session, officer)] == ["A Lưới 1"]
        assert unit_with_code(session, "99999").id == new_id
        with pytest.raises(NotFound, match="Không có đơn vị mang mã 12345"):
            unit_with_code(session, "12345")
    assert names == ["A Lưới 1", "A Lưới 5", "Mới"]
