"""What people ask about their data, with its clocks."""

import sqlalchemy as sa
from alembic import op

# What is written here must be what the running code reads, whenever this runs.
from backend.clock import local
from backend.data_requests.clocks import clocks
from backend.data_requests.models import DataRequestKind
from backend.data_requests.rules import dates
from backend.db import Moment

revision = "1a2b3c4d5e01"
down_revision = "f3c2b1d5e321"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
POINTS = {
    "contact_id": "contacts",
    "ticket_id": "tickets",
    "request_id": "support_requests",
    "unit_id": "administrative_units",
    "taken_by_id": "officers",
    "done_by_id": "officers",
}

OUTCOMES = {"fixed": "done", "deleted": "done", "kept": "refused"}  # as tickets had them
KINDS = {"data_fix": DataRequestKind.FIX, "data_delete": DataRequestKind.DELETE}
TICKETS = sa.table(
    "tickets",
    *map(sa.column, ("id", "code", "kind", "status", "outcome", "contact_id", "unit_id")),
    sa.column("due_on", sa.Date),
    sa.column("created_at", Moment),
)


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=64)


def upgrade() -> None:
    """One table. Wishes to fix and delete that are open have a row each, with the days of now."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "data_requests",
        sa.Column("id", ROW, nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column(
            "kind",
            _enum("datarequestkind", "see", "fix", "delete", "withdraw", "object"),
            nullable=False,
        ),
        sa.Column(
            "came_by", _enum("cameby", "chat", "office", "telephone", "paper"), nullable=False
        ),
        *(sa.Column(name, ROW, nullable=True) for name in POINTS),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("asker", sa.LargeBinary(), nullable=False),
        sa.Column(
            "identity_check",
            _enum("identitycheck", "saw_card", "called_back", "known", "authorised"),
            nullable=True,
        ),
        sa.Column("third_party", sa.Boolean(), nullable=False),
        sa.Column("received_at", moment, nullable=False),
        sa.Column("acknowledge_by", sa.Date(), nullable=False),
        sa.Column("due_by", sa.Date(), nullable=False),
        sa.Column("first_due_by", sa.Date(), nullable=True),
        sa.Column("extension_reason", sa.LargeBinary(), nullable=False),
        sa.Column("acknowledged_at", moment, nullable=True),
        sa.Column("done_at", moment, nullable=True),
        sa.Column("outcome", _enum("outcome", "done", "partly", "refused"), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("version", ROW, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_data_requests_{column}")
            )
            for column, other in POINTS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_requests")),
    )
    op.create_index("ix_data_requests_list", "data_requests", ["unit_id", "due_by", "id"])
    op.create_index("ix_data_requests_contact", "data_requests", ["contact_id", "kind", "id"])
    for column in ("ticket_id", "request_id"):
        op.create_index(op.f(f"ix_data_requests_{column}"), "data_requests", [column])
    _take_over(op.get_bind())


def _take_over(connection: sa.Connection) -> None:
    """Open tickets that wish something fixed or deleted: a row each, and one deadline for both."""
    table = sa.Table("data_requests", sa.MetaData(), autoload_with=connection)
    still_open = TICKETS.c.kind.in_(KINDS) & (TICKETS.c.status != "closed")
    for ticket in connection.execute(
        sa.select(TICKETS).where(still_open).order_by(TICKETS.c.id)
    ).all():
        kind, received = KINDS[ticket.kind], ticket.created_at
        own = dates(clocks(), kind, local(received).date(), third_party=False)
        row = {
            "code": ticket.code,
            "kind": kind.value,
            "came_by": "chat",
            "contact_id": ticket.contact_id,
            "ticket_id": ticket.id,
            "unit_id": ticket.unit_id,
            **dict.fromkeys(("words", "asker", "extension_reason", "answer"), b""),
            "third_party": False,
            "received_at": received,
            "acknowledge_by": own.acknowledge_by,
            "due_by": own.due_by,
            "version": 1,
        }
        connection.execute(sa.insert(table), row)
        connection.execute(
            sa.update(TICKETS).where(TICKETS.c.id == ticket.id).values(due_on=own.due_by)
        )
    for before, now in OUTCOMES.items():
        closed = TICKETS.c.kind.in_(KINDS) & (TICKETS.c.outcome == before)
        connection.execute(sa.update(TICKETS).where(closed).values(outcome=now))


def downgrade() -> None:
    """Without it."""
    op.drop_table("data_requests")
