"""Who is known again from one list to the next: a wrong union is worse than a second record."""

from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.poverty_lists.draft import BirthPrecision, Standing
from backend.poverty_lists.models import Change, EntryId
from backend.poverty_lists.rules import Known, Pair, change_of, know_again

_ids = count(1)
ID = "046085001234"


def known(
    name: str = "Hồ Thị A Lơ",
    born: int | date | None = 1985,
    hamlet: str = "Thôn 1",
    *,
    citizen_id: str | None = None,
    commune: str = "",
    sex: str | None = None,
    standing: Standing = Standing.POOR,
) -> Known:
    day = born if isinstance(born, date) else None
    year = born.year if isinstance(born, date) else born
    precision = BirthPrecision.DAY if day else BirthPrecision.YEAR if year else None
    id_ = EntryId(next(_ids))
    return Known(id_, name, year, day, precision, sex, citizen_id, commune, hamlet, standing)


SAME, MOVED, CORRECTED, STANDING = Change.SAME, Change.MOVED, Change.CORRECTED, Change.STANDING
LO = known()
BORN = date(1985, 3, 15)

# One household before, one after: what became of it, or None where nobody can be sure.
ONE = {
    "nothing changed": (LO, known(), SAME),
    "capitals and where the tone stands": (
        known("Hồ Thị Hoà"),
        known("HỒ THỊ HÒA"),
        SAME,
    ),
    "a zero before the hamlet's number": (LO, known(hamlet="Thôn 01"), SAME),
    "the hamlet is called otherwise": (LO, known(hamlet="Bản 1"), SAME),
    "another class": (LO, known(standing=Standing.NEAR_POOR), STANDING),
    "out of poverty": (LO, known(standing=Standing.LEFT_POVERTY), STANDING),
    "another hamlet": (LO, known(hamlet="Thôn 2"), MOVED),
    "another hamlet and class": (
        LO,
        known(hamlet="Thôn 2", standing=Standing.NEAR_POOR),
        STANDING,
    ),
    "another hamlet and no year": (known(born=None), known(born=None, hamlet="Thôn 2"), None),
    "a year that was missing": (known(born=None), LO, SAME),
    "a year that is missing now": (LO, known(born=None), SAME),
    "a slip in the year": (LO, known(born=1986), CORRECTED),
    "a digit of the year": (LO, known(born=1988), CORRECTED),
    "two digits swapped": (LO, known(born=1958), CORRECTED),
    "the other way to count": (known(born=1990), known(born=1989), CORRECTED),
    "a generation apart": (LO, known(born=1965), None),
    "another century": (LO, known(born=1905), None),
    "no year and no hamlet": (known(born=None, hamlet=""), known(born=None, hamlet=""), SAME),
    "marks left out": (LO, known("Ho Thi A Lo"), CORRECTED),
    "marks left out, another hamlet": (LO, known("Ho Thi A Lo", hamlet="Thôn 2"), None),
    "marks left out, another year": (LO, known("Ho Thi A Lo", born=1986), None),
    "other marks": (known("Hồ Thị Hoa"), known("Hồ Thị Hoà"), None),
    "other marks, one day of birth": (
        known("Hồ Thị Hoa", BORN),
        known("Hồ Thị Hoà", BORN),
        CORRECTED,
    ),
    "another letter": (known("Hồ Văn Hùng"), known("Hồ Văn Hừng"), None),
    "another letter, one day of birth": (
        known("Đinh Văn Nghiên", BORN),
        known("Đinh Văn Nghiêng", BORN),
        CORRECTED,
    ),
    "Văn and Thị": (known("Hồ Văn Lan", BORN), known("Hồ Thị Lan", BORN), None),
    "one number": (
        known(citizen_id=ID),
        known("Hồ Thị Lơ", 1986, "Thôn 7", citizen_id=ID),
        MOVED,
    ),
    "one number and a name that is nobody's": (
        known(citizen_id=ID),
        known("Trần Quốc Bảo", 1970, citizen_id=ID),
        None,
    ),
    "a slip in the number": (
        known(citizen_id=ID),
        known(citizen_id="046085001243"),
        CORRECTED,
    ),
    "another number": (known(citizen_id=ID), known(citizen_id="046085997755"), None),
    "an old number and the new one": (
        known(citizen_id="191234567"),
        known(citizen_id=ID),
        CORRECTED,
    ),
    "a number that was missing": (LO, known(citizen_id=ID), SAME),
    "another day of the year": (known(born=BORN), known(born=date(1985, 11, 2)), None),
    "another sex": (known(sex="female"), known(sex="male"), None),
    "a hamlet of another old commune": (
        known(commune="Hồng Thủy"),
        known(commune="Hồng Vân"),
        None,
    ),
    "an old commune that was not written": (LO, known(commune="Hồng Thủy"), SAME),
    "somebody else": (LO, known("Y Sâm"), None),
}


