"""A long list beside a few rows that count: looked at in part, compared as if in whole."""

import random

import pytest

from backend.poverty_lists import comparing
from backend.poverty_lists.draft import ListRow
from backend.poverty_lists.models import ListId, PovertyList
from tests.backend.poverty_lists.files import Desk
from tests.factories import make_household

NAMES = ["Hồ Thị Hoa", "Hồ Thị Hoà", "Ho Thi Hoa", "Vừ A Dia", "Vừ A Dìa", "Y Sâm", "HỒ THỊ HOA"]
NUMBERS = ["", "046085001234", "046085001235", "046190001234"]


def households(chance: random.Random, count: int) -> list[ListRow]:
    return [
        make_household(
            chance.choice(NAMES),
            born=chance.choice([1970, 1971, 1985, 1990]),
            hamlet=chance.choice(["Thôn 1", "Thôn 01", "Thôn 2"]),
            row=number,
        )._replace(citizen_id=chance.choice(NUMBERS) or None)
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_a_few_rows_find_their_successors_as_many_do(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    desk.published(households(chance, 5))
    list_id = desk.read(households(chance, 30))

    in_part = [(row.previous_id, row.change) for row in desk.rows(list_id)]
    with pytest.MonkeyPatch.context() as patch, desk.database.transaction() as session:
        patch.setattr(comparing, "_FEW", -1)
        comparing.compare(session, session.get_one(PovertyList, ListId(list_id)))

    assert [(row.previous_id, row.change) for row in desk.rows(list_id)] == in_part
    assert any(previous for previous, _change in in_part)
