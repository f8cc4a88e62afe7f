"""A thousand minutes of handing over in one PDF: a page for each family of a day.

What is timed is what the link on the page of a day does: reading the day from the database (SQLite,
encrypted where the product encrypts), the papers, and typst in its child process. No other program is
set beside it. The file is read back: a page for each family, in the order of the day, with its number
and its device's and no other family's.
Memory is the child's alone, as the kernel says when it has ended; it counts at least what this process
had when it started the child, so for a few pages it is too much.

    python -m benchmarks.papers [--quick]

A day of the product holds 200 families; a thousand is five times that, written past the rule that says
so, and of all communes. Every person and every device is invented.
"""

import re
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from sqlalchemy import select

from backend.contacts.models import Contact
from backend.db import Database, bulk_insert, table
from backend.deliveries.models import DayId, DayState, HandOverDay, HandOverRow
from backend.deliveries.queries import minutes_of
from backend.devices.models import Device
from backend.devices.words import Condition, DeviceKind, DeviceState, Holder
from backend.migrate import migrate
from backend.officers.models import Officer
from backend.papers.minutes import family_minutes
from backend.papers.printed import pdf
from backend.support_requests.models import SupportRequest
from benchmarks.outcome import Outcome, show
from benchmarks.queue import COMMUNE, NOW, PROVINCE, Said, fill

FAMILIES, FEW = 1_000, 20
ROUNDS, FEW_ROUNDS = 5, 2
FEWEST = 300  # requests that `fill` can spread over its communes
UNIT = 2  # the first commune of `benchmarks.queue`
_CODE = re.compile(r"HT-2026-\d{6}")
_SERIAL = re.compile(r"MAU\d{9}")


def add_day(database: Database, families: int) -> DayId:
    """A day of one commune with that many families, a device meant for each."""
    with database.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        session.add(Contact(created_at=NOW))
        session.flush()
        fill(session, max(families, FEWEST))
        day = HandOverDay(
            unit_id=UNIT, place="nhà văn hóa Mẫu", held_on=date(2026, 11, 25), starts_at="7:30",
            giver="Lê Thị Mẫu, cán bộ xã; Trần Văn Mẫu", state=DayState.PLANNED,
            officer_id=COMMUNE, created_at=NOW,
        )  # fmt: skip
        session.add(day)
        session.flush()
        everybody = [Said(number) for number in range(1, families + 1)]
        for model, rows in (
            (Device, [_device(said) for said in everybody]),
            (HandOverRow, [_row(said, day.id) for said in everybody]),
        ):
            bulk_insert(session, table(model), list(rows[0]), (tuple(row.values()) for row in rows))
        return day.id


def _device(said: Said) -> dict[str, Any]:
    return {"id": said.id, "serial": _serial(said.id), "model": "Máy tính bảng Mẫu 10",
            "kind": DeviceKind.TABLET, "source": "", "condition_note": "", "unit_id": UNIT,
            "received_on": date(2026, 11, 2), "holder": Holder.STOCK, "condition": Condition.GOOD,
            "state": DeviceState.IN_STOCK, "version": 1, "created_at": NOW}  # fmt: skip


def _row(said: Said, day_id: DayId) -> dict[str, Any]:
    """Of every three families one has said already who will come."""
    known = said.id % 3 == 0
    return {"day_id": day_id, "request_id": said.id, "device_id": said.id, "came": None,
            "receiver_name": said.names[1] if known else "", "reason": "", "problem": "",
            "receiver_relation": "mẹ" if known else ""}  # fmt: skip


def _serial(number: int) -> str:
    return f"MAU{number:09}"


def printed(database: Database, day_id: DayId) -> bytes:
    """What the officer of a province gets who follows the link."""
    with database.reading() as session:
        officer = session.get_one(Officer, PROVINCE)
        return pdf(*family_minutes(minutes_of(session, officer, day_id)))


def _check(content: bytes, codes: Sequence[str]) -> None:
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    assert len(pages) == len(codes), f"{len(pages)} pages for {len(codes)} families"
    for number, (text, code) in enumerate(zip(pages, codes, strict=True), start=1):
        assert _CODE.findall(text) == [code], f"page {number} is not about {code}"
        assert _SERIAL.findall(text) == [_serial(number)], f"page {number} has another device"


def measure(quick: bool) -> Iterator[Outcome]:
    """Seconds, size, and the child's memory."""
    families, rounds = (FEW, FEW_ROUNDS) if quick else (FAMILIES, ROUNDS)
    with tempfile.TemporaryDirectory(prefix="noisong-papers-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'papers.db'}")
        migrate(database)
        day_id = add_day(database, families)
        seconds, sizes = [], []
        for _turn in range(rounds):
            started = time.perf_counter()
            content = printed(database, day_id)
            seconds.append(time.perf_counter() - started)
            sizes.append(len(content) / 2**20)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        with database.reading() as session:
            of_day = select(SupportRequest.code).join(HandOverRow).order_by(HandOverRow.id)
            codes = session.scalars(of_day.where(HandOverRow.day_id == day_id)).all()
        database.close()
    assert len(codes) == families
    _check(content, codes)
    what = f"papers: {families:,} minutes in one PDF"
    yield Outcome.of(what, seconds, "s")
    yield Outcome.of(f"{what}, a second", [families / each for each in seconds], "pages/s")
    yield Outcome.of(f"{what}, size", sizes, "MB")
    yield Outcome(f"{what}, memory of the child", peak, "MB")


if __name__ == "__main__":
    show(measure)
