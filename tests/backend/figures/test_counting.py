"""Counting all units at once gives what counting them one by one gives."""

from itertools import chain

from backend import clock
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import tree
from backend.db import Database
from backend.figures.counting import numbers, numbers_below
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
