import subprocess
import sys
from pathlib import Path

from backend.poverty_lists.reading.container import Failure
from backend.poverty_lists.reading.formats.content import Row, Sheet
from backend.poverty_lists.reading.formats.protocol import load
from tests.backend.poverty_lists.reading.sheets import write

HEAVY = {"sqlalchemy", "fastapi", "viparse"}


def test_the_child_imports_little_because_every_upload_pays_for_it() -> None:
    code = "import sys, backend.poverty_lists.reading.open_workbook; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert HEAVY.isdisjoint(done.stdout.split())


def test_the_child_writes_what_its_parent_reads(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Thôn 1": [[], [None, "Hồ Thị A Lơ", 1985.0]]})
    module = "backend.poverty_lists.reading.open_workbook"

    done = subprocess.run(
        [sys.executable, "-m", module, str(path), "whole", "10"],
        capture_output=True,
        check=True,
        input=b"{}",
    )

    (sheet,) = load(done.stdout.splitlines()).sheets
    assert sheet == Sheet("Thôn 1", True, (), [Row(2, {2: "Hồ Thị A Lơ", 3: 1985})])


def test_a_refusal_is_the_exit_status(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    module = "backend.poverty_lists.reading.open_workbook"

    done = subprocess.run(
        [sys.executable, "-m", module, str(path), "whole", "10"], check=False, input=b""
    )

    assert done.returncode == Failure.PDF
