"""A machine that dies in the middle of `migrate` leaves the database as it was before."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, make_url

from backend.db import Database
from tests.processes.harness import LONG
from tests.processes.outage import administration

DYING = """
import os, signal, sys
from itertools import count
from sqlalchemy import event
from backend.db import Database
from backend.migrate import migrate

database, statements = Database(sys.argv[1]), count()

@event.listens_for(database.engine, "after_cursor_execute")
def die(*given):
    if next(statements) == 150:
        os.kill(os.getpid(), signal.SIGKILL)

migrate(database)
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_killed_migration_leaves_nothing_behind(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    url = f"sqlite:///{tmp_path / 'noisong.db'}"
    if kind == "postgresql":
        server: str = request.getfixturevalue("postgresql_url")
        with administration(server) as connection:
            connection.execute("CREATE DATABASE half_migrated TEMPLATE template0")
        url = make_url(server).set(database="half_migrated").render_as_string(hide_password=False)
    died = subprocess.run([sys.executable, "-c", DYING, url], timeout=LONG, check=False)
    assert died.returncode == -signal.SIGKILL
    database = Database(url)
    with database.engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    database.close()
