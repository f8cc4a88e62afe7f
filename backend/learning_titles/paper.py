"""The decision on titles with its list, as a paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from backend.i18n import _
from backend.learning_titles.models import TitleAward, TitleDecision
from backend.learning_titles.words import AwardKind
from backend.papers import rules
from backend.papers.shapes import Annex, Column, Paper, Paragraph, Signature, Table

SYMBOL = "QĐ-UBND"


@dataclass(frozen=True)
class Said:
    """What the paper says: the unit that signs, the decision, its lines, the rubrics used in words,
    the grounds in the programme's words, and the decision that it changes."""

    unit: str
    decision: TitleDecision
    rows: Sequence[TitleAward]
    rubrics: Sequence[str]
    basis: str
    amends: TitleDecision | None = None


def decision(said: Said) -> Paper:
    """The decision, with the list behind it. A draft has room for its number and day."""
    own = said.decision
    number, on = own.decision_number or "", own.decision_date
    return Paper(
        agency=rules.agency(said.unit),
        number=rules.number_line(number, SYMBOL),
        dateline=rules.dateline(said.unit, on),
        kind=_("QUYẾT ĐỊNH"),
        title=_title(said),
        draft=own.frozen_at is None,
        issuer=" ".join(rules.agency(said.unit)),
        grounds=(
            _("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;"),
            *([_("Căn cứ {document};").format(document=said.basis)] if said.basis else ()),
            *(f"{words};" for words in said.rubrics),
            _("Theo kết quả đánh giá, đề nghị của Hội Khuyến học."),
        ),
        turn=_("QUYẾT ĐỊNH:"),
        body=_changes(said, said.amends) if said.amends else _articles(said),
        signatures=(Signature(rules.signing(own.signer_title), name=own.signer_name),),
        recipients=(_("Như Điều 3;"), _("Hội Khuyến học cùng cấp;"), _("Lưu: VT.")),
        annex=Annex(
            title=_("DANH SÁCH"),
            about=_("(Kèm theo Quyết định {this})").format(this=_numbered(number, on)),
            table=_list(said.rows, changes=said.amends is not None),
            landscape=True,
        ),
    )


def certificates(said: Said) -> Paper:
    """The list of certificates alone, for a workbook and for who writes them."""
    whole = decision(said)
    own = said.decision
    this = _numbered(own.decision_number or "", own.decision_date)
    return replace(
        whole,
        kind=_("DANH SÁCH CẤP GIẤY CHỨNG NHẬN"),
        title=_("Kèm theo Quyết định {this}").format(this=this),
        table=_list([row for row in said.rows if row.kind is not AwardKind.REVOKED]),
        annex=None,
        landscape=True,
    )


def _title(said: Said) -> str:
    if said.amends is None:
        words = _("Về việc công nhận các danh hiệu học tập năm {year}")
        return words.format(year=said.decision.year)
    words = _("Về việc sửa đổi Quyết định {that} công nhận các danh hiệu học tập năm {year}")
    return words.format(that=_that(said.amends), year=said.decision.year)


def _that(decision: TitleDecision) -> str:
    return _numbered(decision.decision_number or "", decision.decision_date)


def _changes(said: Said, earlier: TitleDecision) -> Sequence[Paragraph]:
    """The articles of a decision that changes another."""
    kinds = [row.kind for row in said.rows]
    counts = "; ".join(
        f"{kind.label.lower()}: {kinds.count(kind)}" for kind in AwardKind if kind in kinds
    )
    first = _("Sửa đổi danh sách kèm theo Quyết định {that}: {counts} (có danh sách kèm theo).")
    second = _(
        "Giấy chứng nhận của danh hiệu bị hủy công nhận và của dòng được sửa lại không còn giá trị. "
        "Các nội dung khác của Quyết định {that} giữ nguyên."
    )
    third = _(
        "Các cơ quan, đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./."
    )
    return (
        Paragraph(first.format(that=_that(earlier), counts=counts), lead=_("Điều 1.")),
        Paragraph(second.format(that=_that(earlier)), lead=_("Điều 2.")),
        Paragraph(third, lead=_("Điều 3.")),
    )


def _articles(said: Said) -> Sequence[Paragraph]:
    names = list(dict.fromkeys(row.title_name for row in said.rows))
    counts = [f"{sum(row.title_name == name for row in said.rows)} {name}" for name in names]
    return (
        Paragraph(
            _("Công nhận {counts} năm {year} (có danh sách kèm theo).").format(
                counts="; ".join(counts), year=said.decision.year
            ),
            lead=_("Điều 1."),
        ),
        Paragraph(
            _("Danh hiệu có giá trị trong năm {year}. Giấy chứng nhận cấp theo danh sách.").format(
                year=said.decision.year
            ),
            lead=_("Điều 2."),
        ),
        Paragraph(
            _(
                "Các cơ quan, đơn vị, cá nhân có liên quan và các gia đình, dòng họ, cộng đồng, đơn vị "
                "có tên trong danh sách chịu trách nhiệm thi hành Quyết định này./."
            ),
            lead=_("Điều 3."),
        ),
    )


def _list(rows: Sequence[TitleAward], *, changes: bool = False) -> Table:
    columns = (
        Column(_("STT"), 5, centred=True),
        *((Column(_("Thay đổi"), 14), Column(_("Lý do"), 24)) if changes else ()),
        Column(_("Danh hiệu"), 24),
        Column(_("Tên"), 28),
        Column(_("Khu phố, ấp"), 20),
        Column(_("Phường, xã"), 18),
        Column(_("Điểm"), 7, centred=True),
        Column(_("Số giấy chứng nhận"), 18, centred=True),
        Column(_("Mã hồ sơ"), 17, centred=True),
    )
    lines = [
        (
            row.number,
            *((row.kind.label, row.note) if changes else ()),
            row.title_name,
            row.applicant_name,
            row.hamlet,
            row.unit_name,
            row.points,
            row.certificate,
            row.code,
        )
        for row in rows
    ]
    return Table(columns, lines)


def _numbered(number: str, on: date | None) -> str:
    line = rules.number_line(number, SYMBOL).partition(": ")[2]
    return _("số {number} ngày {day}").format(number=line, day=rules.long_day(on))
