"""What somebody reads of any answer: a page without its markup, a file opened."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import httpx
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from backend.administrative_units.models import AdministrativeUnit
from backend.officers.models import Officer, Role
from backend.officers.permissions import TASKS, Task
from backend.papers import service, writing
from backend.papers.exports import NOUNS
from backend.papers.models import ExportPiece
from tests.backend.papers.reading import squeezed
from tests.factories import make_officer
from tests.security.whole import Whole
from tests.site import words


def text_of(answer: httpx.Response) -> str:
    """Its words, as one line; of a file without any space: a narrow cell breaks them anywhere."""
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if kind == "text/html":
        return words(answer)
    return text_of_file(answer.content) or answer.text


def text_of_file(content: bytes) -> str:
    """The words of a PDF, DOCX or .xlsx; "" for what is none of them."""
    if content.startswith(b"%PDF"):
        return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))
    if not content.startswith(b"PK"):
        return ""
    try:
        book = load_workbook(BytesIO(content), read_only=True)
    except OSError:  # the other kind of office file
        document = Document(BytesIO(content))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return squeezed(" ".join([*(one.text for one in document.paragraphs), *cells]))
    return squeezed(" ".join(_values(book)))


def _values(book: Any) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from (str(value) for value in row if value is not None)


def role_for(task: Task | None) -> Role:
    """One that passes a door with this task; the first officer's own where it may."""
    roles: list[Role] = [Role.APPROVER, *Role]
    return next(role for role in roles if task is None or task in TASKS[role])


def make_roles(whole: Whole) -> None:
    """An officer of every role in the first commune, called "vai-" and the role."""
    with whole.database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, whole.world.commune)
        for role in Role:
            make_officer(session, f"vai-{role}", "Người Có Vai", commune, role)


def export_of(whole: Whole, noun: str, reason: str = "") -> str:
    """The words of an export, asked for by an officer of `make_roles` and written."""
    with whole.database.transaction() as session:
        username = f"vai-{role_for(NOUNS[noun].task)}"
        officer = session.scalars(select(Officer).where(Officer.username == username)).one()
        asked = service.ask(session, officer, noun, "", reason)
        export_id, job_id = asked.id, asked.job_id
    assert job_id
    writing.run_now(whole.database, job_id)
    with whole.database.reading() as session:
        found = select(ExportPiece.content).where(ExportPiece.export_id == export_id)
        return text_of_file(b"".join(session.scalars(found.order_by(ExportPiece.number))))
