"""More of what people and officers write, encrypted."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

from backend.encryption.ring import Ring, ring_of
from backend.encryption.upgrading import seal_columns, wipe_what_is_overwritten

revision = "1a2b3c4d5e05"
down_revision = "1a2b3c4d5e04"

SEALED = {
    "consents": ("answer",),
    "request_questions": ("text", "answer"),
    "request_transfers": ("reason",),
    "decisions": ("reason",),
    "verifications": ("reason", "candidates"),
    "quota_claims": ("classes", "reason"),
    "approved_list_rows": ("note",),
    "poverty_list_entries": ("note",),
    "poverty_list_members": ("note",),
    "deliveries": ("imei",),
    "delivery_confirmations": ("note",),
    "hand_over_rows": ("reason",),
    "hand_over_photos": ("content",),
    "media_files": ("content",),
    "device_events": ("note",),
    "inspected_deliveries": ("note",),
    "data_packages": ("sim_serial", "operator_words", "note"),
    "package_order_lines": ("sim_serial",),
    "package_answer_rows": ("words", "note"),
    "exports": ("filters",),
    "title_applications": ("words",),
    "title_scores": ("reason",),
    "title_events": ("text",),
    "title_awards": ("note",),
}
_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Rows = list[dict[str, Any]]


def upgrade() -> None:
    """Seals table by table; the two whose key was readable are made anew. Raises `BadSetting` without
    a key."""
    connection = op.get_bind()
    wipe_what_is_overwritten(connection)
    ring = ring_of(connection.dialect)
    for name, columns in SEALED.items():
        seal_columns(connection, ring, name, columns)
    _hide_imeis(connection, ring)
    _hide_claims(connection, ring)


def _hide_imeis(connection: sa.Connection, ring: Ring) -> None:
    rows = _taken(connection, "device_imeis")
    for row in rows:
        row["imei_hash"] = ring.hash("imei", row["imei"])
        row["imei"] = ring.keys.seal(row["imei"].encode(), b"device_imeis.imei")
    made = op.create_table(
        "device_imeis",
        sa.Column("imei_hash", sa.LargeBinary(16), nullable=False),
        sa.Column("imei", sa.LargeBinary(), nullable=False),
        sa.Column("device_id", _ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_device_imeis_device_id"),
        sa.PrimaryKeyConstraint("imei_hash", name="pk_device_imeis"),
    )
    op.create_index("ix_device_imeis_device_id", "device_imeis", ["device_id"])
    op.bulk_insert(made, rows)


def _hide_claims(connection: sa.Connection, ring: Ring) -> None:
    rows = _taken(connection, "match_decisions")
    for row in rows:
        row["claim_key"] = ring.hash("claim", row["claim_key"])
    made = op.create_table(
        "match_decisions",
        sa.Column("claim_key", sa.LargeBinary(16), nullable=False),
        sa.Column("household_id", _ROW_ID, nullable=False),
        sa.Column("is_same", sa.Boolean(), nullable=False),
        sa.Column("officer_id", _ROW_ID, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["households.id"],
            name="fk_match_decisions_household_id",
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name="fk_match_decisions_officer_id"
        ),
        sa.PrimaryKeyConstraint("claim_key", "household_id", name="pk_match_decisions"),
    )
    op.create_index("ix_match_decisions_household_id", "match_decisions", ["household_id"])
    op.bulk_insert(made, rows)


def _taken(connection: sa.Connection, name: str) -> Rows:
    """The rows of a table, which is dropped: an officer's decisions and the telephones in stock of a
    country fit into memory."""
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    rows = [dict(row._mapping) for row in connection.execute(sa.select(table))]
    op.drop_table(name)
    return rows


def downgrade() -> None:
    """There is no way back to readable words but a backup."""
    raise CommandError("words stay encrypted: restore a backup of before")
