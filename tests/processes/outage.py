"""Takes a database away for a while, as an outage would."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import make_url


@contextmanager
def away(url: str) -> Iterator[None]:
    """Nobody can write meanwhile: SQLite's lock is held, PostgreSQL cuts and refuses connections."""
    with _locked(url) if url.startswith("sqlite") else _refusing(url):
        yield


@contextmanager
def _locked(url: str) -> Iterator[None]:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.close()


@contextmanager
def _refusing(url: str) -> Iterator[None]:
    with administration(url) as connection:
        name = make_url(url).database
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            cut(url)
            yield
        finally:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def cut(url: str) -> None:
    """Ends every connection to a PostgreSQL database, as its restart would."""
    name = make_url(url).database
    others = "FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
    with administration(url) as connection:
        while connection.execute(f"SELECT count(*) {others}", [name]).fetchone() != (0,):
            connection.execute(f"SELECT pg_terminate_backend(pid) {others}", [name])
            time.sleep(0.01)


@contextmanager
def administration(url: str) -> Iterator[psycopg.Connection]:
    """A connection beside the database, to do things to it."""
    beside = make_url(url).set(database="template1").render_as_string(hide_password=False)
    with psycopg.connect(beside, autocommit=True) as connection:
        yield connection
