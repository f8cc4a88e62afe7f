import json
import subprocess
import sys
from pathlib import Path

from tests.backend.poverty_lists.reading.sheets import write

HEAVY = {"sqlalchemy", "fastapi", "babel", "pydantic"}


def test_the_child_imports_little_because_every_upload_pays_for_it() -> None:
    code = "import sys, backend.poverty_lists.reading.open_workbook; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert HEAVY.isdisjoint(done.stdout.split())


def test_cells_are_written_as_one_line_of_json_a_row(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Thôn 1": [[], [None, "Hồ Thị A Lơ", 1985.0]]})

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "backend.poverty_lists.reading.open_workbook",
            str(path),
            "whole",
            "10",
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"sheet": "Thôn 1", "visible": True, "merged": []},
        [2, [2, "Hồ Thị A Lơ", 3, 1985]],
        {"far_cells": 0},
    ]
