"""Random lives of a request: what is stored is always what follows from its history."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from unittest.mock import patch

import pytest

from backend import clock
from backend.errors import Refused
from backend.support_requests.models import RequestId
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter

LIVES, ACTS = 10, 14


def everything(counter: Counter, request_id: RequestId) -> list[Callable[[], None]]:
    """Each act that anybody may try at any time; what brings a request further more often."""
    code, serial = counter.code(request_id), f"SN-{request_id}"
    return [
        *[lambda: counter.decide(request_id, APPROVE)] * 4,
        *[lambda: counter.decide(request_id, SEND_BACK, "Xin bổ sung.")] * 2,
        *[lambda: counter.supplement(code)] * 3,
        *[lambda: counter.identify(request_id, "Hồ Thị A Lơ")] * 2,
        *[lambda: counter.hand_over(request_id, serial)] * 4,
        *[lambda: counter.confirm(code, received=True)] * 3,
        *[lambda: counter.confirm(code, received=False)] * 3,
        lambda: counter.identify(request_id, None),
        lambda: counter.decide(request_id, REFUSE, "Không đúng."),
        lambda: counter.withdraw(code),
        lambda: counter.register(request_id),
        lambda: counter.activate(request_id),
    ]


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
            acts = everything(counter, request_id)
            for _number in range(ACTS):
                before = counter.version(request_id), counter.status(request_id)
                try:
                    random.choice(acts)()
                except Refused:
                    assert before == (counter.version(request_id), counter.status(request_id))
                else:
                    assert counter.version(request_id) == before[0] + 1
                seen.add(counter.status(request_id))
    assert len(seen) >= 7, f"the lives were too dull to prove anything: {seen}"
