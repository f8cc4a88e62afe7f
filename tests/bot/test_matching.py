"""`noisong match`: descriptions of people in, verdicts out, line by line."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers.models import Officer
from backend.poverty_lists.draft import ListMember
from bot.matching import lines_of, match_lines
from tests.factories import HOUSEHOLDS, World, make_household, make_list

HEAD = "Hồ Thị A Lơ"
CHILD = "Hồ Văn Nam"


@pytest.fixture
def lists(database: Database, world: World) -> Database:
    """A second commune with a household that has members."""
    row = make_household("Kăn Lịch", born=1950, hamlet="Thôn A Năm", row=21)
    members = (
        ListMember(22, "Hồ Thị Nguyệt", "con dâu", birth_year=1983),
        ListMember(23, CHILD, "cháu", birth_year=2014),
    )
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.other_commune)
        officer = session.get_one(Officer, world.stranger)
        make_list(session, officer, unit, (row._replace(members=members),), file_hash="5" * 64)
    return database


def match(database: Database, **query: Any) -> dict[str, Any]:
    (line,) = match_lines(database, [json.dumps(query)])
    answer: dict[str, Any] = json.loads(line)
    return answer


def verdict(database: Database, **query: Any) -> str:
    answer = match(database, **query)
    return " ".join(filter(None, (answer["verdict"], answer.get("question"))))


def test_a_household_is_named_with_where_it_stands(lists: Database) -> None:
    answer = match(lists, name="ho thi a lo", birth_year=1985, hamlet="thon 1", commune="A Luoi 1")
    assert answer["verdict"] == "same"
    assert answer["household"] == {
        "head": HEAD,
        "hamlet": "Thôn 1",
        "commune": "xã A Lưới 1",
        "birth_year": 1985,
        "list": "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026",
        "sheet": "Danh sách",
        "row": 11,
    }
    (candidate,) = answer["candidates"]
    assert candidate["score"] == 100
    assert candidate["reason"] == answer["reason"]


def test_a_member_is_named_beside_the_head(lists: Database) -> None:
    answer = match(lists, name=CHILD, birth_year=2014, commune="xã A Lưới 5")
    assert (answer["verdict"], answer["household"]["head"]) == ("same", "Kăn Lịch")
    member = {"name": CHILD, "relation": "cháu", "birth_year": 2014, "row": 23}
    assert answer["household"]["member"] == member


ONE, FIVE = {"commune": "xã A Lưới 1"}, {"commune": "A Lưới 5"}
QUERIES: dict[str, tuple[dict[str, Any], str]] = {
    "exact": ({"name": HEAD, "birth_year": 1985, **ONE}, "same"),
    "a year in quotes": ({"name": HEAD, "birth_year": "1985", **ONE}, "same"),
    "the year of a date": ({"name": HEAD, "birth_date": "12/05/1985", **ONE}, "same"),
    "a date of ISO": ({"name": HEAD, "birth_date": "1985-05-12", **ONE}, "same"),
    "Telex": ({"name": "Hoof Thij A Low", "birth_year": 1985, **ONE}, "same"),
    "VNI": ({"name": "Ho62 Thi5 A Lo7", "birth_year": 1985, **ONE}, "same"),
    "another year": ({"name": HEAD, "birth_year": 1986, **ONE}, "ask hamlet"),
    "no year": ({"name": HEAD, **ONE}, "ask birth_year"),
    "no commune": ({"name": HEAD, "birth_year": 1985}, "ask commune"),
    "a commune that is none": (
        {"name": HEAD, "birth_year": 1985, "commune": "xã Không Có"},
        "ask commune",
    ),
    "the other commune": ({"name": HEAD, "birth_year": 1985, **FIVE}, "none"),
    "another marker": ({"name": "Hồ Văn A Lơ", "birth_year": 1985, **ONE}, "none"),
    "another mark": ({"name": "Hồ Thị Họa", "birth_year": 1988, **ONE}, "ask hamlet"),
    "the head of a child that is not listed": (
        {"name": "Hồ Văn Tí", "birth_year": 2013, "head": HEAD, "hamlet": "Thôn 1", **ONE},
        "same",
    ),
    "a child and its head": ({"name": CHILD, "head": "Kan Lich", **FIVE}, "ask birth_year"),
    "a child, its head and its hamlet": (
        {"name": "ho van nam", "head": "Kan Lich", "hamlet": "A Nam", **FIVE},
        "same",
    ),
    "a wife by her own name": ({"name": "Ho Thi Nguyet", "birth_year": 1983, **FIVE}, "same"),
    "null is nothing": (
        {"name": HEAD, "birth_year": None, "hamlet": None, **ONE},
        "ask birth_year",
    ),
    "unknown fields": ({"name": HEAD, "birth_year": 1985, "phone": "09", **ONE}, "same"),
}


@pytest.mark.parametrize(("query", "expected"), QUERIES.values(), ids=QUERIES)
def test_queries_get_their_verdicts(lists: Database, query: dict[str, Any], expected: str) -> None:
    assert verdict(lists, **query) == expected


BAD = {
    "no JSON": "{name: Hồ}",
    "half a line": '{"name": "Hồ',
    "a list": '["Hồ Thị A Lơ"]',
    "a word": '"Hồ Thị A Lơ"',
    "no name": '{"birth_year": 1985}',
    "an empty name": '{"name": " "}',
    "a name of digits": '{"name": 1985}',
    "a name that is a list": '{"name": ["Hồ"]}',
    "a year in words": '{"name": "Hồ Thị A Lơ", "birth_year": "tám lăm"}',
    "a year with a point": '{"name": "Hồ Thị A Lơ", "birth_year": 1985.5}',
    "a day that is none": '{"name": "Hồ Thị A Lơ", "birth_date": "31/02/1985"}',
    "a flag for a name": '{"name": true}',
    "too long": json.dumps({"name": "Hồ " * 9000}),
    "too deep": "[" * 5000,
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_a_line_that_cannot_be_read_gets_a_sentence_and_the_next_is_read(
    lists: Database, line: str
) -> None:
    good = json.dumps({"name": HEAD, "birth_year": 1985, **ONE})
    bad, after = map(json.loads, match_lines(lists, [line, "", good]))
    assert list(bad) == ["error"]
    assert bad["error"].endswith((".", "}"))
    assert "Lơ" not in bad["error"]
    assert after["verdict"] == "same"


def test_the_only_commune_with_a_list_need_not_be_named(database: Database, world: World) -> None:
    assert verdict(database, name=HEAD, birth_year=1985) == "same"
    assert verdict(database, name=HEAD) == "ask birth_year"


def test_a_name_alone_is_not_looked_for_in_many_communes(lists: Database) -> None:
    assert verdict(lists, name=HEAD) == "ask commune"
    assert verdict(lists, name="Nguyễn Thị Lạ") == "ask commune"


def test_lines_come_from_a_file_with_a_mark_at_its_start(tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text('\ufeff{"name": "Hồ"}\n\n', encoding="utf-8")
    assert list(lines_of(file)) == ['{"name": "Hồ"}\n', "\n"]


@given(
    name=st.text(max_size=30),
    year=st.integers() | st.text(max_size=6) | st.none(),
    commune=st.text(max_size=12),
    number=st.text(max_size=14),
)
def test_nothing_that_is_asked_breaks_it(
    name: str, year: int | str | None, commune: str, number: str, empty: Database
) -> None:
    answer = match(empty, name=name, birth_year=year, commune=commune, citizen_id=number)
    assert answer.get("error") or answer["verdict"] == "none"


@pytest.fixture(scope="module")
def empty(sqlite_template: Path) -> Database:
    """A database without any list."""
    return Database(f"sqlite:///{sqlite_template}")


def test_the_sample_heads_are_found_each_by_name_and_year(lists: Database) -> None:
    for row in HOUSEHOLDS:
        answer = match(lists, name=row.head_name, birth_year=row.birth_year, **ONE)
        assert (answer["verdict"], answer["household"]["row"]) == ("same", row.row)
