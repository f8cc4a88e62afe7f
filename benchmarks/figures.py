"""The page of figures, the way of requests and the reports of the year, for an officer of a province.

    python -m benchmarks.figures [--size 100000]

On SQLite; the requests are those of `benchmarks.queue`, sent over two years, with a decision, a
hand-over and the family's word where they have come so far. What is timed is everything that the
pages ask the database, and each report as it is opened.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from backend.contacts.models import Contact
from backend.db import Database, bulk_insert, table
from backend.deliveries.models import Delivery, DeliveryConfirmation
from backend.devices.models import Device
from backend.devices.words import Condition, DeviceKind, DeviceState, Holder
from backend.figures import queries, tables, targets, way
from backend.figures.catalogue import OF_DELIVERIES, OF_REQUESTS, figures
from backend.figures.narrowing import Narrowing
from backend.figures.queries import By
from backend.figures.rules import this_year
from backend.migrate import migrate
from backend.officers.models import Officer
from backend.programmes.service import programmes_now
from backend.reports.looking import Look
from backend.reports.writing import written
from backend.support_requests.models import Decision, DecisionKind, Status, SupportRequest
from benchmarks.keys import take_keys
from benchmarks.queue import COMMUNE, NOW, PROVINCE, TODAY, Said, fill

YEARS = 730  # days
WENT_ON = (Status.APPROVED, Status.REFUSED, Status.RECEIVED)


def add_events(session: Session, size: int) -> None:
    """Moves the requests back in time and lets happen what their status says."""
    everything = [Said(number) for number in range(1, size + 1)]
    sent = {said.id: NOW - timedelta(days=said.pick(11, YEARS)) for said in everything}
    requests = table(SupportRequest)
    driver: Any = session.connection().connection.driver_connection
    driver.executemany(
        f"UPDATE {requests.name} SET created_at = ? WHERE id = ?",  # noqa: S608 - ours
        [(f"{moment:%Y-%m-%d %H:%M:%S.000000}", number) for number, moment in sent.items()],
    )
    received = [said for said in everything if said.status is Status.RECEIVED]
    for model, rows in (
        (Decision, _decisions(everything, sent)),
        (Device, _devices(received)),
        (Delivery, _deliveries(received)),
        (DeliveryConfirmation, _confirmations(received)),
    ):
        made = list(rows)
        bulk_insert(session, table(model), list(made[0]), (tuple(row.values()) for row in made))


def _decisions(everything: list[Said], sent: dict[int, Any]) -> Iterator[dict[str, Any]]:
    for said in everything:
        decided = sent[said.id] + timedelta(days=said.pick(12, 9))
        if said.status in WENT_ON:
            refused = said.status is Status.REFUSED
            kind = DecisionKind.REFUSE if refused else DecisionKind.APPROVE
            yield {"request_id": said.id, "step": 0, "kind": kind, "reason": "",
                   "officer_id": COMMUNE, "stands_in": False, "created_at": decided}  # fmt: skip


def _devices(received: list[Said]) -> Iterator[dict[str, Any]]:
    for said in received:
        yield {"id": said.id, "serial": f"SN-{said.id}", "model": "Máy tính bảng",
               "kind": DeviceKind.TABLET, "source": "", "condition_note": "", "received_on": TODAY,
               "unit_id": said.unit, "holder": Holder.FAMILY, "condition": Condition.GOOD,
               "state": DeviceState.HANDED_OVER, "version": 1, "created_at": NOW}  # fmt: skip


def _deliveries(received: list[Said]) -> Iterator[dict[str, Any]]:
    for said in received:
        yield {"id": said.id, "request_id": said.id, "device_id": said.id,
               "handed_over_on": TODAY - timedelta(days=said.pick(13, 300)), "receiver_name": "",
               "items": "[]", "receiver_id_last4": "", "sim_operator": "", "sim_number": "",
               "imei": "", "version": 1, "receiver_relation": "", "officer_id": COMMUNE,
               "created_at": NOW}  # fmt: skip


def _confirmations(received: list[Said]) -> Iterator[dict[str, Any]]:
    for said in received:
        yield {"delivery_id": said.id, "contact_id": 1, "received": True, "note": "",
               "created_at": NOW}  # fmt: skip


def measure(database: Database) -> None:
    """Prints one line for each part of the pages."""
    with database.reading() as session:
        officer = session.get_one(Officer, PROVINCE)
        every = programmes_now(session)
        narrowed = Narrowing()
        months = tables.by_month(session, officer, narrowed)
        parts: list[tuple[str, Callable[[], object]]] = [
            ("requests", lambda: queries.totals(session, officer, narrowed, OF_REQUESTS)),
            ("deliveries", lambda: queries.totals(session, officer, narrowed, OF_DELIVERIES)),
            ("months", lambda: tables.by_month(session, officer, narrowed)),
            *(
                (f"by {by}", partial(tables.table, session, officer, narrowed, by, months))
                for by in By
            ),
            ("targets", lambda: list(targets.reached(session, officer, narrowed, every))),
            ("way", lambda: way.stages(session, officer, narrowed, every[0])),
            (
                "rows",
                lambda: queries.rows(session, officer, narrowed, figures()["confirmed"], None),
            ),
        ]
        for programme in every:
            look = Look(session, officer, programme, this_year(TODAY))
            for report in programme.reports:
                write = partial(written, look, report, {})
                parts.append((report.code[:24], write))
        for name, ask in parts:
            started = time.perf_counter()
            ask()
            print(f"{name:<26}{(time.perf_counter() - started) * 1000:>8.0f} ms", flush=True)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=100_000)
    arguments = parser.parse_args()
    take_keys()
    with tempfile.TemporaryDirectory(prefix="noisong-figures-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'figures.db'}")
        migrate(database)
        with database.transaction() as session:
            session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            session.add(Contact(created_at=NOW))
            session.flush()
            fill(session, arguments.size)
            add_events(session, arguments.size)
        measure(database)
        database.close()


if __name__ == "__main__":
    main()
