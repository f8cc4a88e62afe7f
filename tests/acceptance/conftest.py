"""One town for each test, on both kinds of database."""

from collections.abc import Iterator

import pytest
from sqlalchemy import update

from backend.db import Database
from backend.officers.models import Appointment
from tests.acceptance.steps import Town
from tests.factories import SINCE, World
from tests.site import running
from tests.stage import Stage


@pytest.fixture
def town(database: Database, database_url: str, world: World) -> Iterator[Town]:
    """xã A Lưới 1 on a Monday at eight in the morning: the chat and the officers' site."""
    with database.transaction() as session:  # in office on that Monday, whatever today is
        session.execute(update(Appointment).values(since=SINCE))
    stage = Stage(database_url, world)
    with stage.lit(), running(database) as address:
        town = Town(stage, database, world, address)
        yield town
        town.leave()
    stage.close()
