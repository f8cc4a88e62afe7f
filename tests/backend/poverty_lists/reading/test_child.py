"""The process that reads a file, as its parent starts it."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from backend.poverty_lists.draft import Choices, LegacyFont
from backend.poverty_lists.reading import child
from backend.poverty_lists.reading.container import Failure
from backend.poverty_lists.reading.interpreting import Interpreting
from backend.poverty_lists.reading.portions import Portion
from backend.poverty_lists.reading.reader import read_list
from backend.poverty_lists.reading.wire import unpack
from tests.backend.poverty_lists.reading.old_files import write_csv
from tests.backend.poverty_lists.reading.sheets import HEADER, TODAY, Cells, write

HEAVY = {"sqlalchemy", "starlette", "viparse", "pydantic", "babel"}
MODULE = "backend.poverty_lists.reading.child"
REQUEST = {
    "file_name": "a.xlsx", "today": TODAY.isoformat(), "language": "vi", "at_once": 10,
    "read": {}, "columns": {}, "fonts": {},
}  # fmt: skip
PERSON: Cells = [1, "Hồ Thị A Lơ", 1985, None, "Tà Ôi", "Thôn 1", "HN"]


def run(path: Path, **request: object) -> subprocess.CompletedProcess[bytes]:
    asked = json.dumps(REQUEST | request).encode()
    arguments = [sys.executable, "-m", MODULE, str(path), "whole", "10"]
    return subprocess.run(arguments, check=False, capture_output=True, input=asked)


def test_the_child_imports_little_because_every_upload_pays_for_it() -> None:
    code = f"import sys, {MODULE}; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert HEAVY.isdisjoint(done.stdout.split())


def test_the_child_writes_what_its_parent_reads(tmp_path: Path) -> None:
    people: list[Cells] = [
        [number, f"Hồ Thị A{'bcdeghik'[number % 8]}", 1950 + number] for number in range(25)
    ]
    rows: list[Cells] = [HEADER, *([*person, None, "Tà Ôi", "Thôn 1", "HN"] for person in people)]

    stream = BytesIO(run(write(tmp_path / "a.xlsx", {"Thôn 1": rows})).stdout)

    portions = [unpack(stream)[0] for _ in range(3)]
    assert [len(portion.rows) for portion in portions] == [10, 10, 5]
    assert [bool(portion.draft) for portion in portions] == [False, False, True]
    assert portions[0].rows[1].head_name == "Hồ Thị Ac"
    assert portions[0].expected == 26
    assert stream.read() == b""


def test_a_refusal_is_the_exit_status(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")

    assert run(path).returncode == Failure.PDF


def test_a_file_without_a_list_is_refused_in_the_language_of_the_reader(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Sheet1": [["Xin chào"]]})

    in_vietnamese, in_english = (
        unpack(BytesIO(run(path, language=language).stdout))[0].refusal for language in ("vi", "en")
    )

    assert "dòng tiêu đề" in in_vietnamese
    assert in_english
    assert in_english != in_vietnamese


def test_the_officers_choices_reach_the_child(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, [["TT", "Tên", "Loại"], ["1", "Võ Lê", "HN"]])
    fonts: dict[int, LegacyFont | None] = {2: LegacyFont.TCVN3}
    columns = {2: "head_name", 3: "standing"}
    choices = Choices(fonts={"Sheet1": fonts}, columns={"Sheet1": columns}, read={"Sheet1": True})

    (row,) = read_list(path, "a.csv", TODAY, choices).rows

    assert (row.head_name, row.standing) == ("Vừ Lờ", "poor")


def test_a_fault_of_ours_is_no_damaged_file_and_tells_nobody_of_the_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Portion] = []

    def fail(*_given: object) -> None:
        raise KeyError(PERSON[1])

    monkeypatch.setattr(child, "_write", written.append)
    monkeypatch.setattr(Interpreting, "portions", fail)
    path = write(tmp_path / "a.xlsx", {"Thôn 1": [HEADER, PERSON]})

    child._read(path, REQUEST, near=False)

    [portion] = written
    assert portion.is_last
    assert portion.fault.startswith("KeyError in test_child.py, line ")
