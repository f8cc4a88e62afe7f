"""Units from a file: whole, once, and with a mistake named by its place."""

from pathlib import Path

import pytest

from backend.administrative_units.loading import load_units
from backend.administrative_units.queries import communes, hamlets
from backend.db import Database
from backend.errors import Invalid
from bot.demo.world import UNITS


def test_a_file_is_loaded_once_however_often_it_is_given(database: Database) -> None:
    for new in (5, 0):
        with database.transaction() as session:
            assert load_units(session, UNITS) == new
    with database.reading() as session:
        found = communes(session)
        assert [place.full_name for place in found] == [f"xã A Lưới {n}" for n in range(1, 6)]
        assert "xã Hồng Thủy" in found[0].former_names
        assert hamlets(session, found[0].id)[0].full_name == "Thôn 1"


def test_a_commune_that_is_added_to_the_file_comes_later(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "units.toml"
    text = UNITS.read_text("utf-8")
    file.write_text(text[: text.rindex("[[communes]]")], "utf-8")
    with database.transaction() as session:
        assert load_units(session, file) == 4
        assert load_units(session, UNITS) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("province = 3", "province"),
        ("valid_from = 2025-07-01", "province: Field required"),
        ("province = {", "units.toml"),
        ('valid_from = "hôm nay"', "valid_from"),
    ],
)
def test_a_mistake_is_named_with_its_place(
    database: Database, tmp_path: Path, text: str, expected: str
) -> None:
    file = tmp_path / "units.toml"
    whole = UNITS.read_text("utf-8")
    head, _sep, rest = whole.partition("valid_from")
    lines = {"valid_from": head + text + "\n" + rest.partition("\n")[2]}
    file.write_text(lines.get(expected, text), "utf-8")
    with database.transaction() as session, pytest.raises(Invalid, match=expected):
        load_units(session, file)


def test_a_file_that_is_not_there_is_said(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session, pytest.raises(Invalid, match="Không mở được"):
        load_units(session, tmp_path / "none.toml")
