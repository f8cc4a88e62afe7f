"""The job that writes an export: read in portions, written row by row, kept in pieces."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database, bulk_insert, table
from backend.i18n import _
from backend.jobs import runner
from backend.jobs.models import JobId
from backend.jobs.runner import Handler, Work
from backend.jobs.service import Held
from backend.officers.models import Officer
from backend.papers import rules, workbook
from backend.papers.exports import NOUNS, Look, Noun, title_of
from backend.papers.models import Export, ExportId, ExportPiece, ExportRequest
from backend.papers.shapes import Cell, Column, Paper, Paragraph, Signature, Table

PIECE = 256 * 1024  # bytes
STEP = 2_000  # rows between two looks whether to go on, and of one statement


def run_now(database: Database, job_id: JobId) -> None:
    """Writes it here and now, for tests and small tools."""
    runner.run_one(database, job_id, HANDLER)


def _run(work: Work) -> None:
    export_id = ExportId(work.held.argument["export_id"])
    with TemporaryDirectory(prefix="noisong-export-") as folder:
        path = Path(folder) / "export.xlsx"
        with work.database.reading() as session:
            asked = session.get(Export, export_id)
            if asked is None:  # expired before anybody came to it
                return
            families: set[int] = set()
            count = workbook.write(path, _paper(session, asked, work, families))
        _keep(work, export_id, path, count, families)


def _paper(session: Session, asked: Export, work: Work, families: set[int]) -> Paper:
    officer = session.get_one(Officer, asked.officer_id)
    unit = session.get_one(AdministrativeUnit, officer.unit_id).full_name
    noun, look = NOUNS[asked.noun], Look(session, unmasked=bool(asked.reason))
    rows = noun.rows(session, officer, asked.filters)
    columns = [Column(_("STT"), 6, centred=True)]
    columns += [Column(_(field.title), field.width) for field in noun.fields]
    masked = [Paragraph(_("Số điện thoại và số SIM đã được che bớt."))]
    return Paper(
        agency=rules.agency(unit),
        dateline=rules.dateline(unit, clock.today()),
        kind=_("BẢNG KÊ"),
        title=title_of(noun, asked.filters),
        table=Table(columns, _counted(_cells(noun, look, rows, families), work)),
        closing=masked if noun.has_numbers and not asked.reason else (),
        signatures=(Signature((_("NGƯỜI LẬP"),), name=officer.full_name),),
        landscape=True,
    )


def _cells(
    noun: Noun, look: Look, rows: Iterable[Any], families: set[int]
) -> Iterator[Sequence[Cell]]:
    """What each row shows; notes whose request it is of."""
    for number, row in enumerate(rows, start=1):
        if noun.data:
            families.add(noun.request(row).id)
        yield (number, *(field.value(row, look) for field in noun.fields))


def _counted(rows: Iterable[Sequence[Cell]], work: Work) -> Iterator[Sequence[Cell]]:
    """The rows; says again and again how many there were."""
    for done, row in enumerate(rows, start=1):
        if done % STEP == 0:
            with work.database.transaction() as session:
                work.step(session, done)
        yield row


def _keep(work: Work, export_id: ExportId, path: Path, count: int, families: set[int]) -> None:
    """The file, of whom it tells, and that so many rows were disclosed to the officer."""
    with work.database.transaction() as session, path.open("rb") as file:
        work.step(session, count, count)
        asked = session.get(Export, export_id)
        if asked is None:
            return
        # An attempt before this one may have come as far.
        session.execute(delete(ExportPiece).where(ExportPiece.export_id == export_id))
        session.execute(delete(ExportRequest).where(ExportRequest.export_id == export_id))
        pairs = ((export_id, family) for family in sorted(families))
        while some := list(islice(pairs, STEP)):
            bulk_insert(session, table(ExportRequest), ("export_id", "request_id"), some)
        number = 0
        while content := file.read(PIECE):
            session.add(ExportPiece(export_id=export_id, number=number, content=content))
            session.flush()
            number += 1
        asked.rows, asked.size = count, path.stat().st_size
        officer = session.get_one(Officer, asked.officer_id)
        audit.record(
            session,
            "disclose_rows",
            asked,
            by=officer,
            noun=asked.noun,
            rows=count,
            why=asked.reason,
        )


def _give_up(_session: Session, _held: Held, _sentence: str) -> None:
    """The page shows the job's own sentence."""


HANDLER = Handler(_run, _give_up)
