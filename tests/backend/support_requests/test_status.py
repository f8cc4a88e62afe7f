"""Random lives of a request: what is stored is always what follows from its history."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from unittest.mock import patch

import pytest

from backend import clock
from backend.errors import Refused
from backend.support_requests.models import RequestId, Status
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter

LIVES, ACTS = 6, 9


Act = Callable[[], None]


def acts(counter: Counter, request_id: RequestId) -> tuple[list[Act], list[Act]]:
    """What anybody may try at any time, and what brings a request further now."""
    code, serial = counter.code(request_id), f"SN-{request_id}"
    approval: list[Act] = [
        lambda: counter.decide(request_id, APPROVE),
        lambda: counter.decide(request_id, SEND_BACK, "Xin bổ sung."),
        lambda: counter.identify(request_id, "Hồ Thị A Lơ"),
    ]
    delivery: list[Act] = [
        lambda: counter.confirm(code, received=True),
        lambda: counter.confirm(code, received=False),
        lambda: counter.register(request_id),
        lambda: counter.activate(request_id),
    ]
    supplement: Act = lambda: counter.supplement(code)  # noqa: E731
    hand_over: Act = lambda: counter.hand_over(request_id, serial)  # noqa: E731
    further = {
        Status.WAITING: approval,
        Status.SENT_BACK: [supplement],
        Status.APPROVED: [hand_over],
    }
    ends: list[Act] = [
        lambda: counter.identify(request_id, None),
        lambda: counter.decide(request_id, REFUSE, "Không đúng."),
        lambda: counter.withdraw(code),
    ]
    everything = [*approval, *delivery, *ends, supplement, hand_over]
    return everything, further.get(counter.status(request_id), delivery)


@pytest.mark.parametrize("minutes", [0, -1], ids=["standing", "running back"])
def test_the_stored_status_is_what_the_history_says_even_if_the_clock_is_wrong(
    counter: Counter, minutes: int
) -> None:
    """Moments may be equal, or run backwards, when a machine's clock is corrected."""
    random, seen = Random(20261122), set()
    moment = clock.now()

    def next_moment() -> datetime:
        nonlocal moment
        moment += timedelta(minutes=minutes)
        return moment

    with patch.object(clock, "now", next_moment):
        for life in range(LIVES):
            request_id = counter.submit(child_name="Hồ Văn Nam" + "m" * life)
            for _number in range(ACTS):
                anything, further = acts(counter, request_id)
                before = counter.version(request_id), counter.status(request_id)
                try:
                    random.choice(further if random.random() < 0.7 else anything)()
                except Refused:
                    assert before == (counter.version(request_id), counter.status(request_id))
                else:
                    assert counter.version(request_id) == before[0] + 1
                seen.add(counter.status(request_id))
    assert len(seen) >= 7, f"the lives were too dull to prove anything: {seen}"
