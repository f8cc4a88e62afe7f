"""The command line, in real processes."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import httpx
import pytest

from backend.db import Database
from backend.migrate import migrate
from backend.officers.models import Role
from backend.officers.sessions import Browser
from backend.officers.sign_in import sign_in
from backend.programmes.service import CATALOGUE
from bot import cli
from bot.demo.accounts import PASSWORD
from bot.demo.world import SAMPLE_LIST, UNITS, make_world
from tests.demo_process import SLOW_MACHINE, environment, free_port, running_demo

COMMANDS = (
    *("demo", "serve", "worker", "migrate", "import", "match", "read", "chat"),
    *("officers", "officers add"),
)
NEW_PASSWORD = "mật khẩu dài"


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


def refused(done: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """The one sentence of a command that did not do it."""
    assert done.returncode == code, done
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
    return copied(demo_template, tmp_path)


def copied(template: Path, folder: Path) -> Path:
    for name in ("noisong.db", SAMPLE_LIST):
        shutil.copy(template / name, folder / name)
    return folder


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
    heavy = {"sqlalchemy", "pydantic", "starlette", "alembic", "structlog", "telegram", "zalo_bot"}
    assert heavy.isdisjoint(loaded)


def test_the_roles_that_can_be_given_are_those_that_there_are() -> None:
    assert sorted(get_args(cli.Role)) == sorted(Role)


NOT_MIGRATED = "Cơ sở dữ liệu chưa đúng phiên bản. Chạy `noisong migrate` rồi khởi động lại."
AWAY = "Không dùng được cơ sở dữ liệu. Xem lại thiết lập DATABASE_URL."
WRONG_PORT = "Thiết lập PORT chưa đúng: cần số từ 1 đến 65535."
NO_FOLDER = "Không ghi được vào thư mục /khong/co. Tạo thư mục, cấp quyền rồi chạy lại."
A_FILE = "Không ghi được vào gia.xlsx. Chọn nơi khác bằng --folder."
# By the sentence, where it is not 1: README and the runbook have the table.
CODES = {NOT_MIGRATED: 5, AWAY: 4, WRONG_PORT: 3, NO_FOLDER: 10, A_FILE: 10}
NEW = {"DATABASE_URL": "sqlite:///new.db"}
ADD = ("officers", "add", "moi", "--password", NEW_PASSWORD)
# What is tried, with which settings, and the sentence that it ends with.
REFUSALS: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "serve, not migrated": (("serve",), NEW, NOT_MIGRATED),
    "worker, not migrated": (("worker",), NEW, NOT_MIGRATED),
    "chat, not migrated": (("chat",), NEW, NOT_MIGRATED),
    "import, not migrated": (("import", "a.xlsx", "--officer", "canbo"), NEW, NOT_MIGRATED),
    "officers add, not migrated": ((*ADD, "--name", "b", "--unit", "c"), NEW, NOT_MIGRATED),
    "a wrong setting": (
        ("migrate",),
        {"PORT": "hunter2"},
        WRONG_PORT,
    ),
    "PostgreSQL away": (
        ("migrate",),
        {"DATABASE_URL": "postgresql://me:hunter2@127.0.0.1:1/noisong"},
        AWAY,
    ),
    "no such folder": (("migrate",), {"DATABASE_URL": "sqlite:////khong/co/hunter2.db"}, NO_FOLDER),
    "a folder that is a file": (
        ("demo", "--folder", "gia.xlsx", "--port", str(free_port())),
        {},
        A_FILE,
    ),
    "an unknown unit": (
        (*ADD, "--name", "Đỗ Thị O", "--unit", "99999"),
        {},
        "Không có đơn vị mang mã 99999.",
    ),
    "no name": ((*ADD, "--name", " ", "--unit", "20056"), {}, "Cần có họ tên cán bộ."),
    "a short password": (
        (*ADD, "--name", "Đỗ Thị O", "--unit", "20056", "--password", "hunter2"),
        {},
        "Mật khẩu cần ít nhất 10 ký tự.",
    ),
    "no file": (
        ("import", "khong-co.xlsx", "--officer", "canbo"),
        {},
        "Không có tệp khong-co.xlsx.",
    ),
    "a PDF": (
        ("import", "gia.xlsx", "--officer", "canbo"),
        {},
        "Tệp này là PDF, em không đọc chắc được bảng trong đó. "
        "Anh/chị tìm tệp Excel đã in ra bản PDF này rồi gửi giúp em.",
    ),
    "no such officer": (
        ("import", SAMPLE_LIST, "--officer", "ai"),
        {},
        "Không có tài khoản ai.",
    ),
    "no such unit": (
        ("import", SAMPLE_LIST, "--officer", "canbo", "--unit", "9"),
        {},
        "Không có đơn vị mang mã 9.",
    ),
    "another's commune": (
        ("import", SAMPLE_LIST, "--officer", "canbo", "--unit", "20050"),
        {},
        "Không có xã này trong đơn vị của anh/chị.",
    ),
}
# Runs one command after the other in one process: most of a command's time goes into imports.
DRIVER = """
import contextlib, io, json, os, sys
from bot.cli import main
done = []
for arguments, settings in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["noisong", *arguments]
    os.environ.update(settings)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
        code = None
    except SystemExit as end:
        code = end.code
    for name in settings:
        del os.environ[name]
    done.append([code, out.getvalue(), err.getvalue()])
