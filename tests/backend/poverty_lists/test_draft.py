from datetime import date

from backend.poverty_lists.draft import (
    BirthPrecision,
    Column,
    DraftSheet,
    ListDraft,
    ListRow,
    Problem,
    Sex,
    SheetRole,
    Standing,
    StatedCount,
)

ROW = ListRow(
    sheet="Thôn 1",
    row=9,
    head_name="Hồ Thị A Lơ",
    standing=Standing.POOR,
    hamlet="Thôn 1",
    birth_date=date(1985, 3, 15),
    birth_precision=BirthPrecision.DAY,
    sex=Sex.FEMALE,
    deprivations=("VL", "BHYT"),
    raw={"Họ và tên": "Hồ Thị A Lơ"},
)
PROBLEM = Problem("Thôn 1", 10, "HN", "standing_both", "…", refused=True)
SHEET = DraftSheet("Thôn 1", SheetRole.LIST, (7, 8), {"head_name": Column("Họ và tên", 2)})
DRAFT = ListDraft(
    "danh-sach.xlsx",
    "00",
    year=2026,
    decision_date=date(2025, 12, 10),
    stated_count=StatedCount(poor=64),
    sheets=(SHEET,),
    rows=(ROW,),
    problems=(PROBLEM,),
    notices=("…",),
)


def test_a_draft_comes_back_from_json_as_it_went() -> None:
    assert ListDraft.from_json(DRAFT.to_json()) == DRAFT


def test_households_are_counted_by_hamlet_and_class() -> None:
    assert DRAFT.counts_by_hamlet() == {"Thôn 1": {Standing.POOR: 1}}


def test_refused_rows_are_told_from_flagged_ones() -> None:
    assert DRAFT.refused_rows() == {("Thôn 1", 10)}


def test_a_standing_has_its_vietnamese_label() -> None:
    assert [standing.label for standing in Standing] == ["Hộ nghèo", "Hộ cận nghèo"]
