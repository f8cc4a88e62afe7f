"""Tables of a programme's report that are made of its requests."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select

from backend.figures.sources import on_days
from backend.i18n import _
from backend.papers.shapes import Cell, Column, Paragraph, Table
from backend.programmes.models import ProgrammeRevision
from backend.programmes.rules import Circumstance
from backend.programmes.sections import ReportPart
from backend.quotas.models import Quota, QuotaClaim
from backend.reports.looking import Look
from backend.support_requests.models import GIVEN, GRANTED, Status, SupportRequest
from backend.support_requests.queue_models import QueueEntry

_ENDED = (Status.WITHDRAWN, Status.MERGED)
_Key = tuple[str, str, str]  # source, benefit, class; codes


def results_by_source(look: Look, _part: ReportPart) -> Sequence[Table | Paragraph]:
    """Asked, approved, waiting for a quota, handed over, confirmed: by source, form and class; the last
    row is the sum. Requests count by the day on which they were sent, as figures do."""
    found = _counts(look)
    names = {each.code: _(each.name) for each in look.programme.funding}
    forms = {each.code: _(each.name) for each in look.programme.grants}
    columns = (
        Column(_("Nguồn"), 22),
        Column(_("Hình thức"), 20),
        Column(_("Diện"), 14),
        *(Column(title, 9, centred=True) for title in _titles()),
    )
    rows: list[Sequence[Cell]] = [
        (names.get(source, source or "–"), forms.get(form, form), Circumstance(kind).label, *counts)
        for (source, form, kind), counts in sorted(found.items())
    ]
    sums = [sum(counts[at] for counts in found.values()) for at in range(len(_titles()))]
    return (Table(columns, [*rows, (_("Tổng cộng"), "", "", *sums)]),)


def _titles() -> Sequence[str]:
    return (_("Đề nghị"), _("Đã duyệt"), _("Chờ chỉ tiêu"), _("Đã giao"), _("Đã xác nhận"))


def _counts(look: Look) -> dict[_Key, tuple[int, ...]]:
    query = (
        select(
            func.coalesce(Quota.source, ""),
            SupportRequest.benefit,
            SupportRequest.circumstance,
            SupportRequest.status,
            func.count(),
        )
        .join(QueueEntry, QueueEntry.request_id == SupportRequest.id)
        .join(ProgrammeRevision, ProgrammeRevision.id == SupportRequest.revision_id)
        .outerjoin(
            QuotaClaim,
            (QuotaClaim.request_id == SupportRequest.id) & QuotaClaim.ended_at.is_(None),
        )
        .outerjoin(Quota, Quota.id == QuotaClaim.quota_id)
        .where(
            QueueEntry.unit_id == look.officer.unit_id,
            ProgrammeRevision.code == look.programme.code,
            SupportRequest.status.not_in(_ENDED),
            *on_days(SupportRequest.created_at, look.period),
        )
        .group_by(
            Quota.source,
            SupportRequest.benefit,
            SupportRequest.circumstance,
            SupportRequest.status,
        )
    )
    counted: dict[_Key, Counter[Status]] = {}
    for source, form, kind, status, count in look.session.execute(query):
        counted.setdefault((source, form, kind), Counter())[status] += count
    return {key: _line(each) for key, each in counted.items()}


def _line(counts: Counter[Status]) -> tuple[int, ...]:
    return (
        counts.total(),
        sum(counts[status] for status in GRANTED),
        counts[Status.QUEUED],
        sum(counts[status] for status in GIVEN),
        counts[Status.RECEIVED],
    )
