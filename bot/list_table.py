"""What was read from a list, as tables in a terminal: the preview of the admin site."""

from rich.console import Console
from rich.table import Table

from backend.i18n import _
from backend.poverty_lists.alike import alike
from backend.poverty_lists.draft import DraftSheet, ListDraft, SheetRole, Standing
from backend.poverty_lists.reading.cells import letter
from backend.poverty_lists.reading.fields import FIELDS
from backend.poverty_lists.words import role_label

_ALWAYS = (Standing.POOR, Standing.NEAR_POOR)


def print_list(draft: ListDraft) -> None:
    """Title, sheets with their columns, counts, notices and problems."""
    console = Console(soft_wrap=True, highlight=False)
    console.print(draft.title or draft.file_name, markup=False)
    encoding = f", {draft.encoding}" if draft.encoding else ""
    console.print(f"{draft.file_format}{encoding}", markup=False)
    for sheet in draft.sheets:
        _print_sheet(console, sheet)
    _print_counts(console, draft)
    for notice in draft.notices:
        console.print(notice, markup=False)
    for found in alike(draft.problems):
        mark = "✗" if found.refused else "!"
        column = _(", cột “{column}”").format(column=found.column) if found.column else ""
        place = _("dòng {rows}").format(rows=found.rows)
        line = f"{mark} {found.sheet}{column}, {place}: {found.sentence}"
        console.print(line, markup=False)
    summary = _("Đọc được {read} hộ, {refused} dòng không nhận.")
    refused = len(draft.refused_rows())
    console.print(summary.format(read=len(draft.rows), refused=refused), markup=False)


def _print_sheet(console: Console, sheet: DraftSheet) -> None:
    console.print(f"\n{sheet.name}: {role_label(sheet.role)}", markup=False)
    if sheet.role is not SheetRole.LIST:
        return
    rows = ", ".join(map(str, sheet.header_rows))
    console.print(_("Tiêu đề ở dòng {rows}.").format(rows=rows), markup=False)
    table = Table(_("Cột"), _("Tiêu đề"), _("Hiểu là"))
    fields = {column.number: field for field, column in sheet.columns.items()}
    headers = sheet.headers or {column.number: column.header for column in sheet.columns.values()}
    for number, header in sorted(headers.items()):
        field = fields.get(number)
        table.add_row(letter(number), header, _(FIELDS[field]) if field in FIELDS else "–")
    console.print(table)
    for legacy in sheet.legacy:
        sentence = _("Cột {column} viết bằng phông {font}: “{before}” đọc là “{after}”.").format(
            column=letter(legacy.number),
            font=legacy.font.upper(),
            before=legacy.before,
            after=legacy.after,
        )
        console.print(sentence, markup=False)


def _print_counts(console: Console, draft: ListDraft) -> None:
    counts = draft.counts_by_hamlet()
    found = {standing for count in counts.values() for standing in count}
    standings = [standing for standing in Standing if standing in found or standing in _ALWAYS]
    table = Table(_("Thôn"), *(standing.label for standing in standings))
    for hamlet, count in counts.items():
        table.add_row(hamlet or "–", *(str(count[standing]) for standing in standings))
    console.print(table)