json.dump(done, sys.stdout)
"""
Done = tuple[int | None, str, str]


def one_after_the_other(
    tried: list[tuple[tuple[str, ...], dict[str, str]]], cwd: Path
) -> list[Done]:
    """The exit code, the output and the errors of each command."""
    process = subprocess.run(
        [sys.executable, "-c", DRIVER],
        cwd=cwd,
        env=environment(),
        input=json.dumps(tried),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [tuple(one) for one in json.loads(process.stdout)]


@pytest.fixture(scope="module")
def refusals(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Done]:
    """How everything ended that must not work."""
    folder = copied(demo_template, tmp_path_factory.mktemp("refusals"))
    (folder / "gia.xlsx").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")
    tables = ("officers", "poverty_lists", "poverty_list_entries", "audit_entries")
    before = [rows(folder, table) for table in tables]
    done = one_after_the_other([(words, env) for words, env, _end in REFUSALS.values()], folder)
    assert [rows(folder, table) for table in tables] == before
    return dict(zip(REFUSALS, done, strict=True))


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_done_is_said_in_one_sentence(refusals: dict[str, Done], case: str) -> None:
    code, _out, err = refusals[case]
    sentence = err.splitlines()[-1]
    assert (code, sentence) == (CODES.get(REFUSALS[case][-1], 1), REFUSALS[case][-1])
    assert "Traceback" not in err
    assert "hunter2" not in err


def test_each_command_explains_itself(tmp_path: Path) -> None:
    done = one_after_the_other([((*command.split(), "-h"), {}) for command in COMMANDS], tmp_path)
    for command, (code, out, _err) in zip(COMMANDS, done, strict=True):
        assert code in (0, None)
        assert f"{command} [OPTIONS]" in out
    assert not list(tmp_path.iterdir()), "help must leave nothing behind"


def stopped(process: subprocess.Popen[str], number: signal.Signals) -> tuple[str, str]:
    """What a demo had to say, once it has ended well."""
    process.send_signal(number)
    out, err = process.communicate(timeout=SLOW_MACHINE)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    return out, err


def test_the_demo_opens_stops_on_ctrl_c_and_opens_again_with_its_data(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    port = free_port()
    place = f"http://127.0.0.1:{port}"
    with (
        running_demo(tmp_path, port) as (process, seconds),
        httpx.Client(base_url=place, timeout=SLOW_MACHINE) as visitor,
    ):
        record_property("seconds until the demo answers", round(seconds, 1))
        for path in ("/simulator", "/admin/sign-in"):
            assert visitor.get(path).status_code == 200
        said = {"like": "zalo", "person": "2", "text": "xin chào cả nhà"}
        assert visitor.post("/simulator", data=said).status_code == 303
        busy = noisong("demo", "--folder", "khac", "--port", str(port), cwd=tmp_path)
        assert refused(busy, 8) == (
            f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác bằng --port."
        )
        assert not (tmp_path / "khac").exists()
        out, _err = stopped(process, signal.SIGINT)
    for told in (f"{place}/simulator", f"{place}/admin", "canbo", PASSWORD, "thu"):
        assert told in out
    with running_demo(tmp_path, port) as (process, _seconds):
        talk = httpx.get(f"{place}/simulator/talk?like=zalo&person=2", timeout=SLOW_MACHINE).text
        assert "xin chào cả nhà" in talk
        stopped(process, signal.SIGTERM)


def test_migrate_makes_the_database_and_may_be_repeated(tmp_path: Path) -> None:
    done = one_after_the_other([(("migrate",), {})] * 2, tmp_path)
    assert [out for _code, out, _err in done] == ["Cơ sở dữ liệu đã ở phiên bản mới nhất.\n"] * 2
    assert rows(tmp_path, "programme_revisions") == len(list(CATALOGUE.glob("*.toml")))


def test_a_real_process_ends_as_the_others_do(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=postgresql://me:hunter2@127.0.0.1:1/noisong\n")
    assert refused(noisong("migrate", cwd=tmp_path), CODES[AWAY]) == AWAY


def opens(folder: Path, username: str, password: str) -> bool:
    database = Database(f"sqlite:///{folder / 'noisong.db'}")
    try:
        return sign_in(database, username, password, Browser("10.0.0.1"), "none") is not None
    finally:
        database.close()


def test_an_officer_is_added_with_a_password_by_option(folder: Path) -> None:
    add = ("officers", "add", " Moi ", "--name", "Đỗ Thị O", "--unit", "20056")
    once = (*add, "--password", NEW_PASSWORD)
    added, again = one_after_the_other([(once, {})] * 2, folder)
    assert added[1] == "Đã thêm tài khoản moi.\n"
    assert opens(folder, "moi", NEW_PASSWORD)
    assert again == (1, "", "Tên đăng nhập này đã có.\n")


def test_a_one_time_code_is_printed_and_the_old_password_ends(folder: Path) -> None:
    add = ("officers", "add", "moi", "--name", "Đỗ Thị O", "--unit", "20056")
    once = (*add, "--password", NEW_PASSWORD)
    link = ("officers", "link", "MOI", "--without-second-step")
    unknown = ("officers", "link", "khongco")
    _added, printed, refused_ = one_after_the_other([(once, {}), (link, {}), (unknown, {})], folder)
    assert re.search(r"Mã: [2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\.", printed[1])
    assert not opens(folder, "moi", NEW_PASSWORD)
    assert refused_ == (1, "", "Không có tài khoản này.\n")


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


def test_a_list_is_checked_without_a_trace_then_published_once(folder: Path) -> None:
    imports = ("import", SAMPLE_LIST, "--officer", " CanBo5 ")
    before = (rows(folder, "poverty_lists"), rows(folder, "poverty_list_entries"))
    (check,) = one_after_the_other([((*imports, "--check"), {})], folder)
    assert "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026" in check[1]
    assert re.search(r"^✗ .*, dòng \d+: ", check[1], re.MULTILINE)
    assert "Đã công bố" not in check[1]
    assert before == (rows(folder, "poverty_lists"), rows(folder, "poverty_list_entries"))

    done, again = one_after_the_other([(imports, {})] * 2, folder)
    published = re.search(r"^Đã công bố (\d+) hộ\.$", done[1], re.MULTILINE)
    assert published, done
    assert rows(folder, "poverty_lists") == before[0] + 1
    assert rows(folder, "poverty_list_entries") == before[1] + int(published[1])
    assert (again[0], len(again[2].splitlines())) == (1, 1)
    assert again[2].startswith("Tệp này đã được công bố ngày ")


def test_a_talk_is_played_over_the_terminal(folder: Path) -> None:
    done = noisong("chat", cwd=folder, typed="xin chào\n\nxin may tinh cho con\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Gõ tin nhắn rồi Enter. Dừng bằng Ctrl-D.\n\n")
    assert len(done.stdout.splitlines()) > 6, "the bot must have answered twice"
    console = "channel_addresses WHERE channel = 'console'"
    assert (rows(folder, console), rows(folder, "inbox_messages")) == (1, 2)


def test_every_line_that_was_piped_in_is_answered_before_the_talk_ends(folder: Path) -> None:
    """Replies of one person are sent in order, so the last wait behind those before them."""
    done = noisong("chat", cwd=folder, typed="gặp cán bộ\n" * 8)
    assert done.stdout.count("Mình đang làm việc này rồi ạ.") == 7


def test_units_are_loaded_once(folder: Path) -> None:
    again, missing = one_after_the_other(
        [(("units", str(UNITS)), {}), (("units", "khong-co.toml"), {})], folder
    )
    assert again == (0, "Đã thêm 0 xã.\n", "")
    assert missing == (1, "", "Không mở được tệp khong-co.toml.\n")