@pytest.mark.parametrize(("old", "new", "change"), ONE.values(), ids=ONE)
def test_one_household(old: Known, new: Known, change: Change | None) -> None:
    found = [change_of(pair) for pair in know_again([old], [new])]
    assert found == ([change] if change else [])


MORE = {
    "two of one name and year, told apart by the hamlet": (
        [known(), known(hamlet="Thôn 2")],
        [known(hamlet="Thôn 2"), known()],
        [(0, 1), (1, 0)],
    ),
    "two that nothing tells apart": ([known(), known()], [known(), known()], []),
    "two that nothing tells apart, one of whom left": ([known(), known()], [known()], []),
    "two that only the number tells apart": (
        [known(citizen_id=ID), known(citizen_id="046085999999")],
        [known(citizen_id="046085999999"), known(citizen_id=ID)],
        [(0, 1), (1, 0)],
    ),
    "two that only the old commune tells apart": (
        [known(commune="Hồng Thủy"), known(commune="Hồng Vân")],
        [known(commune="Hồng Vân"), known(commune="Hồng Thủy")],
        [(0, 1), (1, 0)],
    ),
    "who moved, when another of the name and year stayed": (
        [known(), known(hamlet="Thôn 2")],
        [known(), known(hamlet="Thôn 3")],
        [(0, 0)],
    ),
    "a slip in the year, or marks that were left out: nobody knows": (
        [known("Hồ Thị Hoa", 1988), known("Hồ Thị Hòa", 1990)],
        [known("Hồ Thị Hoà", 1988)],
        [],
    ),
    "marks left out, and two whom that may mean": (
        [known("Hồ Thị Hoa"), known("Hồ Thị Hoà")],
        [known("Ho Thi Hoa")],
        [],
    ),
    "one number on two rows names nobody": (
        [known(citizen_id=ID), known("Y Sâm", 1990, citizen_id=ID)],
        [known("A Thút", 1970, citizen_id=ID)],
        [],
    ),
    "numbers that slid down a row": (
        [
            known("Hồ Thị A Lơ", citizen_id=ID),
            known("Đinh Quốc Bảo", 1970, citizen_id="046070005678"),
        ],
        [known("Hồ Thị A Lơ"), known("Đinh Quốc Bảo", 1970, citizen_id=ID)],
        [(0, 0)],
    ),
}


@pytest.mark.parametrize(("old", "new", "pairs"), MORE.values(), ids=MORE)
def test_several_households(
    old: list[Known], new: list[Known], pairs: list[tuple[int, int]]
) -> None:
    found = [(old.index(pair.old), new.index(pair.new)) for pair in know_again(old, new)]
    assert sorted(found) == pairs


_people = st.builds(
    known,
    st.sampled_from(["Hồ Thị Hoa", "Hồ Thị Hoà", "Ho Thi Hoa", "Y Sâm", "Hồ Văn Nam", ""]),
    st.sampled_from([None, 1985, 1986, 1958, date(1985, 3, 15)]),
    st.sampled_from(["", "Thôn 1", "thôn 01", "Thôn 2"]),
    citizen_id=st.sampled_from([None, None, ID, "046085001243", "191234567"]),
    sex=st.sampled_from([None, "male", "female"]),
)
_lists = st.lists(_people, max_size=8)


@given(_lists, _lists)
def test_nobody_is_two_and_the_order_of_a_list_does_not_matter(
    old: list[Known], new: list[Known]
) -> None:
    pairs = set(know_again(old, new))
    assert len({pair.old for pair in pairs}) == len({pair.new for pair in pairs}) == len(pairs)
    assert set(know_again(old[::-1], new[::-1])) == pairs


@given(_lists, _lists)
def test_it_does_not_matter_which_list_is_the_older(old: list[Known], new: list[Known]) -> None:
    there = set(know_again(old, new))
    back = {Pair(pair.new, pair.old) for pair in know_again(new, old)}
    assert there == back


@given(_lists)
def test_who_is_alone_by_name_year_and_hamlet_is_known_again_in_the_same_list(
    people: list[Known],
) -> None:
    copies = [row._replace(id=EntryId(next(_ids))) for row in people]
    found = {pair.old: pair.new for pair in know_again(people, copies)}
    for row, copy in zip(people, copies, strict=True):
        if found.get(row):
            assert found[row] == copy
