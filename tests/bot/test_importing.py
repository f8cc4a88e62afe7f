"""`noisong import`: what a program and a person are told of a list, and what is published."""

import json
import re
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from backend.db import Database
from backend.poverty_lists.models import ListKind
from backend.poverty_lists.queries import lists
from backend.poverty_lists.sample import write_sample
from bot import cli
from tests.backend.poverty_lists.reading.sheets import HEADER, Cells, write
from tests.factories import World
from tests.keys import KEY

Run = Callable[..., "Done"]


class Done:
    """What one command said, and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self) -> dict[str, Any]:
        [line] = self.out.splitlines()
        found: dict[str, Any] = json.loads(line)
        return found


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs `noisong import` in an empty folder, with settings that lead nowhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "sqlite:////khong/co/thu/muc.db")
    monkeypatch.setenv("PORT", "not a port")

    def command(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["noisong", "import", *map(str, arguments)])
        status = 0
        try:
            cli.main()
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return Done(status, said.out, said.err)

    return command


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "mau.xlsx"
    write_sample(path)
    return path


def test_a_check_needs_no_database_and_leaves_no_trace(run: Run, sample: Path) -> None:
    before = sorted(sample.parent.iterdir())
    assert run(sample, "--check", "--json").status == 0
    assert run(sample, "--check").status == 0
    assert sorted(sample.parent.iterdir()) == before


def test_the_facts_of_a_file_are_one_object(run: Run, sample: Path) -> None:
    found = run(sample, "--check", "--json").json
    assert found["file"] == "mau.xlsx"
    assert (found["format"], found["shape"], found["encoding"]) == ("xlsx", "households", None)
    assert re.fullmatch(r"[0-9a-f]{64}", found["hash"])
    assert found["title"] == "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"
    assert (found["year"], found["month"]) == (2026, None)
    assert (found["decision_number"], found["decision_date"]) == ("215/QĐ-UBND", "2025-12-10")
    [sheet] = found["sheets"]
    assert (sheet["name"], sheet["role"]) == ("DS HN, HCN 2026", "list")
    assert sheet["header_rows"] == [7, 8, 9]
    assert sheet["columns"]["head_name"] == {
        "header": "Họ và tên chủ hộ",
        "column": "B",
        "number": 2,
    }
    assert sheet["columns"]["near_poor"]["column"] == "J"


def test_counts_agree_with_the_rows(run: Run, sample: Path) -> None:
    found = run(sample, "--check", "--json").json
    counts, rows = found["counts"], found["rows"]
    for name, count in counts["by_class"].items():
        assert count == sum(row["standing"] == name for row in rows)
        assert count == sum(of_hamlet.get(name, 0) for of_hamlet in counts["by_hamlet"].values())
    for hamlet, of_hamlet in counts["by_hamlet"].items():
        assert sum(of_hamlet.values()) == sum(row["hamlet"] == hamlet for row in rows)
    assert counts["stated"] == {"poor": 33, "near_poor": 27, "total": 60}
    assert any("60" in notice for notice in found["notices"])


def test_a_household_has_its_values_flat_and_as_written(run: Run, sample: Path) -> None:
    rows = run(sample, "--check", "--json").json["rows"]
    [nghien] = [row for row in rows if row["head_name"] == "Hồ Văn Nghiên"]
    assert nghien["birth"] == {
        "raw": nghien["birth_raw"],
        "date": "1979-05-12",
        "year": 1979,
        "precision": "day",
    }
    assert (nghien["birth_date"], nghien["birth_year"]) == ("1979-05-12", 1979)
    assert (nghien["birth_precision"], nghien["sex"]) == ("day", "male")
    assert (nghien["sheet"], nghien["standing"], nghien["hamlet"]) == (
        "DS HN, HCN 2026",
        "near_poor",
        "Thôn 2",
    )
    assert nghien["raw"]["Họ và tên chủ hộ"] == "Hồ Văn Nghiên"
    assert nghien["raw"]["Phân loại: CN"] == "x"
    assert isinstance(nghien["deprivations"], list)
    assert nghien["members"] == []


def test_problems_name_sheet_row_column_and_what_became_of_the_row(run: Run, sample: Path) -> None:
    found = run(sample, "--check", "--json").json
    by_kind = {problem["kind"]: problem for problem in found["problems"]}
    assert by_kind["name_missing"] == {
        "sheet": "DS HN, HCN 2026",
        "row": 37,
        "column": "Họ và tên chủ hộ",
        "column_letter": "B",
        "kind": "name_missing",
        "sentence": "Dòng này không có họ tên chủ hộ.",
        "status": "refused",
    }
    assert by_kind["citizen_id_rounded"]["status"] == "flagged"
    accepted = {(row["sheet"], row["row"]) for row in found["rows"]}
    for problem in found["problems"]:
        is_accepted = (problem["sheet"], problem["row"]) in accepted
        assert is_accepted == (problem["status"] == "flagged")


PUPILS: list[Cells] = [
    ["DANH SÁCH HỌC SINH NĂM 2026"],
    ["STT", "Họ và tên học sinh", "Ngày sinh", "Lớp", "Họ tên cha mẹ", "Diện", "Đã có thiết bị"],
    [1, "Hồ Văn Nam", date(2014, 3, 15), "5A", "Hồ Thị A Lơ", "HN", "x"],
    [2, "Hồ Thị Kăn Tưi", "2015", "4B", "", "", ""],
]


def test_a_pupil_stands_at_the_top_of_its_row(run: Run, tmp_path: Path) -> None:
    found = run(write(tmp_path / "truong.xlsx", {"Khối 5": PUPILS}), "--check", "--json").json
    assert found["shape"] == "pupils"
    nam, tui = found["rows"]
    assert (nam["name"], nam["school_class"], nam["parent_name"]) == (
        "Hồ Văn Nam",
        "5A",
        "Hồ Thị A Lơ",
    )
    assert (nam["has_device"], nam["standing"], nam["birth_date"]) == (True, "poor", "2014-03-15")
    assert (nam["birth"]["precision"], nam["row"]) == ("day", 3)
    assert nam["raw"]["Lớp"] == "5A"
    assert nam["members"][0]["name"] == "Hồ Văn Nam"
    assert (tui["parent_name"], tui["standing"], tui["birth_year"]) == ("", None, 2015)
    assert found["counts"]["by_class"] == {"poor": 1, "none": 1}


def test_members_have_the_same_names(run: Run, tmp_path: Path) -> None:
    header: Cells = ["STT", "Họ và tên", "Năm sinh", "Quan hệ với chủ hộ", "Thôn", "Phân loại"]
    rows: list[Cells] = [
        ["DANH SÁCH HỘ NGHÈO NĂM 2026"],
        header,
        [1, "Hồ Thị A Lơ", "1985", "Chủ hộ", "Thôn 1", "HN"],
        [None, "Hồ Văn Nam", "15/3/2014", "Con", None, None],
    ]
    found = run(write(tmp_path / "ho.xlsx", {"A": rows}), "--check", "--json").json
    assert found["shape"] == "members"
    [household] = found["rows"]
    son = next(one for one in household["members"] if one["name"] == "Hồ Văn Nam")
    assert (son["relation"], son["row"], son["birth"]["date"]) == ("Con", 4, "2014-03-15")
    assert son["raw"]["Quan hệ với chủ hộ"] == "Con"


def test_a_text_file_says_its_encoding(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    lines = ["DANH SÁCH HỘ NGHÈO NĂM 2026", ";".join(map(str, HEADER))]
    lines.append("1;Hồ Thị A Lơ;1985;046185001234;Tà Ôi;Thôn 1;HN;")
    path.write_bytes("\n".join(lines).encode("utf-16"))
    found = run(path, "--check", "--json").json
    assert found["format"] == "csv"
    assert "16" in found["encoding"]
    assert found["rows"][0]["citizen_id"] == "046185001234"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (None, "no_file"),
        (b"", "unreadable"),
        (b"%PDF-1.7", "unreadable"),
        (b"PK\x03\x04 gone", "unreadable"),
        (b"\x00\x01\x02" * 99, "unreadable"),
    ],
)
def test_what_cannot_be_read_is_one_object_too(
    run: Run, tmp_path: Path, content: bytes | None, kind: str
) -> None:
    path = tmp_path / "hong.xlsx"
    if content is not None:
        path.write_bytes(content)
    done = run(path, "--check", "--json")
    assert (done.status, done.err) == (1, "")
    assert done.json["error"]["kind"] == kind
    assert done.json["error"]["sentence"].endswith(".")
    in_words = run(path, "--check")
    assert (in_words.status, in_words.out) == (1, "")
    assert in_words.err.strip() == done.json["error"]["sentence"]


def test_a_person_is_told_sheets_columns_counts_and_problems(run: Run, sample: Path) -> None:
    told = run(sample, "--check").out
    for part in (
        "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026",
        "DS HN, HCN 2026: danh sách",
        "Tiêu đề ở dòng 7, 8, 9.",
        "Số căn cước, chứng minh",
        "Thôn Quảng Lộc",
        "Tệp ghi tổng cộng 60 hộ nhưng em đọc được 58 hộ.",
        "dòng 37: Dòng này không có họ tên chủ hộ.",
        "Đọc được 58 hộ, 2 dòng không nhận.",
    ):
        assert part in told, part
    assert "Đã công bố" not in told


def test_the_marked_workbook_is_written_beside(run: Run, sample: Path) -> None:
    done = run(sample, "--check", "--json", "--marked", "ra.xlsx")
    assert done.json["rows"]
    assert load_workbook(sample.parent / "ra.xlsx").sheetnames[-1] == "Cần sửa"
    refused = run(sample, "--check", "--marked", "khong-co/ra.xlsx")
    assert refused.status == 1
    assert "--marked" in refused.err


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--json", "--officer", "canbo")])
def test_publishing_and_checking_are_not_mixed_up(
    run: Run, sample: Path, arguments: tuple[str, ...]
) -> None:
    done = run(sample, *arguments)
    assert (done.status, done.out) == (1, "")
    assert "--check" in done.err


@pytest.fixture
def publishing(
    run: Run, database: Database, world: World, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """The same, with a database behind it."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("ENCRYPTION_KEYS", KEY)
    monkeypatch.delenv("PORT")
    return run


