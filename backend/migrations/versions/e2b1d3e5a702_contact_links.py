"""One-time codes that join a person's addresses."""

import sqlalchemy as sa
from alembic import op

revision = "e2b1d3e5a702"
down_revision = "e1a0c2d4f601"

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table('contact_links',
    sa.Column('id', ID, nullable=False),
    sa.Column('contact_id', ID, nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column('expires_at', MOMENT, nullable=False),
    sa.Column('joined_id', ID, nullable=True),
    sa.Column('joined_at', MOMENT, nullable=True),
    sa.Column('moved', sa.JSON(), nullable=False),
    sa.Column('undone_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_contact_links_contact_id')),
    sa.ForeignKeyConstraint(['joined_id'], ['contacts.id'], name=op.f('fk_contact_links_joined_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_links')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_contact_links_code_hash'))
    )
    with op.batch_alter_table('contact_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contact_links_contact_id'), ['contact_id'], unique=False)

    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('joined_to_id', ID, nullable=True))
        batch_op.add_column(sa.Column('codes_tried', ID, nullable=False, server_default=sa.text("0")))
        batch_op.add_column(sa.Column('codes_tried_since', MOMENT, nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_contacts_joined_to_id'), 'contacts', ['joined_to_id'], ['id'])
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.alter_column('codes_tried', existing_type=ID, server_default=None)
