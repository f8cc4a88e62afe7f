"""Every figure and every report is the same before and after the names are gone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from backend import clock
from backend.db import Database
from backend.deliveries.models import Delivery
from backend.figures.catalogue import figures
from backend.figures.counting import numbers
from backend.figures.narrowing import Narrowing
from backend.figures.queries import By
from backend.figures.rules import Period
from backend.figures.tables import by_month, months, table
from backend.migrate import migrate
from backend.officers.models import Officer
from backend.programmes.service import programmes_now
from backend.reports.looking import Look
from backend.reports.writing import written
from backend.retention.keeping import keep_terms
from backend.support_requests.models import GIVEN, SupportRequest
from backend.support_requests.queue_models import QueueEntry
from bot.demo.world import make_world

EVER = Period(date(2020, 1, 1), date(2040, 1, 1))


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Database]:
    """The world of the demo, a few years later."""
    database = Database(f"sqlite:///{tmp_path / 'noisong.db'}")
    migrate(database)
    make_world(database, tmp_path)
    yield database
    database.close()


def everything_told(session: Session) -> dict[tuple[str, ...], str]:
    """All figures of the busiest offices, divided in every way, and all their reports, as they read."""
    told: dict[tuple[str, ...], str] = {}
    officers = session.scalars(sa.select(Officer).order_by(Officer.id)).all()
    busy = sa.select(sa.func.count(QueueEntry.request_id)).group_by(QueueEntry.unit_id)
    units = session.scalars(
        busy.with_only_columns(QueueEntry.unit_id).order_by(sa.func.count().desc()).limit(4)
    ).all()
    for officer in {one.unit_id: one for one in officers if one.unit_id in units}.values():
        here = str(officer.unit_id)
        narrowed = Narrowing(officer.unit_id)
        for code, number in numbers(session, officer, narrowed, figures()).items():
            told[here, code] = str(number.count)
        of_months = by_month(session, officer, narrowed)
        for by in By:
            lines = table(session, officer, narrowed, by, of_months).lines
            told[here, by] = str([(line.title, line.counts) for line in lines])
        told[here, "months"] = str([line.counts for line in months(narrowed, of_months)])
        for programme in programmes_now(session):
            of_programme = replace(narrowed, programme=programme.code)
            of_months = by_month(session, officer, of_programme)
            lines = table(session, officer, of_programme, By.UNIT, of_months).lines
            told[here, programme.code] = str([(line.title, line.counts) for line in lines])
            look = Look(session, officer, programme, EVER)
            for report in programme.reports:
                told[here, report.code] = str(written(look, report, {}))
    return told


def test_what_was_handed_over_and_not_returned_has_its_status(demo: Database) -> None:
    """Figures of deliveries look for these statuses alone."""
    status = sa.select(SupportRequest.status).distinct()
    held = status.join(Delivery, Delivery.request_id == SupportRequest.id)
    with demo.reading() as session:
        found = set(session.scalars(held.where(Delivery.returned_on.is_(None))))
    assert found == set(GIVEN)


def test_every_figure_and_report_stays_the_same(demo: Database) -> None:
    with clock.at(clock.now() + timedelta(days=366 * 3)):
        with demo.reading() as session:
            before = everything_told(session)
        met = keep_terms(demo)
        with demo.reading() as session:
            after = everything_told(session)
            gone = session.scalar(
                sa.select(sa.func.count()).where(SupportRequest.anonymised_at.is_not(None))
            )
    assert len(before) > 150
    assert (gone or 0) > 20
    assert {"tickets", "need_answers", "title_applications", "poverty_list_entries"} & met.keys()
    changed = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
    assert changed == {}
