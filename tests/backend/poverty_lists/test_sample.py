"""The sample is a list as communes make them, and holds the households that guides speak of."""

from datetime import date
from pathlib import Path

import pytest

from backend.poverty_lists.draft import BirthPrecision, ListDraft, ListRow, Sex, Standing
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.reader import read_list
from backend.poverty_lists.sample import write_sample
from tests.backend.poverty_lists.reading.sheets import TODAY


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> ListDraft:
    path = tmp_path_factory.mktemp("sample") / "mau.xlsx"
    write_sample(path)
    return read_list(path, "mau.xlsx", TODAY)


def _named(draft: ListDraft, name: str) -> ListRow:
    [row] = [row for row in draft.rows if row.head_name == name]
    return row


def test_the_sample_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_sample(tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_its_title_and_decision_are_read(draft: ListDraft) -> None:
    assert draft.title == "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"
    assert (draft.year, draft.standard) == (2026, "NĐ 07/2021/NĐ-CP")
    assert (draft.decision_number, draft.decision_date) == ("215/QĐ-UBND", date(2025, 12, 10))


def test_its_five_hamlets_hold_sixty_rows(draft: ListDraft) -> None:
    assert list(draft.counts_by_hamlet()) == [
        "Thôn 1",
        "Thôn 2",
        "Thôn A Năm",
        "Thôn Đụt",
        "Thôn Quảng Lộc",
    ]
    assert len(draft.rows) + len(draft.refused_rows()) == draft.stated_count.total == 60


def test_it_holds_the_households_that_guides_speak_of(draft: ListDraft) -> None:
    a_lo = _named(draft, "Hồ Thị A Lơ")
    assert (a_lo.birth_year, a_lo.birth_precision) == (1985, BirthPrecision.YEAR)
    assert (a_lo.sex, a_lo.hamlet, a_lo.standing) == (Sex.FEMALE, "Thôn 1", Standing.POOR)

    nghien = _named(draft, "Hồ Văn Nghiên")
    assert nghien.birth_date == date(1979, 5, 12)
    assert (nghien.hamlet, nghien.standing) == ("Thôn 2", Standing.NEAR_POOR)

    hoas = [_named(draft, "Hồ Thị Hoa"), _named(draft, "Hồ Thị Hòa")]
    assert [(row.birth_year, row.hamlet) for row in hoas] == [(1988, "Thôn 1"), (1990, "Thôn 1")]


def test_its_deliberate_mistakes_are_found(draft: ListDraft) -> None:
    assert [problem.kind for problem in draft.problems] == [
        Kind.CITIZEN_ID_ROUNDED,
        Kind.STANDING_BOTH,
        Kind.NAME_MISSING,
        Kind.CITIZEN_ID_REPAIRED,
    ]
