"""The names of heads as households are found by them, where somebody may be trying names out, and the
job that applies an operator's answer."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from backend.vietnamese import compact

revision = "a7d1c0f4e210"
down_revision = "fa3b53df200a"

AT_ONCE = 1000
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KIND = sa.Enum("many_heads", "many_contacts", name="probingkind", native_enum=False, length=64)
MOMENT = sa.DateTime(timezone=True)
MONTH = timedelta(days=30)

_requests = sa.table(
    "support_requests",
    *(sa.column("id", ID), sa.column("unit_id", ID), sa.column("contact_id", ID)),
    *(sa.column("head_name", sa.Text), sa.column("head_key", sa.Text)),
    sa.column("created_at", MOMENT),
)
_signs = sa.table("probing_signs", *map(sa.column, ("request_id", "kind", "noticed_at")))


def upgrade() -> None:
    """A column for the key, filled in, and a small table of signs."""
    with op.batch_alter_table("support_requests") as batch:
        batch.add_column(sa.Column("head_key", sa.Text(), nullable=False, server_default=""))
    _fill_in_keys()
    with op.batch_alter_table("support_requests") as batch:
        batch.alter_column("head_key", server_default=None)
        batch.create_index("ix_support_requests_head", ["unit_id", "head_key", "created_at"])
    op.create_table(
        "probing_signs",
        sa.Column("request_id", ID, nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("noticed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["support_requests.id"],
            name=op.f("fk_probing_signs_request_id"),
        ),
        sa.PrimaryKeyConstraint("request_id", "kind", name=op.f("pk_probing_signs")),
    )
    op.create_index(op.f("ix_probing_signs_noticed_at"), "probing_signs", ["noticed_at"])
    _fill_in_signs()
    with op.batch_alter_table("package_reconciliations") as batch:
        batch.add_column(sa.Column("job_id", ID, nullable=True))
        batch.create_foreign_key(
            batch.f("fk_package_reconciliations_job_id"), "jobs", ["job_id"], ["id"]
        )


def _fill_in_keys() -> None:
    """A page at a time."""
    connection, last = op.get_bind(), 0
    write = (
        sa.update(_requests)
        .where(_requests.c.id == sa.bindparam("number"))
        .values(head_key=sa.bindparam("key"))
    )
    read = sa.select(_requests.c.id, _requests.c.head_name).order_by(_requests.c.id).limit(AT_ONCE)
    while rows := connection.execute(read.where(_requests.c.id > last)).all():
        connection.execute(write, [{"number": id_, "key": compact(name)} for id_, name in rows])
        last = rows[-1].id


def _fill_in_signs() -> None:
    """Of the last month, all that may be one: the page counts anew."""
    request = _requests.c
    recent = request.created_at > datetime.now(UTC) - MONTH
    busy = (
        sa.select(request.contact_id)
        .where(recent)
        .group_by(request.contact_id)
        .having(sa.func.count() >= 12)
    )
    often = (
        sa.select(request.unit_id, request.head_key)
        .where(recent)
        .group_by(request.unit_id, request.head_key)
        .having(sa.func.count() >= 6)
    )
    for kind, found in (
        ("many_heads", request.contact_id.in_(busy)),
        ("many_contacts", sa.tuple_(request.unit_id, request.head_key).in_(often)),
    ):
        rows = sa.select(request.id, sa.literal(kind), request.created_at)
        op.get_bind().execute(
            sa.insert(_signs).from_select(list(_signs.c), rows.where(recent, found))
        )


def downgrade() -> None:
    with op.batch_alter_table("package_reconciliations") as batch:
        batch.drop_constraint(batch.f("fk_package_reconciliations_job_id"), type_="foreignkey")
        batch.drop_column("job_id")
    op.drop_table("probing_signs")
    with op.batch_alter_table("support_requests") as batch:
        batch.drop_index("ix_support_requests_head")
        batch.drop_column("head_key")
