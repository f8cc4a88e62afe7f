"""Looking people up in the lists that count: heads and members, what officers decided, no leak."""

import statistics
import time
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import Database
from backend.households import decisions, search
from backend.households.lookup import look_up
from backend.households.models import HouseholdId
from backend.households.rules import Claim, Finding, Question, Verdict
from backend.officers.models import Officer
from backend.poverty_lists.draft import BirthPrecision, ListMember, ListRow
from backend.poverty_lists.models import ListState, PovertyList, PovertyListEntry
from backend.poverty_lists.registry import household_of
from tests.factories import HOUSEHOLDS, World, make_household, make_list

SAME, ASK, NONE = Verdict
BORN = date(1950, 5, 12)
GRANDMOTHER = ListRow(
    sheet="Danh sách",
    row=21,
    head_name="Kăn Lịch",
    standing=make_household().standing,
    hamlet="Thôn A Năm",
    birth_date=BORN,
    birth_year=1950,
    birth_precision=BirthPrecision.DAY,
    citizen_id="046150001234",
    members=(
        ListMember(22, "Hồ Văn Dũng", "con", birth_year=1980),
        ListMember(23, "Hồ Thị Nguyệt", "con dâu", birth_year=1983, citizen_id="046183004321"),
        ListMember(24, "Hồ Văn Nam", "cháu", birth_year=2014),
    ),
)
OTHERS = (
    make_household("Hồ Thị Hoa", born=1988, row=31),
    make_household("Hồ Thị Hòa", born=1990, row=32),
    make_household("Hồ Văn Nghiên", born=None, row=33),
    make_household("Trần Anh Minh", born=1975, hamlet="Thôn 2", row=34),
)


@pytest.fixture
def commune(database: Database, world: World) -> UnitId:
    """Xã A Lưới 5, with a list of its own that has a household with members."""
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.other_commune)
        officer = session.get_one(Officer, world.stranger)
        make_list(session, officer, unit, (GRANDMOTHER, *OTHERS), file_hash="5" * 64)
    return UnitId(world.other_commune)


Ask = Callable[..., Finding]


@pytest.fixture
def ask(database: Database, commune: UnitId) -> Ask:
    """Asks for one or more people of that commune."""

    def look(*claims: Claim, anywhere: bool = False) -> Finding:
        with database.reading() as session:
            return look_up(session, claims, [] if anywhere else [commune])

    return look


def test_the_wife_of_a_household_is_found_by_her_own_name(ask: Ask) -> None:
    found = ask(Claim("Ho Thi Nguyet", 1983))
    assert found.verdict is SAME
    assert found.candidates[0].member_id is not None
    assert found.reason.startswith("Tên thành viên")


def test_a_child_is_found_below_its_grandmother(ask: Ask) -> None:
    assert ask(Claim("Hồ Văn Nam", 2014, head="Kăn Lịch")).verdict is SAME
    assert ask(Claim("Hồ Văn Nam", 2014)).verdict is SAME


def test_a_child_of_another_head_is_asked_about(ask: Ask) -> None:
    assert ask(Claim("Hồ Văn Nam", 2014, head="Lê Văn Đức")).verdict is ASK


def test_father_and_child_of_one_household_agree(ask: Ask) -> None:
    assert ask(Claim("Hồ Văn Dũng", 1980), Claim("Hồ Văn Nam", 2014)).verdict is SAME


def test_head_and_child_of_two_households_are_asked_about(ask: Ask) -> None:
    found = ask(Claim("Hồ Thị Hoa", 1988, "Thôn 1"), Claim("Hồ Văn Nam", 2014))
    assert (found.verdict, found.question) == (ASK, Question.OFFICER)


def test_a_number_finds_its_bearer_whatever_the_name(ask: Ask) -> None:
    assert ask(Claim("Kan Lich", citizen_id="046150001234")).verdict is SAME
    assert ask(Claim("Hồ Thị Nguyệt", citizen_id="046183004321")).verdict is SAME
    assert ask(Claim("Vàng Thị Dợ", citizen_id="046150001234")).verdict is ASK


def test_who_is_listed_without_a_year_is_a_candidate_for_every_year(ask: Ask) -> None:
    found = ask(Claim("Hồ Văn Nghiên", 1979))
    assert (found.verdict, found.question) == (ASK, Question.HAMLET)


def test_a_near_miss_of_another_year_is_shown(ask: Ask) -> None:
    found = ask(Claim("Trần Anh Minh", 1976, "Thôn 2"))
    assert found.verdict is ASK
    assert found.candidates[0].score == 100


@pytest.mark.parametrize(
    ("said", "year"),
    [("Hồ Thị Hoa", 1988), ("Ho Thi Ho", 1988), ("Hoof Thij Hoaf", 1990), ("Lich Kan", 1950)],
)
def test_without_the_commune_the_country_is_searched_and_the_commune_asked(
    ask: Ask, said: str, year: int
) -> None:
    found = ask(Claim(said, year, anywhere=True), anywhere=True)
    assert (found.verdict, found.question) == (ASK, Question.COMMUNE)


