"""Requests of households as well as of pupils, goods and money, quotas of schools, answers of no need."""

import sqlalchemy as sa
from alembic import op

revision = "b7e2d1f5a321"
down_revision = "a7d1c0f4e210"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
LACKING = sa.Enum(
    *("no_device", "shared", "broken", "tv_only", "has_device"),
    name="lacking",
    native_enum=False,
    length=64,
)
LEVEL = sa.Enum(
    *("province", "district", "commune", "hamlet"), name="level", native_enum=False, length=64
)
_LINE = ("unit_id", "programme", "benefit", "source", "round")
_OF_UNIT, _OF_SCHOOL = sa.text("school_id IS NULL"), sa.text("school_id IS NOT NULL")
_COUNTS = sa.text("replaced_by_id IS NULL")


def upgrade() -> None:
    """New columns, a wider quota, two tables."""
    _requests()
    with op.batch_alter_table("decisions") as batch:
        stands_in: sa.Column[bool] = sa.Column(
            "stands_in", sa.Boolean(), nullable=False, server_default=sa.false())
        batch.add_column(stands_in)
    with op.batch_alter_table("decisions") as batch:
        batch.alter_column("stands_in", server_default=None)
    _deliveries()
    _quotas()
    with op.batch_alter_table("poverty_list_entries") as batch:
        batch.add_column(sa.Column("lacks_information", sa.Boolean(), nullable=True))
    _earlier_approvals()
    _need_answers()


def _requests() -> None:
    with op.batch_alter_table("support_requests") as batch:
        batch.alter_column("lacking", existing_type=LACKING, nullable=True)
        batch.add_column(sa.Column("facts", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("passed", COUNT, nullable=False, server_default="0"))
        batch.add_column(sa.Column("paper_on", sa.Date(), nullable=True))
    with op.batch_alter_table("support_requests") as batch:
        batch.alter_column("facts", server_default=None)
        batch.alter_column("passed", server_default=None)


def _deliveries() -> None:
    with op.batch_alter_table("deliveries") as batch:
        batch.alter_column("device_id", existing_type=ID, nullable=True)
        batch.add_column(sa.Column("version", COUNT, nullable=False, server_default="1"))
        batch.add_column(sa.Column("items", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("dong", COUNT, nullable=True))
        for name in ("receiver_id_last4", "sim_operator", "sim_number", "imei"):
            short = sa.Column(name, sa.String(64), nullable=False, server_default="")
            batch.add_column(short)
    with op.batch_alter_table("deliveries") as batch:
        for name in ("version", "items", "receiver_id_last4", "sim_operator", "sim_number", "imei"):
            batch.alter_column(name, server_default=None)


def _quotas() -> None:
    with op.batch_alter_table("quotas") as batch:
        batch.add_column(sa.Column("school_id", ID, nullable=True))
        batch.create_foreign_key(batch.f("fk_quotas_school_id"), "schools", ["school_id"], ["id"])
        batch.drop_constraint(
            batch.f("uq_quotas_unit_id_programme_benefit_source_round"), type_="unique"
        )
    for name, columns, where in (
        ("uq_quotas_of_unit", _LINE, _OF_UNIT),
        ("uq_quotas_of_school", (*_LINE, "school_id"), _OF_SCHOOL),
    ):
        op.create_index(
            name, "quotas", columns, unique=True, sqlite_where=where, postgresql_where=where
        )


def _earlier_approvals() -> None:
    op.create_table(
        "earlier_approvals",
        sa.Column("id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", LEVEL, nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["support_requests.id"],
            name=op.f("fk_earlier_approvals_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_earlier_approvals_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_approvals")),
    )
    op.create_index(op.f("ix_earlier_approvals_request_id"), "earlier_approvals", ["request_id"])


def _need_answers() -> None:
    texts = ("hamlet", "hamlet_key", "head_name", "head_key")
    references = {
        "unit_id": "administrative_units",
        "contact_id": "contacts",
        "officer_id": "officers",
        "replaced_by_id": "support_requests",
    }
    op.create_table(
        "need_answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("head_birth_year", COUNT, nullable=False),
        sa.Column("phone", sa.String(64), nullable=False),
        sa.Column("contact_id", ID, nullable=True),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("replaced_by_id", ID, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        *(
            sa.ForeignKeyConstraint([own], [f"{other}.id"], name=op.f(f"fk_need_answers_{own}"))
            for own, other in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_answers")),
    )
    op.create_index(
        "uq_need_answers_counting",
        "need_answers",
        ["programme", "unit_id", "head_key", "head_birth_year", "hamlet_key"],
        unique=True,
        sqlite_where=_COUNTS,
        postgresql_where=_COUNTS,
    )
    op.create_index("ix_need_answers_list", "need_answers", ["unit_id", "id"])


def downgrade() -> None:
    """Back, without what only the new columns can tell."""
    op.drop_table("need_answers")
    op.drop_table("earlier_approvals")
    for table, column in (
        ("poverty_list_entries", "lacks_information"),
        ("decisions", "stands_in"),
    ):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
    op.drop_index("uq_quotas_of_school", "quotas")
    op.drop_index("uq_quotas_of_unit", "quotas")
    with op.batch_alter_table("quotas") as batch:
        batch.drop_constraint(batch.f("fk_quotas_school_id"), type_="foreignkey")
        batch.drop_column("school_id")
        batch.create_unique_constraint(
            batch.f("uq_quotas_unit_id_programme_benefit_source_round"), list(_LINE)
        )
    with op.batch_alter_table("deliveries") as batch:
        batch.alter_column("device_id", existing_type=ID, nullable=False)
        for name in (
            *("version", "items", "dong", "receiver_id_last4"),
            *("sim_operator", "sim_number", "imei"),
        ):
            batch.drop_column(name)
    with op.batch_alter_table("support_requests") as batch:
        batch.alter_column("lacking", existing_type=LACKING, nullable=False)
        for name in ("facts", "passed", "paper_on"):
            batch.drop_column(name)
