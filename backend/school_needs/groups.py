"""The groups of needs and of gifts, as a programme's file says them."""

import json
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from backend import programmes
from backend.i18n import _
from backend.programmes.sections import GiftKind, NeedGroup, Needs, ReportedGroup
from backend.school_needs.rules import SHORT_LEVELS
from backend.schools.words import SchoolLevel

CATALOGUE = Path(programmes.__file__).parent / "catalogue"


@cache
def needs() -> Needs:
    """What the programme for schools' needs says; the rest of its file, which names figures made of
    these groups, is not read. Raises `LookupError` when no file has any: then nothing of this package
    can work."""
    for path in sorted(CATALOGUE.glob("*.toml")):
        if found := tomllib.loads(path.read_text("utf-8")).get("needs"):
            return Needs.model_validate_json(json.dumps(found), strict=True)
    raise LookupError("no programme's file has [needs]")


def group(code: str) -> NeedGroup | None:
    """A group by its code; by the value of a teacher's form, too ("power_water")."""
    wanted = code.replace("_", "-")
    return next((each for each in needs().groups if each.code == wanted), None)


def group_name(code: str) -> str:
    """As people read it; the code itself for a group that the file has no more."""
    found = group(code)
    return found.name if found else code


def gift(code: str) -> GiftKind | None:
    """A kind of gift by its code."""
    return next((each for each in needs().gifts if each.code == code), None)


def reported_with(reported: ReportedGroup) -> Sequence[str]:
    """The codes of the groups that the report counts together."""
    return [each.code for each in needs().groups if each.reported_as == reported.code]


def levels_of(reported: ReportedGroup) -> Sequence[SchoolLevel]:
    """Every level, in the order in which the report tells them."""
    return [*reported.levels, *(each for each in SHORT_LEVELS if each not in reported.levels)]


def names_of_groups() -> tuple[tuple[str, str], ...]:
    """Ways to name a group in chat, each with the group's code."""
    return tuple(
        (name, each.code) for each in needs().groups for name in (_(each.name), *each.examples)
    )
