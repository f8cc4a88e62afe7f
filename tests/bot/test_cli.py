"""The command line, in real processes."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import httpx
import pytest

from backend.db import Database
from backend.migrate import migrate
from backend.officers.models import Role
from backend.officers.service import sign_in
from bot import cli
from bot.demo.world import PASSWORD, SAMPLE_LIST, make_world

ROOT = Path(__file__).parents[2]
COMMANDS = ("demo", "serve", "worker", "migrate", "import", "chat", "officers", "officers add")
SLOW_MACHINE = 60.0
NEW_PASSWORD = "mật khẩu dài"


def environment(**settings: str) -> dict[str, str]:
    """Nothing of the tests' own environment but what Python needs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "200",
        **settings,
    }


def noisong(
    *arguments: str, cwd: Path, typed: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd,
        env=environment(**settings),
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=SLOW_MACHINE,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a command that did not do it."""
    assert done.returncode == 1, done
    assert done.stdout == ""
    (sentence,) = done.stderr.splitlines()
    assert "Traceback" not in sentence
    assert "hunter2" not in sentence
    return sentence


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's database and its sample list."""
    folder = tmp_path_factory.mktemp("demo")
    database = Database(f"sqlite:///{folder / 'noisong.db'}")
    migrate(database)
    make_world(database, folder)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return folder


@pytest.fixture
def folder(demo_template: Path, tmp_path: Path) -> Path:
    """A copy of it, as the folder in which a command runs."""
    for name in ("noisong.db", SAMPLE_LIST):
        (tmp_path / name).write_bytes((demo_template / name).read_bytes())
    return tmp_path


def rows(folder: Path, table: str) -> int:
    with sqlite3.connect(folder / "noisong.db") as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    connection.close()
    return int(count)


def test_the_help_is_there_at_once_and_names_every_command(tmp_path: Path) -> None:
    done = noisong("--help", cwd=tmp_path)
    assert done.returncode == 0
    assert all(f" {command.split()[0]} " in done.stdout for command in COMMANDS)
    loaded = subprocess.run(
        [sys.executable, "-c", "import bot.cli, sys; print(*sys.modules)"],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split()
    heavy = {"sqlalchemy", "pydantic", "fastapi", "alembic", "structlog", "telegram", "zalo_bot"}
    assert heavy.isdisjoint(loaded)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(tmp_path: Path, command: str) -> None:
    done = noisong(*command.split(), "-h", cwd=tmp_path)
    assert done.returncode == 0
    assert f"{command} [OPTIONS]" in done.stdout
    assert not list(tmp_path.iterdir()), "help must leave nothing behind"


def test_the_roles_that_can_be_given_are_those_that_there_are() -> None:
    assert sorted(get_args(cli.Role)) == sorted(Role)


@contextmanager
def running_demo(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], float]]:
    """A demo that answers, and after how many seconds it did."""
    begin = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--folder", "thu", "--port", str(port)],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        while not answers(port):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() - begin < SLOW_MACHINE
            time.sleep(0.05)
        yield process, time.monotonic() - begin
    finally:
        if process.poll() is None:
            process.kill()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()
        process.wait()


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200
    except httpx.TransportError:
        return False


def free_port() -> int:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        return int(somebody.getsockname()[1])


def stopped(process: subprocess.Popen[str], number: signal.Signals) -> tuple[str, str]:
    """What a demo had to say, once it has ended well."""
    process.send_signal(number)
    out, err = process.communicate(timeout=SLOW_MACHINE)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    return out, err