def test_nobody_is_found_on_a_list_that_does_not_count(
    database: Database, ask: Ask, commune: UnitId
) -> None:
    with database.transaction() as session:
        for published in session.scalars(select(PovertyList).where(PovertyList.unit_id == commune)):
            published.state = ListState.UNDONE
    assert ask(Claim("Hồ Thị Hoa", 1988, "Thôn 1")).verdict is NONE
    assert ask(Claim("Kăn Lịch", citizen_id="046150001234")).verdict is NONE


def test_of_another_commune_nobody_is_found(
    database: Database, world: World, commune: UnitId
) -> None:
    with database.reading() as session:
        found = look_up(session, [Claim("Kăn Lịch", 1950)], [UnitId(world.commune)])
    assert found.verdict is NONE


def decided(session: Session, world: World, head: str, *, is_same: bool) -> dict[HouseholdId, bool]:
    """An officer's word on "Kan Lich" and the household of a head."""
    officer = session.get_one(Officer, world.stranger)
    entry = session.scalars(
        select(PovertyListEntry).where(
            PovertyListEntry.head_name == head, PovertyListEntry.unit_id == world.other_commune
        )
    ).one()
    key = decisions.key_of(UnitId(world.other_commune), Claim("Kan Lich", 1951))
    decisions.remember(session, officer, key, household_of(session, entry), is_same=is_same)
    return dict(decisions.recall(session, key))


def test_what_an_officer_said_is_not_asked_again(
    database: Database, world: World, commune: UnitId
) -> None:
    claim = Claim("Kan Lich", 1951)
    with database.transaction() as session:
        assert look_up(session, [claim], [commune]).verdict is ASK
        yes = decided(session, world, "Kăn Lịch", is_same=True)
        found = look_up(session, [claim], [commune], yes)
        assert (found.verdict, found.reason[:7]) == (SAME, "Cán bộ ")
        no = decided(session, world, "Kăn Lịch", is_same=False)
        assert look_up(session, [claim], [commune], no).verdict is NONE


def test_the_newest_word_counts_and_a_claim_means_one_household(
    database: Database, world: World, commune: UnitId
) -> None:
    with database.transaction() as session:
        decided(session, world, "Kăn Lịch", is_same=True)
        known = decided(session, world, "Hồ Thị Hoa", is_same=True)
        assert list(known.values()) == [True]
        known = decided(session, world, "Hồ Thị Hoa", is_same=False)
        assert list(known.values()) == [False]


def test_claims_that_say_the_same_have_one_key_and_others_have_not() -> None:
    unit = UnitId(1)
    key = decisions.key_of(unit, Claim("Hồ Thị Hoà", 1988, "Thôn 1"))
    assert key == decisions.key_of(unit, Claim("HỒ THỊ HÒA", 1988, "thôn  1"))
    others = [Claim("Hồ Thị Hoa", 1988, "Thôn 1"), Claim("Hồ Thị Hòa", 1989, "Thôn 1")]
    others += [Claim("Hồ Thị Hòa", 1988, "Thôn 2"), Claim("Hồ Thị Hòa")]
    assert key not in {decisions.key_of(unit, other) for other in others}
    assert key != decisions.key_of(UnitId(2), Claim("Hồ Thị Hòa", 1988, "Thôn 1"))


def test_what_people_write_breaks_no_search(database: Database, commune: UnitId) -> None:
    with database.reading() as session:
        for said in ("", " ", "%", "'", "(", "a" * 500, "Ng.", "\u0301", "1985", "👵", "w w w"):
            look_up(session, [Claim(said, 1985, head=said)], [commune])
            look_up(session, [Claim(said, 1985, anywhere=True)], [])
            search.nearest(session, said, 1985, commune)


def seconds(session: Session, claim: Claim, commune: UnitId) -> float:
    started = time.perf_counter()
    look_up(session, [claim], [commune])
    return time.perf_counter() - started


def test_the_time_of_an_answer_does_not_tell_who_is_listed(
    database: Database, world: World
) -> None:
    """The same names, asked in a commune where they are listed and in one where they are not, turn
    by turn; the lists are of one size."""
    rows = [
        make_household(f"Hồ Thị {given} {other}", born=1950 + at, row=100 + at)
        for at, (given, other) in enumerate(
            (given, other) for given in ("Hoa", "Mai", "Lan", "Kim") for other in "ABCDEGHIKLMN"
        )
    ]
    swapped = [row._replace(head_name=row.head_name.replace("Thị", "Văn")) for row in rows]
    with database.transaction() as session:
        for unit_id, officer_id, listed in (
            (world.commune, world.officer, [*HOUSEHOLDS, *rows]),
            (world.other_commune, world.stranger, [*HOUSEHOLDS, *swapped]),
        ):
            unit = session.get_one(AdministrativeUnit, unit_id)
            officer = session.get_one(Officer, officer_id)
            make_list(session, officer, unit, tuple(listed), file_hash=str(unit_id) * 64)
    there, elsewhere = UnitId(world.commune), UnitId(world.other_commune)
    ratios = []
    with database.reading() as session:
        for row in rows * 4:
            claim = Claim(row.head_name, row.birth_year, row.hamlet)
            ratios.append(seconds(session, claim, there) / seconds(session, claim, elsewhere))
    assert 0.7 < statistics.median(ratios) < 1.4
