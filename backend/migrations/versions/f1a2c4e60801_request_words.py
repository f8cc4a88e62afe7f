"""words of requests, to be searched; the queue as each unit sees it; saved views"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import VARCHAR

# What is made of a request must agree with what the running code looks for, whenever this runs;
# the words of telephone numbers come with their encryption, in a later migration.
from backend import clock
from backend.calendar.days import after_working_days
from backend.households.hamlets import hamlets_agree
from backend.support_requests.words import words_of

revision = "f1a2c4e60801"
down_revision = "e6f5b7c9eb06"

BATCH = 2000
ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORD = sa.String(24).with_variant(VARCHAR(24, collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables, and fills them from the requests that are there."""
    op.create_table(
        "saved_views",
        sa.Column("id", ROW, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_saved_views_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("officer_id", "query", name=op.f("uq_saved_views_officer_id_query")),
    )
    op.create_table(
        "request_texts",
        sa.Column("request_id", ROW, nullable=False, autoincrement=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["support_requests.id"], name=op.f("fk_request_texts_request_id")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_request_texts")),
    )
    op.create_table(
        "request_words",
        sa.Column("unit_id", ROW, nullable=False, autoincrement=False),
        sa.Column("word", WORD, nullable=False),
        sa.Column("request_id", ROW, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("unit_id", "word", "request_id", name=op.f("pk_request_words")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "queue_entries",
        sa.Column("unit_id", ROW, nullable=False, autoincrement=False),
        sa.Column("request_id", ROW, nullable=False, autoincrement=False),
        sa.Column("status", sa.String(64), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("circumstance", sa.String(64), nullable=False),
        sa.Column("verdict", sa.String(64), nullable=False),
        sa.Column("entered", sa.String(64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("supplemented", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["administrative_units.id"], name=op.f("fk_queue_entries_unit_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["support_requests.id"], name=op.f("fk_queue_entries_request_id")
        ),
        sa.PrimaryKeyConstraint("unit_id", "request_id", name=op.f("pk_queue_entries")),
        sqlite_with_rowid=False,
    )
    _fill(op.get_bind())
    op.create_index("ix_queue_entries_request_id", "queue_entries", ["request_id"])
    op.create_index(
        "ix_queue_entries_status",
        "queue_entries",
        [
            *("unit_id", "status", "request_id"),
            *("programme", "circumstance", "verdict", "entered", "due_on", "supplemented"),
        ],
    )


def downgrade() -> None:
    """What was made of the requests goes; saved views too."""
    for name in ("queue_entries", "request_words", "request_texts", "saved_views"):
        op.drop_table(name)


def _table(name: str, *columns: str, **types: Any) -> sa.TableClause:
    return sa.table(name, *map(sa.column, columns), *(sa.column(n, t) for n, t in types.items()))


_requests = _table(
    "support_requests",
    *("id", "code", "revision_id", "unit_id", "relation", "circumstance", "child_name"),
    *("head_name", "school", "hamlet", "phone", "status", "step"),
    created_at=MOMENT,
)
_revisions = _table("programme_revisions", "id", "code", content=sa.JSON())
_units = _table("administrative_units", "id", "parent_id", "level", "type", "name", "path", "valid_to")
_verifications = _table("verifications", "id", "request_id", "verdict")
_decisions = _table("decisions", "request_id", "kind", created_at=MOMENT)
_supplements = _table("supplements", "request_id", created_at=MOMENT)
_texts = _table("request_texts", "request_id", "unit_id", "path", "words")
_words = _table("request_words", "unit_id", "word", "request_id")
_entries = _table(
    "queue_entries",
    *("unit_id", "request_id", "status", "programme", "circumstance", "verdict", "entered"),
    *("supplemented",),
    due_on=sa.Date(),
)
Rows = list[dict[str, Any]]


def _fill(connection: sa.Connection) -> None:
    query = sa.select(_requests).order_by(_requests.c.id).limit(BATCH)
    revisions = {row.id: row for row in connection.execute(sa.select(_revisions))}
    paths = {row.id: row.path for row in connection.execute(sa.select(_units.c.id, _units.c.path))}
    hamlets: Hamlets = {}
    last = 0
    while found := connection.execute(query.where(_requests.c.id > last)).all():
        numbers = [row.id for row in found]
        verdicts = _verdicts(connection, numbers)
        asked = _last_asked(connection, numbers)
        texts: Rows = []
        words: Rows = []
        entries: Rows = []
        for row in found:
            own = {"request_id": row.id, "unit_id": row.unit_id}
            names = (row.child_name, row.head_name)
            said = sorted(words_of(row.code, names, row.school, row.hamlet))
            path = paths[row.unit_id] + _hamlet(connection, hamlets, row.unit_id, row.hamlet)
            texts.append({**own, "path": path, "words": "".join(f" {word}" for word in said)})
            words += [{**own, "word": word} for word in said]
            revision = revisions[row.revision_id]
            columns = {
                "request_id": row.id,
                "status": row.status,
                "programme": revision.code,
                "circumstance": row.circumstance,
                "verdict": verdicts.get(row.id, ""),
                "entered": "teacher" if row.relation == "teacher" else "family",
                "due_on": _due(row, revision.content, asked.get(row.id, [])),
                "supplemented": any(is_supplement for _at, is_supplement in asked.get(row.id, [])),
            }
            entries += [{**columns, "unit_id": int(unit)} for unit in path.split("/") if unit]
        for table, rows in ((_texts, texts), (_words, words), (_entries, entries)):
            connection.execute(sa.insert(table), rows)
        last = numbers[-1]


def _verdicts(connection: sa.Connection, numbers: list[int]) -> dict[int, str]:
    """Of each request, what the last look into the lists said."""
    seen = _verifications.c
    query = sa.select(seen.request_id, seen.verdict).where(seen.request_id.in_(numbers))
    return {row.request_id: row.verdict for row in connection.execute(query.order_by(seen.id))}


def _last_asked(
    connection: sa.Connection, numbers: list[int]
) -> dict[int, list[tuple[datetime, bool]]]:
    """Of each request, when it was approved at a step (False) and supplemented (True)."""
    found: dict[int, list[tuple[datetime, bool]]] = {}
    for row, is_supplement in _events(connection, numbers):
        found.setdefault(row.request_id, []).append((_aware(row.created_at), is_supplement))
    return found


def _events(
    connection: sa.Connection, numbers: list[int]
) -> Iterator[tuple[sa.Row[Any], bool]]:
    for table, is_supplement in ((_decisions, False), (_supplements, True)):
        query = sa.select(table).where(table.c.request_id.in_(numbers))
        if not is_supplement:
            query = query.where(table.c.kind == "approve")
        for row in connection.execute(query):
            yield row, is_supplement


def _due(
    row: sa.Row[Any], programme: dict[str, Any], events: list[tuple[datetime, bool]]
) -> date | None:
    if row.status != "waiting":
        return None
    steps = programme["steps"]
    asked_at = max([_aware(row.created_at), *(at for at, _is_supplement in events)])
    days = steps[min(row.step, len(steps) - 1)]["working_days"]
    return after_working_days(clock.local(asked_at).date(), days)


Hamlets = dict[int, list[tuple[int, str]]]  # of a commune: number and full name


def _hamlet(connection: sa.Connection, hamlets: Hamlets, unit_id: int, written: str) -> str:
    """The hamlet's part of the path, where exactly one is meant."""
    if unit_id not in hamlets:
        unit = _units.c
        query = sa.select(unit.id, unit.type, unit.name).where(
            unit.parent_id == unit_id, unit.level == "hamlet", unit.valid_to.is_(None)
        )
        hamlets[unit_id] = [
            (id_, name if name.casefold().startswith(kind) else f"{kind} {name}")
            for id_, kind, name in connection.execute(query)
        ]
    found = [id_ for id_, name in hamlets[unit_id] if hamlets_agree(name, written)]
    return f"{found[0]}/" if len(found) == 1 else ""


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
