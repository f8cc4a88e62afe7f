"""A hundred thousand rows as .xlsx: the product's writer beside bare xlsxwriter, and whole exports.

Writer: the columns of the export of requests, 100,000 rows of cells that are in memory already. Ours is
`backend.papers.workbook.write`: it cleans every text, marks what could calculate, and sets letterhead
and signature. Bare xlsxwriter gets the same cells in constant_memory, each with the method of its kind
and a format of its own. Both turn by turn; the figure is the ratio of the medians. The rows of the
first two files are read back and have to be equal.
Whole export: the job behind the admin site's exports, from asking to the last piece in the database,
on SQLite with synchronous=FULL and encrypted telephones.
Memory: how much the most of a process of its own grows while it writes 20,000 rows and 100,000; the
export of fewer is the same one with a filter. It is read from /proc, so on Linux only.

    python -m benchmarks.export [--quick]

Nothing else is asked of the database meanwhile; the job is run once, as a worker would. Every person
is invented.
"""

import gc
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from backend.contacts.models import Contact
from backend.db import Database
from backend.i18n import _
from backend.jobs.models import Job, JobId, JobState
from backend.migrate import migrate
from backend.officers.models import Officer
from backend.papers import rules, service, workbook, writing
from backend.papers.exports import NOUNS
from backend.papers.models import Export, ExportId, ExportPiece
from backend.papers.shapes import Cell, Column, Paper, Signature, Table
from backend.support_requests.models import Status
from benchmarks.keys import take_keys
from benchmarks.outcome import Outcome, show
from benchmarks.queue import NAMES, NOW, PROVINCE, fill

Rows = Sequence[Sequence[Cell]]
FEWER = f"status={Status.WAITING}"  # of every ten invented requests two are waiting
_ALONE = "import sys; from benchmarks import export; export.alone(*sys.argv[1:])"


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    rows: int
    rounds: int


FULL, QUICK = Size(100_000, 5), Size(2_000, 2)


def cells(count: int) -> Iterator[Sequence[Cell]]:
    """Rows as an export of requests has them."""
    chance = random.Random(2026)
    names = [rules.plain(name) for name in NAMES]  # both are given what stays as it is
    for number in range(1, count + 1):
        yield (
            number,
            f"HT-2026-{number:06}",
            date(2026, 1, 5) + timedelta(days=number % 300),
            ("Chờ duyệt", "Đã duyệt", "Gia đình đã nhận")[number % 3],
            f"xã Mẫu {number % 130}",
            f"Thôn {number % 12}",
            chance.choice(names),
            chance.choice(names),
            str(2010 + number % 9),
            f"TH {names[number % 300]}",
            f"{number % 5 + 1}A",
            "Chưa có thiết bị nào",
            f"09•••••{number % 1000:03}",
        )


def ours(path: Path, rows: Iterator[Sequence[Cell]] | Rows) -> None:
    """The product's writer."""
    columns = [Column(_("STT"), 6, centred=True)]
    columns += [Column(_(field.title), field.width) for field in NOUNS["requests"].fields]
    paper = Paper(
        agency=rules.agency("xã Mẫu"),
        dateline=rules.dateline("xã Mẫu", date(2026, 11, 23)),
        kind="BẢNG KÊ",
        title="Danh sách: hồ sơ đề nghị hỗ trợ",
        table=Table(columns, rows),
        signatures=(Signature(("NGƯỜI LẬP",), name="Lê Thị Mẫu"),),
        landscape=True,
    )
    workbook.write(path, paper)


def bare(path: Path, rows: Rows) -> None:
    """The same cells with nothing around them."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        text = book.add_format({"border": 1, "text_wrap": True})
        number = book.add_format({"border": 1, "num_format": "#,##0"})
        day = book.add_format({"border": 1, "num_format": "dd/mm/yyyy"})
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column, value, text)
                elif isinstance(value, int):
                    sheet.write_number(row, column, value, number)
                elif isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)


def _seconds(run: Callable[[], object]) -> float:
    gc.collect()
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _data(path: Path) -> Iterator[list[object]]:
    """The rows with a number in front, as somebody who opens the file finds them."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows()
    return (list(row) for row in rows if isinstance(row[0], float | int))


def _check(mine: Path, other: Path, count: int) -> None:
    written = 0
    for one, two in zip(_data(mine), _data(other), strict=True):
        assert one == two, f"{one} is not {two}"
        written += 1
    assert written == count, f"{written} rows instead of {count}"


