"""Days from step to step, on both databases, against the events themselves."""

from backend.db import Database
from backend.figures import catalogue, way
from backend.figures.narrowing import Narrowing
from backend.officers.models import Officer, OfficerId
from backend.programmes.schema import Programme
from backend.programmes.service import programmes_now
from backend.reports.checking import check_catalogue
from tests.backend.counter import Counter
from tests.backend.figures.factory import delivered
from tests.factories import World


def stages(database: Database, world: World) -> tuple[Programme, list[way.Stage]]:
    with database.reading() as session:
        officer = session.get_one(Officer, OfficerId(world.officer))
        [programme] = [one for one in programmes_now(session) if one.code == "song-va-may-tinh"]
        return programme, way.stages(session, officer, Narrowing(), programme)


def test_each_step_has_its_days_and_the_longest_is_named(
    database: Database, world: World, counter: Counter
) -> None:
    for number, days in enumerate([(1, 20, 0), (2, 30, 1), (3, 40, 9)]):
        delivered(counter, number, *days)
    counter.submit("cho")
    programme, found = stages(database, world)
    assert [(stage.median, stage.slow, stage.done) for stage in found] == [
        (2, 3, 3),
        (30, 40, 3),
        (1, 9, 3),
    ]
    assert found[0].title == programme.steps[0].name
    assert [stage.now for stage in found] == [1, 0, 0]
    assert way.longest(found) is found[1]


def test_nothing_yet_is_no_step_that_waits(database: Database, world: World) -> None:
    _programme, found = stages(database, world)
    assert [(stage.median, stage.now) for stage in found] == [(None, 0)] * 3
    assert way.longest(found) is None


def test_what_was_dated_back_took_no_days(
    database: Database, world: World, counter: Counter
) -> None:
    delivered(counter, 1, 5, -3, 3)
    assert stages(database, world)[1][1].median == 0


def test_every_figure_that_a_programme_names_is_counted() -> None:
    check_catalogue()


def test_no_programme_has_more_steps_than_can_be_shown(database: Database, world: World) -> None:
    assert world  # which loads the programmes
    with database.reading() as session:
        every = programmes_now(session)
    assert every
    assert max(len(programme.steps) for programme in every) <= catalogue.MOST_STEPS
