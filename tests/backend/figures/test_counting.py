"""Counting: all units at once as one by one, and no table of which nothing is asked."""

from collections.abc import Sequence
from itertools import chain

import pytest
from sqlalchemy import event

from backend import clock
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import tree
from backend.db import Database
from backend.figures import queries
from backend.figures.catalogue import AT_STEPS, OF_DELIVERIES, OF_REQUESTS, PACKAGE_ENDING
from backend.figures.counting import numbers, numbers_below
from backend.figures.figure import Figure
from backend.figures.narrowing import Narrowing
from backend.figures.rules import ALWAYS, this_year
from backend.officers.models import Officer
from backend.programmes.service import programmes_now
from tests.backend.figures.factory import make_figures
from tests.factories import World


def test_units_at_once_are_units_one_by_one(database: Database, world: World) -> None:
    make_figures(database, world)
    with database.reading() as session:
        parts = chain.from_iterable(
            report.parts for each in programmes_now(session) for report in each.reports
        )
        tables = [part.figures for part in parts if part.table == "by_unit"]
        codes = sorted({code for figures in tables for code in figures} | {"posts", "devices"})
        for officer_id in (world.province_officer, world.officer):
            officer = session.get_one(Officer, officer_id)
            own = UnitId(officer.unit_id)
            units = [unit.id for unit in tree(session).below.get(own, ())]
            assert units
            for period in (ALWAYS, this_year(clock.today())):
                narrowed = Narrowing(own, programme="song-va-may-tinh", period=period)
                found = numbers_below(session, officer, narrowed, codes, units)
                for unit in units:
                    alone = numbers(session, officer, narrowed.having(unit=unit), codes)
                    assert dict(found[unit]) == dict(alone)


@pytest.mark.parametrize(
    ("figures", "joined"),
    [
        (OF_REQUESTS, set()),
        (AT_STEPS, set()),
        (OF_DELIVERIES[:3], set()),
        ([PACKAGE_ENDING], {"data_packages"}),
        (OF_DELIVERIES, {"data_packages"}),
    ],
)
def test_figures_walk_through_no_table_of_which_they_ask_nothing(
    database: Database, world: World, figures: Sequence[Figure], joined: set[str]
) -> None:
    make_figures(database, world)
    said: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    with database.reading() as session:
        officer = session.get_one(Officer, world.officer)
        event.listen(database.engine, "before_cursor_execute", note)
        queries.totals(session, officer, Narrowing(), figures)
        event.remove(database.engine, "before_cursor_execute", note)
    (counting,) = (one for one in said if "queue_entries" in one)
    tables = ("support_requests", "deliveries", "data_packages")
    assert {name for name in tables if f"JOIN {name}" in counting} == joined
