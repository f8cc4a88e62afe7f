"""Plays every talk of `transcripts/`, with buttons and with numbers, on both kinds of database."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, make_url, text

from backend.db import Database
from backend.migrate import migrate
from tests.databases import DATABASES
from tests.factories import World, make_world
from tests.stage import Rendering, Stage
from tests.transcript import DONE, SAID, Step, fits, is_command, read, written

FILES = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))

Place = tuple[str, World]  # the address of a database, and the world in it


@pytest.fixture(scope="session")
def sqlite_world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A file with the small world, copied for each talk: to make one takes a second."""
    path = tmp_path_factory.mktemp("transcripts") / "world.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}", _populate(f"sqlite:///{path}")


@pytest.fixture(scope="session")
def postgresql_world(postgresql_url: str) -> Place:
    """A database with the small world, copied for each talk."""
    with _server(postgresql_url) as server:
        server.execute(text("CREATE DATABASE world"))
    url = _beside(postgresql_url, "world")
    database = Database(url)
    migrate(database)
    database.close()
    return url, _populate(url)


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path, postgresql_url: str) -> Iterator[Place]:
    """A database that holds the world and nobody's talk."""
    kind: str = request.param
    url, world = request.getfixturevalue(f"{kind}_world")
    if kind == "sqlite":
        copy = tmp_path / "talk.db"
        shutil.copy(url.removeprefix("sqlite:///"), copy)
        yield f"sqlite:///{copy}", world
        return
    with _server(postgresql_url) as server:
        server.execute(text("CREATE DATABASE talk TEMPLATE world"))
        yield _beside(postgresql_url, "talk"), world
        server.execute(text("DROP DATABASE talk"))


@pytest.fixture(params=Rendering)
def stage(request: pytest.FixtureRequest, place: Place) -> Iterator[Stage]:
    """The production engine, ready for one person."""
    stage = Stage(*place, rendering=request.param)
    with stage.lit():
        yield stage
    stage.close()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_talk_goes_as_it_is_written(file: Path, stage: Stage) -> None:
    """Every message, every command, and nothing besides."""
    _Player(stage, file.name).play(read(file.read_text("utf-8")))


class _Player:
    """Compares step by step, and shows the talk so far where it goes another way."""

    def __init__(self, stage: Stage, name: str) -> None:
        self.stage, self.name = stage, name
        self.so_far: list[str] = []
        self.said: list[str] = []  # by the service, and not compared yet

    def play(self, steps: list[Step]) -> None:
        """The whole talk."""
        skips = False
        for step in filter(lambda step: step.speaker, steps):
            if step.speaker not in (SAID, DONE):
                self._check_silence(step.line)
                skips = not self.stage.plays(step)
            if skips:
                continue
            if step.speaker == SAID:
                self._compare_message(step)
            elif step.speaker == DONE:
                self._compare_command(step)
            else:
                self.said = [self.stage.shown(message) for message in self.stage.play(step)]
            self.so_far.append(str(step))
        self._check_silence(steps[-1].line)

    def _compare_message(self, step: Step) -> None:
        expected = self.stage.expected(step.text)
        real = self.said.pop(0) if self.said else "(không nói gì)"
        if not fits(expected, real):
            self._fail(step.line, expected, real)

    def _compare_command(self, step: Step) -> None:
        if not self.stage.commands:
            self._fail(step.line, step.text, "(không có lệnh nào)")
        command = self.stage.commands.pop(0)
        if not is_command(step.text, command):
            self._fail(step.line, step.text, written(command))

    def _check_silence(self, line: int) -> None:
        """Nothing was said or done that is not written."""
        unwritten = [*self.said, *map(written, self.stage.commands)]
        if unwritten:
            self._fail(line, "(không có gì nữa)", "\n".join(unwritten))

    def _fail(self, line: int, expected: str, real: str) -> None:
        talk = "\n".join(self.so_far)
        pytest.fail(
            f"{self.name}, dòng {line} ({self.stage.rendering})\n\n{talk}\n\n"
            f"--- mong đợi\n{expected}\n--- thực tế\n{real}",
            pytrace=False,
        )


def _populate(url: str) -> World:
    database = Database(url)
    with database.transaction() as session:
        world = make_world(session)
    if database.is_sqlite:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return world


@contextmanager
def _server(url: str) -> Iterator[Connection]:
    database = Database(url)
    with database.engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")
    database.close()


def _beside(url: str, name: str) -> str:
    """The address of another database on the same server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)
