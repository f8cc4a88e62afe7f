"""The cells of a small uploaded table as text. The file is opened in a limited child process: a parser
can abort a whole process on a small crafted file. Poverty lists, a thousand times longer, have a
reader of their own."""

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
_SECONDS = 20
_LIMITS = {
    resource.RLIMIT_AS: 2**30,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CPU: _SECONDS,
    resource.RLIMIT_CORE: 0,
}
_PROJECT = Path(__file__).parent.parent


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
        sheets = _read_apart(Path(file.name))
    require_at_most(MOST_ROWS, sum(map(len, sheets)))
    return [[SheetRow(number, tuple(cells)) for number, cells in rows] for rows in sheets]


def require_at_most(most: int, rows: int) -> None:
    """Raises `Invalid` for a table of more rows than its reader takes at once."""
    if rows > most:
        words = _("Tệp có hơn {count} dòng. Anh/chị chia thành mấy tệp rồi gửi lần lượt.")
        raise Invalid(words.format(count=most), field="file")


_Sheets = list[list[tuple[int, list[str]]]]  # of each sheet the rows: number, cells


def _read_apart(path: Path) -> _Sheets:
    try:
        child = subprocess.run(  # noqa: S603 - no shell, and no argument is the sender's
            [sys.executable, "-m", "backend.uploaded_sheets", str(path)],
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
    sheets: _Sheets = json.loads(child.stdout)
    return sheets


def _main(path: Path) -> int:
    for kind, amount in _LIMITS.items():
        hard = resource.getrlimit(kind)[1]
        most = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (most, most))
    try:
        json.dump(_sheets(path), sys.stdout)
    except Unreadable as unreadable:
        return unreadable.failure
    except PasswordError:
        return Failure.PASSWORD
    except CalamineError:
        return Failure.DAMAGED
    except MemoryError:
        return Failure.TOO_BIG
    return 0


def _sheets(path: Path) -> _Sheets:
    sheets, left = [], MOST_ROWS + 1  # one more tells the parent that there is more
    for sheet in open_file(path).sheets:
        if sheet.visible and sheet.rows:
            rows = [(row.number, _cells(row.cells)) for row in sheet.rows[:left]]
            left -= len(rows)
            sheets.append(rows)
    return [rows for rows in sheets if rows]


def _cells(cells: Mapping[int, object]) -> list[str]:
    last = min(max(cells, default=0), _MOST_COLUMNS)
    return [_plain(cells.get(at, "")) for at in range(1, last + 1)]


def _plain(value: object) -> str:
    """Numbers as they are written, on one line, without what nobody sees: Excel keeps a telephone or
    a serial number of digits as a number."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "".join(filter(str.isprintable, " ".join(str(value).split())))


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
