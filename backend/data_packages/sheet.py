"""The cells of an uploaded table as text. The file is opened in a limited child process: a parser
can abort a whole process on a small crafted file."""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, PasswordError

from backend.errors import Invalid
from backend.i18n import _
from backend.poverty_lists.reading.container import Failure, Unreadable
from backend.poverty_lists.reading.formats import open_file
from backend.poverty_lists.reading.refusals import SENTENCES

LARGEST_FILE = 5 * 2**20  # bytes
MOST_ROWS = 10_000
_MOST_COLUMNS = 40
_MEMORY = 2**30
_SECONDS = 20
_PROJECT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class SheetRow:
    """One row that has anything; `number` as Excel counts, `cells` from the first column on."""

    number: int
    cells: tuple[str, ...]


def read_sheets(content: bytes) -> list[list[SheetRow]]:
    """The visible sheets that have anything. Raises `Invalid`, worded, for what is no table and for
    one that is too long to be read whole: nothing is left out in silence."""
    if len(content) > LARGEST_FILE:
        words = _("Tệp lớn quá 5 MB. Anh/chị bỏ bớt ảnh hoặc trang thừa rồi gửi lại.")
        raise Invalid(words, field="file")
    with tempfile.NamedTemporaryFile(prefix="noisong-") as file:
        file.write(content)
        file.flush()
        try:
            child = subprocess.run(  # noqa: S603 - no shell, and no argument is the sender's
                [sys.executable, "-m", "backend.data_packages.sheet", file.name],
                cwd=_PROJECT,
                env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
                capture_output=True,
                timeout=3 * _SECONDS,
                check=False,
            )
            status = child.returncode
        except subprocess.TimeoutExpired:
            status = Failure.TOO_BIG
    if status != 0:
        failure = Failure(status) if status in list(Failure) else Failure.DAMAGED
        raise Invalid(_(SENTENCES[failure]), field="file")
    sheets = json.loads(child.stdout)
    if sum(map(len, sheets)) > MOST_ROWS:
        words = _("Tệp có hơn {count} dòng. Anh/chị chia thành mấy tệp rồi gửi lần lượt.")
        raise Invalid(words.format(count=MOST_ROWS), field="file")
    return [[SheetRow(number, tuple(cells)) for number, cells in rows] for rows in sheets]


def _main(path: Path) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        workbook = open_file(path)
    except Unreadable as unreadable:
        return unreadable.failure
    except PasswordError:
        return Failure.PASSWORD
    except CalamineError:
        return Failure.DAMAGED
    except MemoryError:
        return Failure.TOO_BIG
    sheets, left = [], MOST_ROWS + 1
    for sheet in workbook.sheets:
        if not sheet.visible:
            continue
        rows = [(row.number, _cells(row.cells)) for row in sheet.rows[:left]]
        left -= len(rows)
        sheets.append(rows)
    json.dump([rows for rows in sheets if rows], sys.stdout)
    return 0


def _cells(cells: Mapping[int, object]) -> list[str]:
    last = min(max(cells, default=0), _MOST_COLUMNS)
    return [_plain(cells.get(at, "")) for at in range(1, last + 1)]


def _plain(value: object) -> str:
    """Numbers as they are written, on one line: Excel keeps a telephone as a number."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
