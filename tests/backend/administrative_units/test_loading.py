"""Units from a file: whole, once, and with a mistake named by its place."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from backend.administrative_units.load_country import load_country
from backend.administrative_units.loading import load_units, serve
from backend.administrative_units.models import AdministrativeUnit, Level, UnitSuccession
from backend.administrative_units.queries import communes, hamlets
from backend.administrative_units.resolving import resolve
from backend.administrative_units.service import add_unit, unit_with_code
from backend.db import Database
from backend.errors import Invalid, NotFound
from tests.backend.administrative_units.conftest import UNITS


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


def counts(database: Database) -> tuple[int, ...]:
    with database.reading() as session:
        units = session.scalar(select(func.count()).select_from(AdministrativeUnit))
        pairs = session.scalar(select(func.count()).select_from(UnitSuccession))
    return units or 0, pairs or 0


def test_a_province_is_loaded_once_with_all_that_it_was(database: Database) -> None:
    for new in (40, 0):
        with database.transaction() as session:
            assert load_country(session, "46") == new
    assert counts(database) == (41 + 1 + 9 + 133, 1 + 133)
    with database.reading() as session:
        assert unit_with_code(session, "20104", date(2025, 6, 30)).full_name == "xã Hồng Thủy"


def test_the_country_comes_beside_what_is_there(database: Database) -> None:
    with database.transaction() as session:
        load_units(session, UNITS)
        before = unit_with_code(session, "20056").id
    with database.transaction() as session:
        assert load_country(session) == 3321 - 40
        assert load_country(session) == 0
        assert unit_with_code(session, "20056").id == before
        assert unit_with_code(session, "23527").full_name == "xã Sa Thầy"
        added = add_unit(session, Level.PROVINCE, "tỉnh", "Sau cùng", valid_from=date(2025, 7, 1))
        assert added.id > 14_000, "numbers go on behind those that were given by hand"
    with database.reading() as session:
        assert [place.name for place in communes(session)] == [f"A Lưới {n}" for n in range(1, 6)]


def test_a_country_of_which_nobody_takes_part_is_offered_whole(database: Database) -> None:
    with database.transaction() as session:
        load_country(session, "11")
    with database.reading() as session:
        assert len(communes(session)) == 45
    with database.transaction() as session:
        serve(session, "03349")
    with database.reading() as session:
        assert [place.name for place in communes(session)] == ["Thanh Yên"]


def test_a_code_that_takes_part_must_be_one_of_today(database: Database) -> None:
    with database.transaction() as session:
        load_country(session, "51")
        for code in ("62", "616", "23539", "", "x"):
            with pytest.raises(NotFound):
                serve(session, code)


FILE = """
province = { type = "tỉnh", name = "Bịa", code = "00" }
valid_from = 2025-07-01
[[communes]]
name = "Mới"
code = "00001"
former = ["xã Gốc", "thị trấn Xưa"]
hamlets = [["Thôn 1", "xã Gốc"], ["Thôn 1", "thị trấn Xưa"], ["Thôn 2", "xã Gốc"]]
"""


def test_hamlets_of_one_name_are_kept_apart_by_their_old_commune(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "units.toml"
    file.write_text(FILE, "utf-8")
    for new in (1, 0):
        with database.transaction() as session:
            assert load_units(session, file) == new
    with database.reading() as session:
        commune = communes(session)[0]
        assert commune.former_names == ("xã Gốc", "thị trấn Xưa")
        assert [(h.full_name, h.former_names) for h in hamlets(session, commune.id)] == [
            ("Thôn 1", ("xã Gốc",)),
            ("Thôn 1", ("thị trấn Xưa",)),
            ("Thôn 2", ("xã Gốc",)),
        ]
        old, older = resolve(session, "thôn 1, xã Gốc"), resolve(session, "thon 1 tt Xua")
        assert (len(old), len(older), old[0].place.id == older[0].place.id) == (1, 1, False)
        assert len(resolve(session, "Thôn 1, xã Mới")) == 2


def test_hamlets_that_a_file_adds_later_come_to_the_commune_that_is_there(
    database: Database, tmp_path: Path
) -> None:
    with database.transaction() as session:
        load_units(session, UNITS)
    text = UNITS.read_text("utf-8")
    file = tmp_path / "units.toml"
    more = '    ["Thôn 1", "xã Trung Sơn"],\n    ["Thôn Đụt", "xã Hồng Kim"],'
    file.write_text(text.replace('    ["Thôn Đụt", "xã Hồng Kim"],', more), "utf-8")
    with database.transaction() as session:
        assert load_units(session, file) == 0
    with database.reading() as session:
        found = hamlets(session, communes(session)[0].id)
        own = [place.former_names for place in found if place.name == "Thôn 1"]
        assert own == [("xã Hồng Thủy",), ("xã Trung Sơn",)]
        assert len(found) == 6


def test_a_hamlet_of_no_old_commune_is_named(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "units.toml"
    text = UNITS.read_text("utf-8")
    file.write_text(text.replace('["Thôn 2", "xã Hồng Thủy"]', '["Thôn 2", "xã Sa Sơn"]'), "utf-8")
    with (
        database.transaction() as session,
        pytest.raises(Invalid, match="xã A Lưới 1: không có xã cũ tên xã Sa Sơn"),
    ):
        load_units(session, file)


def test_an_old_commune_is_named_with_its_type(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "units.toml"
    file.write_text(FILE.replace('"thị trấn Xưa"', '"Xưa"'), "utf-8")
    with (
        database.transaction() as session,
        pytest.raises(Invalid, match="ghi xã cũ Xưa kèm loại"),
    ):
        load_units(session, file)
