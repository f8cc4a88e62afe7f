"""The workbook that an operator is sent: its columns, its way to write numbers, and nothing else."""

from collections.abc import Sequence
from io import BytesIO

from backend import clock
from backend.data_packages.operators import Carrier, OrderField
from backend.data_packages.order_models import PackageOrder
from backend.data_packages.order_queries import OrderLine
from backend.i18n import day

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell is what stands in it: no formula, no link and no number that loses its digits.
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS: dict[OrderField, int] = {"number": 6, "package": 44, "sim_serial": 24}
_WIDTH = 18  # characters


def order_file(order: PackageOrder, lines: Sequence[OrderLine], carrier: Carrier) -> bytes:
    """The file of a sent order, with a header and a row for each line."""
    import xlsxwriter  # 42 modules and three megabytes, for a file now and then

    file = BytesIO()
    with xlsxwriter.Workbook(file, _PLAIN) as workbook:
        bold, text = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "@"})
        sheet = workbook.add_worksheet(carrier.sheet)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(carrier.columns):
            sheet.set_column(at, at, _WIDTHS.get(column.field, _WIDTH), text)
            sheet.write_string(0, at, column.header, bold)
            for number, line in enumerate(lines, 1):
                cell = _cell(column.field, number, order, line, carrier)
                sheet.write_string(number, at, cell, text)
    return file.getvalue()


def file_name(order: PackageOrder, carrier: Carrier) -> str:
    """How the operator's file is called."""
    return carrier.file_name.format(code=order.code)


def _cell(
    field: OrderField, number: int, order: PackageOrder, each: OrderLine, carrier: Carrier
) -> str:
    match field:
        case "number":
            return str(number)
        case "phone":
            return f"84{each.line.phone[1:]}" if carrier.phone == "84" else each.line.phone
        case "sim_serial":
            return each.line.sim_serial
        case "package":
            return each.package.wording if each.package else ""
        case "request":
            return each.request.code
        case "ordered_on":
            return day(clock.local(order.sent_at or order.created_at).date())
