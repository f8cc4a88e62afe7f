"""Starting: what is missing or in the way is said in one sentence, and nothing waits for a platform."""

import base64
import resource
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from backend.db import Database
from backend.endings import (
    ENDINGS,
    BadSetting,
    DatabaseAway,
    HalfSchema,
    NewSchema,
    NoRoom,
    OldSchema,
    OtherWorker,
    PortTaken,
    WrongKey,
)
from backend.errors import Refused
from tests.processes.conftest import NewDatabase
from tests.processes.harness import (
    COMMAND,
    LONG,
    House,
    Process,
    check_logs,
    end_all,
    free_port,
    house,
    until,
)


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
        same_port=_to_end(empty.start("serve")),
        same_address=_to_end(empty.start("serve", HOST="192.0.2.1")),
        second_worker=_to_end(empty.start("worker")),
        second_server_with_worker=_to_end(
            empty.start("serve", "--with-worker", PORT=str(free_port()))
        ),
        without_tokens=empty.start("serve", **quiet),
    )
    until(lambda: _listens(port), "the pages are served without tokens")
    return begun


def _to_end(process: Process) -> Process:
    """One that is refused, whenever that comes."""
    process.may_end = True
    return process


def test_a_platform_that_is_down_at_the_start_is_found_when_it_comes_back(started: Started) -> None:
    started.house.until_open()
    an, binh = started.house.telegram.user("An"), started.house.zalo.user("Bình")
    an.says("chào em")
    binh.says("chào em")
    until(lambda: an.received and binh.received, "both are answered")


def test_a_port_that_is_taken_is_said_in_one_sentence(started: Started) -> None:
    _refused(
        started.same_port, f"Cổng {started.house.port} đang có chương trình khác dùng", PortTaken
    )


def test_an_address_that_is_not_ours_is_not_called_a_taken_port(started: Started) -> None:
    _refused(started.same_address, "Không mở được cổng", PortTaken)


@pytest.mark.parametrize("which", ["second_worker", "second_server_with_worker"])
def test_a_second_worker_on_sqlite_is_refused(started: Started, which: str) -> None:
    _refused(getattr(started, which), "Một worker khác đang chạy", OtherWorker)


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
        _refused(old, "noisong migrate", OldSchema)
        _refused(missing, "Không dùng được cơ sở dữ liệu", DatabaseAway)


@pytest.fixture(scope="module")
def migrated(
    tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase
) -> Iterator[House]:
    """An installation that could begin."""
    folder = tmp_path_factory.mktemp("refused")
    with house(folder, new_database("sqlite"), "polling") as built:
        yield built


OTHER_KEY = base64.b64encode(bytes(32)).decode()
WRONG: tuple[tuple[dict[str, str], str, type[Refused]], ...] = (
    ({"PORT": "eighty"}, "PORT", BadSetting),
    ({"DATABASE_URL": "mysql://localhost/noisong"}, "DATABASE_URL", BadSetting),
    ({"BACKUP_KEY": "short"}, "BACKUP_KEY", BadSetting),
    ({"BACKUP_KEEP": "0"}, "BACKUP_KEEP", BadSetting),
    ({"CHANNEL_MODE": "webhook"}, "PUBLIC_URL", BadSetting),
    ({"ENCRYPTION_KEYS": "no key"}, "ENCRYPTION_KEYS", BadSetting),
    ({"ENCRYPTION_KEYS": OTHER_KEY}, "ENCRYPTION_KEYS", WrongKey),
    ({"BACKUP_FOLDER": "/proc"}, "Không ghi được vào thư mục /proc", NoRoom),
    ({"BACKUP_FOLDER": "/no/such/folder"}, "Tạo thư mục", NoRoom),
    ({"DATABASE_URL": "sqlite:////no/such/folder/noisong.db"}, "Không ghi được", NoRoom),
    ({"HOST": "nonsense.invalid"}, "Không mở được cổng", PortTaken),
)


OF_A_WORKER = (WrongKey, NoRoom)  # the rest is the same code


def test_what_is_wrong_is_said_in_one_sentence_before_anything_is_served(migrated: House) -> None:
    """All at once: each takes a second or two, most of it Python's."""
    started = [(migrated.start("serve", **changed), words, kind) for changed, words, kind in WRONG]
    for changed, words, kind in WRONG:
        if kind in OF_A_WORKER:
            started.append((migrated.start("worker", **changed), words, kind))
    for process, words, kind in started:
        _refused(process, words, kind)
    assert not migrated.healthy()


STATES: tuple[tuple[str, str, type[Refused]], ...] = (
    ("UPDATE alembic_version SET version_num = '0123456789ab'", "mới hơn", NewSchema),
    ("UPDATE alembic_version SET version_num = 'a8d7c6e0f876'", "noisong migrate", OldSchema),
    ("DROP TABLE alembic_version", "một phần bảng", HalfSchema),
    ("DROP TABLE counters", "một phần bảng", HalfSchema),
)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_schema_that_is_not_ours_is_refused(
    tmp_path: Path, new_database: NewDatabase, kind: str
) -> None:
    with house(tmp_path, "", "polling") as built:
        started = []
        for statement, words, ending in STATES if kind == "sqlite" else STATES[:2]:
            url = new_database(kind)
            database = Database(url)
            with database.transaction() as session:
                session.connection().exec_driver_sql(statement)
            database.close()
            started.append((built.start("serve", DATABASE_URL=url), words, ending))
        for process, words, ending in started:
            _refused(process, words, ending)


def test_a_full_disk_is_said_before_anything_is_served(migrated: House) -> None:
    """A limit on the size of files fails as a full disk does, and needs no disk to fill."""

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    for command in ("serve", "worker", "migrate"):
        done = subprocess.run(
            [COMMAND, command],
            cwd=migrated.folder,
            env=migrated.environment,
            preexec_fn=narrow,
            capture_output=True,
            encoding="utf-8",
            timeout=LONG,
            check=False,
        )
        assert done.returncode == NoRoom.exit_code
        assert "đã đầy" in done.stderr
        assert "Traceback" not in done.stderr


def test_each_kind_of_ending_has_a_code_of_its_own() -> None:
    codes = [ending.exit_code for ending in ENDINGS]
    assert len({0, 1, 2, *codes}) == len(codes) + 3
    assert max(codes) < 126  # the shell keeps the rest for itself


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _refused(process: Process, words: str, ending: type[Refused]) -> None:
    """Ended by itself with the code of its kind, and these words in its only line."""
    assert process.ended() == ending.exit_code
    (line,) = [line for line in process.log.splitlines() if not line.startswith("{")]
    assert words in line
