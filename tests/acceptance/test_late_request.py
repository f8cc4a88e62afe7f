"""A family that asks after a round has closed: it is told that it waits, and by itself that it is its
turn when the next round opens."""

import pytest

from backend.quotas.opening import serve_all_waiting
from tests.acceptance.offices import approves
from tests.acceptance.steps import Desk, Phone, Town
from tests.backend.counter import Counter
from tests.backend.quotas.factory import set_quota

CODE = "song-va-may-tinh"
ROUNDS = """
[[rounds]]
code = "dot-1"
name = "Đợt 1"
opens = 2026-01-01
closes = 2026-11-20

[[rounds]]
code = "dot-2"
name = "Đợt 2"
opens = 2026-11-27

[[steps]]
"""


@pytest.fixture
def desk(town: Town) -> Desk:
    """The commune's desk on 23 November: the first round has places left and is closed, the second
    opens in four days and has one."""
    town.programme_says(CODE, "[[steps]]\n", ROUNDS)
    counter = Counter(town.database, town.world)
    for round_code in ("dot-1", "dot-2"):
        for unit, amount in ((town.world.province, 10), (town.world.commune, 1)):
            set_quota(counter, amount, unit=unit, programme=CODE, round_code=round_code)
    return town.desk()


def opens_next_day(town: Town, phone: Phone, days: int) -> str:
    """So many days pass; what the family hears then."""
    town.days_pass(days)
    serve_all_waiting(town.database)
    return phone.hears()


def test_a_late_request_waits_for_the_next_round_and_is_told_of_it(town: Town, desk: Desk) -> None:
    mother = town.phone("Chị Lơ")
    code = mother.registers("Hồ Văn Tí")
    approves(desk, "Hồ Văn Tí")
    told = mother.hears()
    assert code in told
    assert "chuyển sang đợt sau, mở ngày 27/11/2026" in told
    assert "hết chỉ tiêu" not in told, "there are places; the request came too late for them"
    assert "đợt sau, mở ngày 27/11/2026" in mother.says("trạng thái")
    assert opens_next_day(town, mother, 3) == "", "the round is not open yet"

    told = opens_next_day(town, mother, 1)
    assert code in told
    assert "đã duyệt" in told
    assert "đã duyệt" in mother.says("trạng thái")
