"""Writes the DOCX of a paper with python-docx."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as DocxSection
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell as DocxCell
from docx.text.paragraph import Paragraph as DocxParagraph

from backend.i18n import _
from backend.papers import rules
from backend.papers.printed import shown
from backend.papers.shapes import Paper, Paragraph, Section, Signature, Table

FONT = "Times New Roman"
LEFT, RIGHT, EDGE = Mm(30), Mm(15), Mm(20)
SHORT, LONG = Mm(210), Mm(297)


def written(paper: Paper) -> bytes:
    """The file. Words are text nodes of its XML, never markup or a field."""
    document = Document()
    _style(document)
    _lay_out(document.sections[0], landscape=paper.landscape)
    _letterhead(document, paper)
    _line(document, paper.kind, bold=True, size=14, align=Align.CENTER, before=14)
    _line(document, paper.title, bold=True, align=Align.CENTER)
    _line(document, "_" * 12, align=Align.CENTER, size=8)
    if paper.issuer:
        _line(document, paper.issuer, bold=True, align=Align.CENTER, before=6)
    for words in paper.grounds:
        _line(document, words, italic=True, indent=True)
    if paper.turn:
        _line(document, paper.turn, bold=True, align=Align.CENTER, before=6)
    _told(document, paper.body)
    for section in paper.sections:
        _section(document, section)
    if paper.table:
        _table(document, paper.table)
    _told(document, paper.closing)
    _signed(document, paper)
    if paper.annex:
        section = document.add_section()
        _lay_out(section, landscape=paper.annex.landscape, first=False)
        _line(document, paper.annex.title, bold=True, size=14, align=Align.CENTER)
        _line(document, paper.annex.about, italic=True, align=Align.CENTER)
        _table(document, paper.annex.table)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _style(document: Docx) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "", ""


def _lay_out(section: DocxSection, *, landscape: bool, first: bool = True) -> None:
    """A4 with the margins of the decree; its number in the middle above each page but the first."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if landscape else (SHORT, LONG)
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.top_margin = section.bottom_margin = EDGE
    section.different_first_page_header_footer = first
    if first:
        header = section.header.paragraphs[0]
        header.alignment = Align.CENTER
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        header._p.append(field)


def _letterhead(document: Docx, paper: Paper) -> None:
    left, right = _columns(document, 2, shares=(2, 3))
    for words in paper.agency:
        _line(left, words, bold=True, size=12, align=Align.CENTER)
    _line(left, "_" * 8, size=8, align=Align.CENTER)
    if paper.number:
        _line(left, paper.number, align=Align.CENTER)
    if paper.draft:
        _line(left, _("DỰ THẢO"), bold=True, align=Align.CENTER)
    _line(right, rules.COUNTRY, bold=True, size=12, align=Align.CENTER)
    _line(right, rules.MOTTO, bold=True, align=Align.CENTER)
    _line(right, "_" * 24, size=8, align=Align.CENTER)
    _line(right, paper.dateline, italic=True, align=Align.CENTER)


def _signed(document: Docx, paper: Paper) -> None:
    if not paper.signatures:
        return
    with_left = bool(paper.recipients) or len(paper.signatures) == 1
    cells = _columns(document, len(paper.signatures) + with_left)
    if paper.recipients:
        _line(cells[0], _("Nơi nhận:"), bold=True, italic=True, size=12)
        for words in paper.recipients:
            _line(cells[0], f"- {words}", size=11)
    elif with_left:
        _line(cells[0], "")  # a cell without any paragraph is no valid DOCX
    for cell, signature in zip(cells[with_left:], paper.signatures, strict=True):
        _signature(cell, signature)


def _signature(cell: DocxCell, signature: Signature) -> None:
    for words in signature.lines:
        _line(cell, words, bold=True, align=Align.CENTER)
    if signature.note:
        _line(cell, signature.note, italic=True, size=12, align=Align.CENTER)
    for _blank in range(4):
        _line(cell, "")
    _line(cell, signature.name, bold=True, align=Align.CENTER)


def _columns(document: Docx, count: int, shares: Sequence[int] = ()) -> Sequence[DocxCell]:
    """A row without borders, each cell without its empty first paragraph."""
    table = document.add_table(rows=1, cols=count)
    _set_widths(document, table, shares or [1] * count)
    cells: Sequence[DocxCell] = table.rows[0].cells
    for cell in cells:
        cell._tc.remove(cell.paragraphs[0]._p)
    return cells


def _set_widths(document: Docx, table: DocxTable, shares: Sequence[int]) -> list[int]:
    section = document.sections[-1]
    room = int(section.page_width or 0) - int(LEFT) - int(RIGHT)
    widths = [room * share // sum(shares) for share in shares]
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return widths


def _line(
    where: Docx | DocxCell,
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 13,
    align: Align | None = None,
    indent: bool = False,
    before: int = 0,
) -> DocxParagraph:
    paragraph = where.add_paragraph()
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(6 if indent else 0)
    if align is not None:
        paragraph.alignment = align
    if indent:
        layout.first_line_indent = Mm(10)
        paragraph.alignment = Align.JUSTIFY
    run = paragraph.add_run(rules.plain(words))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _told(document: Docx, paragraphs: Sequence[Paragraph]) -> None:
    for each in paragraphs:
        paragraph = _line(document, each.lead, bold=True, indent=True)
        paragraph.add_run((" " if each.lead else "") + rules.plain(each.text)).font.size = Pt(13)


def _section(document: Docx, section: Section) -> None:
    if section.heading:
        heading = _line(document, section.heading, bold=True, before=10)
        heading.paragraph_format.keep_with_next = True
    for each in section.contents:
        if isinstance(each, Table):
            _table(document, each)
        else:
            _told(document, [each])


def _table(document: Docx, said: Table) -> None:
    """Rows are made as XML: python-docx looks through the whole table for each cell that it adds."""
    table = document.add_table(rows=0, cols=len(said.columns), style="Table Grid")
    widths = _set_widths(document, table, [column.width for column in said.columns])
    head = _row([column.title for column in said.columns], widths, [True] * len(widths), bold=True)
    repeated = OxmlElement("w:tblHeader")
    head.get_or_add_trPr().append(repeated)
    table._tbl.append(head)
    centred = [column.centred for column in said.columns]
    for row in said.rows:
        table._tbl.append(_row([shown(cell) for cell in row], widths, centred))


def _row(
    cells: Sequence[str], widths: Sequence[int], centred: Sequence[bool], *, bold: bool = False
) -> Any:
    """A row that stays on one page."""
    made: Any = OxmlElement("w:tr")
    made.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for words, width, middle in zip(cells, widths, centred, strict=True):
        cell: Any = OxmlElement("w:tc")
        cell.width = width
        paragraph: Any = OxmlElement("w:p")
        if middle:
            paragraph.alignment = Align.CENTER
        run: Any = OxmlElement("w:r")
        properties = run.get_or_add_rPr()
        if bold:
            properties.append(OxmlElement("w:b"))
        properties.sz_val = Pt(11)
        run.text = words
        paragraph.append(run)
        cell.append(paragraph)
        made.append(cell)
    return made
