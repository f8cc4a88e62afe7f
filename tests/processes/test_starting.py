"""Starting: what is missing or in the way is said in one sentence, and nothing waits for a platform."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.processes.conftest import NewDatabase
from tests.processes.harness import House, Process, check_logs, end_all, free_port, house, until


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An installation with a database that holds nothing yet."""
    folder = tmp_path_factory.mktemp("starting")
    with house(folder, f"sqlite:///{folder / 'noisong.db'}", "webhook") as built:
        yield built


@dataclass
class Started:
    """A service that runs since both platforms were down, and what was started beside it."""

    house: House
    service: Process
    same_port: Process
    same_address: Process
    second_worker: Process
    second_server_with_worker: Process
    without_tokens: Process


@pytest.fixture(scope="module")
def started(empty: House) -> Started:
    with ExitStack() as down:
        down.enter_context(empty.telegram.down())
        down.enter_context(empty.zalo.down())
        assert empty.start("migrate").ended() == 0
        service = empty.start("serve", "--with-worker")
        until(empty.healthy, f"the web opens though nobody answers it\n{empty.logs()}")
        until(lambda: "channel_away" in service.log, "it says that the platforms are away")
        assert empty.telegram.webhook is None
    port = free_port()
    quiet = {"TELEGRAM_TOKEN": "", "ZALO_TOKEN": "", "PORT": str(port)}
    begun = Started(
        empty,
        service,
        same_port=empty.start("serve"),
        same_address=empty.start("serve", HOST="192.0.2.1"),
        second_worker=empty.start("worker"),
        second_server_with_worker=empty.start("serve", "--with-worker", PORT=str(free_port())),
        without_tokens=empty.start("serve", **quiet),
    )
    until(lambda: _listens(port), "the pages are served without tokens")
    return begun


def test_a_platform_that_is_down_at_the_start_is_found_when_it_comes_back(started: Started) -> None:
    started.house.until_open()
    an, binh = started.house.telegram.user("An"), started.house.zalo.user("Bình")
    an.says("chào em")
    binh.says("chào em")
    until(lambda: an.received and binh.received, "both are answered")


def test_a_port_that_is_taken_is_said_in_one_sentence(started: Started) -> None:
    _refused(started.same_port, f"Cổng {started.house.port} đang có chương trình khác dùng")


def test_an_address_that_is_not_ours_is_not_called_a_taken_port(started: Started) -> None:
    _refused(started.same_address, "Không mở được cổng")


@pytest.mark.parametrize("which", ["second_worker", "second_server_with_worker"])
def test_a_second_worker_on_sqlite_is_refused(started: Started, which: str) -> None:
    _refused(getattr(started, which), "Một worker khác đang chạy")


def test_without_tokens_the_pages_are_served_and_it_is_said(started: Started) -> None:
    assert "Chưa có token" in started.without_tokens.log
    assert started.without_tokens.popen.poll() is None


def test_all_of_them_end_in_order_and_log_no_secret(started: Started) -> None:
    end_all([started.service, started.without_tokens])
    check_logs(started.house)


def test_a_database_that_is_missing_or_old_is_said_in_one_sentence(
    tmp_path: Path, new_database: NewDatabase
) -> None:
    with house(tmp_path, f"sqlite:///{tmp_path / 'noisong.db'}", "polling") as built:
        old = built.start("worker")
        nowhere = f"postgresql://localhost:{free_port()}/noisong"
        missing = built.start("serve", DATABASE_URL=nowhere)
        _refused(old, "noisong migrate")
        _refused(missing, "Không dùng được cơ sở dữ liệu")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _refused(process: Process, words: str) -> None:
    """Ended by itself, with these words in its only line."""
    assert process.ended() == 1
    (line,) = [line for line in process.log.splitlines() if not line.startswith("{")]
    assert words in line
