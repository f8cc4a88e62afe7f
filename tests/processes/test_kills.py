"""Processes that are killed or told to end in the middle of a rush: nothing is lost."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from backend.contacts.models import ChannelAddress
from tests.fakes.zalo_people import ZaloPerson
from tests.processes.conftest import NewDatabase
from tests.processes.crowd import Crowd, Script
from tests.processes.harness import (
    House,
    Process,
    check_logs,
    end_all,
    house,
    slow_sends,
    until,
)
from tests.processes.outage import away

IN_FLIGHT = 4  # sends of one channel at a time: what a kill may have repeated


@dataclass
class Running:
    """An installation at work, whose processes come and go."""

    house: House
    commands: tuple[tuple[str, ...], ...]
    processes: list[Process]

    def restarts(self, number: int) -> None:
        """Starts one of the commands anew."""
        self.processes[number] = self.house.start(*self.commands[number])

    def until_open(self) -> None:
        """Waits until messages would come in, also after a test that failed half-way."""
        for number, process in enumerate(self.processes):
            if process.popen.poll() is not None:
                self.restarts(number)
        self.house.until_open()

    @property
    def platforms(self) -> tuple[str, ...]:
        """Where nothing may be lost: what Zalo hands out to a poll it does not hand out again."""
        return ("telegram",) if self.house.mode == "polling" else ("telegram", "zalo")


POLLING = "postgresql-polling"
ARRANGEMENTS = {
    "sqlite-webhook": (("serve",), ("worker",)),
    POLLING: (("serve", "--with-worker"),),
}


@pytest.fixture(scope="module", params=ARRANGEMENTS)
def running(
    request: pytest.FixtureRequest,
    new_database: NewDatabase,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    """An installation at work."""
    name: str = request.param
    kind, _sep, mode = name.partition("-")
    with house(tmp_path_factory.mktemp(name), new_database(kind), mode) as built:
        commands = ARRANGEMENTS[name]
        yield Running(built, commands, [built.start(*arguments) for arguments in commands])


def test_each_process_killed_in_a_rush_loses_nothing_and_repeats_what_was_in_flight(
    running: Running, script: Script
) -> None:
    """Except what Zalo had handed out to a poll that was killed before it could commit: one."""
    running.until_open()
    crowd = Crowd.arrives(running.house, script, running.platforms)
    callers = [running.house.zalo.user(f"Người {number}") for number in range(20)]
    slow_sends(running.house)
    crowd.speaks()
    for caller in callers:
        caller.says("chào em")
    for number, process in enumerate(running.processes):
        crowd.until_heard(8 * (number + 1))
        process.kill()
        running.restarts(number)
    crowd.until_answered()
    until(lambda: not running.house.zalo.updates, "all were handed out")
    known = [caller for caller in callers if _was_taken(running, caller)]
    assert len(known) >= (19 if running.house.mode == "polling" else 20)
    until(lambda: all(caller.received for caller in known), "who was heard was answered")
    crowd.until_answered()
    repeated = sum(len(caller.received) - 1 for caller in known)
    assert crowd.check(repeated=IN_FLIGHT * 2) + repeated <= IN_FLIGHT * 2  # two channels


def test_told_to_end_in_a_rush_they_end_in_time_and_after_a_restart_all_is_answered_once(
    running: Running, script: Script
) -> None:
    running.until_open()
    crowd = Crowd.arrives(running.house, script)
    slow_sends(running.house, times=5)
    told = threading.Event()
    for fake in (running.house.telegram, running.house.zalo):
        fake.fail("sendMessage", until=told, times=IN_FLIGHT)
    crowd.speaks()
    crowd.until_heard(10)
    end_all(running.processes, told.set)
    assert crowd.heard() < 60  # it was in the middle
    for number in range(len(running.commands)):
        running.restarts(number)
    crowd.until_answered()
    assert crowd.check() == 0


@pytest.mark.parametrize("running", [POLLING], indirect=True)
def test_told_to_end_while_the_database_is_away_they_confirm_nothing_to_telegram(
    running: Running, script: Script
) -> None:
    """To ask Telegram for the next updates confirms those before, kept or not."""
    running.until_open()
    crowd = Crowd.arrives(running.house, script, ["telegram"])
    with away(running.house.database_url):
        crowd.speaks()
        until(lambda: "message_not_kept" in running.processes[0].log, "one could not be kept")
        end_all(running.processes)
    running.restarts(0)
    crowd.until_answered()
    assert crowd.check() == 0


@pytest.mark.parametrize("running", [POLLING], indirect=True)
def test_told_to_end_while_the_platform_hangs_they_end_in_time(
    running: Running, script: Script
) -> None:
    running.until_open()
    crowd = Crowd.arrives(running.house, script)
    slow_sends(running.house, seconds=60)
    called = running.house.telegram.called("sendMessage")
    crowd.speaks(slice(0, 1))
    until(lambda: running.house.telegram.called("sendMessage") > called, "a send hangs")
    end_all(running.processes)


def test_no_token_and_nothing_that_people_wrote_is_in_the_logs(running: Running) -> None:
    """The last of these tests: the logs hold all the kills and ends above."""
    check_logs(running.house)


def _was_taken(running: Running, person: ZaloPerson) -> bool:
    known = select(ChannelAddress.id).where(ChannelAddress.chat_id == person.chat_id)
    with running.house.reading() as session:
        return session.scalar(known) is not None
