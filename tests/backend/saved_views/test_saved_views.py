"""Saved views: everybody's own, each once, few, and never anybody else's."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.db import Database
from backend.errors import Conflict, Invalid, NotFound
from backend.officers.models import Officer
from backend.saved_views import service
from backend.saved_views.models import SavedView
from backend.saved_views.queries import saved_views
from backend.support_requests.filters import Due, Filters
from backend.support_requests.models import Status
from tests.backend.counter import at_once
from tests.factories import World

LATE = Filters(status=Status.WAITING, due=Due.OVERDUE)


def of(session: Session, officer_id: int) -> list[tuple[str, str]]:
    officer = session.get_one(Officer, officer_id)
    return [(view.name, view.query) for view in saved_views(session, officer)]


def test_a_view_is_named_renamed_and_removed(database: Database, world: World) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        view = service.save(session, officer, "  Cận nghèo\u200b thôn 1  quá hạn ", LATE)
        assert of(session, world.officer) == [("Cận nghèo thôn 1 quá hạn", LATE.query)]
        assert of(session, world.colleague) == []
        service.rename(session, officer, view.id, "Trễ")
        assert of(session, world.officer) == [("Trễ", "status=waiting&due=overdue")]
        service.remove(session, officer, view.id)
        assert of(session, world.officer) == []
        with pytest.raises(NotFound):
            service.remove(session, officer, view.id)


def test_the_same_filters_are_kept_once_under_the_newest_name(
    database: Database, world: World
) -> None:
    def save(name: str) -> None:
        with database.transaction() as session:
            service.save(session, session.get_one(Officer, world.officer), name, LATE)

    raised = at_once(*[lambda: save("Một"), lambda: save("Hai")] * 2)
    assert raised == [None] * 4
    save("Ba")
    with database.reading() as session:
        assert of(session, world.officer) == [("Ba", LATE.query)]


def test_nobody_changes_what_is_somebody_elses(database: Database, world: World) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        colleague = session.get_one(Officer, world.colleague)
        view = service.save(session, officer, "Của Mai", LATE)
        for act in (
            lambda: service.rename(session, colleague, view.id, "Của tôi"),
            lambda: service.remove(session, colleague, view.id),
        ):
            with pytest.raises(NotFound):
                act()
        service.save(session, colleague, "Của Hải", LATE)
        assert len(session.scalars(select(SavedView)).all()) == 2
        assert of(session, world.officer) == [("Của Mai", LATE.query)]


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\n\t", "x" * 61])
def test_a_view_needs_a_short_name(database: Database, world: World, name: str) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        with pytest.raises(Invalid) as refused:
            service.save(session, officer, name, LATE)
        assert refused.value.field == "name"
        view = service.save(session, officer, "Trễ", LATE)
        with pytest.raises(Invalid):
            service.rename(session, officer, view.id, name)
        assert of(session, world.officer) == [("Trễ", LATE.query)]


def test_everything_is_no_view_and_there_is_an_end_to_them(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        with pytest.raises(Invalid):
            service.save(session, officer, "Tất cả", Filters())
        for number in range(service.MOST):
            service.save(session, officer, f"Số {number}", Filters(programme=f"mau-{number}"))
        with pytest.raises(Conflict, match="20 bộ lọc"):
            service.save(session, officer, "Thêm", LATE)
        again = Filters(programme="mau-3")
        assert service.save(session, officer, "Đổi tên được", again).name == "Đổi tên được"
