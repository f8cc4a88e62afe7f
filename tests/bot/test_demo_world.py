"""The demo's world: a year that makes sense, the same every time, small or as large as a province."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.calendar.days import is_working_day
from backend.clock import local
from backend.data_packages.models import DataPackage
from backend.db import Database
from backend.deliveries.models import Delivery
from backend.errors import Conflict
from backend.figures.narrowing import Narrowing
from backend.figures.targets import reached
from backend.migrate import migrate
from backend.officers.models import Officer
from backend.programmes.service import programmes_now
from backend.reports.models import ProgrammeReport
from backend.support_requests.models import Decision, DecisionKind, Status, SupportRequest
from bot import audit_command
from bot.demo.accounts import PASSWORD, PLACES, table_of_accounts
from bot.demo.province import Size, make_province
from bot.demo.sizes import make_sized
from bot.demo.world import make_world
from tests.backend.support_requests.test_queue import in_step
from tests.site import Visitor, running, words

TINY = Size(communes=3, households=40, requests=60, schools=15)
PAGES = ("/admin/", "/admin/requests", "/admin/figures", "/admin/reports", "/admin/tickets")


@contextmanager
def made(folder: Path) -> Iterator[Database]:
    folder.mkdir(exist_ok=True)
    database = Database(f"sqlite:///{folder / 'noisong.db'}")
    migrate(database)
    make_world(database, folder)
    yield database
    database.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with made(tmp_path_factory.mktemp("small")) as database:
        yield database


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with made(tmp_path_factory.mktemp("province")) as database:
        with database.transaction() as session:
            make_province(session, TINY, lambda _words: None)
        yield database


def digest(database: Database) -> str:
    """Of everything that was asked and decided; moments that are the start's own are left out."""
    asked = select(
        SupportRequest.code, SupportRequest.head_name, SupportRequest.child_name,
        SupportRequest.status, SupportRequest.unit_id, SupportRequest.hamlet,
    ).order_by(SupportRequest.id)  # fmt: skip
    given = select(Delivery.request_id, Delivery.handed_over_on).order_by(Delivery.id)
    with database.reading() as session:
        rows = [tuple(row) for query in (asked, given) for row in session.execute(query)]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.mark.parametrize("world", ["small", "province"])
def test_nothing_happens_before_what_it_follows_or_when_offices_are_closed(
    world: str, request: pytest.FixtureRequest
) -> None:
    database = request.getfixturevalue(world)
    with database.reading() as session:
        for decision in session.scalars(select(Decision)):
            day = local(decision.created_at).date()
            asked = session.get_one(SupportRequest, decision.request_id)
            assert decision.created_at > asked.created_at
            assert is_working_day(day), day
        approved = dict(
            session.execute(
                select(Decision.request_id, func.max(Decision.created_at))
                .where(Decision.kind == DecisionKind.APPROVE)
                .group_by(Decision.request_id)
            ).all()
        )
        for delivery in session.scalars(select(Delivery)):
            assert is_working_day(delivery.handed_over_on)
            assert delivery.handed_over_on >= local(approved[delivery.request_id]).date()
        for package in session.scalars(select(DataPackage)):
            query = select(Delivery).where(Delivery.request_id == package.request_id)
            handed = session.scalars(query).one().handed_over_on
            assert package.activated_on is None or package.activated_on >= handed


def test_the_year_has_requests_in_every_state(small: Database) -> None:
    with small.reading() as session:
        states = set(session.scalars(select(SupportRequest.status)))
    assert states >= set(Status) - {Status.QUEUED, Status.MERGED}


def test_no_two_children_of_a_household_have_one_name(province: Database) -> None:
    with province.reading() as session:
        year = select(SupportRequest.household_id, SupportRequest.child_name).where(
            SupportRequest.household_id.is_not(None), SupportRequest.child_name != ""
        )
        rows = [tuple(row) for row in session.execute(year)]
    assert len(set(rows)) == len(rows)


def test_the_same_world_every_time(small: Database, tmp_path: Path) -> None:
    with made(tmp_path) as again:
        assert digest(again) == digest(small)


def test_a_province_is_kept_as_the_services_would_keep_it(province: Database) -> None:
    _sentences, is_whole = audit_command.check(province, None)
    assert is_whole
    in_step(province)
    with province.reading() as session:
        codes = session.scalars(select(SupportRequest.code)).all()
        assert len(set(codes)) == len(codes) > TINY.requests
        named = select(SupportRequest.id).where(SupportRequest.head_name == "")
        assert session.scalars(named).all() == []


def test_another_world_is_never_filled(small: Database, tmp_path: Path) -> None:
    make_sized(small, tmp_path, None, lambda _words: None)
    make_sized(small, tmp_path, "small", lambda _words: None)
    before = digest(small)
    with pytest.raises(Conflict, match="--folder"):
        make_sized(small, tmp_path, "province", lambda _words: None)
    assert digest(small) == before


def test_every_place_is_told_in_one_line() -> None:
    lines = list(table_of_accounts())
    assert len(lines) == len(PLACES)
    for line, place in zip(lines, PLACES, strict=True):
        assert all(officer.username in line for officer in place.officers)
        assert len(line) < 110


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_whoever_signs_in_has_something_to_see(small: Database, place: object) -> None:
    with running(small) as address:
        for sample in getattr(place, "officers", ()):
            with Visitor(address) as visitor:
                assert visitor.sign_in(sample.username, PASSWORD).status_code == 303
                for path in PAGES:
                    page = visitor.open(path)
                    assert page.status_code == 200, (sample.username, path)
                    assert len(words(page)) > 100


def test_the_reports_of_all_programmes_are_there_and_open(small: Database) -> None:
    with small.reading() as session:
        reports = session.scalars(select(ProgrammeReport)).all()
        writers = {one.id: session.get_one(Officer, one.officer_id).username for one in reports}
    assert len({one.programme for one in reports}) == len(PLACES)
    with running(small) as address:
        for one in reports:
            with Visitor(address) as visitor:
                visitor.sign_in(writers[one.id], PASSWORD)
                assert visitor.open(f"/admin/reports/{one.id}").status_code == 200


def test_every_programme_reaches_some_of_a_target(small: Database) -> None:
    with small.reading() as session:
        for place, code in zip(
            ("canbo", "tinhhue", "dienbien", "khuyenhoc"),
            ("song-va-may-tinh", "dien-thoai-thong-minh", "dieu-uoc-cho-em", "hoc-tap-suot-doi"),
            strict=True,
        ):
            assert reaches(session, place, code), code


def reaches(session: Session, username: str, code: str) -> bool:
    officer = session.scalars(select(Officer).where(Officer.username == username)).one()
    wanted = [one for one in programmes_now(session) if one.code == code]
    narrowed = Narrowing(unit=officer.unit_id)
    found = list(reached(session, officer, narrowed, wanted))
    return any(each.reached and each.reached.count for each in found)
