"""tickets, of which the questions to officers become a kind, and confirmed teachers"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op


revision = 'e1a0c2d4f601'
down_revision = 'd3f8a6c15e20'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('teachers',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('contact_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('school', sa.Text(), nullable=False),
    sa.Column('officer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_teachers_contact_id')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_teachers_officer_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['administrative_units.id'], name=op.f('fk_teachers_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_teachers'))
    )
    op.create_index(op.f('ix_teachers_contact_id'), 'teachers', ['contact_id'], unique=False)
    op.create_index(op.f('ix_teachers_unit_id'), 'teachers', ['unit_id'], unique=False)
    op.create_table('tickets',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=64), nullable=False),
    sa.Column('contact_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('about_unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('request_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('points', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('status', sa.Enum('open', 'asked', 'closed', name='ticketstatus', native_enum=False, length=64), nullable=False),
    sa.Column('outcome', sa.String(length=64), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('version', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['about_unit_id'], ['administrative_units.id'], name=op.f('fk_tickets_about_unit_id')),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_tickets_contact_id')),
    sa.ForeignKeyConstraint(['request_id'], ['support_requests.id'], name=op.f('fk_tickets_request_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['administrative_units.id'], name=op.f('fk_tickets_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tickets')),
    sa.UniqueConstraint('code', name=op.f('uq_tickets_code'))
    )
    op.create_index(op.f('ix_tickets_contact_id'), 'tickets', ['contact_id'], unique=False)
    op.create_index(op.f('ix_tickets_kind'), 'tickets', ['kind'], unique=False)
    op.create_index('ix_tickets_queue', 'tickets', ['unit_id', 'status', 'id'], unique=False)
    op.create_index(op.f('ix_tickets_request_id'), 'tickets', ['request_id'], unique=False)
    op.create_table('ticket_events',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.Enum('submitted', 'added', 'asked', 'passed_on', 'closed', name='happened', native_enum=False, length=64), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('officer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_ticket_events_officer_id')),
    sa.ForeignKeyConstraint(['ticket_id'], ['tickets.id'], name=op.f('fk_ticket_events_ticket_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ticket_events'))
    )
    op.create_index(op.f('ix_ticket_events_ticket_id'), 'ticket_events', ['ticket_id'], unique=False)
    _questions_become_tickets()
    op.drop_table('enquiries')


def _questions_become_tickets() -> None:
    """Each keeps its words, its answer and its officer; its code counts with those to come."""
    connection = op.get_bind()
    tables = sa.MetaData()
    tables.reflect(connection, only=['enquiries', 'tickets', 'ticket_events', 'counters'])
    enquiries, tickets, events, counters = (
        tables.tables[name] for name in ('enquiries', 'tickets', 'ticket_events', 'counters')
    )
    numbers: dict[str, int] = {}
    for asked in connection.execute(sa.select(enquiries).order_by(enquiries.c.id)).mappings():
        is_answered = asked['answered_at'] is not None
        series = f"CH-{asked['created_at'].year}"
        numbers[series] = numbers.get(series, 0) + 1
        words = {'name': 'words', 'label': 'Nội dung', 'value': asked['text'], 'shown': asked['text']}
        ticket_id = connection.scalar(tickets.insert().returning(tickets.c.id), {
            'code': f'{series}-{numbers[series]:06d}',
            'kind': 'question',
            'contact_id': asked['contact_id'],
            'unit_id': asked['unit_id'],
            'about_unit_id': asked['unit_id'],
            'facts': [words],
            'status': 'closed' if is_answered else 'open',
            'outcome': 'answered' if is_answered else None,
            'due_on': (asked['created_at'] + timedelta(days=5)).date(),
            'version': 3 if is_answered else 2,
            'created_at': asked['created_at'],
            'updated_at': asked['answered_at'] or asked['created_at'],
        })
        connection.execute(events.insert(), {
            'ticket_id': ticket_id, 'kind': 'submitted', 'text': '', 'officer_id': None,
            'created_at': asked['created_at'],
        })
        if is_answered:
            connection.execute(events.insert(), {
                'ticket_id': ticket_id, 'kind': 'closed', 'text': asked['answer'],
                'officer_id': asked['officer_id'], 'created_at': asked['answered_at'],
            })
    for series, value in numbers.items():
        connection.execute(counters.insert(), {'series': series, 'value': value})
