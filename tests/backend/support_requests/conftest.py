"""A commune whose queue holds requests of every kind."""

import random
from datetime import timedelta

import pytest

from backend.db import Database
from backend.officers.models import OfficerId
from backend.programmes.rules import Circumstance
from backend.support_requests.models import Relation, Status
from tests.factories import World, make_contact, make_request


@pytest.fixture
def many(database: Database, world: World) -> None:
    """Three dozen requests of two communes, as unlike as they can be."""
    chance = random.Random(2026)
    with database.transaction() as session:
        contact = make_contact(session)
        for number in range(36):
            request = make_request(
                session,
                chance.choice([world.commune, world.commune, world.other_commune]),
                contact_id=contact,
                child_name=f"Em {chance.choice('ABCD')} số {number}",
                head_name=chance.choice(["Hồ Thị A Lơ", "Hồ Thị Hoá", "Lê Văn Lạ"]),
                hamlet=chance.choice(["Thôn 1", "Thôn 2", "Xóm Đèo"]),
                relation=chance.choice([Relation.PARENT, Relation.TEACHER]),
                circumstance=chance.choice([Circumstance.POOR, Circumstance.NEAR_POOR]),
            )
            request.created_at -= timedelta(days=chance.choice([0, 7, 10, 14, 40]))
            request.status = chance.choice([Status.WAITING, Status.WAITING, *Status])
            if chance.random() < 0.2:
                request.created_by_id = OfficerId(world.officer)
        session.flush()
