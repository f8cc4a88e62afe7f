"""A written report as an official paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from backend.figures.rules import Period
from backend.i18n import _
from backend.papers import rules
from backend.papers.shapes import Column, Paper, Paragraph, Section, Signature, Table
from backend.reports.generic_tables import cell
from backend.reports.writing import WrittenPart, period_words

SYMBOL = "BC-UBND"


@dataclass(frozen=True)
class Letterhead:
    """What stands around the parts. `number` and `day` are empty in a draft."""

    unit: str
    title: str
    document: str
    to: Sequence[str]
    period: Period
    number: str = ""
    day: date | None = None
    signer_title: str = ""
    signer_name: str = ""


def report_paper(head: Letterhead, parts: Sequence[WrittenPart]) -> Paper:
    """The report in the layout of Nghị định 30/2020/NĐ-CP."""
    doing = _("Thực hiện {document}, {unit} báo cáo kết quả {period} như sau:")
    addressed = _("Kính gửi: {offices}.").format(offices="; ".join(head.to))
    return Paper(
        agency=rules.agency(head.unit),
        number=rules.number_line(head.number, SYMBOL),
        dateline=rules.dateline(head.unit, head.day),
        kind=_("BÁO CÁO"),
        title=head.title,
        draft=not head.number,
        body=(
            *([Paragraph(addressed)] if head.to else []),
            Paragraph(
                doing.format(
                    document=head.document, unit=head.unit, period=period_words(head.period)
                )
            ),
        ),
        sections=[Section(part.heading, list(_contents(part))) for part in parts],
        signatures=(Signature(rules.signing(head.signer_title), name=head.signer_name),),
        recipients=(_("Như trên;"), _("Lưu: VT.")) if head.to else (_("Lưu: VT."),),
        landscape=any(_is_wide(part) for part in parts),
    )


def _contents(part: WrittenPart) -> Iterator[Paragraph | Table]:
    for line in part.text.splitlines():
        if line.strip():
            yield Paragraph(line)
    if part.free and not part.text.strip():
        yield Paragraph(_("(Chưa ghi.)"))
    if part.numbers:
        columns = (
            Column(_("STT"), 5, centred=True),
            Column(_("Nội dung"), 50),
            Column(_("Số lượng"), 12, centred=True),
        )
        titles = [" ".join([number.title, number.about]).strip() for number in part.numbers]
        yield Table(
            columns,
            [
                (at, title, cell(number))
                for at, (title, number) in enumerate(zip(titles, part.numbers, strict=True), 1)
            ],
        )
    yield from part.contents


def _is_wide(part: WrittenPart) -> bool:
    return any(isinstance(each, Table) and len(each.columns) > 8 for each in part.contents)
