"""The child process that writes one marked workbook.

Started by `marked.py` as `python -m ... FILE OUT SECONDS`, the `Task` as JSON on stdin. An upload is
opened here only, within limits, as in `reading.child`.
"""

import resource
import sys
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from backend.poverty_lists.draft import Choices, FileFormat
from backend.poverty_lists.marking.anew import write_anew
from backend.poverty_lists.marking.in_place import write_in_place
from backend.poverty_lists.marking.leftover import leftover
from backend.poverty_lists.marking.task import Task
from backend.poverty_lists.reading.container import inspect
from backend.poverty_lists.reading.formats import open_file

_MEMORY = 2 * 2**30
_OUTPUT = 512 * 2**20
# Of a sheet openpyxl reads and writes about a megabyte a second, and keeps fourteen times its size in
# memory. What is larger (a list of more than some 11,000 rows) is written anew, twice as fast.
_LARGEST_SHEETS = 8 * 2**20


def main(path: Path, out: Path, seconds: int) -> int:
    """Writes the workbook; whatever goes wrong ends the process."""
    _limit(resource.RLIMIT_AS, _MEMORY)
    _limit(resource.RLIMIT_FSIZE, _OUTPUT)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_CORE, 0)
    task = Task.load(sys.stdin.read())
    if task.left is None and inspect(path) is FileFormat.XLSX and _is_small(path):
        try:
            write_in_place(task, path, out)
            return 0
        except Exception:  # noqa: BLE001, S110 - calamine reads files at which openpyxl stumbles
            pass
    sheets = open_file(path, Choices(fonts=task.fonts)).sheets
    if task.left is None:
        write_anew(task, sheets, out)
    else:
        write_anew(*leftover(task, sheets), out)
    return 0


def _is_small(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            sizes = [
                member.file_size
                for member in archive.infolist()
                if member.filename.startswith(("xl/worksheets/", "xl/sharedStrings"))
            ]
    except (BadZipFile, OSError):
        return False
    return sum(sizes) <= _LARGEST_SHEETS


def _limit(kind: int, amount: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        amount = min(amount, hard)
    resource.setrlimit(kind, (amount, amount))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
