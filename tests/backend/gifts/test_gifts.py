"""Gifts: their balance, the two signatures, and what a donor may hear."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from backend import clock
from backend.db import Database
from backend.errors import Conflict, Invalid, NotFound, Refused
from backend.figures.rules import Period
from backend.gifts import queries, report_tables, rounds, rules, way, wording
from backend.gifts.models import GiftRoundId
from backend.gifts.rounds import ShareForm, Signers
from backend.officers.models import Officer, OfficerId
from backend.papers.shapes import Table
from tests.backend.gifts.factory import begin, make_gift, make_money, make_round
from tests.factories import World

NUMBERS = st.integers(0, 10**9)


def who(session: Session, officer_id: int) -> Officer:
    return session.get_one(Officer, OfficerId(officer_id))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("20", 20),
        ("5.000.000", 5_000_000),
        (" 5 000 000 ", 5_000_000),
        ("0", None),
        ("", None),
        ("-3", None),
        ("2,5", None),
        ("hai mươi", None),
        ("²", None),
        ("9" * 20, None),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, number: int | None) -> None:
    assert rules.whole_number(text) == number


@given(
    whole=st.integers(0, 60),
    handed=st.dictionaries(
        st.sampled_from(["xã A", "xã B", "xã C", "xã D"]),
        st.lists(st.sampled_from(["", "1", "3", "5", "12"]), min_size=1, max_size=12),
    ),
)
def test_nothing_told_to_a_donor_gives_a_small_number_away(
    whole: int, handed: dict[str, list[str]]
) -> None:
    whole += sum(map(len, handed.values()))
    told = rules.told(whole, handed)
    assert all(count >= 5 for _place, count, _grades in told.places)
    small = [place for place, grades in handed.items() if len(grades) < 5]
    assert sorted(told.few) == sorted(small)
    if small:
        assert told.rest is None  # else the whole minus the rest would tell it
    else:
        assert told.rest == whole - sum(count for _p, count, _g in told.places)


@given(NUMBERS, st.lists(st.integers(0, 1000)))
def test_what_is_left_and_what_was_taken_are_the_whole(whole: int, taken: list[int]) -> None:
    rest = rules.left(None, whole, [(None, one) for one in taken])
    assert rest.amount is not None
    assert rest.amount + sum(taken) == whole


@pytest.mark.parametrize(
    ("grades", "told"),
    [(["3", "5", "4"], "3-5"), (["5", "5"], "5"), (["", ""], ""), (["10", "", "9"], "9-10")],
)
def test_grades_are_told_as_a_range(grades: list[str], told: str) -> None:
    assert rules.grade_range(grades) == told


def test_a_receipt_is_kept_once(database: Database, world: World) -> None:
    with database.transaction() as session:
        gift = make_gift(session, world)
        assert gift.code.startswith("QT-")
        with pytest.raises(Conflict):
            make_gift(session, world, receipt=" BN-01 ")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "boat"}, "kind"),
        ({"thing": " "}, "thing"),
        ({"donor": ""}, "donor"),
        ({"received_by": ""}, "received_by"),
        ({"quantity": ""}, "quantity"),
        ({"kind": "money", "amount": ""}, "amount"),
        ({"ticket": "UH-2026-000009"}, "ticket"),
    ],
)
def test_a_gift_that_lacks_something_is_refused_beside_its_field(
    database: Database, world: World, typed: dict[str, str], field: str
) -> None:
    with database.transaction() as session:
        with pytest.raises(Invalid) as refused:
            make_gift(session, world, **typed)
        assert refused.value.field == field


def test_two_different_officers_sign_and_then_nothing_changes(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        mai, hai = who(session, world.officer), who(session, world.colleague)
        gift = make_gift(session, world)
        made, share = make_round(session, world, gift)
        with pytest.raises(NotFound):
            rounds.sign(session, who(session, world.stranger), made.id, made.version)
        with pytest.raises(Conflict, match="hai cán bộ đã ghi tên"):
            rounds.sign(session, who(session, world.province_officer), made.id, made.version)
        rounds.sign(session, mai, made.id, made.version)
        assert made.agreed_on is None
        with pytest.raises(Conflict, match="đã ký rồi"):
            rounds.sign(session, mai, made.id, made.version)
        with pytest.raises(Conflict):
            rounds.put_back(session, mai, made.id, made.version, share.id)
        with pytest.raises(Conflict):
            rounds.unsign(session, hai, made.id, made.version)
        rounds.sign(session, hai, made.id, made.version)
        assert made.agreed_on == clock.today()
        for act in (
            lambda: rounds.unsign(session, hai, made.id, made.version),
            lambda: rounds.take(
                session, mai, made.id, made.version, ShareForm(gift.id, "1", purpose="x")
            ),
        ):
            with pytest.raises(Conflict):
                act()


@pytest.mark.parametrize(
    ("fatherland", "education", "field"),
    [
        ("officer", "officer", "education"),  # one person cannot be both sides
        ("stranger", "officer", "fatherland"),  # of another commune
        ("officer", "province_officer", "education"),
    ],
)
def test_two_officers_of_the_unit_are_named_to_sign(
    database: Database, world: World, fatherland: str, education: str, field: str
) -> None:
    named = Signers(OfficerId(getattr(world, fatherland)), OfficerId(getattr(world, education)))
    with database.transaction() as session:
        mai = who(session, world.officer)
        with pytest.raises(Invalid) as refused:
            rounds.begin(session, mai, mai.unit_id, "Đợt 1", named)
        assert refused.value.field == field


def test_an_empty_round_is_not_signed_and_strangers_find_none(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        mai = who(session, world.officer)
        empty = begin(session, world, "Đợt trống")
        with pytest.raises(Conflict):
            rounds.sign(session, mai, empty.id, empty.version)
        with pytest.raises(NotFound):
            rounds.sign(session, who(session, world.stranger), empty.id, 1)
        with pytest.raises(NotFound):
            queries.gift(session, who(session, world.stranger), make_gift(session, world).id)


def test_rounds_at_once_never_take_more_than_the_gift_holds(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        gift_id = make_money(session, world, "1.000").id
        made = [begin(session, world, f"Đợt {n}").id for n in range(4)]
    refused: list[Refused] = []

    def take(round_id: GiftRoundId) -> None:
        try:
            with database.transaction() as session:
                mai = who(session, world.officer)
                form = ShareForm(gift_id, "400", purpose="sửa máy")
                rounds.take(session, mai, round_id, 1, form)
        except Refused as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=take, args=(one,)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        gift = queries.gift(session, who(session, world.officer), gift_id)
        assert way.remaining(session, [gift])[gift_id].amount == 200
    assert len(refused) == 2


def test_money_in_and_out_adds_up_and_only_two_signatures_count(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        mai, hai = who(session, world.officer), who(session, world.colleague)
        gift = make_money(session, world, "20.000.000")
        made = begin(session, world, "Đợt 1")
        form = ShareForm(gift.id, "12.000.000", purpose="sửa máy")
        rounds.take(session, mai, made.id, made.version, form)
        assert _money(session, mai) == [0, 20_000_000, 0, 20_000_000]
        rounds.sign(session, mai, made.id, made.version)
        assert _money(session, mai)[2] == 0
        rounds.sign(session, hai, made.id, made.version)
        assert _money(session, mai) == [0, 20_000_000, 12_000_000, 8_000_000]
        told = wording.by_code(session, gift.code)
        assert told is not None
        assert "12.000.000 đồng" in told
        assert "8.000.000 đồng chờ phân bổ" in told
        assert "sửa máy" not in told
        assert wording.by_code(session, "QT-2020-000001") is None


def _money(session: Session, officer: Officer) -> list[object]:
    today = clock.today()
    (table,) = report_tables.gift_money(session, officer, Period(today, today))
    assert isinstance(table, Table)
    return [row[2] for row in table.rows]
