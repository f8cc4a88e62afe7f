import json
from dataclasses import replace
from datetime import date

from backend.poverty_lists.draft import (
    BirthPrecision,
    Column,
    DraftSheet,
    ListDraft,
    ListRow,
    Problem,
    Sex,
    Shape,
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
    raw={2: "Hồ Thị A Lơ"},
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


def test_the_facts_of_a_draft_come_back_from_json_as_they_went() -> None:
    facts = json.loads(json.dumps(DRAFT.to_facts()))

    assert ListDraft.from_facts(facts) == replace(DRAFT, rows=(), problems=())


def test_the_shape_of_a_file_is_that_of_most_of_its_lists() -> None:
    pupils = DraftSheet("5A", SheetRole.LIST, shape=Shape.PUPILS)
    summary = DraftSheet("Tổng hợp", SheetRole.SUMMARY)

    assert DRAFT.shape is Shape.HOUSEHOLDS
    assert replace(DRAFT, sheets=(pupils, SHEET, pupils, summary, summary)).shape is Shape.PUPILS


def test_households_are_counted_by_hamlet_and_class() -> None:
    assert DRAFT.counts_by_hamlet() == {"Thôn 1": {Standing.POOR: 1}}


def test_refused_rows_are_told_from_flagged_ones() -> None:
    assert DRAFT.refused_rows() == {("Thôn 1", 10)}


def test_a_standing_has_its_vietnamese_label() -> None:
    assert [standing.label for standing in Standing] == [
        "Hộ nghèo",
        "Hộ cận nghèo",
        "Hộ thoát nghèo",
        "Hộ thoát cận nghèo",
        "Hộ có mức sống trung bình",
    ]
