"""Appointments of officers, one-time links, second step, what is known of a session."""

from datetime import UTC, timedelta, timezone

import sqlalchemy as sa
from alembic import op

revision = "f70820ac0e07"
down_revision = "f6f7193b0d06"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)
VIETNAM = timezone(timedelta(hours=7))


def upgrade() -> None:
    """Every officer of before is appointed since the day on which the account was made."""
    with op.batch_alter_table("officers", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("version", ROW, nullable=False, server_default=sa.text("1"))
        )
        batch_op.create_index(batch_op.f("ix_officers_unit_id"), ["unit_id"])
    with op.batch_alter_table("officers", schema=None) as batch_op:
        batch_op.alter_column("version", existing_type=ROW, server_default=None)
    with op.batch_alter_table("officer_sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("waiting", SHORT, nullable=True))
        batch_op.add_column(
            sa.Column("browser", sa.Text(), nullable=False, server_default=sa.text("''"))
        )
        batch_op.add_column(
            sa.Column("network", SHORT, nullable=False, server_default=sa.text("''"))
        )
    with op.batch_alter_table("officer_sessions", schema=None) as batch_op:
        batch_op.alter_column("browser", existing_type=sa.Text(), server_default=None)
        batch_op.alter_column("network", existing_type=SHORT, server_default=None)
    _appointments()
    _links()
    _second_steps()
    _appoint_everybody()


def _appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", ROW, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("role", SHORT, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        _points("appointments", "officer_id", "officers"),
        _points("appointments", "unit_id", "administrative_units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
    )
    op.create_index(op.f("ix_appointments_officer_id"), "appointments", ["officer_id"])
    op.create_index(op.f("ix_appointments_unit_id"), "appointments", ["unit_id"])
    op.create_table(
        "worked_as",
        sa.Column("id", ROW, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("appointment_id", ROW, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        _points("worked_as", "officer_id", "officers"),
        _points("worked_as", "appointment_id", "appointments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worked_as")),
    )
    op.create_index("ix_worked_as_officer_id_since", "worked_as", ["officer_id", "since"])


def _links() -> None:
    op.create_table(
        "password_links",
        sa.Column("code_hash", SHORT, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        _points("password_links", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_password_links")),
    )
    op.create_index(op.f("ix_password_links_officer_id"), "password_links", ["officer_id"])


def _second_steps() -> None:
    op.create_table(
        "second_steps",
        sa.Column("officer_id", ROW, autoincrement=False, nullable=False),
        sa.Column("secret", SHORT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("last_step", ROW, nullable=False),
        _points("second_steps", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_second_steps")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", SHORT, nullable=False),
        sa.Column("officer_id", ROW, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        _points("recovery_codes", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_officer_id"), "recovery_codes", ["officer_id"])


def _points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _appoint_everybody() -> None:
    officers = sa.table(
        "officers",
        sa.column("id", ROW),
        sa.column("role", SHORT),
        sa.column("unit_id", ROW),
        sa.column("created_at", MOMENT),
    )
    appointments = sa.table(
        "appointments",
        sa.column("id", ROW),
        sa.column("officer_id", ROW),
        sa.column("role", SHORT),
        sa.column("unit_id", ROW),
        sa.column("since", sa.Date()),
    )
    worked_as = sa.table(
        "worked_as",
        sa.column("officer_id", ROW),
        sa.column("appointment_id", ROW),
        sa.column("since", MOMENT),
    )
    connection = op.get_bind()
    for officer in connection.execute(sa.select(officers)).all():
        made = officer.created_at  # SQLite forgets the zone, which is UTC
        day = made.replace(tzinfo=made.tzinfo or UTC).astimezone(VIETNAM).date()
        connection.execute(
            sa.insert(appointments).values(
                officer_id=officer.id, role=officer.role, unit_id=officer.unit_id, since=day
            )
        )
        mine = sa.select(appointments.c.id).where(appointments.c.officer_id == officer.id)
        connection.execute(
            sa.insert(worked_as).values(
                officer_id=officer.id,
                appointment_id=connection.scalar(mine),
                since=officer.created_at,
            )
        )


def downgrade() -> None:
    """Without them; who was invited and has set no password cannot sign in, as before."""
    for table in ("recovery_codes", "second_steps", "password_links", "worked_as", "appointments"):
        op.drop_table(table)
    with op.batch_alter_table("officer_sessions", schema=None) as batch_op:
        for column in ("waiting", "browser", "network"):
            batch_op.drop_column(column)
    with op.batch_alter_table("officers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_officers_unit_id"))
        batch_op.drop_column("version")
