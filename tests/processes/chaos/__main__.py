"""`python -m tests.processes.chaos`: a longer run than the suite has time for, with its figures."""

import argparse
import logging
import random
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import structlog

from backend.db import Database
from backend.encryption.ring import use_keys
from backend.migrate import migrate
from tests.databases import get_server
from tests.factories import make_world
from tests.keys import KEYS
from tests.processes.chaos.run import COMMANDS, Plan, run
from tests.processes.chaos.talks import mean_length, written


def main(given: Sequence[str] | None = None) -> None:
    """Runs on each database, and prints what happened."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--outage", type=float, default=10.0, help="seconds")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--on", choices=COMMANDS, action="append")
    asked = parser.parse_args(given)
    use_keys(KEYS)
    quietly = structlog.make_filtering_bound_logger(logging.ERROR)
    structlog.configure(wrapper_class=quietly)
    people = round(asked.messages / mean_length())
    with tempfile.TemporaryDirectory(prefix="noisong-chaos-") as name:
        folder = Path(name)
        quiet = prepared(f"sqlite:///{folder / 'quiet.db'}")
        script = written(quiet)
        quiet.close()
        for kind in asked.on or COMMANDS:
            plan = Plan(kind, asked.seed, people, asked.outage)
            place = folder / kind
            place.mkdir()
            with ExitStack() as stack:
                url = f"sqlite:///{place / 'noisong.db'}"
                if kind != "sqlite":
                    server = get_server(place / "data", cleanup_mode="stop")
                    stack.callback(server.cleanup)
                    url = server.get_uri()
                prepared(url).close()
                sys.stdout.write(f"{run(plan, place, url, script)}\n")


def prepared(url: str) -> Database:
    """A migrated database with the invented world."""
    database = Database(url)
    migrate(database)
    with database.transaction() as session:
        make_world(session)
    return database


if __name__ == "__main__":
    main()
