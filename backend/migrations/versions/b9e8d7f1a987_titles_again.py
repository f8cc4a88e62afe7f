"""Titles: what came after the decision; photos that officers put to a case."""

import sqlalchemy as sa
from alembic import op

revision = "b9e8d7f1a987"
down_revision = "a8d7c6e0f876"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KIND = sa.Enum(
    *("recognised", "revoked", "corrected"), name="awardkind", native_enum=False, length=64
)
_IN_FORCE = sa.text("in_force")


def upgrade() -> None:
    """A decision may amend another; a line may revoke or correct an earlier one."""
    _titles()
    _photos()


def _titles() -> None:
    with op.batch_alter_table("title_decisions") as batch:
        batch.add_column(sa.Column("amends_id", ID, nullable=True))
        batch.create_foreign_key(
            batch.f("fk_title_decisions_amends_id"), "title_decisions", ["amends_id"], ["id"]
        )
        batch.create_index(batch.f("ix_title_decisions_amends_id"), ["amends_id"])
    with op.batch_alter_table("title_awards") as batch:
        batch.add_column(sa.Column("kind", KIND, nullable=False, server_default="recognised"))
        batch.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("earlier_id", ID, nullable=True))
        batch.create_foreign_key(
            batch.f("fk_title_awards_earlier_id"), "title_awards", ["earlier_id"], ["id"]
        )
        batch.drop_constraint(batch.f("uq_title_awards_application_id"), type_="unique")
        batch.create_unique_constraint(
            batch.f("uq_title_awards_decision_id_application_id"), ["decision_id", "application_id"]
        )
        batch.create_index(batch.f("ix_title_awards_application_id"), ["application_id"])
    with op.batch_alter_table("title_awards") as batch:
        batch.alter_column("kind", server_default=None)
        batch.alter_column("note", server_default=None)
    op.create_index(
        "uq_title_awards_in_force",
        "title_awards",
        ["application_id"],
        unique=True,
        sqlite_where=_IN_FORCE,
        postgresql_where=_IN_FORCE,
    )


def _photos() -> None:
    with op.batch_alter_table("media_files") as batch:
        batch.alter_column("contact_id", existing_type=ID, nullable=True)


def downgrade() -> None:
    """Back, without what later decisions said."""
    op.execute("DELETE FROM title_awards WHERE kind != 'recognised'")
    with op.batch_alter_table("media_files") as batch:
        batch.alter_column("contact_id", existing_type=ID, nullable=False)
    op.drop_index("uq_title_awards_in_force", "title_awards")
    with op.batch_alter_table("title_awards") as batch:
        batch.drop_index(batch.f("ix_title_awards_application_id"))
        batch.drop_constraint(
            batch.f("uq_title_awards_decision_id_application_id"), type_="unique"
        )
        batch.drop_constraint(batch.f("fk_title_awards_earlier_id"), type_="foreignkey")
        for name in ("earlier_id", "note", "kind"):
            batch.drop_column(name)
        batch.create_unique_constraint(
            batch.f("uq_title_awards_application_id"), ["application_id"]
        )
    with op.batch_alter_table("title_decisions") as batch:
        batch.drop_index(batch.f("ix_title_decisions_amends_id"))
        batch.drop_constraint(batch.f("fk_title_decisions_amends_id"), type_="foreignkey")
        batch.drop_column("amends_id")
