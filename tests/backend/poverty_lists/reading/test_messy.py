"""Hundreds of layouts that nobody showed the reader: every value that it accepts must be right."""

from collections import Counter
from typing import Any

import pytest

from backend.poverty_lists.draft import BirthPrecision, ListDraft, ListRow, Shape
from backend.poverty_lists.reading.formats.content import Workbook
from backend.poverty_lists.reading.interpreting import read_workbook
from backend.poverty_lists.reading.problems import Kind
from backend.vietnamese import normal
from tests.backend.poverty_lists.reading.messy import lay_out
from tests.backend.poverty_lists.reading.messy_page import Laid
from tests.backend.poverty_lists.reading.messy_people import Home, Someone
from tests.backend.poverty_lists.reading.messy_style import precision_of
from tests.backend.poverty_lists.reading.sheets import TODAY

SHAPES = {"households": Shape.HOUSEHOLDS, "members": Shape.MEMBERS, "pupils": Shape.PUPILS}


def read(laid: Laid) -> ListDraft:
    return read_workbook(Workbook(tuple(laid.sheets)), "a.xlsx", "00", TODAY)


def faults(laid: Laid, draft: ListDraft) -> list[str]:
    """What was read otherwise than it was written; empty for a good reading."""
    rows = {(row.sheet, row.row): row for row in draft.rows}
    homes = {(home.sheet, home.row): home for home in laid.homes}
    found = [f"lost {key}" for key in homes.keys() - rows.keys()]
    found += [f"extra {key} {rows[key].head_name}" for key in rows.keys() - homes.keys()]
    for key in homes.keys() & rows.keys():
        found += _differences(laid.style, homes[key], rows[key])
    return found


def _differences(style: dict[str, Any], home: Home, row: ListRow) -> list[str]:
    pupils = style["shape"] == "pupils"
    expected: dict[str, tuple[Any, Any]] = {
        "head": (normal(home.head.name), normal(row.head_name)),
        "standing": (home.standing, row.standing),
        "hamlet": (normal(home.hamlet), normal(row.hamlet)),
        "count": (home.count if style["count"] else None, row.member_count),
        "income": (home.income if style["points"] else None, row.income_points),
        "missing": (home.missing if style["indicators"] else (), row.deprivations),
        "commune": ("xã Hồng Thủy" if style["hamlet"] == "address" else "", row.commune),
        "phone": (home.phone if style["extra"] or pupils else "", row.phone),
    }
    found = [f"{name}: {one} {other}" for name, (one, other) in expected.items() if one != other]
    people: list[tuple[Someone, Any]] = []
    if not pupils:
        people.append((home.head, row))
    if style["shape"] != "households":
        if len(home.members) != len(row.members):
            found.append(f"members: {len(home.members)} {len(row.members)}")
        people += zip(home.members, row.members, strict=False)
    for someone, read_ in people:
        found += _different_person(style, someone, read_)
    if pupils:
        pupil = row.members[0]
        if (home.members[0].school_class, home.has_device) != (
            pupil.school_class,
            bool(pupil.has_device),
        ):
            found.append(
                f"pupil: {home.members[0].school_class} {pupil.school_class} {pupil.has_device}"
            )
    return found


def _different_person(style: dict[str, Any], someone: Someone, read_: Any) -> list[str]:
    name = read_.head_name if isinstance(read_, ListRow) else read_.name
    precision = precision_of(style)
    day = {
        BirthPrecision.DAY: someone.birth,
        BirthPrecision.MONTH: someone.birth.replace(day=1),
        BirthPrecision.YEAR: None,
    }[precision]
    pairs = {
        "name": (someone.name, name),
        "birth": ((day, precision), (read_.birth_date, read_.birth_precision)),
        "year": (someone.birth.year, read_.birth_year),
        "sex": (
            someone.sex if style["sex"] != "none" or style["birth"] == "sexes" else None,
            read_.sex,
        ),
        "id": (someone.citizen_id if style["id"] != "none" else None, read_.citizen_id),
        "ethnicity": (someone.ethnicity if style["extra"] else "", read_.ethnicity),
        "relation": (someone.relation, getattr(read_, "relation", "")),
    }
    if style["sex"] == "lone" and read_.sex is None:
        del pairs["sex"]  # not one tick in the sheet: nobody can tell what the column is
    return [f"{what}: {one!r} {other!r}" for what, (one, other) in pairs.items() if one != other]


@pytest.mark.parametrize("hundred", range(4))
def test_whatever_the_layout_every_accepted_value_is_right(hundred: int) -> None:
    wrong = {}
    for seed in range(hundred * 100, hundred * 100 + 100):
        laid = lay_out(seed)
        draft = read(laid)
        if found := faults(laid, draft):
            wrong[seed] = (found[:3], laid.style)

    assert wrong == {}


def test_a_list_without_mistakes_is_not_doubted() -> None:
    kinds = {found.kind for seed in range(100) for found in read(lay_out(seed)).problems}

    assert kinds <= {Kind.CITIZEN_ID_REPAIRED}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shape_is_told(shape: str) -> None:
    told = Counter(read(lay_out(seed, shape)).shape for seed in range(40))

    assert told == {SHAPES[shape]: 40}
