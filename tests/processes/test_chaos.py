"""Everything at once, on both arrangements: nothing is lost, nothing done twice, nothing out of order.

`NOISONG_CHAOS_MESSAGES` makes it longer or shorter, `NOISONG_CHAOS_SEED` another one;
`python -m tests.processes.chaos --messages 20000` runs it alone.
"""

import os
import sys
from pathlib import Path

import pytest

from backend.db import Database
from bot.messages import Outgoing
from tests.databases import DATABASES
from tests.factories import make_world
from tests.processes.chaos.run import Plan, run
from tests.processes.chaos.talks import mean_length, written
from tests.processes.conftest import NewDatabase

MESSAGES = int(os.environ.get("NOISONG_CHAOS_MESSAGES", "2000"))
SEED = int(os.environ.get("NOISONG_CHAOS_SEED", "1"))


@pytest.fixture(scope="module")
def answers(new_database: NewDatabase) -> dict[bool, list[Outgoing]]:
    """What has to be answered to each talk."""
    database = Database(_with_world(new_database("sqlite")))
    try:
        return written(database)
    finally:
        database.close()


@pytest.mark.parametrize("kind", DATABASES)
def test_everybody_is_answered_once_and_in_order_whatever_happens(
    kind: str, new_database: NewDatabase, answers: dict[bool, list[Outgoing]], tmp_path: Path
) -> None:
    plan = Plan(kind, SEED, people=round(MESSAGES / mean_length()))
    figures = run(plan, tmp_path, _with_world(new_database(kind)), answers)
    sys.stdout.write(f"{figures}\n")  # shown with `-s`, and where it fails
    assert figures.messages >= MESSAGES


def _with_world(url: str) -> str:
    database = Database(url)
    with database.transaction() as session:
        make_world(session)
    database.close()
    return url
