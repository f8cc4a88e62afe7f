"""Lists typed in fonts from before Unicode are read like any other, whatever the file."""

from pathlib import Path

import pytest

from backend.poverty_lists.draft import LegacyFont
from backend.poverty_lists.reading.formats import open_file
from tests.backend.poverty_lists.reading.old_files import WRITERS
from tests.backend.poverty_lists.reading.old_fonts import FONT_NAMES, PEOPLE, can_write, write_old

HEADER = ["STT", "Họ và tên chủ hộ", "Giới tính", "Dân tộc", "Thôn", "Phân loại", "Ghi chú"]


def _table(people: list[str]) -> list[list[str]]:
    return [
        ["Danh sách hộ nghèo, hộ cận nghèo năm 2026"],
        HEADER,
        *(
            [str(number), name, "Nữ" if number % 3 else "Nam", "Tày", "Thôn Cân Tôm", "Cận nghèo", ""]
            for number, name in enumerate(people, 1)
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("named", [True, False], ids=["font named", "no font"])
@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("font", LegacyFont)
def test_every_group_of_names_survives_every_font_and_file(
    tmp_path: Path, font: LegacyFont, kind: str, named: bool
) -> None:
    people = [name for name in PEOPLE if can_write(name, font)]
    assert len(people) >= 60
    table = _table(people)
    path = tmp_path / "danh-sach.xls"
    old = [[write_old(text, font) for text in cells] for cells in table]
    WRITERS[kind](path, old, FONT_NAMES[font] if named else "")

    (sheet,) = open_file(path).sheets

    read = [[str(value) for value in row.cells.values()] for row in sheet.rows]
    assert read == [[text for text in cells if text] for cells in table]
    assert {column.font for column in sheet.legacy} == {font}


@pytest.mark.parametrize("kind", sorted(set(WRITERS) - {"old csv"}))
def test_a_list_in_unicode_stays_as_it_is(tmp_path: Path, kind: str) -> None:
    others = ["H’Bian Ayŭn", "Byă", "Kbuôr", "Blưn", "Pơ Loong", "Rơ Châm", "Y Thông Ayŭn",
              "H’Wiên Byă", "Cil Múp K’Thu", "A Rất Blui", "Bh’nướch Thị Nga"]  # fmt: skip
    table = _table(PEOPLE + others)
    path = tmp_path / "danh-sach"
    WRITERS[kind](path, table, "")

    (sheet,) = open_file(path).sheets

    read = [[str(value) for value in row.cells.values()] for row in sheet.rows]
    assert read == [[text for text in cells if text] for cells in table]
    assert sheet.legacy == ()
    assert sheet.mended == ()
