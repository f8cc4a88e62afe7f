"""Empty databases to restore into, and one that holds every kind of value."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import make_url

from backend.audit import record
from backend.db import Database
from backend.numbering import Counter
from backend.officers.models import Officer
from backend.poverty_lists.models import PovertyListFile
from tests.factories import World, make_request
from tests.processes.outage import administration

DETAILS = {"text": 'Hồ Thị "Bình"\n\t🎓', "none": None, "n": 1.5, "list": [True, {"z": 1, "a": 2}]}
KEY = "a key that is only for tests"
EmptyDatabase = Callable[[str], Database]
_NUMBERS = count()


@pytest.fixture
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EmptyDatabase]:
    """Makes an empty database, by kind."""
    with ExitStack() as opened:

        def make(kind: str) -> Database:
            number = next(_NUMBERS)
            if kind == "sqlite":
                url = f"sqlite:///{tmp_path / f'empty-{number}.db'}"
            else:
                server: str = request.getfixturevalue("postgresql_url")
                name = f"empty_{number}"
                with administration(server) as connection:
                    connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
                url = make_url(server).set(database=name).render_as_string(hide_password=False)
            database = Database(url)
            opened.callback(database.close)
            return database

        yield make


@pytest.fixture
def full(database: Database, world: World) -> Database:
    """The world, a request, and values that are easily lost on the way."""
    with database.transaction() as session:
        made = make_request(session, world.commune)
        officer = session.get_one(Officer, world.officer)
        record(session, "approve", made, by=officer, **DETAILS)
        record(session, "approve", made, by=None)
        session.add(Counter(series="Đ̃ 🎓 'x'\n\\N \\. ;--", value=2**62))
        session.merge(PovertyListFile(list_id=world.poverty_list, content=bytes(range(256))))
        session.add(Counter(series="", value=-(2**62)))
    return database
