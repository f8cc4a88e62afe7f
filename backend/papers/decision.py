"""The decision with its list, and the list as it is posted for everybody to read."""

from collections.abc import Sequence
from dataclasses import replace

from backend.approved_lists.models import ApprovedListRow, RowKind
from backend.approved_lists.paper import ApprovedListPaper
from backend.i18n import N_, _
from backend.papers import rules
from backend.papers.shapes import Annex, Cell, Column, Paper, Paragraph, Signature, Table

SYMBOL = "QĐ-UBND"
_POSTED = {
    RowKind.LISTED: N_("Đã duyệt"),
    RowKind.REMOVED: N_("Rút tên"),
    RowKind.CORRECTED: N_("Sửa lại"),
}


def decision(said: ApprovedListPaper) -> Paper:
    """The decision, with the list behind it. A draft has room for its number and day."""
    amends = _about_earlier(said)
    title = (
        _("Về việc sửa đổi danh sách kèm theo Quyết định {earlier}").format(earlier=amends)
        if amends
        else _("Về việc phê duyệt danh sách được hỗ trợ theo {programme}").format(
            programme=_programme(said)
        )
    )
    return Paper(
        agency=rules.agency(said.unit),
        number=rules.number_line(said.number, SYMBOL),
        dateline=rules.dateline(said.unit, said.date),
        kind=_("QUYẾT ĐỊNH"),
        title=title,
        draft=not said.number,
        issuer=" ".join(rules.agency(said.unit)),
        grounds=(
            _("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;"),
            _("Căn cứ {programme};").format(programme=_programme(said)),
            *([_("Căn cứ Quyết định {earlier};").format(earlier=amends)] if amends else []),
            _("Theo kết quả xét duyệt hồ sơ đề nghị hỗ trợ."),
        ),
        turn=_("QUYẾT ĐỊNH:"),
        body=_articles(said, amends),
        signatures=(Signature(rules.signing(said.signer_title), name=said.signer_name),),
        recipients=(_("Như Điều 3;"), _("UBMTTQ Việt Nam cùng cấp;"), _("Lưu: VT.")),
        annex=Annex(
            title=_("DANH SÁCH"),
            about=_("(Kèm theo Quyết định {this})").format(this=_of_day(said)),
            table=_list(said),
            landscape=True,
        ),
    )


def only_list(said: ApprovedListPaper) -> Paper:
    """The list alone, for a workbook, which holds any number of lines."""
    whole = decision(said)
    table = whole.annex.table if whole.annex else None
    return replace(
        whole,
        kind=_("DANH SÁCH"),
        title=_("Kèm theo Quyết định {this}").format(this=_of_day(said)),
        table=table,
        annex=None,
        landscape=True,
    )


def posting(said: ApprovedListPaper, phone: str = "", *, with_children: bool = False) -> Paper:
    """The list for the notice board: hamlet, head, class and outcome. No id, day of birth, telephone
    number or code of a request; the child's name only where the programme wants it posted."""
    several = len({row.unit_name for row in said.rows}) > 1
    with_children = with_children and _has_children(said)
    columns = [
        Column(_("STT"), 5, centred=True),
        *([Column(_("Xã, phường"), 18)] if several else []),
        Column(_("Thôn, bản, tổ"), 18),
        Column(_("Chủ hộ"), 26),
        *([Column(_("Học sinh"), 26)] if with_children else []),
        Column(_("Diện"), 16),
        Column(_("Kết quả"), 14, centred=True),
    ]

    def cells(row: ApprovedListRow) -> Sequence[Cell]:
        return (
            row.number,
            *([row.unit_name] if several else []),
            row.hamlet,
            row.head_name,
            *([row.child_name] if with_children else []),
            row.standing,
            _(_POSTED[row.kind]),
        )

    office = _("Ý kiến, khiếu nại về danh sách này: gặp UBND {unit}").format(unit=said.unit)
    call = _(", hoặc gọi {phone}").format(phone=phone) if phone else ""
    return Paper(
        agency=rules.agency(said.unit),
        dateline=rules.dateline(said.unit, said.date),
        kind=_("DANH SÁCH NIÊM YẾT CÔNG KHAI"),
        title=_("Kèm theo Quyết định {this}, {programme}").format(
            this=_of_day(said), programme=_programme(said)
        ),
        draft=not said.number,
        table=Table(columns, [cells(row) for row in said.rows]),
        closing=(
            Paragraph(_("Danh sách có {count} dòng.").format(count=len(said.rows))),
            Paragraph(f"{office}{call}."),
        ),
    )


