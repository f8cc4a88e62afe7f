"""Devices: coming in, moving, being lent, mended, lost and scrapped."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from backend import clock
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.devices import queries, service
from backend.devices.checks import Note, cost_of
from backend.devices.intake import Batch, dry_run, take_all_in
from backend.devices.models import Device, DeviceEvent, DeviceId, DeviceImei
from backend.devices.rules import standing_of
from backend.devices.words import DeviceKind, DeviceState, Happened
from backend.donors.models import Donor
from backend.errors import Conflict, Invalid, NotFound, Refused
from backend.officers.models import Officer, OfficerId
from tests.backend.counter import APPROVE, Counter, at_once
from tests.backend.devices.factory import make_device
from tests.factories import World

TODAY = clock.today()
IMEI = "490154203237518"
noted = partial(Note, on=TODAY, text="ghi chú")


def note(
    counter: Counter,
    device: int,
    happened: Happened,
    what: Note | None = None,
    *,
    by: int = 0,
    version: int = 0,
) -> None:
    """One event, on the device as it is now."""
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(by or counter.world.officer))
        now = version or session.get_one(Device, DeviceId(device)).version
        service.note(session, officer, DeviceId(device), now, happened, what or noted())


def stocked(
    counter: Counter, serial: str = "TAB-0001", *, unit: int = 0, imeis: tuple[str, ...] = ()
) -> int:
    with counter.database.transaction() as session:
        return make_device(session, counter.world, serial, unit=unit, imeis=imeis).id


def look(counter: Counter, device: int) -> Device:
    """The device, once its state is known to be what follows from its events."""
    with counter.database.reading() as session:
        found = session.get_one(Device, DeviceId(device))
        events = select(DeviceEvent.kind).where(DeviceEvent.device_id == device)
        standing = standing_of(session.scalars(events.order_by(DeviceEvent.id)))
        assert standing
        assert (found.holder, found.condition, found.state) == (
            standing.holder,
            standing.condition,
            standing.state,
        )
        return found


def batch(world: World, lines: str) -> Batch:
    return Batch(
        unit_id=UnitId(world.commune),
        kind=DeviceKind.TABLET,
        model="Tab A9",
        source="",
        donor="Công ty Mẫu",
        condition_note="mới",
        received_on=TODAY,
        lines=lines,
    )


def test_a_whole_life_is_written_down(counter: Counter) -> None:
    device = stocked(counter)
    lent = noted(person="Hồ Thị Na, lớp 5", until=TODAY + timedelta(days=30))
    note(counter, device, Happened.LENT, lent)
    note(counter, device, Happened.EXTENDED, noted(until=TODAY + timedelta(days=60)))
    assert look(counter, device).lent_until == TODAY + timedelta(days=60)
    note(counter, device, Happened.BROKE, noted(text="vỡ màn hình"))
    note(counter, device, Happened.SENT_TO_REPAIR, noted(workshop="Cửa hàng Tâm"))
    note(counter, device, Happened.REPAIRED, noted(cost=350_000))
    note(counter, device, Happened.GIVEN_BACK)
    assert look(counter, device).lent_until is None
    note(counter, device, Happened.LOST)
    note(counter, device, Happened.SCRAPPED, noted(text="QĐ 12/QĐ-UBND"))
    assert look(counter, device).state is DeviceState.SCRAPPED
    assert [entry.action for entry in counter.audited()][-9:] == [
        f"device_{kind}"
        for kind in (
            *("received", "lent", "extended", "broke", "sent_to_repair", "repaired"),
            *("given_back", "lost", "scrapped"),
        )
    ]


@pytest.mark.parametrize(
    ("happened", "said", "field"),
    [
        (Happened.LENT, noted(person="", until=TODAY), "person"),
        (Happened.LENT, noted(person="A"), "until"),
        (Happened.LENT, noted(person="A", until=TODAY - timedelta(days=1)), "until"),
        (Happened.BROKE, noted(text="  "), "text"),
        (Happened.LOST, noted(text=""), "text"),
        (Happened.SCRAPPED, noted(text=""), "text"),
        (Happened.BROKE, noted(on=TODAY + timedelta(days=1)), "on"),
        (Happened.BROKE, noted(on=TODAY - timedelta(days=1)), "on"),
        (Happened.SENT, noted(unit_id=UnitId(0)), "unit_id"),
    ],
)
def test_what_is_missing_is_named_and_nothing_kept(
    counter: Counter, happened: Happened, said: Note, field: str
) -> None:
    device = stocked(counter)
    with pytest.raises(Invalid) as refused:
        note(counter, device, happened, said)
    assert refused.value.field == field
    assert look(counter, device).version == 1


def test_what_cannot_happen_now_is_refused_in_words(counter: Counter) -> None:
    device = stocked(counter)
    with pytest.raises(Conflict, match="«Trong kho», không ghi «Người mượn trả» được"):
        note(counter, device, Happened.GIVEN_BACK)


def test_the_second_of_two_officers_is_told(counter: Counter) -> None:
    device = stocked(counter)
    note(counter, device, Happened.BROKE, version=1)
    with pytest.raises(Conflict, match="vừa có người ghi thêm"):
        note(counter, device, Happened.LOST, version=1, by=counter.world.colleague)


def sent_to_commune(counter: Counter) -> int:
    """A device on its way from the province's stock."""
    world = counter.world
    device = stocked(counter, unit=world.province)
    what = noted(unit_id=world.commune)
    note(counter, device, Happened.SENT, what, by=world.province_officer)
    return device


