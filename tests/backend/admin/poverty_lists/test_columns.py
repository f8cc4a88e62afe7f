"""An officer says what a column holds, and may take it back."""

from pathlib import Path

import pytest
from sqlalchemy import select

from backend.db import Database
from backend.poverty_lists.models import PovertyListEntry
from tests.backend.admin.poverty_lists.forms import (
    LISTS,
    SAME,
    drafted,
    number_of,
    publish,
    written,
)
from tests.factories import World
from tests.site import Visitor, words


def test_columns_are_read_as_the_officer_says_and_forgotten_again(
    officer: Visitor, database: Database, world: World, file: bytes
) -> None:
    draft = drafted(officer, world.commune, file)
    sheet = f"{draft}/sheets/1"
    page = officer.open(sheet)
    assert "•" * 8 + "1234" in words(page)
    assert "046179001234" not in page.text
    assert officer.submit(sheet, read="auto", **{"column-6": "note"}).status_code == 303
    assert hamlets(database, draft) == {""}
    assert 'value="note" selected' in officer.open(sheet).text
    officer.submit(f"{sheet}/reset")
    assert hamlets(database, draft) == {"Thôn 1", "Thôn 2"}


def test_reading_again_changes_nothing_that_counts(
    officer: Visitor, world: World, file: bytes
) -> None:
    before = words(officer.open(f"{LISTS}/{world.poverty_list}"))
    draft = drafted(officer, world.commune, file)
    officer.submit(f"{draft}/sheets/1", read="auto", **{"column-2": "note"})
    officer.open(draft)
    assert words(officer.open(f"{LISTS}/{world.poverty_list}")) == before


def test_a_choice_by_which_nothing_can_be_read_is_taken_back(
    officer: Visitor, world: World, file: bytes
) -> None:
    draft = drafted(officer, world.commune, file)
    officer.submit(f"{draft}/sheets/1", read="no")
    failed = officer.open(draft)
    assert "chưa đọc được" in words(failed)
    assert f"{draft}/sheets/1" in failed.text
    assert 'value="no" selected' in officer.open(f"{draft}/sheets/1").text
    officer.submit(f"{draft}/sheets/1/reset")
    assert "6 hộ đọc được" in words(officer.open(draft))


def test_a_choice_is_remembered_for_the_next_file_of_its_form(
    officer: Visitor, database: Database, world: World, tmp_path: Path, file: bytes
) -> None:
    draft = drafted(officer, world.commune, file)
    officer.submit(f"{draft}/sheets/1", read="auto", **{"column-6": ""})
    officer.open(draft)
    assert publish(officer, draft, sure="yes").status_code == 303
    again = drafted(officer, world.commune, written(tmp_path, *SAME))
    assert "cách chọn cột của lần trước" in words(officer.open(again))
    assert hamlets(database, again) == {""}


@pytest.mark.parametrize(
    ("field", "value"), [("column-2", "password"), ("font-2", "comic"), ("column-2", "head_name'")]
)
def test_a_choice_that_the_page_does_not_offer_is_refused(
    officer: Visitor, world: World, file: bytes, field: str, value: str
) -> None:
    sheet = f"{drafted(officer, world.commune, file)}/sheets/1"
    assert officer.submit(sheet, **{field: value}).status_code == 422


def test_fonts_may_be_chosen_for_every_column(officer: Visitor, world: World, file: bytes) -> None:
    sheet = f"{drafted(officer, world.commune, file)}/sheets/1"
    assert 'name="font-2"' not in officer.open(sheet).text
    assert 'name="font-2"' in officer.open(f"{sheet}?fonts=1").text
    officer.submit(sheet, **{"font-2": "unicode"})
    assert 'value="unicode" selected' in officer.open(sheet).text


def test_sheets_that_the_file_does_not_have_are_not_found(
    officer: Visitor, world: World, file: bytes
) -> None:
    draft = drafted(officer, world.commune, file)
    assert officer.get(f"{draft}/sheets/2").status_code == 404
    assert officer.get(f"{draft}/sheets/0").status_code == 404


def hamlets(database: Database, draft: str) -> set[str]:
    query = select(PovertyListEntry.hamlet).where(PovertyListEntry.list_id == number_of(draft))
    with database.reading() as session:
        return set(session.scalars(query))
