"""Needs of schools, pledges of sponsors, who has reported, focal officers."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "c7f3e2a6b432"
down_revision = "b7e2d1f5a321"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Five tables."""
    _needs()
    _pledges()
    op.create_table(
        "school_participations",
        _needed("id", ID),
        _needed("unit_id", ID),
        _needed("school_id", ID),
        _needed("year", ID),
        sa.Column("has_needs", sa.Boolean(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("reminded_at", MOMENT, nullable=True),
        sa.Column("officer_id", ID, nullable=True),
        _points("school_participations", "unit_id", "administrative_units"),
        _points("school_participations", "school_id", "schools"),
        _points("school_participations", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_participations")),
        sa.UniqueConstraint(
            "school_id", "year", name=op.f("uq_school_participations_school_id_year")
        ),
    )
    op.create_table(
        "focal_officers",
        _needed("id", ID),
        _needed("unit_id", ID),
        _needed(
            "level",
            _one_of(
                "schoollevel",
                "preschool",
                "primary",
                "lower_secondary",
                "upper_secondary",
                "combined",
                "continuing",
            ),
        ),
        _needed("name", sa.Text()),
        _needed("phone", SHORT),
        _needed("version", ID),
        _points("focal_officers", "unit_id", "administrative_units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_focal_officers")),
        sa.UniqueConstraint("unit_id", "level", name=op.f("uq_focal_officers_unit_id_level")),
    )


def downgrade() -> None:
    """Without them."""
    for name in (
        "focal_officers",
        "school_participations",
        "school_pledges",
        "school_need_events",
        "school_needs",
    ):
        op.drop_table(name)


def _needs() -> None:
    op.create_table(
        "school_needs",
        _needed("id", ID),
        _needed("unit_id", ID),
        _needed("school_id", ID),
        sa.Column("site_id", ID, nullable=True),
        _needed("group_code", SHORT),
        _needed("text", sa.Text()),
        _needed("quantity", ID),
        sa.Column("cost", ID, nullable=True),
        _needed("urgency", _one_of("urgency", "danger", "term", "year")),
        _needed("state", _one_of("needstate", "open", "matched", "partly", "met", "closed")),
        _needed("published", sa.Boolean()),
        sa.Column("media_id", ID, nullable=True),
        sa.Column("ticket_id", ID, nullable=True),
        _needed("reported_on", sa.Date()),
        sa.Column("ended_on", sa.Date(), nullable=True),
        _needed("closed_reason", sa.Text()),
        _needed("mistaken", sa.Boolean()),
        sa.Column("pushed_on", sa.Date(), nullable=True),
        _needed("pushed_link", sa.Text()),
        _needed("version", ID),
        _points("school_needs", "unit_id", "administrative_units"),
        _points("school_needs", "school_id", "schools"),
        _points("school_needs", "site_id", "school_sites"),
        _points("school_needs", "media_id", "media_files"),
        _points("school_needs", "ticket_id", "tickets"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_needs")),
    )
    op.create_index("ix_school_needs_unit", "school_needs", ["unit_id", "id"])
    op.create_index("ix_school_needs_state", "school_needs", ["state", "id"])
    for column in ("school_id", "site_id", "ticket_id"):
        op.create_index(op.f(f"ix_school_needs_{column}"), "school_needs", [column])
    op.create_table(
        "school_need_events",
        _needed("id", ID),
        _needed("need_id", ID),
        _needed(
            "kind",
            _one_of(
                "needhappened",
                "reported",
                "changed",
                "pushed",
                "pledged",
                "withdrawn",
                "received",
                "closed",
                "reopened",
            ),
        ),
        _needed("text", sa.Text()),
        _needed("officer_id", ID),
        _needed("created_at", MOMENT),
        _points("school_need_events", "need_id", "school_needs"),
        _points("school_need_events", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_need_events")),
    )
    op.create_index(op.f("ix_school_need_events_need_id"), "school_need_events", ["need_id"])


def _pledges() -> None:
    op.create_table(
        "school_pledges",
        _needed("id", ID),
        _needed("unit_id", ID),
        _needed("donor_id", ID),
        sa.Column("need_id", ID, nullable=True),
        sa.Column("school_id", ID, nullable=True),
        _needed("kind", _one_of("pledgekind", "money", "goods", "works")),
        _needed("thing", SHORT),
        _needed("text", sa.Text()),
        _needed("quantity", ID),
        sa.Column("amount", ID, nullable=True),
        _needed("pledged_on", sa.Date()),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("ticket_id", ID, nullable=True),
        _needed("officer_id", ID),
        _needed("version", ID),
        _points("school_pledges", "unit_id", "administrative_units"),
        _points("school_pledges", "donor_id", "donors"),
        _points("school_pledges", "need_id", "school_needs"),
        _points("school_pledges", "school_id", "schools"),
        _points("school_pledges", "ticket_id", "tickets"),
        _points("school_pledges", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_pledges")),
    )
    op.create_index("ix_school_pledges_unit", "school_pledges", ["unit_id", "id"])
    for column in ("donor_id", "need_id", "school_id"):
        op.create_index(op.f(f"ix_school_pledges_{column}"), "school_pledges", [column])


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=64)


def _needed(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _points(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
