"""When two answers are of one household. Pure."""

from dataclasses import dataclass

from backend.households.hamlets import hamlets_agree
from backend.vietnamese import compact


@dataclass(frozen=True)
class Home:
    """A household as it was named; the year is None where nobody knows it."""

    head_name: str
    head_birth_year: int | None
    hamlet: str


def is_same_home(one: Home, other: Home) -> bool:
    """Whether two name one household of a commune: the head's name without marks, no other year of
    birth, and no other hamlet."""
    if compact(one.head_name) != compact(other.head_name):
        return False
    years = {one.head_birth_year, other.head_birth_year} - {None}
    return len(years) < 2 and hamlets_agree(one.hamlet, other.hamlet) is not False
