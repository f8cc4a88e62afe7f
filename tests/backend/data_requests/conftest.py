"""A commune with a mother who has sent a request for support."""

from collections.abc import Iterator

import pytest

from backend import clock
from tests.backend.counter import Counter
from tests.backend.data_requests.deeds import MONDAY, PERSON
from tests.backend.data_requests.factory import Desk


@pytest.fixture
def desk(counter: Counter) -> Iterator[Desk]:
    """On a Monday without holidays near; a mother has sent a request for support."""
    with clock.at(MONDAY):
        counter.submit(PERSON)
        yield Desk(counter)
