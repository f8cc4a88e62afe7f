"""Counts of areas: who may enter them, for where, and what targets make of them."""

import threading

import pytest
from sqlalchemy import func, select

from backend.administrative_units.models import UnitId
from backend.area_counts import queries
from backend.area_counts.models import AreaCount
from backend.area_counts.service import Entry, enter
from backend.audit.models import AuditEntry
from backend.db import Database
from backend.errors import Conflict, Invalid, NotAllowed, NotFound
from backend.figures.narrowing import Narrowing
from backend.figures.targets import Reached, reached
from backend.officers.models import Officer, Role
from backend.programmes.service import programmes_now
from tests.backend.figures.factory import make_figures
from tests.backend.reports.factory import CODE, YEAR, load_programme
from tests.factories import World


@pytest.fixture(autouse=True)
def programme(database: Database, world: World) -> None:
    """One that counts families."""
    with database.transaction() as session:
        load_programme(session)


def typed(unit: int, count: str = "100", **changes: object) -> Entry:
    fields = {"year": 2026, "code": "thu-ho", "count": count, "source": "Báo cáo số 3", **changes}
    return Entry(UnitId(unit), **fields)  # type: ignore[arg-type]


def put(database: Database, officer_id: int, entry: Entry) -> int:
    with database.transaction() as session:
        return enter(session, session.get_one(Officer, officer_id), entry).version


def count(database: Database, unit: int) -> int | None:
    with database.reading() as session:
        return queries.totals(session, UnitId(unit), 2026, ["thu-ho"])["thu-ho"].count


def test_a_province_is_known_when_every_commune_has_told(database: Database, world: World) -> None:
    put(database, world.officer, typed(world.commune, "120"))
    assert count(database, world.province) is None
    put(database, world.stranger, typed(world.other_commune, "80"))
    assert count(database, world.province) == 200
    put(database, world.province_officer, typed(world.province, "250"))
    assert count(database, world.province) == 250, "who signs the own number answers for it"
    assert count(database, world.commune) == 120


def test_a_correction_says_who_and_what_it_was(database: Database, world: World) -> None:
    assert put(database, world.officer, typed(world.commune, "120")) == 1
    assert put(database, world.colleague, typed(world.commune, "125", version=1)) == 2
    with database.reading() as session:
        officer = session.get_one(Officer, world.officer)
        row, name = queries.entered(session, officer, UnitId(world.commune), 2026)["thu-ho"]
        query = select(AuditEntry.details).where(AuditEntry.action == "enter_area_count")
        assert [each["before"] for each in session.scalars(query.order_by(AuditEntry.id))] == [
            None,
            120,
        ]
    assert (row.count, row.source, name) == (125, "Báo cáo số 3", "Trần Văn Hải")


def test_a_double_click_changes_nothing_and_an_old_page_is_refused(
    database: Database, world: World
) -> None:
    put(database, world.officer, typed(world.commune, "120"))
    assert put(database, world.officer, typed(world.commune, "120")) == 1
    with pytest.raises(Conflict):
        put(database, world.colleague, typed(world.commune, "130"))


def test_two_who_enter_the_same_number_at_once_make_one_row(
    database: Database, world: World
) -> None:
    refused: list[Exception] = []

    def try_it(officer: int, number: str) -> None:
        try:
            put(database, officer, typed(world.commune, number))
        except Conflict as conflict:
            refused.append(conflict)

    threads = [
        threading.Thread(target=try_it, args=args)
        for args in ((world.officer, "1"), (world.colleague, "2"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AreaCount)) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"count": "nhiều"}, "count"),
        ({"count": ""}, "count"),
        ({"source": "  "}, "source"),
        ({"year": 1999}, "year"),
        ({"year": 2999}, "year"),
        ({"code": "khong-co"}, "code"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_its_field(
    database: Database, world: World, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        put(database, world.officer, typed(world.commune, **changes))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_only_who_reports_enters_and_only_in_the_own_area(database: Database, world: World) -> None:
    for unit in (world.other_commune, world.province, 10**9):
        with pytest.raises(NotFound):
            put(database, world.officer, typed(unit))
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        officer.role = Role.STOREKEEPER
        with pytest.raises(NotAllowed):
            enter(session, officer, typed(world.commune))


def target(database: Database, world: World) -> Reached:
    with database.reading() as session:
        officer = session.get_one(Officer, world.officer)
        own = [one for one in programmes_now(session) if one.code == CODE]
        found = reached(session, officer, Narrowing(period=YEAR), own)
        return next(one for one in found if one.target.code == "thu-du-may")


def test_a_target_is_never_called_reached_without_its_denominator(
    database: Database, world: World
) -> None:
    make_figures(database, world)
    without = target(database, world)
    assert without.percent is None
    assert not without.is_reached
    assert without.missing == "Chưa nhập: Hộ của bài thử (mẫu) (năm 2026)."
    put(database, world.officer, typed(world.commune, "10"))
    below = target(database, world)
    assert (below.percent, below.is_reached, below.missing) == (40, False, "")
    put(database, world.officer, typed(world.commune, "8", version=1))
    assert (target(database, world).percent, target(database, world).is_reached) == (50, True)
    put(database, world.officer, typed(world.commune, "0", version=2))
    assert target(database, world).percent is None
    assert not target(database, world).is_reached