def test_the_demo_opens_stops_on_ctrl_c_and_opens_again_with_its_data(
    tmp_path: Path, record_property: pytest.FixtureRequest
) -> None:
    port = free_port()
    place = f"http://127.0.0.1:{port}"
    with (
        running_demo(tmp_path, port) as (process, seconds),
        httpx.Client(base_url=place) as visitor,
    ):
        print(f"the demo answers after {seconds:.1f} s")
        for path in ("/simulator", "/admin/sign-in"):
            assert visitor.get(path).status_code == 200
        said = {"like": "zalo", "person": "2", "text": "xin chào cả nhà"}
        assert visitor.post("/simulator", data=said).status_code == 303
        busy = noisong("demo", "--folder", "khac", "--port", str(port), cwd=tmp_path)
        assert refused(busy) == (
            f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác bằng --port."
        )
        assert not (tmp_path / "khac").exists()
        out, _err = stopped(process, signal.SIGINT)
    for told in (f"{place}/simulator", f"{place}/admin", "canbo", PASSWORD, "thu"):
        assert told in out
    with running_demo(tmp_path, port) as (process, _seconds):
        talk = httpx.get(f"{place}/simulator/talk?like=zalo&person=2").text
        assert "xin chào cả nhà" in talk
        stopped(process, signal.SIGTERM)


def test_a_demo_that_cannot_write_says_so(tmp_path: Path) -> None:
    (tmp_path / "thu").write_text("a file, no folder")
    done = noisong("demo", "--folder", "thu", "--port", str(free_port()), cwd=tmp_path)
    assert refused(done) == "Không ghi được vào thu. Chọn nơi khác bằng --folder."


def test_migrate_makes_the_database_and_may_be_repeated(tmp_path: Path) -> None:
    for _time in (1, 2):
        done = noisong("migrate", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, "Cơ sở dữ liệu đã ở phiên bản mới nhất.\n")
    assert rows(tmp_path, "programme_revisions") == 1


@pytest.mark.parametrize(
    "command",
    [
        ("serve",),
        ("worker",),
        ("chat",),
        ("import", "a.xlsx", "--officer", "canbo"),
        ("officers", "add", "a", "--name", "b", "--unit", "c", "--password", NEW_PASSWORD),
    ],
    ids=lambda command: command[0],
)
def test_a_database_that_was_not_migrated_is_refused(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = noisong(*command, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "Cơ sở dữ liệu chưa đúng phiên bản. Chạy `noisong migrate` rồi khởi động lại."
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"PORT": "hunter2"}, "Thiết lập PORT chưa đúng: cần số từ 1 đến 65535."),
        (
            {"DATABASE_URL": "postgresql://me:hunter2@127.0.0.1:1/noisong"},
            "Không dùng được cơ sở dữ liệu. Xem lại thiết lập DATABASE_URL.",
        ),
        (
            {"DATABASE_URL": "sqlite:////khong/co/hunter2.db"},
            "Không dùng được cơ sở dữ liệu. Xem lại thiết lập DATABASE_URL.",
        ),
    ],
    ids=["a wrong setting", "PostgreSQL away", "no such folder"],
)
def test_what_is_set_up_wrongly_is_said_in_one_sentence(
    tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    assert refused(noisong("migrate", cwd=tmp_path, **settings)) == sentence


def test_settings_are_read_from_a_file_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=sqlite:///khac.db\n")
    assert noisong("migrate", cwd=tmp_path).returncode == 0
    assert (tmp_path / "khac.db").exists()


def opens(folder: Path, username: str, password: str) -> bool:
    database = Database(f"sqlite:///{folder / 'noisong.db'}")
    try:
        with database.transaction() as session:
            return sign_in(session, username, password, "10.0.0.1") is not None
    finally:
        database.close()


def test_an_officer_is_added_with_a_password_by_option(folder: Path) -> None:
    add = ("officers", "add", " Moi ", "--name", "Đỗ Thị O", "--unit", "20056")
    done = noisong(*add, "--password", NEW_PASSWORD, cwd=folder)
    assert (done.returncode, done.stdout) == (0, "Đã thêm tài khoản moi.\n")
    assert opens(folder, "moi", NEW_PASSWORD)
    again = noisong(*add, "--password", NEW_PASSWORD, cwd=folder)
    assert refused(again) == "Tên đăng nhập này đã có."


def test_a_password_is_asked_for_twice_and_never_shown(folder: Path) -> None:
    add = ("officers", "add", "moi", "--name", "Đỗ Thị O", "--unit", "20056")
    screen, terminal = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *add],
        cwd=folder,
        env=environment(),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=lambda: os.login_tty(terminal),
    )
    os.close(terminal)
    seen = ""
    for prompt in ("Mật khẩu: ", "Nhập lại mật khẩu: "):
        while not seen.endswith(prompt):
            seen += os.read(screen, 1024).decode()
        os.write(screen, f"{NEW_PASSWORD}\n".encode())
    while "Đã thêm tài khoản moi." not in seen:
        seen += os.read(screen, 1024).decode()
    assert process.wait(SLOW_MACHINE) == 0
    os.close(screen)
    assert NEW_PASSWORD not in seen
    assert opens(folder, "moi", NEW_PASSWORD)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"--unit": "99999"}, "Không có đơn vị mang mã 99999."),
        ({"--password": "hunter2"}, "Mật khẩu cần ít nhất 10 ký tự."),
        ({"--name": " "}, "Cần có họ tên cán bộ."),
    ],
    ids=["an unknown unit", "a short password", "no name"],
)
def test_an_officer_who_cannot_be_added_is_refused(
    folder: Path, changes: dict[str, str], sentence: str
) -> None:
    given = {"--name": "Đỗ Thị O", "--unit": "20056", "--password": NEW_PASSWORD, **changes}
    options = [part for pair in given.items() for part in pair]
    assert refused(noisong("officers", "add", "moi", *options, cwd=folder)) == sentence
    assert rows(folder, "officers") == 3


