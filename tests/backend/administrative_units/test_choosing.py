"""Which of the communes that take part a person's words mean."""

import pytest

from backend.administrative_units.choosing import communes_meant
from backend.administrative_units.load_country import load_country
from backend.administrative_units.loading import load_units, serve
from backend.db import Database
from tests.backend.administrative_units.conftest import UNITS

SERVED = ("11", "75")  # tỉnh Điện Biên, Đồng Nai: whole provinces beside A Lưới

# The words, and every commune that may be meant; "?" if it is to be confirmed.
CASES = {
    "xã Hồng Thủy": ["xã A Lưới 1, trước là xã Hồng Thủy"],
    "hong thuy": ["xã A Lưới 1, trước là xã Hồng Thủy"],
    "Hông Thụy": ["xã A Lưới 1, trước là xã Hồng Thủy?"],
    "A Lưới 5": ["xã A Lưới 5"],
    "thôn 1 xã Hồng Thủy": ["xã A Lưới 1"],
    "Thôn Paring": ["xã A Lưới 5"],
    "xã Nhâm": ["xã A Lưới 2, trước là xã Quảng Nhâm?"],
    "xã Thanh Yên": ["xã Thanh Yên"],
    "Noong Luống": ["xã Thanh Yên, trước là xã Noong Luống"],
    "phường Mường Thanh": ["phường Mường Thanh?"],
    "Sa Sơn": [],  # a commune that does not take part
    "Cam Hồng": [],
    "em không biết": [],
}


@pytest.fixture
def served(database: Database) -> Database:
    with database.transaction() as session:
        load_units(session, UNITS)
        for code in SERVED:
            load_country(session, code)
            serve(session, code)
    return database


def test_words_mean_communes_that_take_part(served: Database) -> None:
    with served.reading() as session:
        for text, expected in CASES.items():
            found = communes_meant(session, text)
            labels = [choice.label + ("" if choice.certain else "?") for choice in found]
            assert labels == expected, text


def test_communes_of_one_name_are_told_apart_by_their_province(served: Database) -> None:
    with served.reading() as session:
        found = communes_meant(session, "xã Thanh Bình")
        labels = [choice.label for choice in found]
        assert len(labels) == len(set(labels))
        district = communes_meant(session, "huyện Điện Biên")
    assert len(district) > 5
    assert all(choice.label.endswith("(Điện Biên)") for choice in district)
    assert "xã Thanh Yên, trước là huyện Điện Biên (Điện Biên)" in [c.label for c in district]
