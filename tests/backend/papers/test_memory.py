"""A long export takes no more memory than a short one."""

import subprocess
import sys

MEASURED = """
import resource, sys, tempfile
from pathlib import Path
from backend.papers.shapes import Column, Paper, Table
from backend.papers.workbook import write

count = int(sys.argv[1])
columns = [Column("STT", 6), Column("Chủ hộ", 24), Column("Điện thoại", 14)]
rows = ((at, f"Hồ Văn Mẫu {at}", f"09{at:08d}") for at in range(count))
with tempfile.TemporaryDirectory() as folder:
    written = write(Path(folder) / "x.xlsx", Paper(("A",), "B", "C", "D", table=Table(columns, rows)))
assert written == count
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(rows: int) -> int:
    """Kilobytes that a process of its own has needed at most."""
    command = [sys.executable, "-c", MEASURED, str(rows)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_a_hundred_thousand_rows_need_as_little_memory_as_a_thousand() -> None:
    few, many = peak(1_000), peak(100_000)
    assert many < 1.5 * few, f"{few} kB, {many} kB"
