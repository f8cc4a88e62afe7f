"""The choices that make a layout of the generator of messy lists."""

import random
from typing import Any

from backend.poverty_lists.draft import BirthPrecision
from tests.backend.poverty_lists.reading import messy_words as words


def style_of(r: random.Random, shape: str) -> dict[str, Any]:
    """Every choice of a layout."""
    pick = r.choice
    pupils, members = shape == "pupils", shape == "members"
    s: dict[str, Any] = {
        "shape": shape,
        "sheets": pick(["one", "one", "by_hamlet", "by_class", "tables_by_class"]),
        "hamlet": pick(["column", "column", "address", "group", "merged"]),
        "group": pick(["numbered", "counted", "wide", "bare"]),
        "shout": pick([True, False]),
        "birth": pick(["one", "one", "sexes", "parts"]),
        "birth_value": pick(
            ["date", "text", "year", "dashes", "dots", "short", "month", "serial", "words"]
        ),
        "sex": pick(["none", "word", "number", "ticks", "lone"]),
        "classes": pick(["word", "word", "marks", "plain_marks"]),
        "id": pick(["text", "number", "spaces", "apostrophe", "none"]),
        "name": pick(["plain", "plain", "split", "merged_split", "caps", "lower_middle"]),
        "numbers": pick(["", "", "plain", "brackets"]),
        "merged": pick([True, True, False]),
        "letterhead": pick([0, 1, 2]),
        "footer": pick(range(len(words.FOOTERS))),
        "subtotals": pick([True, False]),
        "repeat": pick([0, 0, 5]),
        "extra": pick([True, False]),
        "count": pick([True, False]),
        "points": pick(["", "B1|B2", "Điểm A|Điểm B", "A|B"]),
        "indicators": pick([True, False]),
        "mark": pick(words.MARKS),
        "decoys": pick([True, False]),
        "left": pick([1, 1, 2]),
        "nfd": r.random() < 0.15,
        "noise": r.random() < 0.25,
        "mixed": r.random() < 0.25,
        "head_last": members and r.random() < 0.2,
        "members": pick(["blank", "sub", "running", "code", "repeated", "merged"])
        if members
        else "",
        "class_in": pick(["column", "column", "group"]) if pupils else "",
        "parents": pick(["one", "two"]) if pupils else "",
    }
    if s["birth"] == "sexes":
        s["sex"] = "none"
    if "class" in s["sheets"] and not pupils:
        s["classes"] = pick(["word", "none"])
    if pupils:
        s |= {"classes": "word", "sheets": "one", "points": "", "indicators": False, "count": False}
        s["hamlet"] = pick(["column", "address"])
    if members and s["members"] in ("running", "merged") and s["hamlet"] == "merged":
        s["hamlet"] = "column"
    if s["repeat"] and s["hamlet"] == "merged":
        s["repeat"] = 0
    s["head_last"] = s["head_last"] and s["members"] in ("blank", "code")
    if s["name"] == "merged_split" and not s["merged"]:
        s["name"] = "plain"
    return s


def precision_of(style: dict[str, Any]) -> BirthPrecision:
    """How much of a birth a style writes."""
    if style["birth"] == "parts":
        return BirthPrecision.DAY
    found = {"year": BirthPrecision.YEAR, "month": BirthPrecision.MONTH}
    return found.get(style["birth_value"], BirthPrecision.DAY)
