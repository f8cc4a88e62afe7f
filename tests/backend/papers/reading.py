"""What somebody reads who opens a paper: all of its words, without spaces where lines may break."""

import re
from io import BytesIO

from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from backend.papers.printed import TEMPLATE, words_of
from backend.papers.shapes import Paper
from backend.papers.word import docx
from backend.papers.workbook import write
from backend.typesetting import typeset


def squeezed(text: str) -> str:
    """Without any space: a line may break anywhere in a long name."""
    return re.sub(r"\s+", "", text)


def pdf_pages(*papers: Paper) -> list[str]:
    """The words of each page."""
    reader = PdfReader(BytesIO(typeset(TEMPLATE, words_of(*papers))))
    return [squeezed(page.extract_text()) for page in reader.pages]


def docx_cells(paper: Paper) -> list[str]:
    """The words of each cell of its tables."""
    document = Document(BytesIO(docx(paper)))
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def docx_words(paper: Paper) -> str:
    """All paragraphs and cells."""
    document = Document(BytesIO(docx(paper)))
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *docx_cells(paper)])


def xlsx_rows(paper: Paper) -> list[tuple[object, ...]]:
    """The values of every row, formulas as their text."""
    file = BytesIO()
    write(file, paper)
    sheet = load_workbook(file).active
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
