"""indexes without empty columns"""

import sqlalchemy as sa
from alembic import op


revision = 'e5a1b7d20c46'
down_revision = 'b2d47c10a9e6'
branch_labels = None
depends_on = None

COLUMNS = ('household_id', 'previous_id', 'ended_by_id')


def upgrade() -> None:
    with op.batch_alter_table('poverty_list_entries', schema=None) as batch_op:
        for column in COLUMNS:
            clause = sa.text(f'{column} IS NOT NULL')
            batch_op.drop_index(f'ix_poverty_list_entries_{column}')
            batch_op.create_index(
                f'ix_poverty_list_entries_{column}', [column], unique=False,
                sqlite_where=clause, postgresql_where=clause,
            )
