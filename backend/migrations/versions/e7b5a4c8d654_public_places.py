"""Public machines, the daily log, upkeep, the yearly book, the digital collection."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "e7b5a4c8d654"
down_revision = "d7a4f3b7c543"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = sa.String(length=64)
POINT = "access_point_id"
OPEN: dict[str, Any] = {
    "sqlite_where": sa.text("works_on IS NULL"),
    "postgresql_where": sa.text("works_on IS NULL"),
}


def upgrade() -> None:
    """Five columns of a place, and ten tables."""
    with op.batch_alter_table("access_points") as points:
        for name in ("line_operator", "rules", "summer"):
            points.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        for name in ("line_dong", "line_discount"):
            points.add_column(sa.Column(name, ID, nullable=True))
    with op.batch_alter_table("access_points") as points:
        for name in ("line_operator", "rules", "summer"):
            points.alter_column(name, server_default=None)
    _machines()
    _log()
    _book()
    _collection()


def downgrade() -> None:
    """Without them."""
    for name in (
        "collection_items",
        "place_inspections",
        "staff_trainings",
        "place_costs",
        "upkeep_done",
        "visit_counts",
        "service_days",
        "repair_steps",
        "machine_faults",
        "public_machines",
    ):
        op.drop_table(name)
    with op.batch_alter_table("access_points") as points:
        for name in ("line_operator", "rules", "summer", "line_dong", "line_discount"):
            points.drop_column(name)


def _machines() -> None:
    _table(
        "public_machines",
        _needed(POINT, ID),
        _needed("code", SHORT),
        _needed("note", sa.Text()),
        _needed("since", sa.Date()),
        sa.Column("gone_on", sa.Date(), nullable=True),
        _points("public_machines", POINT, "access_points"),
        _once("public_machines", POINT, "code"),
    )
    _table(
        "machine_faults",
        _needed("machine_id", ID),
        _needed("symptom", sa.Text()),
        _needed("broken_on", sa.Date()),
        sa.Column("works_on", sa.Date(), nullable=True),
        sa.Column("ticket_id", ID, nullable=True),
        _points("machine_faults", "machine_id", "public_machines"),
        _points("machine_faults", "ticket_id", "tickets"),
    )
    faults = "machine_faults"
    op.create_index("uq_machine_faults_open", faults, ["machine_id"], unique=True, **OPEN)
    op.create_index("ix_machine_faults_machine", faults, ["machine_id", "broken_on"])
    op.create_index(op.f("ix_machine_faults_ticket_id"), faults, ["ticket_id"])
    _table(
        "repair_steps",
        _needed("fault_id", ID),
        _needed("done_on", sa.Date()),
        _needed("text", sa.Text()),
        _needed("officer_id", ID),
        _points("repair_steps", "fault_id", "machine_faults"),
        _points("repair_steps", "officer_id", "officers"),
    )
    op.create_index(op.f("ix_repair_steps_fault_id"), "repair_steps", ["fault_id"])


def _log() -> None:
    _table(
        "service_days",
        _needed(POINT, ID),
        _needed("day", sa.Date()),
        *(_needed(name, ID) for name in ("planned", "kept", "extra")),
        *(_needed(name, sa.Text()) for name in ("hours", "reason", "note")),
        _needed("officer_id", ID),
        _needed("written_at", sa.DateTime(timezone=True)),
        _needed("version", ID),
        _points("service_days", POINT, "access_points"),
        _points("service_days", "officer_id", "officers"),
        _once("service_days", POINT, "day"),
    )
    op.create_index(op.f("ix_service_days_day"), "service_days", ["day"])
    purposes = ("documents", "law", "english", "information", "fun", "not_said")
    _table(
        "visit_counts",
        _needed("service_day_id", ID),
        _needed("group", _one_of("group", "pupil", "adult")),
        _needed("purpose", _one_of("purpose", *purposes)),
        _needed("count", ID),
        _points("visit_counts", "service_day_id", "service_days"),
        _once("visit_counts", "service_day_id", "group", "purpose"),
    )
    _table(
        "upkeep_done",
        _needed(POINT, ID),
        _needed("task", SHORT),
        _needed("done_on", sa.Date()),
        _needed("officer_id", ID),
        _points("upkeep_done", POINT, "access_points"),
        _points("upkeep_done", "officer_id", "officers"),
        _once("upkeep_done", POINT, "task", "done_on"),
    )


def _book() -> None:
    _table(
        "place_costs",
        _needed(POINT, ID),
        _needed("line", SHORT),
        _needed("paid_on", sa.Date()),
        _needed("source", _one_of("money", "budget", "donated")),
        _needed("dong", ID),
        _needed("note", sa.Text()),
        sa.Column("struck_on", sa.Date(), nullable=True),
        _needed("officer_id", ID),
        _points("place_costs", POINT, "access_points"),
        _points("place_costs", "officer_id", "officers"),
    )
    op.create_index("ix_place_costs_place", "place_costs", [POINT, "paid_on"])
    _table(
        "staff_trainings",
        _needed(POINT, ID),
        _needed("held_on", sa.Date()),
        _needed("content", sa.Text()),
        _needed("people", ID),
        _needed("officer_id", ID),
        _points("staff_trainings", POINT, "access_points"),
        _points("staff_trainings", "officer_id", "officers"),
    )
    op.create_index("ix_staff_trainings_place", "staff_trainings", [POINT, "held_on"])
    _table(
        "place_inspections",
        _needed(POINT, ID),
        _needed("inspected_on", sa.Date()),
        _needed("by_office", sa.Text()),
        _needed("findings", sa.Text()),
        _needed("right_purpose", sa.Boolean()),
        _needed("follow_up", sa.Text()),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        _needed("done", sa.Text()),
        _needed("officer_id", ID),
        _points("place_inspections", POINT, "access_points"),
        _points("place_inspections", "officer_id", "officers"),
    )
    op.create_index("ix_place_inspections_place", "place_inspections", [POINT, "inspected_on"])


def _collection() -> None:
    _table(
        "collection_items",
        _needed("unit_id", ID),
        _needed("title", sa.Text()),
        _needed("kind", _one_of("collected", "book", "film", "history", "lesson")),
        *(_needed(name, sa.Text()) for name in ("link", "about", "subtitles", "key")),
        sa.Column("removed_on", sa.Date(), nullable=True),
        _points("collection_items", "unit_id", "administrative_units"),
    )
    op.create_index("ix_collection_items_unit", "collection_items", ["unit_id", "id"])


def _table(name: str, *parts: Any) -> None:
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))
    op.create_table(name, _needed("id", ID), *parts, key)


def _needed(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=64)


def _points(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))