def _articles(said: ApprovedListPaper, amends: str) -> Sequence[Paragraph]:
    count = len(said.rows)
    first = (
        _(
            "Sửa đổi danh sách kèm theo Quyết định {earlier}, gồm {count} dòng trong danh sách kèm "
            "theo Quyết định này. Các dòng khác giữ nguyên."
        ).format(earlier=amends, count=count)
        if amends
        else _(
            "Phê duyệt danh sách {count} trường hợp được hỗ trợ theo {programme} (có danh sách kèm "
            "theo)."
        ).format(count=count, programme=_programme(said))
    )
    return (
        Paragraph(first, lead=_("Điều 1.")),
        Paragraph(
            _(
                "Danh sách được niêm yết công khai tại trụ sở UBND và nhà văn hóa các thôn, không nêu "
                "số định danh, ngày sinh và số điện thoại."
            ),
            lead=_("Điều 2."),
        ),
        Paragraph(
            _(
                "Các cơ quan, đơn vị, cá nhân có liên quan và các hộ gia đình có tên trong danh sách "
                "chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực từ ngày ký./."
            ),
            lead=_("Điều 3."),
        ),
    )


def _list(said: ApprovedListPaper) -> Table:
    changes, children = bool(said.amends), _has_children(said)
    columns = [
        Column(_("STT"), 5, centred=True),
        Column(_("Mã hồ sơ"), 19, centred=True),
        *([Column(_("Học sinh"), 24)] if children else []),
        *([Column(_("Năm sinh"), 7, centred=True)] if children else []),
        Column(_("Chủ hộ"), 24),
        Column(_("Nơi ở"), 22),
        Column(_("Diện"), 14),
        Column(_("Hỗ trợ"), 18),
        Column(_("Nguồn"), 16),
        *([Column(_("Thay đổi"), 16)] if changes else []),
    ]

    def cells(row: ApprovedListRow) -> Sequence[Cell]:
        change = f"{row.kind.label}. {row.note}" if row.note else row.kind.label
        return (
            row.number,
            row.code,
            *([row.child_name, str(row.child_birth_year or "")] if children else []),
            row.head_name,
            ", ".join(part for part in (row.hamlet, row.unit_name) if part),
            row.standing,
            row.benefit,
            row.source,
            *([change] if changes else []),
        )

    return Table(columns, [cells(row) for row in said.rows])


def _has_children(said: ApprovedListPaper) -> bool:
    """A programme for whole households names their heads alone."""
    return not said.rows or any(row.child_name for row in said.rows)


def _programme(said: ApprovedListPaper) -> str:
    words = _("chương trình “{name}”").format(name=said.programme)
    return f"{words} ({said.round})" if said.round else words


def _of_day(said: ApprovedListPaper) -> str:
    """ "số 07/QĐ-UBND ngày 05 tháng 02 năm 2026", with room where something is not there yet."""
    return _numbered(rules.number_line(said.number, SYMBOL), rules.long_day(said.date))


def _about_earlier(said: ApprovedListPaper) -> str:
    if not said.amends:
        return ""
    return _numbered(rules.number_line(said.amends, SYMBOL), rules.long_day(said.amends_date))


def _numbered(line: str, day: str) -> str:
    """ "Số: 07/QĐ-UBND" -> "số 07/QĐ-UBND ngày …", as it stands inside a sentence."""
    number = line.partition(": ")[2]
    return _("số {number} ngày {day}").format(number=number, day=day)
