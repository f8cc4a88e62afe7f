"""A sample is random, can be drawn again, and nobody inspects what he or she handed over."""

from collections import Counter as Tally
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend import clock
from backend.errors import Conflict, Invalid, NotFound
from backend.inspections import contents, queries, service
from backend.inspections.models import Finding, InspectedId, InspectionId
from backend.inspections.rules import draw, size_of
from backend.inspections.service import Found
from backend.officers.models import Officer, OfficerId
from tests.backend.counter import Counter


@given(st.sets(st.integers(1, 10**9), max_size=60), st.integers(0, 70), st.text(max_size=20))
def test_the_same_seed_draws_the_same_whatever_the_order(
    ids: set[int], size: int, seed: str
) -> None:
    drawn = draw(sorted(ids), size, seed)
    assert drawn == draw(sorted(ids, reverse=True), size, seed)
    assert len(drawn) == len(set(drawn)) == min(size, len(ids))
    assert set(drawn) <= ids


def test_everybody_is_drawn_about_equally_often() -> None:
    seen = Tally(number for seed in range(2000) for number in draw(range(10), 3, str(seed)))
    assert all(500 < seen[number] < 700 for number in range(10)), seen


def test_what_is_handed_over_later_does_not_change_who_was_drawn_of_the_others() -> None:
    before = draw(range(100), 10, "mã")
    after = draw(range(200), 10, "mã")
    assert [number for number in after if number < 100] == before[: sum(n < 100 for n in after)]


SIZES = [
    ("30", 100, 30),
    ("10%", 95, 10),
    (" 10 % ", 95, 10),
    ("1%", 5, 1),
    ("100%", 7, 7),
    ("30", 7, 7),
    ("0", 7, None),
    ("0%", 7, None),
    ("101%", 7, None),
    ("-1", 7, None),
    ("mười", 7, None),
    ("", 7, None),
    ("%", 7, None),
    ("1.5", 7, None),
    ("٣", 7, None),
    ("99999999", 7, None),
]


@pytest.mark.parametrize(("typed", "population", "size"), SIZES)
def test_a_size_is_a_number_or_a_share(typed: str, population: int, size: int | None) -> None:
    assert size_of(typed, population) == size


@pytest.fixture
def handed_over(counter: Counter) -> Counter:
    """Four families have a machine from Lê Thị Mai."""
    for number in range(1, 5):
        name = "Hồ Văn " + "Nam" * number
        counter.delivered(f"tele-{number}", f"SN-{number}", child_name=name)
    return counter


def sample(counter: Counter, size: str = "2", seed: str = "gieo-6-2-5") -> InspectionId:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.colleague))
        return service.draw_sample(session, officer, size, seed).id


def rows(counter: Counter, inspection_id: InspectionId, finding: str = "") -> list[InspectedId]:
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.colleague))
        found = queries.inspection(session, officer, inspection_id)
        return [row.inspected.id for row in contents.rows(session, found, finding)]


def note(
    counter: Counter, row_id: InspectedId, by: int, finding: str = "works", **told: object
) -> None:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(by))
        version = told.get("version") or queries.row(session, officer, row_id).inspected.version
        on = told.get("on") or clock.today()
        found = Found(finding, str(told.get("note", "")), on)  # type: ignore[arg-type]
        service.record(session, officer, row_id, version, found)  # type: ignore[arg-type]


def test_a_sample_is_drawn_again_to_the_same_families(handed_over: Counter) -> None:
    first, second = sample(handed_over), sample(handed_over)
    handed_over.delivered("tele-9", "SN-9", child_name="Hồ Thị Mới")
    with handed_over.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(handed_over.world.colleague))
        found = [queries.inspection(session, officer, id_) for id_ in (first, second)]
        drawn = [{r.delivery.id for r in contents.rows(session, each)} for each in found]
        assert drawn[0] == drawn[1]
        assert all(queries.drawn_again(session, officer, each) for each in found)
        assert (found[0].size, found[0].population) == (2, 4)


def test_figures_open_to_their_rows(handed_over: Counter) -> None:
    inspection_id = sample(handed_over, "100%")
    first, second, *_others = rows(handed_over, inspection_id)
    note(handed_over, first, handed_over.world.colleague)
    note(handed_over, second, handed_over.world.colleague, "broken", note="Vỡ màn hình.")
    with handed_over.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(handed_over.world.colleague))
        figures = contents.figures(session, queries.inspection(session, officer, inspection_id))
    assert figures == {Finding.WORKS: 1, Finding.BROKEN: 1, None: 2}
    for finding, count in figures.items():
        value = finding.value if finding else contents.NOT_YET
        assert len(rows(handed_over, inspection_id, value)) == count
    assert rows(handed_over, inspection_id, "works") == [first]


def test_nobody_inspects_what_he_or_she_handed_over(handed_over: Counter) -> None:
    row_id, *_others = rows(handed_over, sample(handed_over))
    with pytest.raises(Conflict, match="do anh/chị bàn giao"):
        note(handed_over, row_id, handed_over.world.officer)
    note(handed_over, row_id, handed_over.world.colleague)


WRONG = {
    "no finding": {"finding": ""},
    "an invented finding": {"finding": "good"},
    "broken, without a word": {"finding": "broken", "note": "  "},
    "tomorrow": {"on": clock.today() + timedelta(days=1)},
    "before the hand-over": {"on": clock.today() - timedelta(days=1)},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_finding_that_cannot_be_is_refused(
    handed_over: Counter, wrong: dict[str, object]
) -> None:
    row_id, *_others = rows(handed_over, sample(handed_over))
    with pytest.raises(Invalid):
        note(handed_over, row_id, handed_over.world.colleague, **wrong)  # type: ignore[arg-type]


def test_the_second_of_two_inspectors_is_told(handed_over: Counter) -> None:
    row_id, *_others = rows(handed_over, sample(handed_over))
    note(handed_over, row_id, handed_over.world.colleague)
    with pytest.raises(Conflict, match="vừa có người ghi"):
        note(handed_over, row_id, handed_over.world.colleague, version=1)


@pytest.mark.parametrize(("size", "seed"), [("", "x"), ("0", "x"), ("3", "a;b"), ("3", "x" * 41)])
def test_a_draw_that_cannot_be_is_refused(handed_over: Counter, size: str, seed: str) -> None:
    with pytest.raises(Invalid):
        sample(handed_over, size, seed)


def test_without_a_hand_over_there_is_nothing_to_draw(counter: Counter) -> None:
    with pytest.raises(Invalid, match="Chưa bàn giao"):
        sample(counter)


def test_a_sample_is_of_the_own_units_only(handed_over: Counter) -> None:
    inspection_id = sample(handed_over)
    row_id, *_others = rows(handed_over, inspection_id)
    with handed_over.database.reading() as session:
        stranger = session.get_one(Officer, OfficerId(handed_over.world.stranger))
        assert queries.population(session, stranger) == (0, None)
        with pytest.raises(NotFound):
            queries.inspection(session, stranger, inspection_id)
        with pytest.raises(NotFound):
            queries.row(session, stranger, row_id)
