"""The yearly report of two invented libraries, whose numbers were worked out by hand.

December 2025 of Thư viện A Lưới 1 (Monday to Friday, 7.5 hours): 23 working days, 1 to 31 December.
Written down: 1/12 whole, 2/12 closed for lack of power, 3/12 only the morning (4 of 7.5 hours).
The other 20 days are not written: promised 23 x 7.5 = 172.5 hours, kept 7.5 + 0 + 4 = 11.5, that is
6.6 % (11.5 / 172.5 = 0.0666).
Machines: three all month, 93 machine-days; machine 2 broke on the 10th and worked on the 13th: 3 lost,
90 / 93 = 96.7 %.
Visits: December 2025 has 8 + 3 = 11 on 1/12 and 5 on 3/12, sixteen; December 2024 has fifteen:
growth 1 / 15 = 6.6 %, within 5 to 7.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.models import AccessPointId
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.figures import queries
from backend.figures.catalogue import figures
from backend.figures.narrowing import Narrowing
from backend.figures.rules import Period
from backend.officers.models import Officer
from backend.papers.shapes import Table
from backend.programmes.service import CATALOGUE, read_programme
from backend.public_computers import book, log, machines, report_tables, upkeep
from backend.public_computers.book import Cost, Looked
from backend.public_computers.figures import FIGURES
from backend.public_computers.log import DayForm
from backend.public_computers.models import ServiceDay, VisitCount
from backend.public_computers.public import public_collection, public_visits
from backend.public_computers.words import Group, Purpose
from tests.backend.public_computers.factory import librarian, machine_id, make_place
from tests.factories import World

PUPIL, ADULT = Group
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
DECEMBER = Period(date(2025, 12, 1), date(2025, 12, 31))


@pytest.fixture
def december(database: Database, world: World, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The books of December 2025, looked at in January 2026."""
    now = datetime(2026, 1, 15, 9, tzinfo=clock.VIETNAM)
    monkeypatch.setattr(clock, "now", lambda: now)
    with database.transaction() as session:
        officer, point = librarian(session, world), make_place(session, world)
        make_place(session, world, "A, B", "Bưu điện văn hóa Hồng Vân")
        _log(session, officer, point.id)
        machine = machine_id(session, point.id, "2")
        fault = machines.out_of_order(
            session, officer, point.id, machine, date(2025, 12, 10), "không lên nguồn"
        )
        machines.works_again(session, officer, point.id, fault.id, date(2025, 12, 13))
        for line, source, dong in (
            ("dien", "budget", "900.000"),
            ("duong-truyen", "donated", "200.000"),
        ):
            cost = Cost(line, date(2025, 12, 20), source, dong)
            book.add_cost(session, officer, point.id, cost)
        book.add_training(session, officer, point.id, date(2025, 12, 8), "Diệt vi rút", "2")
        looked = Looked(date(2025, 12, 22), "Phòng Văn hóa - Xã hội", "Đủ sổ", "yes")
        book.inspect(session, officer, point.id, looked)
        upkeep.done(session, officer, point, "diet-vi-rut", date(2025, 12, 1))
    return database


def _log(session: Session, officer: Officer, point: AccessPointId) -> None:
    days = (
        DayForm(
            date(2025, 12, 1), groups={PUPIL: 8, ADULT: 3}, purposes={(PUPIL, Purpose.ENGLISH): 6}
        ),
        DayForm(date(2025, 12, 2), "closed", reason="mất điện"),
        DayForm(date(2025, 12, 3), "otherwise", "7:30-11:30", "mất điện", groups={PUPIL: 5}),
    )
    for form in days:
        log.write(session, officer, point, form)
    before = ServiceDay(
        access_point_id=point,
        day=date(2024, 12, 4),
        planned=450,
        kept=450,
        extra=0,
        hours="7:30-11:30, 13:30-17:00",
        reason="",
        note="",
        officer_id=officer.id,
        written_at=clock.now(),
    )
    session.add(before)
    session.flush()
    session.add(
        VisitCount(service_day_id=before.id, group=PUPIL, purpose=Purpose.NOT_SAID, count=15)
    )
    session.flush()


def rows(contents: Sequence[Any], at: int = 0) -> list[list[Any]]:
    """The lines of one table of a part."""
    tables = [one for one in contents if isinstance(one, Table)]
    return [list(row) for row in tables[at].rows]


