"""An officer's own workbook with the bad cells marked, and a workbook of only the rows that were
not accepted.

Both are written in a separate, limited process, because the upload is opened for them once more.
"""

import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from backend.errors import Invalid
from backend.i18n import _
from backend.poverty_lists.draft import Choices, DraftSheet, ListRow, Problem, SheetRole
from backend.poverty_lists.marking.task import Flaw, Labels, Left, Task

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PROJECT = Path(__file__).parent.parent.parent.parent
_SECONDS = 300
_NO_CHOICES = Choices()


class Marked(NamedTuple):
    """A workbook to download."""

    name: str
    content: bytes


# The rows of each accepted household, by sheet.
Accepted = Mapping[str, Iterable[Iterable[int]]]


def marked(
    content: bytes, file_name: str, problems: Iterable[Problem], choices: Choices = _NO_CHOICES
) -> Marked:
    """The file as it was, with colours and comments at the problems and a sheet that lists them.

    Of a small .xlsx it is the same workbook; of any other file a new one with the same cells at the
    same places. Raises `Invalid` when it cannot be written.
    """
    task = Task(_flaws(problems), _labels(), choices.fonts)
    name = _("{name}, chỗ cần sửa.xlsx").format(name=Path(file_name).stem)
    return Marked(name, _write(content, task))


def not_accepted(
    content: bytes,
    file_name: str,
    sheets: Iterable[DraftSheet],
    accepted: Accepted,
    problems: Iterable[Problem],
    choices: Choices = _NO_CHOICES,
) -> Marked:
    """Only the refused rows, below their titles and headers, to be corrected and sent as an
    addition. Raises `Invalid` when there is none."""
    flaws = _flaws(problems)
    if not any(flaw.refused for flaw in flaws):
        raise Invalid(_("Mọi dòng của tệp đều đã nhận được, không còn dòng nào phải sửa."))
    left = {
        sheet.name: Left(
            _header_end(sheet),
            sheet.columns["hamlet"].number if "hamlet" in sheet.columns else 0,
            [list(rows) for rows in accepted.get(sheet.name, ())],
        )
        for sheet in sheets
        if sheet.role is SheetRole.LIST
    }
    task = Task(flaws, _labels(), choices.fonts, left)
    name = _("{name}, dòng chưa nhận.xlsx").format(name=Path(file_name).stem)
    return Marked(name, _write(content, task))


def rows_by_household(rows: Iterable[ListRow]) -> dict[str, list[list[int]]]:
    """The accepted rows of a draft, as `not_accepted` wants them."""
    accepted: dict[str, list[list[int]]] = {}
    for row in rows:
        own = [row.row, *(member.row for member in row.members if member.row != row.row)]
        accepted.setdefault(row.sheet, []).append(own)
    return accepted


def _header_end(sheet: DraftSheet) -> int:
    """The last row of the first header: the rows of a later one do not follow it."""
    rows = sorted(sheet.header_rows)
    end = rows[0] if rows else 0
    for row in rows:
        if row > end + 1:
            break
        end = row
    return end


def _flaws(problems: Iterable[Problem]) -> list[Flaw]:
    return [
        Flaw(
            problem.sheet,
            problem.row,
            problem.column_number,
            problem.column,
            problem.kind,
            problem.sentence,
            problem.refused,
        )
        for problem in problems
    ]


def _labels() -> Labels:
    return Labels(
        sheet=_("Cần sửa"),
        columns=(
            _("Ở trang"),
            _("Dòng"),
            _("Cột"),
            _("Kết quả"),
            _("Cần sửa gì"),
            _("Dòng trong tệp đã gửi"),
        ),
        refused=_("Không nhận"),
        flagged=_("Nhận, cần xem lại"),
    )


def _write(content: bytes, task: Task) -> bytes:
    with TemporaryDirectory(prefix="noisong-") as folder:
        source, out = Path(folder) / "source", Path(folder) / "marked.xlsx"
        source.write_bytes(content)
        arguments = [str(source), str(out), str(_SECONDS)]
        try:
            child = subprocess.run(  # noqa: S603 - no shell, and no argument is the sender's
                [sys.executable, "-m", "backend.poverty_lists.marking.child", *arguments],
                cwd=_PROJECT,
                env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": folder},
                input=task.dump().encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
            done = child.returncode == 0 and out.is_file()
        except subprocess.TimeoutExpired:
            done = False
        if not done:
            raise Invalid(
                _(
                    "Em chưa đánh dấu được vào tệp này. Anh/chị sửa theo danh sách ở trang này giúp em."
                )
            )
        return out.read_bytes()
