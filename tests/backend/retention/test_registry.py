"""No column with personal data can be forgotten: each has a rule, or a reason to stay."""

from importlib import import_module

import pytest
import sqlalchemy as sa

from backend.db import Database
from backend.retention.kept import BY_HAND, KEPT
from backend.retention.registry import RULES
from backend.retention.requests import emptied
from backend.support_requests.models import SupportRequest
from backend.tables import metadata
from tests.backend.counter import Counter
from tests.test_impact_dossier import COLUMNS, told

GONE = {rule.table for rule in RULES if rule.gone}
RULED = {f"{rule.table}.{name}" for rule in RULES for name in rule.values}
FAMILIES = ("contacts", "support_requests", "tickets", "households", "title_applications")


def answered(column: str) -> bool:
    return column in RULED | KEPT.keys() | BY_HAND.keys() or column.split(".")[0] in GONE


def test_every_column_of_the_dossier_has_a_rule_or_a_reason() -> None:
    named = told(1) | told(2)
    assert len(named) > 150
    assert {column for column in named if not answered(column)} == set()


def test_every_table_that_hangs_on_a_family_is_thought_of() -> None:
    thought_of = {column.split(".")[0] for column in (*RULED, *KEPT, *BY_HAND)} | GONE
    hanging = {
        table.name
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in FAMILIES
    }
    assert hanging - thought_of - OF_NOBODY == set()


# What points at a request or ticket and says nothing of its own about anybody.
OF_NOBODY = {
    "earlier_approvals",
    "gifts",
    "coverage_reports",
    "machine_faults",
    "surveyed_classes",
}


def test_no_rule_speaks_of_what_is_not_there() -> None:
    assert (RULED | KEPT.keys() | BY_HAND.keys()) - COLUMNS.keys() == set()
    for rule in RULES:
        assert f"{rule.table}.{rule.by}" in COLUMNS


def test_nothing_is_both_emptied_and_kept() -> None:
    assert RULED & KEPT.keys() == set()
    assert KEPT.keys() & BY_HAND.keys() == set()


@pytest.mark.parametrize("place", sorted(set(BY_HAND.values())))
def test_what_empties_by_hand_exists(place: str) -> None:
    module, name = place.split(":")
    assert callable(getattr(import_module(module), name))


def test_a_request_is_emptied_of_what_the_registry_says(counter: Counter) -> None:
    request = counter.submit()
    by_hand = {
        column.split(".")[1]
        for column, place in BY_HAND.items()
        if place.endswith(":anonymise") and column.startswith("support_requests.")
    }
    with counter.database.reading() as session:
        assert emptied(session, session.get_one(SupportRequest, request)).keys() == by_hand


def test_values_fit_their_columns(database: Database) -> None:
    """A NULL where none may be, or a text that is too long, would stop an erasure half way."""
    for rule in RULES:
        table = metadata.tables[rule.table]
        for name, value in rule.values.items():
            column = table.c[name]
            assert value is not None or column.nullable, f"{rule.table}.{name}"
            if isinstance(value, str) and isinstance(column.type, sa.String):
                assert len(value) <= (column.type.length or 100)
