"""The register of coverage: what counts as covered, who is counted, and who is told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.coverage import plan, public, queries, reports, rules, service, wording
from backend.coverage.models import CoverageReport, HamletCoverage
from backend.coverage.service import Found
from backend.coverage.words import Network, Signal
from backend.db import Database
from backend.errors import Conflict, Invalid, NotFound
from backend.figures import queries as figures
from backend.figures.catalogue import figures as catalogue
from backend.figures.narrowing import Narrowing
from backend.messages.models import OutboxMessage
from backend.officers.models import Officer, OfficerId
from backend.programmes.fields import Answer
from backend.tickets.commands import SubmitTicket
from backend.tickets.models import Ticket
from backend.tickets.service import submit
from tests.factories import World, make_contact

TODAY = clock.today()
GOOD = Found("ok", "4g", "viettel", TODAY, "biên bản đo (mẫu)", date(2021, 12, 31))


def officer_of(session: Session, world: World) -> Officer:
    return session.get_one(Officer, OfficerId(world.officer))


def hamlet(session: Session, world: World, name: str = "Thôn 1") -> UnitId:
    found = reports.hamlet_named(session, UnitId(world.commune), name)
    assert found is not None
    return found


def report(session: Session, world: World, who: str, at: str = "Thôn 1") -> Ticket:
    answers = (
        Answer("hamlet", at, at),
        Answer("operator", "viettel", "Viettel"),
        Answer("signal", "none", "Không có sóng"),
    )
    command = SubmitTicket("report_coverage", UnitId(world.commune), answers)
    return submit(session, make_contact(session, who), command)


@pytest.mark.parametrize("signal", Signal)
@pytest.mark.parametrize("network", Network)
def test_only_a_good_signal_over_4g_or_better_is_covered(signal: Signal, network: Network) -> None:
    fast = network in (Network.FOURTH, Network.FIFTH)
    assert rules.is_covered(signal, network) == (signal is Signal.OK and fast)
    assert rules.fits(signal, network) == ((signal is Signal.NONE) == (network is Network.NONE))


@given(
    before=st.none() | st.dates(),
    signal=st.sampled_from(Signal),
    network=st.sampled_from(Network),
    on=st.dates(),
)
def test_the_day_of_cover_never_moves_later_and_ends_with_the_signal(
    before: date | None, signal: Signal, network: Network, on: date
) -> None:
    done = rules.done_on(before, signal, network, on)
    assert (done is None) == (not rules.is_covered(signal, network))
    assert done is None or done <= on
    assert done is None or before is None or done <= before


def test_the_four_hamlets_of_the_plan_are_named_with_their_old_communes() -> None:
    named = [(one.name, one.former) for each in plan.plans() for one in each.hamlets]
    assert named == [
        ("Thôn 1", "xã Hồng Thủy"),
        ("Thôn 2", "xã Hồng Thủy"),
        ("Thôn Paring", "xã Hồng Hạ"),
        ("Thôn A Min C9", "xã A Roàng"),
    ]


def test_plans_are_loaded_once_and_keep_what_officers_wrote(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        assert plan.load_plans(session) == 3  # xã A Lưới 4 is not in this world
        record = service.record(
            session, officer_of(session, world), hamlet(session, world), 1, GOOD
        )
        assert plan.load_plans(session) == 0
        assert record.done_on == TODAY
        assert record.plan == "phu-song-2021"
        narrowed = Narrowing(UnitId(world.province))
        officer = session.get_one(Officer, OfficerId(world.province_officer))
        wanted = [catalogue()[code] for code in ("hamlets-planned", "hamlets-planned-covered")]
        assert figures.totals(session, officer, narrowed, wanted) == {
            "hamlets-planned": 3,
            "hamlets-planned-covered": 1,
        }


def test_a_person_counts_once_for_a_hamlet_whatever_operators_they_name(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        report(session, world, "a")
        first = session.scalars(select(CoverageReport)).one()
        contact = make_contact(session, "b")
        for operator in ("viettel", "mobifone", "all", "viettel"):
            answers = (
                Answer("hamlet", "thon 1", "thon 1"),
                Answer("operator", operator, operator),
                Answer("signal", "weak", "yếu"),
            )
            submit(
                session, contact, SubmitTicket("report_coverage", UnitId(world.commune), answers)
            )
        assert first.unit_id == hamlet(session, world)
        assert reports.people(session, [first.unit_id]) == {first.unit_id: 2}


def test_an_old_report_counts_no_more_and_an_unknown_hamlet_is_no_other(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        ticket = report(session, world, "a")
        ticket.created_at = clock.now() - timedelta(days=91)
        report(session, world, "b", at="Thôn 12")
        session.flush()
        assert reports.people(session, [hamlet(session, world)]) == {}
        assert len(session.scalars(select(CoverageReport)).all()) == 1


def test_who_reported_is_told_once_when_the_hamlet_is_covered(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        report(session, world, "a")
        officer, place = officer_of(session, world), hamlet(session, world)
        weak = Found("weak", "3g", "viettel", TODAY, "")
        row = service.record(session, officer, place, 0, weak)
        row = service.record(session, officer, place, row.version, GOOD)
        service.record(session, officer, place, row.version, GOOD)
        session.flush()
        bodies = session.scalars(select(OutboxMessage.body)).all()
        said = [body["text"] for body in bodies if "Tin vui" in body["text"]]
        assert len(said) == 1
        assert "4G Viettel" in said[0]
        assert [event.signal for event, _by in queries.history(session, officer, row)][::-1] == [
            Signal.WEAK,
            Signal.OK,
            Signal.OK,
        ]


@pytest.mark.parametrize(
    ("found", "field"),
    [
        (Found("", "4g", "", TODAY, "x"), "signal"),
        (Found("ok", "6g", "", TODAY, "x"), "network"),
        (Found("ok", "none", "", TODAY, "x"), "network"),
        (Found("none", "2g", "", TODAY, "x"), "network"),
        (Found("ok", "4g", "beeline", TODAY, "x"), "operator"),
        (Found("ok", "4g", "viettel", TODAY + timedelta(days=1), "x"), "found_on"),
        (Found("ok", "4g", "viettel", TODAY, "  "), "evidence"),
    ],
)
def test_what_cannot_be_true_is_refused_beside_its_field(
    database: Database, world: World, found: Found, field: str
) -> None:
    with database.transaction() as session:
        with pytest.raises(Invalid) as refused:
            service.record(session, officer_of(session, world), hamlet(session, world), 0, found)
        assert refused.value.field == field


def test_two_officers_do_not_overwrite_each_other_and_strangers_see_nothing(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        officer, place = officer_of(session, world), hamlet(session, world)
        row = service.record(session, officer, place, 0, GOOD)
        with pytest.raises(Conflict):
            service.record(session, officer, place, 0, GOOD)
        stranger = session.get_one(Officer, OfficerId(world.stranger))
        with pytest.raises(NotFound):
            service.record(session, stranger, place, row.version, GOOD)
        with pytest.raises(NotFound):
            queries.coverage(session, stranger, row.id)
        assert not queries.hamlets(session, stranger)


def test_fewer_than_five_reports_are_told_to_nobody(database: Database, world: World) -> None:
    with database.transaction() as session:
        plan.load_plans(session)
        place = hamlet(session, world)
        for number in range(4):
            report(session, world, f"p{number}")
        assert "bà con" not in wording.standing(session, place)
        assert all(one.reported is None for one in public.hamlets(session))
        report(session, world, "p4")
        assert "5 bà con trong thôn đã báo." in wording.standing(session, place)
        assert [one.reported for one in public.hamlets(session)].count(5) == 1
        assert "31/12/2021" in wording.standing(session, place)
        assert session.scalar(select(HamletCoverage.plan).where(HamletCoverage.unit_id == place))
