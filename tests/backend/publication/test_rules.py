"""When a child's picture or name may be shown to others."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.contacts.models import Whose
from backend.contacts.purposes import LEAVES
from backend.programmes.rules import Reason
from backend.publication.rules import asks_child, may_publish

YEAR = 2026
BOTH = {Whose.OWN, Whose.CHILD}
EVERY = [set(each) for each in chain.from_iterable(combinations(Whose, n) for n in range(3))]
leaves = pytest.mark.parametrize("leave", LEAVES, ids=lambda leave: leave.code)


@leaves
@pytest.mark.parametrize(
    ("born", "asked"),
    [
        (2026, False),
        (2020, False),  # six at most
        (2019, True),  # turns seven this year
        (2014, True),
        (2008, True),
        (None, True),  # may be older
    ],
)
def test_the_child_is_asked_from_seven_years_on(leave, born: int | None, asked: bool) -> None:  # type: ignore[no-untyped-def]
    assert asks_child(leave, born, YEAR) is asked


@leaves
@pytest.mark.parametrize("born", [None, 2020, 2019, 2012])
@pytest.mark.parametrize("agreed", EVERY, ids=lambda agreed: "+".join(sorted(agreed)) or "nobody")
def test_nothing_is_shown_before_everybody_who_is_asked_agreed(  # type: ignore[no-untyped-def]
    leave, born: int | None, agreed: set[Whose]
) -> None:
    needed = BOTH if asks_child(leave, born, YEAR) else {Whose.OWN}
    may = may_publish(leave, born, YEAR, agreed)
    assert (may is True) == (needed <= agreed)
    assert may is True or isinstance(may, Reason)


@leaves
@given(born=st.none() | st.integers(2000, YEAR), agreed=st.sampled_from(EVERY))
def test_a_further_yes_never_takes_a_leave_away(  # type: ignore[no-untyped-def]
    leave, born: int | None, agreed: set[Whose]
) -> None:
    if may_publish(leave, born, YEAR, agreed) is True:
        assert may_publish(leave, born, YEAR, BOTH) is True
    assert may_publish(leave, born, YEAR, set()) is not True
