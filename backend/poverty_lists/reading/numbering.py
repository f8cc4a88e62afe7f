"""How a table tells where a household begins: guessed from its first rows."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from backend.poverty_lists.reading.cells import text, words
from backend.poverty_lists.reading.formats.content import Row, Value

# 1 is the code of "chủ hộ" in survey forms: "1. Chủ hộ", "01".
_HEAD = re.compile(r"0?1|(?:0?1 )?(?:la )?(?:chu ho|ch|chu|ban than|chuho|c ho)(?: .*)?")
SUB_NUMBER = re.compile(r"(\d+)(?:\s*[.,\-/]\s*\d+|\s*[.,\-/]?\s*[a-zđ])[.)]?", re.IGNORECASE)
_ENOUGH = 2
_COUNT = re.compile(r"\d+")
_SHARE = 5  # one row in so many repeats the number above: not a slip any more

Cells = Mapping[int, Value]


class Numbering(StrEnum):
    """`HOUSEHOLDS`: every row is one. Otherwise a household spans rows, and a new one begins at a
    number (`HEADS`), at a head (`RUNNING`: all people are numbered), at another number of a
    household (`CODES`, `NUMBERS`: its code, or its number in the list, stands on each row), or at
    another head's name beside the member's (`NAMED`)."""

    HOUSEHOLDS = "households"
    HEADS = "heads"
    RUNNING = "running"
    CODES = "codes"
    NUMBERS = "numbers"
    NAMED = "named"


def is_head(relation: str) -> bool:
    """Whether "Quan hệ với chủ hộ" says that this is the head."""
    return bool(_HEAD.fullmatch(words(relation)))


def numbering_of(
    columns: Mapping[str, int], name: int, classes: Sequence[int], sample: Sequence[Row]
) -> Numbering:
    """`sample` are the first rows of the table, among them group rows and totals."""
    people = [row.cells for row in sample if _is_person(columns, name, row.cells)]
    numbers = [text(cells.get(columns.get("number", 0))) for cells in people]
    codes = [text(cells.get(columns.get("household_number", 0))) for cells in people]
    related = "relation" in columns or "member_name" in columns
    if _repeats(codes, related) or (related and any(codes)):
        return Numbering.CODES
    if "member_name" in columns and "head_name" in columns:
        return Numbering.NAMED
    if sum(bool(SUB_NUMBER.fullmatch(found)) for found in numbers) >= _ENOUGH:
        return Numbering.HEADS
    if related and _repeats(numbers, related):
        return Numbering.NUMBERS
    if related:
        return Numbering.RUNNING if _members_numbered(columns, people) else Numbering.HEADS
    return Numbering.HEADS if _counts_match(columns, people, classes) else Numbering.HOUSEHOLDS


def _is_person(columns: Mapping[str, int], name: int, cells: Cells) -> bool:
    telling = (
        "birth",
        "male",
        "female",
        "birth_year",
        "citizen_id",
        "relation",
        "sex",
        "ethnicity",
    )
    return any(map(str.isalpha, text(cells.get(name)))) and any(
        columns[each] in cells for each in telling if each in columns
    )


def _members_numbered(columns: Mapping[str, int], people: Sequence[Cells]) -> bool:
    """Whether most heads, and most of those who are none, have a number of their own."""
    relation, number = columns.get("relation", 0), columns.get("number", 0)
    heads = [cells for cells in people if is_head(text(cells.get(relation)))]
    others = [cells for cells in people if relation in cells and not is_head(text(cells[relation]))]
    return all(
        sum(number in cells for cells in group) * 2 > len(group)
        for group in (heads, others, people)
        if group
    )


def _repeats(numbers: Sequence[str], related: bool) -> bool:
    repeated = sum(bool(one) and one == other for one, other in pairwise(numbers))
    return repeated > 0 and (related or repeated * _SHARE >= len(numbers))


def _counts_match(
    columns: Mapping[str, int], people: Sequence[Cells], classes: Sequence[int]
) -> bool:
    """Whether rows without number and class follow heads that say how many they are."""
    number, count = columns.get("number", 0), columns.get("member_count", 0)
    if not number:
        return False
    matched = expected = following = 0
    for cells in people:
        if text(cells.get(number)):
            matched += 0 < following == expected
            figures = _COUNT.findall(text(cells.get(count)))
            expected, following = (int(figures[0][:3]) - 1 if figures else 0), 0
        elif not any(cells.get(column) for column in classes):
            following += 1
    return matched + (0 < following == expected) >= _ENOUGH
