"""What an officer changes in the preview goes before what the reader finds by itself."""

import pytest

from backend.errors import Invalid
from backend.poverty_lists.draft import Choices, ListDraft, SheetRole, Standing
from backend.poverty_lists.reading.fields import FIELDS
from backend.poverty_lists.reading.formats.content import Sheet, Workbook
from backend.poverty_lists.reading.interpreting import read_workbook
from tests.backend.poverty_lists.reading.sheets import HEADER, TODAY, Cells, sheet

PERSON: Cells = [1, "Hồ A Dư", 1985, None, "Tà Ôi", "Thôn 1", "HN"]
OTHER: Cells = [1, "Vừ A Dia", 1985, None, "Mông", "Thôn 2", "HCN"]


def _read(*sheets: Sheet, choices: Choices) -> ListDraft:
    return read_workbook(Workbook(sheets), "a.xlsx", "00", TODAY, choices)


def test_a_hidden_sheet_is_read_and_a_list_left_when_the_officer_says_so() -> None:
    draft = _read(
        sheet(HEADER, PERSON, name="Cũ"),
        sheet(HEADER, OTHER, name="Ẩn", visible=False),
        choices=Choices(read={"Cũ": False, "Ẩn": True}),
    )

    assert [row.head_name for row in draft.rows] == ["Vừ A Dia"]
    assert [one.role for one in draft.sheets] == [SheetRole.SUMMARY, SheetRole.LIST]
    assert "Em để lại trang “Cũ” như anh/chị chọn." in draft.notices


def test_leaving_every_sheet_is_refused_with_a_sentence() -> None:
    with pytest.raises(Invalid):
        _read(sheet(HEADER, PERSON), choices=Choices(read={"Sheet1": False}))


def test_a_column_is_what_the_officer_says() -> None:
    page = sheet(["STT", "Họ tên", "Sinh", "Cột 4", "Khu"], [1, "Hồ A Dư", 1985, "HN", "Thôn 1"])
    columns = {3: "birth", 4: "standing", 5: "hamlet"}

    draft = _read(page, choices=Choices(columns={"Sheet1": columns}))

    [row] = draft.rows
    assert (row.birth_year, row.standing, row.hamlet) == (1985, Standing.POOR, "Thôn 1")
    assert {name: at.number for name, at in draft.sheets[0].columns.items()}["hamlet"] == 5


def test_a_column_can_be_taken_away() -> None:
    draft = _read(sheet(HEADER, PERSON), choices=Choices(columns={"Sheet1": {6: ""}}))

    assert draft.rows[0].hamlet == ""
    assert draft.rows[0].raw[6] == "Thôn 1"


def test_a_table_without_any_header_is_read_by_the_officers_columns() -> None:
    page = sheet([1, "Hồ A Dư", 1985, "HN", "Thôn 1"], [2, "Vừ A Dia", 1980, "HCN", "Thôn 1"])
    columns = {1: "number", 2: "head_name", 3: "birth", 4: "standing", 5: "hamlet"}

    draft = _read(page, choices=Choices(columns={"Sheet1": columns}))

    assert [row.head_name for row in draft.rows] == ["Hồ A Dư", "Vừ A Dia"]


def test_every_header_is_handed_out_for_the_officer_to_choose_from() -> None:
    draft = _read(
        sheet([*HEADER, "Ý kiến"], PERSON),
        sheet(["Cột A", "Cột B", "Cột C"], [1, 2, 3], name="Khác"),
        choices=Choices(),
    )

    assert draft.sheets[0].headers[9] == "Ý kiến"
    assert draft.sheets[1].headers == {1: "Cột A", 2: "Cột B", 3: "Cột C"}


def test_unknown_fields_and_sheets_in_choices_do_no_harm() -> None:
    choices = Choices(
        read={"?": True}, columns={"Sheet1": {99: "?", 98: "note"}, "?": {1: "birth"}}
    )

    assert len(_read(sheet(HEADER, PERSON), choices=choices).rows) == 1


def test_every_field_has_a_label() -> None:
    assert all(label.strip() for label in FIELDS.values())
    assert len(set(FIELDS.values())) == len(FIELDS)
