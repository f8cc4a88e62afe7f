"""Days on which families fetch their devices."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.deliveries import closing, day_queries, days, queries, reminding
from backend.deliveries.closing import Closed, Presence
from backend.deliveries.days import DayForm, time_of
from backend.deliveries.models import DayId, DayState, Delivery, HandOverDay, HandOverRow
from backend.deliveries.service import take_back
from backend.devices.models import Device, DeviceId
from backend.devices.words import DeviceState
from backend.errors import Conflict, Invalid
from backend.officers.models import Officer, OfficerId
from backend.support_requests.models import RequestId, Status
from tests.backend.counter import APPROVE, Counter, at_once
from tests.backend.devices.factory import make_device

TODAY = clock.today()
FORM = DayForm("hội trường UBND xã", TODAY, "7h30", "Lê Thị Mai; Trần Văn Hải")
Verb = Callable[..., Any]


def do(counter: Counter, verb: Verb, day: int, *given: Any, by: int = 0) -> Any:
    """One act on a day as it is now."""
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(by or counter.world.officer))
        version = session.get_one(HandOverDay, DayId(day)).version
        return verb(session, officer, DayId(day), version, *given)


def planned(counter: Counter, form: DayForm = FORM) -> int:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        return days.plan(session, officer, UnitId(counter.world.commune), form).id


def approved(counter: Counter, count: int = 2) -> list[RequestId]:
    """Requests of different families, each of its own chat "tele-1", "tele-2" …"""
    found = []
    for number in range(1, count + 1):
        child = f"Hồ Thị {['Na', 'Mai', 'Lan', 'Cúc'][number - 1]}"
        found.append(counter.submit(f"tele-{number}", child_name=child))
        counter.decide(found[-1], APPROVE)
    return found


def stock(counter: Counter, count: int = 2) -> None:
    with counter.database.transaction() as session:
        for number in range(1, count + 1):
            make_device(session, counter.world, f"TAB-{number}")


def came(counter: Counter, day: int, *presences: Presence) -> None:
    with counter.database.reading() as session:
        query = select(HandOverRow.id).where(HandOverRow.day_id == day).order_by(HandOverRow.id)
        rows = session.scalars(query).all()
    do(counter, closing.tick, day, dict(zip(rows, presences, strict=False)))


def ready(counter: Counter, count: int = 2) -> tuple[int, list[RequestId]]:
    """A day on which `count` families are invited and have a device each."""
    requests, day = approved(counter, count), planned(counter)
    stock(counter, count)
    assert do(counter, days.invite, day, requests) == count
    assert do(counter, days.assign_in_order, day) == count
    return day, requests


HERE = Presence(True, "Hồ Thị A Lơ", "bố hoặc mẹ")
AWAY = Presence(False, reason="đi rẫy xa")


def test_closing_hands_over_to_all_who_came_and_tells_the_others(counter: Counter) -> None:
    day, (first, second) = ready(counter)
    came(counter, day, HERE, AWAY)
    assert do(counter, closing.close, day) == Closed(1, 1, 0)
    assert counter.status(first) is Status.HANDED_OVER
    assert counter.status(second) is Status.APPROVED
    assert "đã giao máy cho Hồ Thị A Lơ" in counter.told("tele-1")[-1]
    assert "chưa đến nhận máy" in counter.told("tele-2")[-1]
    with pytest.raises(Conflict, match="Đã bàn giao xong"):
        do(counter, closing.close, day)


def test_what_moved_on_meanwhile_is_reported_and_the_rest_done(counter: Counter) -> None:
    day, (first, second, third) = ready(counter, 3)
    counter.withdraw(counter.code(first))
    counter.hand_over(second, "TAB-3")  # the third family's machine, to the second
    came(counter, day, HERE, HERE, HERE)
    assert do(counter, closing.close, day) == Closed(0, 0, 3)
    assert counter.status(first) is Status.WITHDRAWN
    with counter.database.reading() as session:
        problems = list(session.scalars(select(HandOverRow.problem).order_by(HandOverRow.id)))
    assert all(problems)
    assert "TAB-3 đã được giao" in problems[2]
    assert counter.status(third) is Status.APPROVED


def test_a_family_that_came_without_a_device_waits_on(counter: Counter) -> None:
    requests, day = approved(counter), planned(counter)
    stock(counter, 1)
    do(counter, days.invite, day, requests)
    assert do(counter, days.assign_in_order, day) == 1
    came(counter, day, HERE, HERE)
    assert do(counter, closing.close, day) == Closed(1, 0, 1)
    assert [counter.status(one) for one in requests] == [Status.HANDED_OVER, Status.APPROVED]


def test_nobody_closes_a_day_with_an_open_line_or_without_families(counter: Counter) -> None:
    with pytest.raises(Conflict, match="chưa có gia đình nào"):
        do(counter, closing.close, planned(counter))
    day, _requests = ready(counter)
    came(counter, day, HERE)
    with pytest.raises(Conflict, match="Chưa điểm danh dòng 2"):
        do(counter, closing.close, day)


@pytest.mark.parametrize(
    ("said", "words"),
    [(Presence(True, " "), "dòng 1.*ai đã nhận"), (Presence(False), "dòng 1.*vì sao")],
)
def test_a_tick_needs_its_word(counter: Counter, said: Presence, words: str) -> None:
    day, _requests = ready(counter, 1)
    with pytest.raises(Invalid, match=f"(?i){words}"):
        came(counter, day, said)


def test_of_two_who_close_at_once_one_is_told(counter: Counter) -> None:
    day, requests = ready(counter)
    came(counter, day, HERE, HERE)
    with counter.database.reading() as session:
        version = session.get_one(HandOverDay, DayId(day)).version

    def close(by: int) -> None:
        with counter.database.transaction() as session:
            officer = session.get_one(Officer, OfficerId(by))
            closing.close(session, officer, DayId(day), version)

    answers = at_once(
        partial(close, counter.world.officer), partial(close, counter.world.colleague)
    )
    assert answers.count(None) == 1
    assert {counter.status(one) for one in requests} == {Status.HANDED_OVER}


def test_families_are_told_when_it_moves_and_when_it_is_called_off(counter: Counter) -> None:
    requests, day = approved(counter, 1), planned(counter)
    do(counter, days.invite, day, requests)
    assert "lúc 7:30 ngày" in counter.told()[-1]
    said = len(counter.told())
    do(counter, days.change, day, replace(FORM, giver="Người khác"))
    assert len(counter.told()) == said
    do(counter, days.change, day, replace(FORM, starts_at="14 giờ"))
    assert "đổi lại: 14:00 ngày" in counter.told()[-1]
    with pytest.raises(Invalid):
        do(counter, days.call_off, day, " ")
    do(counter, days.call_off, day, "đường sạt lở")
    assert "không diễn ra: đường sạt lở. Anh/chị chưa cần đến" in counter.told()[-1]
    assert all(len(text) <= 300 for text in counter.told())
    other = planned(counter)
    assert do(counter, days.invite, other, requests) == 1


def test_a_family_is_on_one_coming_day_and_its_device_too(counter: Counter) -> None:
    day, (first, second) = ready(counter)
    other = planned(counter)
    assert do(counter, days.invite, other, [first, second]) == 0
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        rows = day_queries.listed(session, officer, DayId(day))
        taken = rows[0].row.device_id
    swapped = {rows[0].row.id: rows[1].row.device_id, rows[1].row.id: taken}
    do(counter, days.assign, day, swapped)
    with pytest.raises(Invalid, match="cho hai gia đình"):
        do(counter, days.assign, day, {rows[0].row.id: taken, rows[1].row.id: taken})
    with pytest.raises(Conflict):
        do(counter, days.assign, day, {rows[0].row.id: DeviceId(999)})
    do(counter, days.take_off, day, rows[0].row.id)
    assert "chưa cần đến nhận máy" in counter.told("tele-1")[-1]
    assert do(counter, days.invite, other, [first, second]) == 1


def test_requests_of_others_and_unapproved_ones_are_not_invited(counter: Counter) -> None:
    waiting, day = counter.submit(), planned(counter)
    assert do(counter, days.invite, day, [waiting, RequestId(999)]) == 0
    with pytest.raises(Invalid):
        do(counter, days.invite, day, [])


def test_a_second_officer_with_an_old_page_is_told(counter: Counter) -> None:
    day = planned(counter)
    do(counter, days.change, day, FORM)
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.colleague))
        with pytest.raises(Conflict, match="vừa có người sửa"):
            days.change(session, officer, DayId(day), 1, FORM)


def test_the_minutes_hold_what_changed_hands(counter: Counter) -> None:
    day, _requests = ready(counter)

    def minutes() -> queries.HandOverMinutes:
        with counter.database.reading() as session:
            officer = session.get_one(Officer, OfficerId(counter.world.officer))
            return queries.minutes_of(session, officer, DayId(day))

    assert [row.serial for row in minutes().rows] == ["TAB-1", "TAB-2"]
    came(counter, day, HERE, AWAY)
    do(counter, closing.close, day)
    found = minutes()
    assert found.closed
    assert found.people == ("Lê Thị Mai", "Trần Văn Hải")
    assert (found.unit, found.place, found.date) == ("xã A Lưới 1", FORM.place, TODAY)
    assert found.programme
    (row,) = found.rows
    assert row.programme == found.programme
    assert (row.number, row.child, row.serial, row.receiver) == (
        *(1, "Hồ Thị Na", "TAB-1", "Hồ Thị A Lơ"),
    )


def test_a_silent_family_is_reminded_once_a_week(counter: Counter) -> None:
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    counter.hand_over(request_id, on=TODAY - timedelta(days=3))

    def silent() -> list[Delivery]:
        with counter.database.reading() as session:
            officer = session.get_one(Officer, OfficerId(counter.world.officer))
            return [delivery for delivery, _request in queries.unanswered(session, officer)]

    def remind(session: Session) -> bool:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        return reminding.remind(session, officer, delivery.id)

    (delivery,) = silent()
    with counter.database.transaction() as session:
        assert remind(session)
    assert "đã nhận được máy cho Hồ Văn Nam chưa" in counter.told()[-1]
    with counter.database.transaction() as session:
        with pytest.raises(Conflict, match="Đã nhắc ngày"):
            remind(session)
        past = clock.now() - timedelta(days=7)
        session.get_one(Delivery, delivery.id).reminded_at = past
        session.flush()
        assert remind(session)
    counter.confirm(counter.code(request_id))
    assert silent() == []
    with counter.database.transaction() as session, pytest.raises(Conflict, match="vừa trả lời"):
        remind(session)


def test_what_was_handed_over_today_is_not_yet_silent(counter: Counter) -> None:
    counter.delivered()
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        assert not queries.unanswered(session, officer)
        assert queries.unanswered(session, officer, within_days=0)


def test_a_device_that_comes_back_is_in_stock_for_another_family(counter: Counter) -> None:
    counter.delivered(serial="TAB-1")
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        device = session.scalars(select(Device)).one()
        with pytest.raises(Invalid):
            take_back(session, officer, device.id, device.version, TODAY, " ")
        take_back(session, officer, device.id, device.version, TODAY, "chuyển nhà")
        assert device.state is DeviceState.IN_STOCK
        with pytest.raises(Conflict, match="không ở gia đình nào"):
            take_back(session, officer, device.id, device.version, TODAY, "nữa")
    other = counter.submit("tele-2", child_name="Hồ Thị Na")
    counter.decide(other, APPROVE)
    counter.hand_over(other, "TAB-1")
    assert counter.status(other) is Status.HANDED_OVER


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        *(
            ("7:30", "7:30"),
            ("7h30", "7:30"),
            ("7h", "7:00"),
            ("07:05", "7:05"),
            ("14 giờ", "14:00"),
        ),
        *(
            ("8g15", "8:15"),
            ("8", "8:00"),
            ("14 giờ 30", "14:30"),
            ("7.30", "7:30"),
            (" 9H ", "9:00"),
        ),
        *(
            ("0:00", "0:00"),
            ("24:00", None),
            ("7:60", None),
            ("sáng", None),
            ("", None),
            ("7:3", None),
        ),
        *(("123", None), ("7h30p", None), ("-7", None)),
    ],
)
def test_an_hour_as_people_write_it(typed: str, hour: str | None) -> None:
    assert time_of(typed) == hour


def test_a_day_that_was_called_off_keeps_its_state(counter: Counter) -> None:
    day = planned(counter)
    do(counter, days.call_off, day, "mưa lũ")
    with counter.database.reading() as session:
        assert session.get_one(HandOverDay, DayId(day)).state is DayState.CALLED_OFF
    with pytest.raises(Conflict, match="Đã hủy"):
        do(counter, days.change, day, FORM)