def _writers(folder: Path, size: Size) -> Iterator[Outcome]:
    rows = list(cells(size.rows))
    mine, other = folder / "ours.xlsx", folder / "bare.xlsx"
    took: dict[str, list[float]] = {"ours": [], "bare": []}
    turns = [("ours", lambda: ours(mine, rows)), ("bare", lambda: bare(other, rows))]
    for at in range(size.rounds):
        for name, run in turns if at % 2 == 0 else reversed(turns):
            took[name].append(_seconds(run))
        if at == 0:
            _check(mine, other, size.rows)
    ratios = tuple(one / two for one, two in zip(took["ours"], took["bare"], strict=True))
    yield Outcome(
        f"export: {size.rows:,} rows to .xlsx, times bare xlsxwriter",
        statistics.median(took["ours"]) / statistics.median(took["bare"]),
        "times",
        goal=1.5,
        at_most=True,
        rounds=ratios,
        note="ratio of the medians; the rounds are each one's own",
    )
    for name, seconds in took.items():
        rates = [size.rows / each for each in seconds]
        yield Outcome.of(f"export: writer, {name}", rates, "rows/s")


def _prepared(folder: Path, size: Size) -> str:
    """The address of a database with that many requests."""
    url = f"sqlite:///{folder / 'export.db'}"
    database = Database(url)
    migrate(database)
    with database.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        session.add(Contact(created_at=NOW))
        session.flush()
        fill(session, size.rows)
    database.close()
    return url


def _asked(database: Database, filters: str) -> tuple[ExportId, JobId]:
    with database.transaction() as session:
        officer = session.get_one(Officer, PROVINCE)
        asked = service.ask(session, officer, "requests", filters, "")
        assert asked.job_id
        return asked.id, asked.job_id


def _export(url: str, filters: str) -> int:
    """A whole export; how many rows it has. Its pieces are put together and looked into."""
    database = Database(url)
    export_id, job_id = _asked(database, filters)
    writing.run_now(database, job_id)
    with database.reading() as session:
        assert session.get_one(Job, job_id).state is JobState.DONE
        made = session.get_one(Export, export_id)
        pieces = select(ExportPiece.content).where(ExportPiece.export_id == export_id)
        sizes = [len(piece) for piece in session.scalars(pieces.execution_options(yield_per=1))]
        assert made.rows
        assert sum(sizes) == made.size
        count = made.rows
    database.close()
    return count


def _resident(line: str) -> int:
    """What /proc says of this process in kB: VmRSS is now, VmHWM the most there ever was."""
    with Path("/proc/self/status").open() as file:
        return next(int(said.split()[1]) for said in file if said.startswith(f"{line}:"))


def alone(way: str, *said: str) -> None:
    """In a process of its own: prints how many rows it wrote, in how many seconds, and by how many kB
    it grew."""
    take_keys()
    with tempfile.TemporaryDirectory(prefix="noisong-export-") as name:
        folder = Path(name)
        ours(folder / "warm.xlsx", cells(100))
        before, started = _resident("VmRSS"), time.perf_counter()
        if way == "job":
            count = _export(*said)
        else:
            count = int(said[0])
            ours(folder / "out.xlsx", cells(count))
        print(count, time.perf_counter() - started, _resident("VmHWM") - before)


@dataclass(frozen=True)
class _Alone:
    """What a process of its own did."""

    rows: int
    seconds: float
    megabytes: float

    @classmethod
    def run(cls, *said: str) -> "_Alone":
        """Waits for its end."""
        command = [sys.executable, "-c", _ALONE, *said]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        rows, seconds, kilobytes = done.stdout.splitlines()[-1].split()
        return cls(int(rows), float(seconds), int(kilobytes) / 1024)


def _processes(url: str, size: Size) -> Iterator[Outcome]:
    fewer = str(size.rows // 5)
    for name, few, many in (
        ("writer", _Alone.run("writer", fewer), _Alone.run("writer", str(size.rows))),
        ("whole job", _Alone.run("job", url, FEWER), _Alone.run("job", url, "")),
    ):
        assert many.rows == size.rows, f"{many.rows} rows exported"
        assert 0 < few.rows < size.rows / 3
        if name == "whole job":
            rate = many.rows / many.seconds
            yield Outcome(f"export: {name}, {many.rows:,} requests on SQLite", rate, "rows/s")
        for one in (few, many):
            yield Outcome(f"export: memory of the {name}, {one.rows:,} rows", one.megabytes, "MB")


def measure(quick: bool) -> Iterator[Outcome]:
    """The writers side by side, the whole job, and what both need of memory."""
    size = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="noisong-export-") as name:
        folder = Path(name)
        yield from _writers(folder, size)
        url = _prepared(folder, size)
        yield from _processes(url, size)


if __name__ == "__main__":
    show(measure)
