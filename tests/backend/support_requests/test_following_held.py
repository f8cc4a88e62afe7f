"""The queue is written once for what is written piece by piece, and never for what was undone."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.db import Database
from backend.support_requests import following
from backend.support_requests.models import SupportRequest
from backend.support_requests.queue_models import QueueEntry
from tests.factories import World, make_request


class Trouble(Exception):
    """Stands for whatever ends a request halfway."""


def half_a_request(session: Session, world: World) -> None:
    with session.begin_nested(), following.held(session):
        make_request(session, world.commune)
        raise Trouble


def entries(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(QueueEntry)) or 0


def test_the_queue_follows_at_the_end(database: Database, world: World) -> None:
    with database.transaction() as session:
        with following.held(session):
            request = make_request(session, world.commune)
            session.flush()
            assert entries(session) == 0
        assert entries(session) > 0
    with database.reading() as session:
        assert session.get(SupportRequest, request.id) is not None


def test_a_request_that_was_undone_is_forgotten(database: Database, world: World) -> None:
    with database.transaction() as session:
        with pytest.raises(Trouble):
            half_a_request(session, world)
        make_request(session, world.commune, child_name="Hồ Thị Khác")
        session.flush()
        units = session.scalars(select(QueueEntry.request_id).distinct()).all()
        assert len(units) == 1