def test_the_worked_example(december: Database, world: World) -> None:
    with december.reading() as session:
        officer = librarian(session, world)
        hours = rows(report_tables.service_hours(session, officer, DECEMBER))
        assert hours[1] == [2, "Thư viện A Lưới 1", "172,5", "11,5", "6,6 %", 20]
        assert hours[2] == ["", "Tất cả", "345", "11,5", "3,3 %", 43]
        working = rows(report_tables.public_machines(session, officer, DECEMBER))
        assert working[1] == [2, "Thư viện A Lưới 1", 93, 3, "96,7 %"]
        assert working[2] == ["", "Tất cả", 155, 3, "98 %"]
        visits = rows(report_tables.place_visits(session, officer, DECEMBER))
        assert visits[1] == [2, "Thư viện A Lưới 1", 16, 15, "6,6 %", "đạt mục tiêu"]
        assert visits[0][2:] == [0, 0, "chưa có", "–"]
        costs = rows(report_tables.place_costs(session, officer, DECEMBER))
        assert costs[0] == [1, "Tiền điện", 900000, 0, 900000]
        assert costs[-1] == ["", "Cộng", 900000, 200000, 1100000]
        rest = report_tables.upkeep_training_inspection(session, officer, DECEMBER)
        done = [row for row in rows(rest) if row[0] == "Thư viện A Lưới 1" and row[2]]
        assert done == [["Thư viện A Lưới 1", "Cập nhật phần mềm diệt virus", 1, 4]]
        assert rows(rest, 1)[0][3:] == ["Diệt vi rút", 2]
        assert rows(rest, 2)[0][4:] == ["đúng", "không có việc phải khắc phục"]


def test_the_figures_say_what_the_tables_say(december: Database, world: World) -> None:
    with december.reading() as session:
        officer = librarian(session, world)
        narrowed = Narrowing(period=DECEMBER)
        found = {
            figure.code: queries.totals(session, officer, narrowed, [figure])[figure.code]
            for figure in FIGURES
        }
    assert found == {
        "public-machines": 5,
        "public-machines-working": 5,
        "public-machines-broken": 0,
        "service-minutes-planned": 1350,
        "service-minutes-kept": 690,
        "service-days-short": 2,
        "visits": 16,
        "visits-pupils": 13,
        "visits-adults": 3,
        "visits-year-before": 15,
        "machine-faults": 1,
        "place-costs": 1100000,
    }


def test_every_figure_is_the_sum_of_its_rows(december: Database, world: World) -> None:
    with december.reading() as session:
        officer, narrowed = librarian(session, world), Narrowing(period=DECEMBER)
        for figure in FIGURES:
            total = queries.totals(session, officer, narrowed, [figure])[figure.code]
            listed = queries.rows(session, officer, narrowed, figure, None).found
            assert figure.source.lines is not None
            assert len(figure.source.lines(session, listed)) == len(listed)
            amounts = [
                1 if figure.amount is None else getattr(row, figure.amount.key) for row in listed
            ]
            assert sum(amounts) == total, figure.code


def test_another_commune_has_nothing_of_it(december: Database, world: World) -> None:
    with december.reading() as session:
        stranger = session.get_one(Officer, world.stranger)
        for figure in FIGURES:
            narrowed = Narrowing(period=DECEMBER)
            assert queries.totals(session, stranger, narrowed, [figure])[figure.code] == 0
        assert rows(report_tables.place_visits(session, stranger, DECEMBER)) == [
            ["", "Tất cả", 0, 0, "chưa có", "–"]
        ]


def test_whatever_the_programme_names_is_there() -> None:
    programme = read_programme(CATALOGUE / "may-tinh-cong-cong.toml")
    (report,) = programme.reports
    shared = {"targets", "posts_by_campaign"}
    assert {part.table for part in report.parts if part.table} == {*report_tables.TABLES, *shared}
    named = {code for part in report.parts for code in part.figures}
    named |= {code for one in programme.targets for code in (one.reached, one.out_of) if code}
    assert named <= set(figures())


def test_a_report_open_at_both_sides_is_of_all_years(december: Database, world: World) -> None:
    with december.reading() as session:
        officer = librarian(session, world)
        visits = rows(report_tables.place_visits(session, officer, Period()))
        assert visits[-1][2] == 31


def test_the_public_sees_sums_in_steps_of_five(december: Database, world: World) -> None:
    with december.reading() as session:
        unit = UnitId(world.commune)
        assert public_visits(session, date(2025, 12, 1), date(2025, 12, 31)) == {unit: 15}
        assert public_visits(session, date(2025, 12, 2), date(2025, 12, 2)) == {}
        assert public_collection(session, unit) == []
