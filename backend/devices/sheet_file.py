"""An uploaded table of devices as lines of text. The file is opened in a limited child process: a
parser can abort a whole process on a small crafted file."""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from python_calamine import CalamineError

from backend.errors import Invalid
from backend.i18n import _
from backend.poverty_lists.reading.container import Unreadable
from backend.poverty_lists.reading.formats import open_file

LARGEST_FILE = 2 * 2**20  # bytes
_MEMORY = 2**30
_SECONDS = 10
_MOST_ROWS = 2000
_PROJECT = Path(__file__).parent.parent.parent


def lines_of(content: bytes) -> str:
    """The first sheet that has anything, a row a line, its cells between tabs. Raises `Invalid` for
    what is no table."""
    if len(content) > LARGEST_FILE:
        raise Invalid(_("Tệp lớn quá 2 MB. Anh/chị để lại một trang có số sê-ri."), field="file")
    with tempfile.NamedTemporaryFile(prefix="noisong-") as file:
        file.write(content)
        file.flush()
        try:
            child = subprocess.run(  # noqa: S603 - no shell, and no argument is the sender's
                [sys.executable, "-m", "backend.devices.sheet_file", file.name],
                cwd=_PROJECT,
                env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
                capture_output=True,
                timeout=3 * _SECONDS,
                check=True,
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            words = _("Không đọc được tệp này. Anh/chị dùng tệp .xlsx hoặc .csv, hoặc dán vào ô.")
            raise Invalid(words, field="file") from None
    rows: list[list[str]] = json.loads(child.stdout)
    return "\n".join("\t".join(row) for row in rows)


def _main(path: Path) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        workbook = open_file(path)
    except (Unreadable, CalamineError, MemoryError):
        return 1
    rows: list[list[str]] = []
    for sheet in workbook.sheets:
        for row in sheet.rows[:_MOST_ROWS]:
            last = max(row.cells, default=0)
            cells = [_plain(row.cells.get(at, "")) for at in range(1, min(last, 30) + 1)]
            rows += [[]] * (min(row.number, _MOST_ROWS) - 1 - len(rows))  # numbered as in the file
            rows.append(cells)
        if rows:
            break
    json.dump(rows, sys.stdout)
    return 0


def _plain(value: object) -> str:
    """Numbers as they are written, on one line: Excel keeps a serial number of digits as a number."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "".join(filter(str.isprintable, " ".join(str(value).split())))


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
