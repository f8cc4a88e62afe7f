"""The migrations that fill the queue from requests that are there already."""

from datetime import timedelta
from importlib import import_module

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import delete, func, select

from backend.db import Database
from backend.migrate import rebuilding
from backend.support_requests.models import Relation, SupportRequest
from backend.support_requests.queue_models import QueueEntry, RequestText, RequestWord
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter
from tests.backend.data_packages.factory import delivered, draft
from tests.backend.support_requests.test_queue import TABLES, Kept, kept

FIRST = import_module("backend.migrations.versions.f1a2c4e60801_request_words")
WITH_DAYS = import_module("backend.migrations.versions.1a2b3c4d5e07_figures_from_the_queue")
WITH_STEPS = import_module("backend.migrations.versions.1a2b3c4d5e08_steps_in_the_queue")
WITH_PACKAGES = import_module("backend.migrations.versions.1a2b3c4d5e10_packages_in_the_queue")


def readable(rows: Kept) -> Kept:
    """Without the hashes of telephone numbers, which a later migration makes."""
    entries, texts, words = rows
    shown = [
        tuple(
            " ".join(word for word in cell.split(" ") if not word.startswith("#"))
            if isinstance(cell, str)
            else cell
            for cell in row
        )
        for row in texts
    ]
    return [entries, shown, [row for row in words if not str(row[1]).startswith("#")]]


def test_requests_of_before_are_found_as_those_made_since(
    counter: Counter, database: Database
) -> None:
    counter.decide(counter.submit("tele-4", child_name="Lê Văn Bốn"), APPROVE)
    registered, in_draft, _without = delivered(counter, 3)
    counter.register(registered)
    draft(counter, [in_draft])
    first = counter.submit(hamlet="thon 01", relation=Relation.TEACHER)
    other = counter.submit("tele-2", child_name="H’Bian Êban", phone="", hamlet="Xóm Đèo")
    third = counter.submit("tele-3", head_name="Hồ Thị Hoá", head_birth_year=1988)
    counter.decide(first, SEND_BACK, "Xin ghi rõ thôn.")
    counter.supplement(counter.code(first))
    counter.decide(other, REFUSE, "Không đúng xã.")
    with database.transaction() as session:
        session.get_one(SupportRequest, third).created_at -= timedelta(days=30)
    with database.transaction() as session:
        since = readable(kept(session))
        for table in TABLES:
            session.execute(delete(table))
        assert kept(session) == [[], [], []]
    with (
        rebuilding(database) as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        WITH_PACKAGES.downgrade()
        WITH_STEPS.downgrade()
        WITH_DAYS.downgrade()
        FIRST._fill(connection)
        WITH_DAYS.upgrade()
        WITH_STEPS.upgrade()
        WITH_PACKAGES.upgrade()
    with database.reading() as session:
        assert kept(session) == since
        for table in (QueueEntry, RequestText, RequestWord):
            assert session.scalar(select(func.count()).select_from(table))
