"""The README tells the truth about commands, paths and the two lines of a newcomer."""

import re
from pathlib import Path

import pytest
import typer

from bot.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_the_table_of_commands_names_each_command_and_no_other() -> None:
    group = typer.main.get_command(app)
    named = set(re.findall(r"^\| `noisong ([a-z]+)", section("Commands"), re.M))
    assert named == set(group.commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("word", ["house", "Where does it go?"])
def test_every_path_that_the_readme_names_exists(word: str) -> None:
    text = section("The house") if word == "house" else section(word)
    paths = set(re.findall(r"`((?:bot|backend|tests|locales)/[\w./]+)`", text))
    tree = "\n".join(line for line in text.splitlines() if line.startswith("    "))
    paths |= {f"bot/{name}" for name in re.findall(r"\b(\w+\.py)\b", tree)}
    assert paths
    assert not {path for path in paths if not any(_candidates(path))}


def _candidates(path: str) -> list[Path]:
    name = path.removeprefix("bot/")
    return [p for p in (ROOT / path, ROOT / "backend" / name) if p.exists()] + list(
        (ROOT / "backend").glob(f"*/{name}")
    )


def test_a_newcomer_needs_two_lines() -> None:
    lines = [line.strip() for line in section("Try it").splitlines() if line.startswith("    ")]
    assert [line.rpartition("&& ")[2] for line in lines] == [
        ".venv/bin/noisong demo",
        ".venv/bin/pytest",
    ]
