"""Households that need nothing, from a sheet: head, year of birth, hamlet, telephone, one a row."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.need_answers.commands import DeclareNoNeed
from backend.need_answers.service import enter
from backend.officers.models import Officer
from backend.poverty_lists.reading.phones import read_phone
from backend.uploaded_sheets import SheetRow, read_sheets
from backend.vietnamese import clean, fold

LONGEST_NAME, LONGEST_HAMLET = 80, 120  # letters
OLDEST, YOUNGEST = 115, 15  # years of a head


@dataclass(frozen=True)
class Taken:
    """What became of a sheet: how many were written down, how many were known, and rows that could
    not be read, each as its number and why."""

    kept: int
    known: int
    bad: tuple[tuple[int, str], ...]


def take_in(
    session: Session, officer: Officer, programme: str, unit_id: UnitId, content: bytes
) -> Taken:
    """Writes down every row that can be read; who is known or has a request is passed over. Raises
    `Invalid` for a file that is no table or has no row."""
    rows = [row for sheet in read_sheets(content) for row in sheet if not is_header(row)]
    if not rows:
        raise Invalid(_("Tệp không có dòng nào. Cột A ghi họ tên chủ hộ."), field="file")
    kept, known, bad = 0, 0, []
    for row in rows:
        try:
            said = read_row(row, programme, unit_id)
        except Invalid as wrong:
            bad.append((row.number, str(wrong)))
            continue
        try:
            enter(session, officer, said)
            kept += 1
        except Conflict:
            known += 1
    return Taken(kept, known, tuple(bad))


def is_header(row: SheetRow) -> bool:
    """Whether a row names the columns: "Họ và tên chủ hộ"."""
    first = fold(row.cells[0]) if row.cells else ""
    return not first or first in ("stt", "chu ho") or "ho ten" in first or "ho va ten" in first


def read_row(row: SheetRow, programme: str, unit_id: UnitId) -> DeclareNoNeed:
    """Head, year of birth, hamlet, telephone; the last three may be empty. Raises `Invalid`."""
    name, year, hamlet, phone = (clean(cell) for cell in (*row.cells, "", "", "", "")[:4])
    if " " not in name or any(letter.isdigit() for letter in name) or len(name) > LONGEST_NAME:
        raise Invalid(_("Cột A: ghi đủ họ và tên chủ hộ, ví dụ Hồ Văn Nam."))
    number = read_phone(phone) if phone else ""
    if number is None:
        raise Invalid(_("Cột D: số điện thoại có 10 chữ số, ví dụ 0912345678."))
    return DeclareNoNeed(programme, unit_id, hamlet[:LONGEST_HAMLET], name, _year(year), number)


def _year(text: str) -> int | None:
    this = clock.today().year
    if not text:
        return None
    if not (
        text.isascii() and text.isdigit() and this - OLDEST <= int(text[:5]) <= this - YOUNGEST
    ):
        raise Invalid(_("Cột B: năm sinh có 4 chữ số, ví dụ 1985. Không rõ thì để trống."))
    return int(text)
