"""Consents by purpose and pupil, and a child's own yes."""

import sqlalchemy as sa
from alembic import op

revision = "1a2b3c4d5e03"
down_revision = "1a2b3c4d5e02"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# A request rests on the newest yes before it that was for requests.
REST = """
    INSERT INTO consented_requests (request_id, consent_id)
    SELECT support_requests.id, max(consents.id)
    FROM support_requests JOIN consents ON consents.contact_id = support_requests.contact_id
    WHERE consents.given_at <= support_requests.created_at
      AND consents.purpose IN ('support_request', 'household_request')
    GROUP BY support_requests.id
"""


def upgrade() -> None:
    """Adds them."""
    with op.batch_alter_table("consents") as batch:
        batch.add_column(sa.Column("whose", sa.String(64), server_default="own", nullable=False))
        batch.add_column(sa.Column("officer_id", ID, nullable=True))
        batch.alter_column("contact_id", existing_type=ID, nullable=True)
        batch.create_foreign_key("fk_consents_officer_id", "officers", ["officer_id"], ["id"])
    with op.batch_alter_table("consents") as batch:
        batch.alter_column("whose", existing_type=sa.String(64), server_default=None)
    op.create_table(
        "consented_requests",
        sa.Column("request_id", ID, nullable=False),
        sa.Column("consent_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["support_requests.id"],
            name="fk_consented_requests_request_id",
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consents.id"], name="fk_consented_requests_consent_id"
        ),
        sa.PrimaryKeyConstraint("request_id", "consent_id", name="pk_consented_requests"),
    )
    op.create_index("ix_consented_requests_consent_id", "consented_requests", ["consent_id"])
    op.execute(REST)


def downgrade() -> None:
    """Takes them away. What was signed on paper alone goes with them."""
    op.drop_table("consented_requests")
    op.execute("DELETE FROM consents WHERE contact_id IS NULL OR whose <> 'own'")
    with op.batch_alter_table("consents") as batch:
        batch.drop_constraint("fk_consents_officer_id", type_="foreignkey")
        batch.drop_column("officer_id")
        batch.drop_column("whose")
        batch.alter_column("contact_id", existing_type=ID, nullable=False)
