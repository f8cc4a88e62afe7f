"""Quotas, approved lists with their decision, inspections."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "f3c4e6080a03"
down_revision = "f2b3d5f70902"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)
OPEN: dict[str, Any] = {
    "sqlite_where": sa.text("ended_at IS NULL"),
    "postgresql_where": sa.text("ended_at IS NULL"),
}
IN_FORCE: dict[str, Any] = {
    "sqlite_where": sa.text("in_force"),
    "postgresql_where": sa.text("in_force"),
}


def upgrade() -> None:
    """Six tables."""
    _quotas()
    _approved_lists()
    _inspections()


def downgrade() -> None:
    """Without them."""
    for name in (
        "inspected_deliveries",
        "inspections",
        "approved_list_rows",
        "approved_lists",
        "quota_claims",
        "quotas",
    ):
        op.drop_table(name)


def _quotas() -> None:
    op.create_table(
        "quotas",
        _needed("id", ID),
        _needed("unit_id", ID),
        _needed("programme", SHORT),
        _needed("benefit", SHORT),
        _needed("source", SHORT),
        _needed("round", SHORT),
        _needed("allotted", ID),
        _needed("decision_number", sa.Text()),
        _needed("version", ID),
        _needed("updated_at", MOMENT),
        _points("quotas", "unit_id", "administrative_units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotas")),
        sa.UniqueConstraint(
            "unit_id",
            "programme",
            "benefit",
            "source",
            "round",
            name=op.f("uq_quotas_unit_id_programme_benefit_source_round"),
        ),
    )
    op.create_index(op.f("ix_quotas_programme"), "quotas", ["programme"])
    op.create_table(
        "quota_claims",
        _needed("id", ID),
        _needed("request_id", ID),
        sa.Column("quota_id", ID, nullable=True),
        _needed("priority", ID),
        _needed("classes", sa.JSON()),
        _needed("reason", sa.Text()),
        _needed("claimed_at", MOMENT),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("officer_id", ID, nullable=True),
        _points("quota_claims", "request_id", "support_requests"),
        _points("quota_claims", "quota_id", "quotas"),
        _points("quota_claims", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_claims")),
    )
    op.create_index("uq_quota_claims_open", "quota_claims", ["request_id"], unique=True, **OPEN)
    op.create_index("ix_quota_claims_taken", "quota_claims", ["quota_id", "id"], **OPEN)


def _approved_lists() -> None:
    op.create_table(
        "approved_lists",
        _needed("id", ID),
        _needed("unit_id", ID),
        _needed("programme", SHORT),
        _needed("round", SHORT),
        sa.Column("amends_id", ID, nullable=True),
        sa.Column("decision_number", SHORT, nullable=True),
        sa.Column("decision_date", sa.Date(), nullable=True),
        _needed("signer_name", sa.Text()),
        _needed("signer_title", sa.Text()),
        _needed("digest", SHORT),
        _needed("officer_id", ID),
        _needed("created_at", MOMENT),
        sa.Column("frozen_by_id", ID, nullable=True),
        sa.Column("frozen_at", MOMENT, nullable=True),
        _needed("version", ID),
        _points("approved_lists", "unit_id", "administrative_units"),
        _points("approved_lists", "amends_id", "approved_lists"),
        _points("approved_lists", "officer_id", "officers"),
        _points("approved_lists", "frozen_by_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approved_lists")),
        sa.UniqueConstraint(
            "unit_id",
            "decision_number",
            "decision_date",
            name=op.f("uq_approved_lists_unit_id_decision_number_decision_date"),
        ),
    )
    op.create_index("ix_approved_lists_unit", "approved_lists", ["unit_id", "id"])
    op.create_index(op.f("ix_approved_lists_amends_id"), "approved_lists", ["amends_id"])
    op.create_table(
        "approved_list_rows",
        _needed("id", ID),
        _needed("list_id", ID),
        _needed("request_id", ID),
        sa.Column("earlier_id", ID, nullable=True),
        _needed("in_force", sa.Boolean()),
        _needed(
            "kind",
            sa.Enum(
                "listed", "removed", "corrected", name="rowkind", native_enum=False, length=64
            ),
        ),
        _needed("number", ID),
        _needed("code", SHORT),
        _needed("child_name", sa.Text()),
        sa.Column("child_birth_year", ID, nullable=True),
        _needed("head_name", sa.Text()),
        _needed("unit_name", sa.Text()),
        _needed("hamlet", sa.Text()),
        _needed("standing", sa.Text()),
        _needed("benefit", sa.Text()),
        _needed("source", sa.Text()),
        _needed("note", sa.Text()),
        _points("approved_list_rows", "list_id", "approved_lists"),
        _points("approved_list_rows", "request_id", "support_requests"),
        _points("approved_list_rows", "earlier_id", "approved_list_rows"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approved_list_rows")),
        sa.UniqueConstraint(
            "list_id", "request_id", name=op.f("uq_approved_list_rows_list_id_request_id")
        ),
    )
    rows = "approved_list_rows"
    op.create_index("ix_approved_list_rows_list", rows, ["list_id", "number"])
    op.create_index(op.f("ix_approved_list_rows_request_id"), rows, ["request_id"])
    op.create_index(
        "uq_approved_list_rows_in_force", rows, ["request_id"], unique=True, **IN_FORCE
    )


def _inspections() -> None:
    op.create_table(
        "inspections",
        _needed("id", ID),
        _needed("unit_id", ID),
        _needed("seed", SHORT),
        _needed("size", ID),
        _needed("population", ID),
        _needed("last_delivery_id", ID),
        _needed("officer_id", ID),
        _needed("drawn_at", MOMENT),
        _points("inspections", "unit_id", "administrative_units"),
        _points("inspections", "last_delivery_id", "deliveries"),
        _points("inspections", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspections")),
    )
    op.create_index("ix_inspections_unit", "inspections", ["unit_id", "id"])
    op.create_table(
        "inspected_deliveries",
        _needed("id", ID),
        _needed("inspection_id", ID),
        _needed("delivery_id", ID),
        sa.Column(
            "finding",
            sa.Enum(
                "works",
                "broken",
                "gone",
                "elsewhere",
                "absent",
                "other",
                name="finding",
                native_enum=False,
                length=64,
            ),
            nullable=True,
        ),
        _needed("note", sa.Text()),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("officer_id", ID, nullable=True),
        _needed("version", ID),
        _points("inspected_deliveries", "inspection_id", "inspections"),
        _points("inspected_deliveries", "delivery_id", "deliveries"),
        _points("inspected_deliveries", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspected_deliveries")),
        sa.UniqueConstraint(
            "inspection_id",
            "delivery_id",
            name=op.f("uq_inspected_deliveries_inspection_id_delivery_id"),
        ),
    )


def _needed(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _points(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
