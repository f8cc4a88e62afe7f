"""The chain of the audit trail."""

import hashlib
import json
from datetime import UTC
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "f92a42ce1009"
down_revision = "f81931bd0f08"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)
FOR_EVER = ("audit_entries", "audit_links")
REFUSED = "the audit trail is only added to"
START = "0" * 64


def upgrade() -> None:
    """Whose affair an entry was, the links, and a database that refuses to change either."""
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unit_id", ROW, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_audit_entries_unit_id"), "administrative_units", ["unit_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_audit_entries_at"), ["at"])
        for column in ("officer_id", "unit_id"):
            has_one = sa.text(f"{column} IS NOT NULL")
            batch_op.create_index(
                f"ix_audit_entries_{column.removesuffix('_id')}",
                [column, "id"],
                sqlite_where=has_one,
                postgresql_where=has_one,
            )
    op.create_table(
        "audit_links",
        sa.Column("position", ROW, autoincrement=False, nullable=False),
        sa.Column("entry_id", ROW, nullable=False),
        sa.Column("hash", SHORT, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entries.id"], name=op.f("fk_audit_links_entry_id")
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_links")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_audit_links_entry_id")),
    )
    op.create_table(
        "audit_heads",
        sa.Column("id", ROW, autoincrement=False, nullable=False),
        sa.Column("position", ROW, nullable=False),
        sa.Column("hash", SHORT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_heads")),
    )
    _name_the_units()
    _link_what_is_there()
    for each in FOR_EVER:
        _refuse_changes(each)


def _name_the_units() -> None:
    op.execute(
        "UPDATE audit_entries SET unit_id = (SELECT unit_id FROM support_requests"
        " WHERE support_requests.id = audit_entries.subject_id)"
        " WHERE subject = 'support_requests'"
    )
    op.execute(
        "UPDATE audit_entries SET unit_id = (SELECT unit_id FROM officers"
        " WHERE officers.id = audit_entries.officer_id) WHERE unit_id IS NULL"
    )


def _link_what_is_there() -> None:
    """In the order of their numbers. This is how a link was made when this was written."""
    entries = sa.table(
        "audit_entries",
        *(sa.column(name, ROW) for name in ("id", "officer_id", "contact_id", "unit_id")),
        *(sa.column(name, SHORT) for name in ("action", "subject")),
        sa.column("subject_id", ROW),
        sa.column("at", MOMENT),
        sa.column("details", sa.JSON()),
    )
    links = sa.table("audit_links", *map(sa.column, ("position", "entry_id", "hash")))
    heads = sa.table("audit_heads", *map(sa.column, ("id", "position", "hash")))
    connection = op.get_bind()
    position, link, last = 0, START, 0
    while rows := connection.execute(
        sa.select(entries).where(entries.c.id > last).order_by(entries.c.id).limit(2000)
    ).all():
        added = []
        for row in rows:
            position += 1
            link = hashlib.sha256(f"{link}\n{_canonical(row, position)}".encode()).hexdigest()
            added.append({"position": position, "entry_id": row.id, "hash": link})
        connection.execute(sa.insert(links), added)
        last = rows[-1].id
    if position:
        connection.execute(sa.insert(heads).values(id=1, position=position, hash=link))


def _canonical(row: sa.Row[Any], position: int) -> str:
    at = row.at.replace(tzinfo=row.at.tzinfo or UTC).astimezone(UTC)  # SQLite forgets the zone
    held = {
        "action": row.action,
        "at": at.isoformat(timespec="microseconds"),
        "contact": row.contact_id,
        "details": row.details,
        "id": row.id,
        "officer": row.officer_id,
        "position": position,
        "subject": row.subject,
        "subject_id": row.subject_id,
        "unit": row.unit_id,
    }
    return json.dumps(held, sort_keys=True, separators=(",", ":"))


def _refuse_changes(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    """The entries alone, open to changes."""
    if op.get_bind().dialect.name == "sqlite":
        for each in FOR_EVER:
            for act in ("update", "delete"):
                op.execute(f"DROP TRIGGER {each}_no_{act}")
    else:
        for each in FOR_EVER:
            op.execute(f"DROP TRIGGER {each}_stays ON {each}")
        op.execute("DROP FUNCTION refuse_change()")
    op.drop_table("audit_heads")
    op.drop_table("audit_links")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        for index in ("at", "officer", "unit"):
            batch_op.drop_index(f"ix_audit_entries_{index}")
        batch_op.drop_constraint("fk_audit_entries_unit_id", type_="foreignkey")
        batch_op.drop_column("unit_id")
