"""How far the requests of each commune are: the table that an office sends upwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backend.i18n import N_, _
from backend.papers import rules
from backend.papers.shapes import Cell, Column, Paper, Paragraph, Signature, Table
from backend.support_requests.models import Status

# Each request is in exactly one of these, so that the columns add up to the first.
GROUPS: Sequence[tuple[str, Sequence[Status]]] = (
    (N_("Chờ duyệt"), (Status.WAITING,)),
    (N_("Chờ gia đình bổ sung"), (Status.SENT_BACK,)),
    (N_("Chờ chỉ tiêu"), (Status.QUEUED,)),
    (N_("Đã duyệt, chờ giao"), (Status.APPROVED,)),
    (N_("Đã giao, chờ xác nhận"), (Status.HANDED_OVER, Status.NOT_RECEIVED)),
    (N_("Đã nhận máy"), (Status.RECEIVED,)),
    (N_("Không được duyệt"), (Status.REFUSED,)),
    (N_("Đã rút, đã gộp"), (Status.WITHDRAWN, Status.MERGED)),
)
Counts = Mapping[Status, int]


@dataclass(frozen=True)
class Progress:
    """How many requests of each commune stand where, by the commune's name."""

    unit: str
    day: date
    communes: Sequence[tuple[str, Counts]]


def progress_report(said: Progress) -> Paper:
    """The report with a line for each commune and their sum."""
    lines = [(name, _figures(counts)) for name, counts in said.communes]
    total = [sum(column) for column in zip(*(figures for _n, figures in lines), strict=True)]
    rows: list[Sequence[Cell]] = [
        (number, name, *figures) for number, (name, figures) in enumerate(lines, start=1)
    ]
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Đơn vị"), 24),
        Column(_("Tổng số hồ sơ"), 10, centred=True),
        *(Column(_(title), 11, centred=True) for title, _statuses in GROUPS),
    )
    if total:
        rows.append(("", _("Tổng cộng"), *total))
    return Paper(
        agency=rules.agency(said.unit),
        number=rules.number_line("", "BC-UBND"),
        dateline=rules.dateline(said.unit, said.day),
        kind=_("BÁO CÁO"),
        title=_("Kết quả tiếp nhận và giải quyết đề nghị hỗ trợ, tính đến ngày {day}").format(
            day=rules.long_day(said.day)
        ),
        table=Table(columns, rows),
        closing=(
            Paragraph(_("Mỗi hồ sơ nằm ở đúng một cột; các cột cộng lại bằng tổng số hồ sơ.")),
        ),
        signatures=(Signature(rules.signing("")),),
        recipients=(_("Cơ quan cấp trên (b/c);"), _("Lưu: VT.")),
        landscape=True,
    )


def _figures(counts: Counts) -> list[int]:
    grouped = [sum(counts.get(status, 0) for status in group) for _title, group in GROUPS]
    return [sum(grouped), *grouped]
