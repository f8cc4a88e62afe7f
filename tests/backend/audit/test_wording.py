"""Every act and every kind of record that the service audits has words for officers."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend import admin
from backend.audit import wording
from backend.audit.checking import Break, BreakKind

CORE = Path(admin.__file__).parent.parent


def acts() -> Iterator[str]:
    """What is written as the action of `audit.record`, wherever it is a constant."""
    for path in sorted(CORE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
                action = node.args[1]
                parts = [action.body, action.orelse] if isinstance(action, ast.IfExp) else [action]
                yield from (str(p.value) for p in parts if isinstance(p, ast.Constant))


def test_every_act_has_words() -> None:
    found = set(acts())
    assert len(found) > 60
    assert {name for name in found if wording.action(name) == name} == set()


@pytest.mark.parametrize("name", ["ticket_closed", "device_lost", "package_ended", "an_old_act"])
def test_an_act_without_words_of_its_own_is_still_told(name: str) -> None:
    told = wording.action(name)
    assert (told == name) == (name == "an_old_act")


@pytest.mark.parametrize("kind", BreakKind)
def test_each_kind_of_break_names_its_place(kind: BreakKind) -> None:
    told = wording.told(Break(kind, 12, 34))
    assert ("12" in told) or ("34" in told)
    assert "{" not in told
