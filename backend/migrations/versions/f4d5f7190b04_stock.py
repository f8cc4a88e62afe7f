"""Stock of devices, donors, days of handing over, loans and repairs."""

import sqlalchemy as sa
from alembic import op

revision = "f4d5f7190b04"
down_revision = "f3c4e6080a03"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("returned_on IS NULL")



def upgrade() -> None:
    """The tables; every device that there is was handed over, and is written down as such."""
    op.create_table(
        "donors",
        sa.Column("id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _points("donors", "unit_id", "administrative_units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_donors")),
        sa.UniqueConstraint("unit_id", "name", name=op.f("uq_donors_unit_id_name")),
    )
    _devices()
    _deliveries()
    op.create_table(
        "device_imeis",
        sa.Column("imei", SHORT, nullable=False),
        sa.Column("device_id", ROW, nullable=False),
        _points("device_imeis", "device_id", "devices"),
        sa.PrimaryKeyConstraint("imei", name=op.f("pk_device_imeis")),
    )
    op.create_index(op.f("ix_device_imeis_device_id"), "device_imeis", ["device_id"])
    op.create_table(
        "device_events",
        sa.Column("id", ROW, nullable=False),
        sa.Column("device_id", ROW, nullable=False),
        sa.Column("kind", SHORT, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("unit_id", ROW, nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("cost", ROW, nullable=True),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _points("device_events", "device_id", "devices"),
        _points("device_events", "unit_id", "administrative_units"),
        _points("device_events", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_events")),
    )
    op.create_index(op.f("ix_device_events_device_id"), "device_events", ["device_id"])
    for kind in ("received", "handed_over"):
        op.execute(
            'INSERT INTO device_events (device_id, kind, "on", note, unit_id, person, workshop,'
            " officer_id, created_at) "
            f"SELECT d.device_id, '{kind}', d.handed_over_on, '',"
            f" {'r.unit_id' if kind == 'received' else 'NULL'}, '', '', d.officer_id, d.created_at"
            " FROM deliveries d JOIN support_requests r ON r.id = d.request_id ORDER BY d.id"
        )
    _days()


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _devices() -> None:
    with op.batch_alter_table("devices", schema=None) as batch_op:
        for name, given in (("kind", "other"), ("holder", "family"), ("condition", "good"), ("state", "handed_over")):
            batch_op.add_column(sa.Column(name, SHORT, server_default=given, nullable=False))
        batch_op.add_column(sa.Column("source", SHORT, server_default="", nullable=False))
        batch_op.add_column(sa.Column("condition_note", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("version", ROW, server_default="2", nullable=False))
        batch_op.add_column(sa.Column("donor_id", ROW, nullable=True))
        batch_op.add_column(sa.Column("received_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("unit_id", ROW, nullable=True))
        batch_op.add_column(sa.Column("going_to_id", ROW, nullable=True))
        batch_op.add_column(sa.Column("lent_until", sa.Date(), nullable=True))
    for column, value in (("received_on", "d.handed_over_on"), ("unit_id", "r.unit_id")):
        op.execute(
            f"UPDATE devices SET {column} = (SELECT {value} FROM deliveries d JOIN support_requests r"
            " ON r.id = d.request_id WHERE d.device_id = devices.id)"
        )
    with op.batch_alter_table("devices", schema=None) as batch_op:
        for name in ("kind", "holder", "condition", "state", "source"):
            batch_op.alter_column(name, existing_type=SHORT, server_default=None)
        batch_op.alter_column("condition_note", existing_type=sa.Text(), server_default=None)
        batch_op.alter_column("version", existing_type=ROW, server_default=None)
        batch_op.alter_column("received_on", existing_type=sa.Date(), nullable=False)
        batch_op.alter_column("unit_id", existing_type=ROW, nullable=False)
        for column, to in (("donor_id", "donors"), ("unit_id", "administrative_units"), ("going_to_id", "administrative_units")):
            batch_op.create_foreign_key(batch_op.f(f"fk_devices_{column}"), to, [column], ["id"])
    op.create_index("ix_devices_stock", "devices", ["unit_id", "state", "id"])
    op.create_index("ix_devices_loans", "devices", ["state", "lent_until"])
    for column in ("source", "donor_id", "going_to_id"):
        op.create_index(op.f(f"ix_devices_{column}"), "devices", [column])


def _deliveries() -> None:
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("returned_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reminded_at", MOMENT, nullable=True))
        batch_op.drop_constraint("uq_deliveries_request_id", type_="unique")
        batch_op.drop_constraint("uq_deliveries_device_id", type_="unique")
    for column in ("request", "device"):
        op.create_index(op.f(f"ix_deliveries_{column}_id"), "deliveries", [f"{column}_id"])
        op.create_index(
            f"ix_deliveries_open_{column}",
            "deliveries",
            [f"{column}_id"],
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        )


def _days() -> None:
    op.create_table(
        "hand_over_days",
        sa.Column("id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", SHORT, nullable=False),
        sa.Column("giver", sa.Text(), nullable=False),
        sa.Column("state", SHORT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("version", ROW, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _points("hand_over_days", "unit_id", "administrative_units"),
        _points("hand_over_days", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_days")),
    )
    op.create_index("ix_hand_over_days_list", "hand_over_days", ["unit_id", "state", "held_on"])
    op.create_table(
        "hand_over_rows",
        sa.Column("id", ROW, nullable=False),
        sa.Column("day_id", ROW, nullable=False),
        sa.Column("request_id", ROW, nullable=False),
        sa.Column("device_id", ROW, nullable=True),
        sa.Column("came", sa.Boolean(), nullable=True),
        sa.Column("receiver_name", sa.Text(), nullable=False),
        sa.Column("receiver_relation", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("delivery_id", ROW, nullable=True),
        _points("hand_over_rows", "day_id", "hand_over_days"),
        _points("hand_over_rows", "request_id", "support_requests"),
        _points("hand_over_rows", "device_id", "devices"),
        _points("hand_over_rows", "delivery_id", "deliveries"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_rows")),
        sa.UniqueConstraint("day_id", "request_id", name=op.f("uq_hand_over_rows_day_id_request_id")),
    )
    for column in ("request_id", "device_id"):
        op.create_index(op.f(f"ix_hand_over_rows_{column}"), "hand_over_rows", [column])
    op.create_table(
        "hand_over_photos",
        sa.Column("id", ROW, nullable=False),
        sa.Column("day_id", ROW, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_type", SHORT, nullable=False),
        sa.Column("sha256", SHORT, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _points("hand_over_photos", "day_id", "hand_over_days"),
        _points("hand_over_photos", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_photos")),
        sa.UniqueConstraint("day_id", "sha256", name=op.f("uq_hand_over_photos_day_id_sha256")),
    )
