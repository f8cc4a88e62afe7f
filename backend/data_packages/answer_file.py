"""An operator's answer as rows: which column is which is told by their headers, in any order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from backend.data_packages.statuses import Outcome, outcome_of
from backend.errors import Invalid
from backend.i18n import _
from backend.poverty_lists.reading.phones import read_phone
from backend.uploaded_sheets import SheetRow
from backend.vietnamese import compact

_HEADER_WITHIN = 40  # rows
# Which headers name a field, without marks and spaces; the first field that fits takes the column.
_HEADERS = {
    "sim_serial": ("serial", "soseri", "serisim", "iccid", "soserialsim", "serialsim"),
    "phone": (
        *("sothuebao", "sotb", "thuebao", "msisdn", "isdn", "sodienthoai", "sodt", "dienthoai"),
        *("sdt", "somay", "sotbao", "phone", "mobile", "phonenumber", "sodidong", "sosim"),
    ),
    "remark": (
        *("lydo", "ghichu", "mota", "nguyennhan", "diengiai", "noidungloi", "chitiet", "motaloi"),
        *("reason", "note", "remark", "description", "message", "lydoloi", "lydokhongthanhcong"),
    ),
    "status": (
        *("trangthai", "ketqua", "tinhtrang", "status", "result", "kq", "ketquathuchien"),
        *("trangthaigoi", "trangthaikichhoat", "ketquakichhoat", "tinhtranggoi"),
    ),
    "on": (
        *("ngaykichhoat", "thoigiankichhoat", "ngaymo", "ngaymogoi", "ngayhieuluc", "thoidiemmo"),
        *("ngaybatdau", "activationdate", "activatedat", "ngaygiokichhoat", "thoigianmo", "tungay"),
        *("ngaythuchien", "thoigianthuchien"),
    ),
    "request": ("mahoso", "mahs", "makhachhang", "makh", "madoituong", "mahocsinh"),
}
_FIELDS = {header: field for field, headers in _HEADERS.items() for header in headers}
_EXPONENT = re.compile(r"\d([.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?!\d)")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT_DAY = re.compile(r"(20\d\d)(\d\d)(\d\d)(\d{4}|\d{6})?")
_SERIAL_DAY = re.compile(r"4\d{4}(\.\d+)?")  # days since 30/12/1899, as Excel keeps them
_EXCEL_BEGINS = date(1899, 12, 30)
_REQUEST = re.compile(r"[A-Z]{2}-?20\d\d-?\d{6}")


@dataclass(frozen=True)
class Answered:
    """One row. What is not readable is "" or None; `words` are the operator's own."""

    number: int
    phone: str
    outcome: Outcome
    words: str
    on: date | None = None
    sim_serial: str = ""
    request: str = ""


def read_answer(sheets: Sequence[Sequence[SheetRow]]) -> list[Answered]:
    """Every row of every sheet below a header that names a number and a status. Raises `Invalid`
    when there is none."""
    tables = [_table(rows) for rows in sheets]
    if not any(columns for columns, _rows in tables):
        words = _(
            "Không thấy cột «Số thuê bao» và cột «Trạng thái» trong tệp. Anh/chị xem lại dòng tiêu đề, "
            "hoặc xin nhà mạng tệp có hai cột đó."
        )
        raise Invalid(words, field="file")
    found = [
        answered for columns, rows in tables for row in rows if (answered := _read(row, columns))
    ]
    if not found:
        raise Invalid(_("Tệp này không có dòng nào dưới tiêu đề."), field="file")
    return found


def phone_of(text: str) -> str:
    """A subscriber's number with its zero; "" where digits are lost. A number that Excel shows as
    9.12345678E+8 is one as long as every digit is there."""
    plain = text.strip().strip("'")
    if _EXPONENT.fullmatch(plain):
        exact = Decimal(plain.replace(",", "."))
        exponent = exact.as_tuple().exponent
        plain = str(int(exact)) if isinstance(exponent, int) and exponent <= 0 else ""
    return read_phone(plain.removeprefix("00")) or ""


def day_of(text: str) -> date | None:
    """A day as operators write it: 25/11/2026 08:30:00, 2026-11-25, 20261125083000, 46351."""
    text = text.strip()
    if found := _DAY.match(text):
        return _day(found[3], found[2], found[1])
    if found := _ISO_DAY.match(text) or _COMPACT_DAY.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if _SERIAL_DAY.fullmatch(text):
        return _EXCEL_BEGINS + timedelta(days=int(float(text)))
    return None


def _table(rows: Sequence[SheetRow]) -> tuple[dict[str, int], Sequence[SheetRow]]:
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        if columns := _columns(row):
            return columns, rows[place + 1 :]
    return {}, ()


def _columns(row: SheetRow) -> dict[str, int]:
    """The column of each field, from 0; empty for a row that is no header."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        if field := _FIELDS.get(compact(re.sub(r"\(.*?\)", "", cell))):
            columns.setdefault(field, at)
    if "status" not in columns and "remark" in columns:
        columns["status"] = columns.pop("remark")
    return columns if {"phone", "status"} <= columns.keys() else {}


def _read(row: SheetRow, columns: dict[str, int]) -> Answered | None:
    """None for what is no answer: a header again, its column numbers, a total, a signature."""

    def cell(field: str) -> str:
        at = columns.get(field, len(row.cells))
        return row.cells[at] if at < len(row.cells) else ""

    shown = [text for text in row.cells if text]
    if _columns(row) or all(text.isdigit() and len(text) < 3 for text in shown):
        return None
    status, remark, number = cell("status"), cell("remark"), cell("phone")
    request = _REQUEST.search(cell("request").upper().replace(" ", ""))
    if not (status or remark) and not any(letter.isdigit() for letter in number):
        return None
    if not number and not request and not cell("sim_serial"):
        return None
    return Answered(
        number=row.number,
        phone=phone_of(number),
        outcome=outcome_of(status, remark),
        words=" – ".join(filter(None, (status, remark)))[:300],
        on=day_of(cell("on")),
        sim_serial=re.sub(r"\D", "", cell("sim_serial")),
        request=request[0] if request else "",
    )


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