def test_a_move_is_accepted_by_the_unit_that_gets_it(counter: Counter) -> None:
    world = counter.world
    device = sent_to_commune(counter)
    with pytest.raises(Conflict, match="là người chuyển đi"):
        note(counter, device, Happened.ACCEPTED, by=world.province_officer)
    with pytest.raises(NotFound):
        note(counter, device, Happened.ACCEPTED, by=world.stranger)
    with pytest.raises(Conflict, match="do đơn vị khác giữ"):
        note(counter, device, Happened.CALLED_BACK)
    note(counter, device, Happened.ACCEPTED)
    found = look(counter, device)
    assert (found.unit_id, found.going_to_id) == (world.commune, None)


def test_a_move_that_is_called_back_stays_where_it_was(counter: Counter) -> None:
    world = counter.world
    device = sent_to_commune(counter)
    note(counter, device, Happened.CALLED_BACK, by=world.province_officer)
    found = look(counter, device)
    assert (found.unit_id, found.going_to_id) == (world.province, None)
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(world.officer))
        with pytest.raises(NotFound):
            queries.device(session, officer, DeviceId(device))


def test_a_commune_sends_up_or_to_nobody(counter: Counter) -> None:
    world = counter.world
    device = stocked(counter)
    for elsewhere in (world.other_commune, world.commune, 999_999):
        with pytest.raises(Invalid):
            note(counter, device, Happened.SENT, noted(unit_id=UnitId(elsewhere)))
    note(counter, device, Happened.SENT, noted(unit_id=UnitId(world.province)))
    assert look(counter, device).state is DeviceState.ON_THE_WAY


def test_nobody_sees_or_fills_the_stock_of_another_commune(counter: Counter) -> None:
    world = counter.world
    device = stocked(counter)
    with pytest.raises(NotFound):
        note(counter, device, Happened.LOST, by=world.stranger)
    with counter.database.transaction() as session:
        stranger = session.get_one(Officer, OfficerId(world.stranger))
        with pytest.raises(NotFound):
            take_all_in(session, stranger, batch(world, "SN1"))
        assert not queries.devices(session, stranger, queries.Filter())
        assert not queries.state_counts(session, stranger, queries.Filter())


def test_a_batch_is_taken_in_whole_or_not_at_all(counter: Counter) -> None:
    stocked(counter, "SN2", imeis=(IMEI,))
    lines = f"SN1\nSN2\nSN3;;{IMEI}\nSN4"
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        checked = dry_run(session, officer, batch(counter.world, lines))
        assert [(line.number, bool(line.problem)) for line in checked] == [
            (1, False),
            (2, True),
            (3, True),
            (4, False),
        ]
        with pytest.raises(Conflict, match="dòng 2, 3"):
            take_all_in(session, officer, batch(counter.world, lines))
        assert session.scalar(select(func.count()).select_from(Device)) == 1
        taken = take_all_in(session, officer, batch(counter.world, "SN1\nSN4"))
        assert [device.serial for device in taken] == ["SN1", "SN4"]
        assert {device.donor_id for device in taken} == set(session.scalars(select(Donor.id)))


