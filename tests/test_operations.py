"""The two runbooks tell the truth: their commands, settings, files and codes exist, and the drill of a
restore is run as it is written."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer

from backend.encryption.keys import new_key
from backend.endings import ENDINGS
from backend.settings import Settings
from bot.cli import app
from tests.processes.harness import COMMAND, LONG

ROOT = Path(__file__).parent.parent
RUNBOOKS = {
    name: (ROOT / "docs" / name).read_text("utf-8") for name in ("van-hanh.md", "operations.md")
}
UNITS = sorted((ROOT / "deploy").glob("*.service"))
OF_OTHERS = {"FORWARDED_ALLOW_IPS", "FILE", "FOLDER", "NAME"}  # uvicorn's; what stands for a value

both = pytest.mark.parametrize("text", RUNBOOKS.values(), ids=RUNBOOKS)


def commands(text: str) -> list[list[str]]:
    """What follows each `noisong`, word by word, up to the end of the line or of the code."""
    return [found.split() for found in re.findall(r"\bnoisong ((?:[a-z]|--)[^`\n|\"]*)", text)]


def missing(words: list[str]) -> list[str]:
    """The words of a command that the command line does not know."""
    command: Any = typer.main.get_command(app)
    unknown = []
    for word in words:
        if hasattr(command, "commands"):
            if word not in command.commands:
                return [word]
            command = command.commands[word]
        elif word.startswith("--"):
            known = {name for parameter in command.params for name in parameter.opts}
            unknown += [word] if word not in known else []
    return unknown


@both
def test_every_command_exists(text: str) -> None:
    found = commands(text)
    assert len(found) > 15
    assert [words for words in found if missing(words)] == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_the_units_run_commands_that_exist(unit: Path) -> None:
    (started,) = re.findall(r"^ExecStart=\S+/noisong (.+)$", unit.read_text("utf-8"), re.M)
    assert missing(started.split()) == []


def test_a_command_that_does_not_exist_is_noticed() -> None:
    assert missing(["backups"]) == ["backups"]
    assert missing(["officers", "remove", "x"]) == ["remove"]
    assert missing(["backup", "x", "--verfy"]) == ["--verfy"]


@both
def test_every_setting_exists(text: str) -> None:
    named = set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", text)) - OF_OTHERS
    assert len(named) > 8
    assert named <= {name.upper() for name in Settings.model_fields}


@both
def test_every_file_exists(text: str) -> None:
    paths = set(re.findall(r"\b((?:deploy|docs)/[\w.-]+\w)", text))
    paths |= {f"benchmarks/{name}.py" for name in re.findall(r"-m benchmarks\.(\w+)", text)}
    assert len(paths) > 5
    assert [path for path in paths if not (ROOT / path).exists()] == []


@both
def test_every_exit_code_is_told(text: str) -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.M)}
    assert told == {0, 1, 2, *(ending.exit_code for ending in ENDINGS)}


def test_both_say_the_same_in_their_languages() -> None:
    shapes = [
        (
            re.findall(r"^## \d+", text, re.M),
            re.findall(r"^```\n(?:noisong|sudo|mkdir)[^`]*", text, re.M),
        )
        for text in RUNBOOKS.values()
    ]
    codes = [[re.sub(r"\s+#.*", "", block) for block in blocks] for _headings, blocks in shapes]
    assert shapes[0][0] == shapes[1][0]
    assert codes[0] == codes[1]


def drill(text: str) -> str:
    (block,) = re.findall(r"<!-- drill[^\n]*\n```\n(.*?)```", text, re.S)
    return str(block)


def test_the_drill_works_as_it_is_written(tmp_path: Path) -> None:
    """On an installation with a key of its own, whose database is older than the backup."""
    assert len({drill(text) for text in RUNBOOKS.values()}) == 1
    settings = {
        "PATH": f"{COMMAND.parent}:{os.environ['PATH']}",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'live.db'}",
        "ENCRYPTION_KEYS": new_key(),
        "BACKUP_KEY": "a key that is only for tests",
    }
    done = subprocess.run(
        ["bash", "-e", "-c", f"noisong migrate\n{drill(RUNBOOKS['van-hanh.md'])}"],
        cwd=tmp_path,
        env=settings,
        capture_output=True,
        encoding="utf-8",
        timeout=LONG * 3,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "giống hệt" in done.stdout
    assert done.stdout.count("Nhật ký nguyên vẹn") == 2
    left = {path.name for path in tmp_path.iterdir() if "-" not in path.name}
    assert left == {"live.db", "live.db.writer"}
