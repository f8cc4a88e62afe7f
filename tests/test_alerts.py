"""What docs/alerts.md and deploy/alerts.yml say is what the service does: names, fields, metrics."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from backend.db import Database
from backend.health import instruments
from backend.health.collector import Facts
from backend.health.signs import give_sign
from backend.message_quotas import service as quotas
from tests.factories import World

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs" / "alerts.md").read_text("utf-8")
RULES: list[dict[str, Any]] = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text("utf-8"))[
    "groups"
][0]["rules"]
LEVELS = {"debug", "info", "warning", "error", "critical", "exception"}
SOMETIMES = {"noisong_backup_age_seconds"}  # told once there is one, as its own test says


def logged(root: Path = ROOT) -> Iterator[tuple[str, frozenset[str]]]:
    """Each event that the source logs, with its fields; of plain lines the text."""
    for top in ("bot", "backend"):
        for path in sorted((root / top).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                    continue
                on = node.func.value
                if (
                    isinstance(on, ast.Name)
                    and on.id in ("log", "logger")
                    and node.func.attr in LEVELS
                ):
                    assert isinstance(node.args[0], ast.Constant), f"{path}: a name that is made up"
                    fields = frozenset(keyword.arg or "**" for keyword in node.keywords)
                    yield str(node.args[0].value), fields


def documented() -> dict[str, frozenset[str]]:
    """Each event of the document's tables, with its fields."""
    rows = re.findall(r"^\| `(.+?)` \| (.+)$", DOCUMENT.partition("\n## The log\n")[2], re.M)
    found = {}
    for name, rest in rows:
        cells = rest.split(" | ")
        fields = re.findall(r"`(\w+)`", cells[1]) if len(cells) == 3 else []
        found[name.replace("\\n", "\n")] = frozenset(fields)
    return found


def test_the_table_of_events_is_what_the_source_logs() -> None:
    source: dict[str, frozenset[str]] = {}
    for name, fields in logged():
        source[name] = source.get(name, frozenset()) | fields
    assert documented() == source


def test_no_field_is_named_after_what_a_person_is_or_wrote() -> None:
    personal = {"name", "phone", "chat", "chat_id", "text", "username", "address", "url", "path"}
    assert {name for name, fields in logged() if fields & personal} == set()


@pytest.fixture
def told(database: Database, world: World) -> set[str]:
    """The names of everything that the service tells, once there is something to tell."""
    with database.transaction() as session:
        give_sign(session)
        quotas.count(session, "zalo", 3000, 1)
    families = [*instruments.switch_on().registry.collect(), *Facts(database, ["zalo"]).collect()]
    names = {family.name for family in families}
    endings = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum")}
    names |= {f.name + ending for f in families for ending in endings.get(f.type, ())}
    return names | SOMETIMES


def test_every_metric_of_the_rules_exists(told: set[str]) -> None:
    named = {
        name for rule in RULES for name in re.findall(r"\b(?:noisong|process)_\w+", rule["expr"])
    }
    assert len(named) > 10
    assert named - told == set()


def test_every_event_of_the_rules_is_logged() -> None:
    named = {
        event
        for rule in RULES
        for events in re.findall(r'event=~?"([^"]+)"', rule["expr"])
        for event in events.split("|")
    }
    assert named
    assert named <= {name for name, _fields in logged()}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["alert"]))
def test_each_rule_is_explained(rule: dict[str, Any]) -> None:
    _before, found, section = DOCUMENT.partition(f"\n### {rule['alert']}\n")
    section = section.partition("\n### ")[0]
    assert found, rule["alert"]
    assert f"\n    {rule['expr']}\n" in section
    assert f"For {rule['for']}, {rule['labels']['severity']}." in section
    assert "- Families: " in section
    assert f"- Do: {rule['annotations']['description']}" in section
    assert rule["expr"].count("(") == rule["expr"].count(")")
    assert rule["labels"]["severity"] in ("page", "ticket")


def test_the_document_explains_no_other_rule() -> None:
    explained = re.findall(r"^### (\w+)$", DOCUMENT, re.M)
    assert explained == [rule["alert"] for rule in RULES]
    assert len(set(explained)) == len(explained)