def test_of_two_batches_at_once_with_one_machine_one_is_told(counter: Counter) -> None:
    def take(by: int) -> None:
        with counter.database.transaction() as session:
            officer = session.get_one(Officer, OfficerId(by))
            take_all_in(session, officer, batch(counter.world, f"SN1;;{IMEI}"))

    answers = at_once(partial(take, counter.world.officer), partial(take, counter.world.colleague))
    assert answers.count(None) == 1
    (refused,) = (answer for answer in answers if answer)
    assert isinstance(refused, Refused), refused
    with counter.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(DeviceImei)) == 1


def test_a_device_of_the_stock_is_handed_over_by_its_last_digits(counter: Counter) -> None:
    device = stocked(counter, "R52T-90817")
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    counter.hand_over(request_id, "0817")
    assert look(counter, device).state is DeviceState.HANDED_OVER
    with counter.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Device)) == 1


def test_last_digits_of_two_machines_are_asked_for_in_full(counter: Counter) -> None:
    stocked(counter, "A-90817")
    stocked(counter, "B-90817")
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    with pytest.raises(Invalid, match="ghi đủ số sê-ri"):
        counter.hand_over(request_id, "90817")
    counter.hand_over(request_id, "b-90817")


@pytest.mark.parametrize("state", ["lent", "broken", "elsewhere"])
def test_what_is_not_in_the_own_stock_is_not_handed_over(counter: Counter, state: str) -> None:
    world = counter.world
    device = stocked(counter, unit=world.other_commune if state == "elsewhere" else 0)
    if state == "lent":
        note(counter, device, Happened.LENT, noted(person="Na", until=TODAY))
    if state == "broken":
        note(counter, device, Happened.BROKE)
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    with pytest.raises(Conflict) as refused:
        counter.hand_over(request_id, "TAB-0001")
    assert refused.value.field == "serial"


def test_of_two_who_hand_over_one_machine_of_the_stock_at_once_one_is_told(
    counter: Counter,
) -> None:
    device = stocked(counter)
    requests = [counter.submit(f"tele-{n}", child_name=f"Hồ {n * 'a'}n") for n in (1, 2)]
    for request_id in requests:
        counter.decide(request_id, APPROVE)
    answers = at_once(
        *(partial(counter.hand_over, request_id, "TAB-0001") for request_id in requests)
    )
    assert answers.count(None) == 1
    assert look(counter, device).state is DeviceState.HANDED_OVER


@pytest.mark.parametrize(
    ("typed", "cost"),
    [
        ("", None),
        (" ", None),
        ("350.000", 350_000),
        ("350 000đ", 350_000),
        ("1,000,000 đồng", 10**6),
    ],
)
def test_money_as_people_write_it(typed: str, cost: int | None) -> None:
    assert cost_of(typed) == cost


@pytest.mark.parametrize("typed", ["nhiều", "-5", "1e9", "99999999999", "9" * 5000, "350k"])
def test_money_that_is_none(typed: str) -> None:
    with pytest.raises(Invalid):
        cost_of(typed)


def test_loans_are_listed_as_they_fall_due(counter: Counter, database: Database) -> None:
    for number, days in enumerate((40, 3, 0)):
        device = stocked(counter, f"L-{number}")
        until = TODAY + timedelta(days=days)
        note(counter, device, Happened.LENT, noted(person=f"Bạn {number}", until=until))
    with database.reading() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        everything = queries.loans(session, officer, None)
        assert [device.serial for device in everything] == ["L-2", "L-1", "L-0"]
        soon = queries.loans(session, officer, TODAY + timedelta(days=7))
        assert [device.serial for device in soon] == ["L-2", "L-1"]
        after = queries.loans(session, officer, None, everything[0].id)
        assert [device.serial for device in after] == ["L-1", "L-0"]
        assert queries.borrowers(session, officer, soon)[soon[0].id] == "Bạn 2"
