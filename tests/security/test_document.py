"""docs/security.md says only what the tests hold."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = (ROOT / "docs" / "security.md").read_text("utf-8")
SECTIONS = {
    1: 5,
    2: 4,
    3: 7,
    4: 4,
    5: 4,
    6: 8,
    7: 6,
    8: 4,
    9: 2,
    11: 7,
    12: 3,
    13: 4,
    14: 3,
    15: 4,
    16: 5,
}
STATES = {"met", "partly", "open", "no"}
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in DOCUMENT.splitlines()
    if line.startswith("| V")
]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", DOCUMENT)))


@cache
def functions(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in tree.body if isinstance(node, kinds)}


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_a_test_that_is_named_is_there(file: str, test: str) -> None:
    assert test in functions(file)


def test_every_section_of_the_standard_has_its_row() -> None:
    told = [row[0].split()[0] for row in ROWS]
    expected = [f"V{chapter}.{n + 1}" for chapter in SECTIONS for n in range(SECTIONS[chapter])]
    assert sorted([*expected, "V10.1", "V17.1"]) == sorted(told)


def test_every_row_says_how_it_stands_and_what_is_met_names_a_test() -> None:
    for section, state, how, tests in ROWS:
        assert state in STATES, section
        assert how, section
        assert "`tests/" in tests or state in {"no", "open"}, section
        assert (
            state == "met"
            or "open" in how
            or state in {"no", "open"}
            or section.startswith(("V10", "V12", "V5.4"))
        ), section
