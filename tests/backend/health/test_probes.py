"""Alive, ready, and who may read the figures; over real HTTP on both databases."""

import json
import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from sqlalchemy import update

from backend import clock
from backend.db import Database
from backend.health import machine
from backend.health.models import ProcessSeen
from backend.health.signs import GONE_AFTER, give_sign
from tests.backend.health.conftest import Watching
from tests.processes.outage import away

TOKEN = "mot-ma-that-dai-0123"
FINE = {"database": "ok", "schema": "ok", "worker": "ok", "disk": "ok"}


def sign(database: Database, ago: timedelta = timedelta()) -> None:
    """The worker was last seen then."""
    with database.transaction() as session:
        give_sign(session)
        session.execute(update(ProcessSeen).values(seen_at=clock.now() - ago))


def test_ready_when_everything_is(watching: Watching, database: Database) -> None:
    sign(database, timedelta(hours=2))
    sign(database)
    with watching() as client:
        answer = client.get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "checks": FINE})


def test_the_worker_is_missed_when_it_was_never_seen_or_is_silent(
    watching: Watching, database: Database
) -> None:
    with watching() as client:
        answer = client.get("/ready")
        assert answer.status_code == 503
        assert answer.json() == {"ready": False, "checks": FINE | {"worker": "never_seen"}}
        sign(database, GONE_AFTER + timedelta(seconds=5))
        assert client.get("/ready").json()["checks"] == FINE | {"worker": "not_seen"}
        sign(database)
        assert client.get("/ready").json()["ready"]


def test_a_process_without_its_database_is_alive_and_not_ready_until_it_is_back(
    watching: Watching, database: Database, database_url: str
) -> None:
    if database.is_sqlite:
        pytest.skip("a file cannot be away from a reader")
    sign(database)
    with watching() as client:
        with away(database_url):
            assert client.get("/health").json() == {"status": "ok"}
            answer = client.get("/ready")
            assert answer.status_code == 503
            assert answer.json()["checks"]["database"] == "away"
            assert "noisong_database_up 0.0" in client.get("/metrics").text
        assert client.get("/ready").json()["ready"]
        assert "noisong_database_up 1.0" in client.get("/metrics").text


def test_an_old_schema_is_named(watching: Watching, database: Database) -> None:
    """On SQLite alone: the other database is shared by the tests."""
    if not database.is_sqlite:
        pytest.skip("shared")
    with database.transaction() as session:
        session.connection().exec_driver_sql(
            "UPDATE alembic_version SET version_num = 'd1a0f9b3c109'"
        )
    with watching() as client:
        answer = client.get("/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["schema"] == "not_newest"


def test_a_nearly_full_disk_is_named(
    watching: Watching, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(database)
    usage = namedtuple("usage", "total used free")
    with watching() as client:
        monkeypatch.setattr(
            shutil, "disk_usage", lambda _place: usage(1, 1, machine.LEAST_FREE_BYTES - 1)
        )
        answer = client.get("/ready")
    assert answer.json() == {"ready": False, "checks": FINE | {"disk": "nearly_full"}}


FORWARDED = [{"X-Forwarded-For": "8.8.8.8"}, {"Forwarded": "for=8.8.8.8"}, {"X-Real-IP": "8.8.8.8"}]


@pytest.mark.parametrize(
    "headers", [{}, *FORWARDED, {"Via": "1.1 proxy"}, {"Authorization": "Bearer x"}]
)
def test_without_a_token_only_this_machine_reads_and_no_proxy_on_it(
    watching: Watching, headers: dict[str, str]
) -> None:
    expected = 200 if headers.keys() <= {"Authorization"} else 404
    with watching() as client:
        assert client.get("/metrics", headers=headers).status_code == expected
        assert client.get("/health", headers=headers).status_code == 200


TRIES = [
    ("", 401),
    ("Bearer x", 401),
    (TOKEN, 401),
    (f"Basic {TOKEN}", 401),
    (f"Bearer {TOKEN[:-1]}", 401),
    (f"Bearer {TOKEN}x", 401),
    (f"Bearer {TOKEN}", 200),
]


@pytest.mark.parametrize(("given", "status"), TRIES)
def test_with_a_token_nobody_reads_without_it(watching: Watching, given: str, status: int) -> None:
    with watching(metrics_token=TOKEN) as client:
        answer = client.get("/metrics", headers={"Authorization": given} if given else {})
        assert answer.status_code == status
        assert TOKEN not in answer.text
        forwarded = {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "8.8.8.8"}
        assert client.get("/metrics", headers=forwarded).status_code == 200


def test_a_token_with_strange_letters_is_refused_and_breaks_nothing(watching: Watching) -> None:
    with watching(metrics_token=TOKEN) as client:
        for given in ("Bearer ế".encode(), b"Bearer \xff\xfe"):
            assert client.get("/metrics", headers={b"Authorization": given}).status_code == 401


def test_ready_says_codes_and_no_data(watching: Watching) -> None:
    with watching() as client:
        told = json.dumps(client.get("/ready").json())
    assert set("".join(told.split())) <= set('abcdefghijklmnopqrstuvwxyz_{}":,')