def test_a_list_is_checked_without_a_trace_then_published_once(folder: Path) -> None:
    imports = ("import", SAMPLE_LIST, "--officer", " CanBo5 ")
    before = (rows(folder, "poverty_lists"), rows(folder, "poverty_list_entries"))
    check = noisong(*imports, "--check", cwd=folder)
    assert check.returncode == 0
    assert "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026" in check.stdout
    assert re.search(r"^✗ .*, dòng \d+: ", check.stdout, re.MULTILINE)
    assert "Đã công bố" not in check.stdout
    assert before == (rows(folder, "poverty_lists"), rows(folder, "poverty_list_entries"))
    assert rows(folder, "poverty_list_drafts") == 0

    done = noisong(*imports, cwd=folder)
    assert done.returncode == 0
    published = re.search(r"^Đã công bố (\d+) hộ\.$", done.stdout, re.MULTILINE)
    assert published, done.stdout
    assert rows(folder, "poverty_lists") == before[0] + 1
    assert rows(folder, "poverty_list_entries") == before[1] + int(published[1])

    again = noisong(*imports, cwd=folder)
    assert again.returncode == 1
    assert again.stderr.startswith("Tệp này đã được công bố ngày ")
    assert len(again.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("khong-co.xlsx", "--officer", "canbo"), "Không có tệp khong-co.xlsx."),
        (("gia.xlsx", "--officer", "canbo"), ""),
        ((SAMPLE_LIST, "--officer", "ai"), "Không có tài khoản ai."),
        ((SAMPLE_LIST, "--officer", "canbo", "--unit", "9"), "Không có đơn vị mang mã 9."),
        (
            (SAMPLE_LIST, "--officer", "canbo", "--unit", "20050"),
            "Không có xã này trong đơn vị của anh/chị.",
        ),
    ],
    ids=["no file", "a PDF", "no such officer", "no such unit", "another's commune"],
)
def test_a_list_that_cannot_be_imported_is_refused_in_one_sentence(
    folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    (folder / "gia.xlsx").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")
    before = rows(folder, "poverty_lists")
    done = noisong("import", *arguments, cwd=folder)
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert sentence == words or (not words and "PDF" in sentence), sentence
    assert rows(folder, "poverty_lists") == before


def test_a_talk_is_played_over_the_terminal_and_remembered(folder: Path) -> None:
    first = noisong("chat", cwd=folder, typed="xin chào\n\n")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("Gõ tin nhắn rồi Enter. Dừng bằng Ctrl-D.\n\n")
    assert len(first.stdout.splitlines()) > 3, "the bot must have answered"
    second = noisong("chat", cwd=folder, typed="menu\n")
    assert second.returncode == 0
    assert rows(folder, "contacts") == 1
    assert rows(folder, "inbox_messages") == 2
