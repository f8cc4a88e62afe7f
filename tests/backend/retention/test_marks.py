"""A mark knows a child again as the names did: never somebody else, and whoever is surely the same."""

from itertools import product

import pytest

from backend.db import Database
from backend.households.names import NameMatch, compare_names
from backend.support_requests.served_marks import _hashed

# One name a line, in the ways that it is written; the lines are different people.
NAMES = (
    ("Hồ Thị Hoà", "Hồ Thị Hòa", "HỒ THỊ HÒA", "hồ thị hoà", "Hồ  Thị  Hòa "),
    ("Hồ Thị Hoa", "HỒ THỊ HOA"),
    ("Nguyễn Thị Mỹ Lý", "Nguyễn Thị Mĩ Lí", "nguyễn thị mỹ lí"),
    ("Đặng Văn Đức", "ĐẶNG VĂN ĐỨC"),
    ("Y Đôn Niê", "Y ĐÔN NIÊ"),
    ("H’ Bian Ayun", "H'Bian Ayun", "H Bian Ayun"),
    ("Pơloong Thị Nghéo", "POLOONG thị nghéo".replace("POLOONG", "Pơloong")),
    ("Kêr Tíc",),
    ("Hồ Văn Nam",),
    ("Hồ Văn Năm",),
    ("Lê Văn Quý",),
    ("Lê Văn Quỳ",),
)
BARE = ("ho thi hoa", "Dang Van Duc", "nguyen thi my ly", "le van quy")


@pytest.fixture
def same(database: Database):  # type: ignore[no-untyped-def]
    def by_mark(one: str, other: str) -> bool:
        with database.reading() as session:
            return _hashed(session, one).is_as(_hashed(session, other))

    return by_mark


def test_ways_of_writing_one_name_are_one(same) -> None:  # type: ignore[no-untyped-def]
    for ways in NAMES:
        assert all(same(one, other) for one, other in product(ways, ways)), ways


def test_it_says_what_the_names_say(same) -> None:  # type: ignore[no-untyped-def]
    every = [*(way for ways in NAMES for way in ways), *BARE]
    for one, other in product(every, every):
        match, _score = compare_names(one, other)
        by_names = match in (NameMatch.EXACT, NameMatch.FOLDED)
        assert same(one, other) is by_names, (one, other)


def test_without_a_name_nobody_is_known(same) -> None:  # type: ignore[no-untyped-def]
    assert not same("", "")
    assert not same("…", "…")
    assert not same("", "Hồ Văn Nam")
