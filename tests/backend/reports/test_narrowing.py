"""What another programme published, handed out or was given stays out of a programme's report."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.deliveries.models import Delivery
from backend.devices.models import Device
from backend.figures.counting import numbers
from backend.figures.narrowing import Narrowing
from backend.figures.rules import ALWAYS, Period
from backend.gifts import rounds
from backend.gifts.models import Gift, GiftDevice, GiftShare
from backend.gifts.rounds import ShareForm
from backend.officers.models import Officer
from backend.papers.shapes import Cell, Table
from backend.posts.service import PostForm, add
from backend.programmes.sections import ReportPart
from backend.programmes.service import newest_revision, programme_of, programmes_now
from backend.reports.looking import Look
from backend.reports.tables import OF_PROGRAMME, table
from backend.reports.writing import written
from backend.support_requests.models import SupportRequest
from tests.backend.devices.factory import make_device
from tests.backend.gifts.factory import begin, make_gift, make_money
from tests.factories import World, make_request

PUPILS, PHONES = "song-va-may-tinh", "dien-thoai-thong-minh"
TODAY = clock.today()


def rows(
    session: Session, world: World, name: str, programme: str = PUPILS, period: Period = ALWAYS
) -> list[Sequence[Cell]]:
    """The lines of a table in the report of a programme, without their numbers."""
    revision = newest_revision(session, programme)
    assert revision
    officer = session.get_one(Officer, world.officer)
    look = Look(session, officer, programme_of(session, revision.id), period)
    (found,) = table(look, ReportPart(heading="Thử", table=name))
    assert isinstance(found, Table)
    return [row[1:] for row in found.rows]


def counts(session: Session, world: World, *codes: str, programme: str = PUPILS) -> list[int]:
    """The same as figures."""
    officer = session.get_one(Officer, world.officer)
    narrowed = Narrowing(UnitId(world.commune), programme=programme)
    found = numbers(session, officer, narrowed, codes)
    return [found[code].count or 0 for code in codes]


def make_request_of(session: Session, world: World, programme: str, name: str) -> SupportRequest:
    """A request that is of this programme."""
    request = make_request(session, world.commune, chat_id=name, child_name=name)
    revision = newest_revision(session, programme)
    assert revision
    request.revision_id = revision.id
    return request


def hand_over(session: Session, world: World, device: Device, programme: str) -> Delivery:
    """The device goes to a family by a request of the programme."""
    request = make_request_of(session, world, programme, f"Em {device.serial} {programme}")
    made = Delivery(
        request_id=request.id,
        device_id=device.id,
        handed_over_on=TODAY,
        receiver_name="Hồ Thị Mẫu",
        receiver_relation="mẹ",
        officer_id=world.officer,
        created_at=clock.now(),
    )
    session.add(made)
    session.flush()
    return made


def make_stock(session: Session, world: World, *serials: str, source: str = "") -> list[Device]:
    """Devices in the stock of the commune."""
    found = [make_device(session, world, serial=serial) for serial in serials]
    for device in found:
        device.source = source
    session.flush()
    return found


def test_posts_are_of_the_programme_or_of_several_at_once(database: Database, world: World) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        for programme, reach in ((PUPILS, "100"), (PHONES, "20"), ("", "3")):
            form = PostForm(f"Tin {reach} (mẫu)", "zalo", TODAY, programme=programme, reach=reach)
            add(session, officer, officer.unit_id, form)
        assert rows(session, world, "posts_by_channel")[-1][1:] == (2, 103)
        assert counts(session, world, "posts", "posts-reach") == [2, 103]
        assert rows(session, world, "posts_by_channel", PHONES)[-1][1:] == (2, 23)


def test_every_report_tells_the_campaigns_of_its_programme(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        every = programmes_now(session)
        for programme in every:
            for day, reach in ((TODAY, "40"), (TODAY - timedelta(days=9), "2")):
                form = PostForm(f"Loa {reach} {programme.code}", "loudspeaker", day)
                form = replace(form, programme=programme.code, reach=reach)
                campaign = f"Chiến dịch {programme.code}"
                add(session, officer, officer.unit_id, replace(form, campaign=campaign))
        for programme in every:
            look = Look(session, officer, programme, ALWAYS)
            for report in programme.reports:
                contents = [each for part in written(look, report, {}) for each in part.contents]
                rows = [row for each in contents if isinstance(each, Table) for row in each.rows]
                told = [row[1:] for row in rows if "Chiến dịch" in str(row[1])]
                name = f"Chiến dịch {programme.code}"
                assert told == [(name, 2, TODAY - timedelta(days=9), TODAY, 42)], report.code


def test_a_report_without_posts_says_nothing_of_campaigns(database: Database, world: World) -> None:
    with database.reading() as session:
        officer = session.get_one(Officer, world.officer)
        assert OF_PROGRAMME["posts_by_campaign"](session, officer, ALWAYS, PUPILS) == ()


def test_machines_that_another_programme_handed_out_are_not_ours(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        ours, theirs, _in_stock, moved = make_stock(session, world, "A", "B", "C", "D")
        hand_over(session, world, ours, PUPILS)
        hand_over(session, world, theirs, PHONES)
        hand_over(session, world, moved, PUPILS).returned_on = TODAY
        hand_over(session, world, moved, PHONES)
        assert rows(session, world, "devices_by_source")[-1] == ("Cộng", 3, 1, 2)
        assert rows(session, world, "devices_by_source", PHONES)[-1] == ("Cộng", 3, 2, 1)
        assert counts(session, world, "devices") == [3]


@pytest.mark.parametrize(
    ("source", "pupils", "phones"),
    [
        ("", 1, 1),
        ("Công ty Mẫu tặng", 1, 1),
        ("ngan-sach", 1, 0),
        ("Ngân sách nhà nước", 1, 0),
        ("nghi-quyet-20", 0, 1),
        ("Ngân sách tỉnh theo Nghị quyết 20/2023/NQ-HĐND", 0, 1),
    ],
)
def test_a_machine_in_stock_is_told_by_who_paid(
    database: Database, world: World, source: str, pupils: int, phones: int
) -> None:
    with database.transaction() as session:
        make_stock(session, world, "A", source=source)
        for programme, count in ((PUPILS, pupils), (PHONES, phones)):
            assert rows(session, world, "devices_by_source", programme)[-1][1] == count
            assert counts(session, world, "devices", programme=programme) == [count]


def take(session: Session, world: World, gift: Gift, amount: str, programme: str) -> GiftShare:
    """A round, agreed today, that takes some of a gift of money: for a request of the programme, for a
    purpose without one."""
    officer = session.get_one(Officer, world.officer)
    made = begin(session, world, f"Đợt {amount} {programme}")
    form = ShareForm(gift.id, amount, purpose="thư viện máy tính")
    share = rounds.take(session, officer, made.id, made.version, form)
    if programme:
        share.request_id = make_request_of(session, world, programme, f"Em {amount}").id
    made.agreed_on = TODAY
    session.flush()
    return share


def test_money_of_other_programmes_is_told_apart_and_all_adds_up(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        mixed = make_money(session, world, "1.000.000", "BN-1")
        alone = make_money(session, world, "200.000", "BN-2")
        make_money(session, world, "30.000", "BN-3")
        take(session, world, mixed, "400.000", PUPILS)
        take(session, world, mixed, "50.000", "")
        take(session, world, mixed, "7.000", PHONES)
        take(session, world, alone, "200.000", PHONES)
        money = [row[1] for row in rows(session, world, "gift_money")]
        assert money == [0, 1_030_000, 450_000, 7_000, 573_000]
        assert len(rows(session, world, "gifts_received")) == 2
        assert counts(session, world, "gifts", "gifts-money", "gifts-money-out") == [
            2,
            1_030_000,
            450_000,
        ]
        next_year = Period(date(TODAY.year + 1, 1, 1), date(TODAY.year + 1, 12, 31))
        later = [row[1] for row in rows(session, world, "gift_money", period=next_year)]
        assert later == [573_000, 0, 0, 573_000]


def test_a_gift_of_machines_follows_who_got_them(database: Database, world: World) -> None:
    with database.transaction() as session:
        gift = make_gift(session, world)
        devices = make_stock(session, world, "A", "B")
        for device in devices:
            session.add(GiftDevice(device_id=device.id, gift_id=gift.id))
        session.flush()
        assert counts(session, world, "gifts-devices") == [20], "nobody has any yet"
        hand_over(session, world, devices[0], PHONES)
        assert counts(session, world, "gifts-devices") == [0]
        hand_over(session, world, devices[1], PUPILS)
        assert counts(session, world, "gifts-devices") == [20]
        assert counts(session, world, "gifts-devices", programme=PHONES) == [20]


def test_without_a_programme_nothing_is_left_out(database: Database, world: World) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        (device,) = make_stock(session, world, "A", source="nghi-quyet-20")
        hand_over(session, world, device, PHONES)
        (found,) = OF_PROGRAMME["devices_by_source"](session, officer, ALWAYS, "")
        assert isinstance(found, Table)
        assert list(found.rows)[-1][2:] == (1, 1, 0)