def test_a_list_is_published_in_an_officers_name(
    publishing: Run, database: Database, world: World, sample: Path
) -> None:
    done = publishing(sample, "--officer", " CanBo ")
    assert (done.status, done.out.splitlines()[-1]) == (0, "Đã công bố 58 hộ.")
    again = publishing(sample, "--officer", "canbo")
    assert again.err.startswith("Tệp này đã được công bố ngày ")
    assert kinds(database, world) == [ListKind.YEAR, ListKind.YEAR]


def test_when_many_households_leave_it_takes_a_second_word(
    publishing: Run, database: Database, world: World, tmp_path: Path
) -> None:
    row: Cells = [1, "Hồ Thị Hoa", "1988", "", "Tà Ôi", "Thôn 1", "HN", ""]
    title: Cells = ["DANH SÁCH HỘ NGHÈO NĂM 2026"]
    file = write(tmp_path / "mot-ho.xlsx", {"A": [title, HEADER, row]})
    asked = publishing(file, "--officer", "canbo")
    assert asked.status == 1
    assert "thiếu 3 hộ" in asked.err
    assert kinds(database, world) == [ListKind.YEAR]
    assert publishing(file, "--officer", "canbo", "--sure").status == 0
    assert kinds(database, world) == [ListKind.YEAR, ListKind.YEAR]


def test_the_kind_is_what_was_said_or_what_the_file_is(
    publishing: Run, database: Database, world: World, sample: Path, tmp_path: Path
) -> None:
    school = write(tmp_path / "truong.xlsx", {"Khối 5": PUPILS})
    other = shutil.copy(sample, tmp_path / "bo-sung.xlsx")
    assert publishing(school, "--officer", "canbo").status == 0
    assert publishing(other, "--officer", "canbo", "--kind", "changes").status == 0
    assert kinds(database, world) == [ListKind.CHANGES, ListKind.PUPILS, ListKind.YEAR]


def kinds(database: Database, world: World) -> list[ListKind]:
    from backend.officers.models import Officer

    with database.reading() as session:
        officer = session.get_one(Officer, world.officer)
        return [found.kind for found in lists(session, officer)]
