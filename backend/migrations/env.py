"""Runs the migrations on the connection that `backend.migrate` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Enum

from backend.db import Moment, RowId
from backend.tables import metadata


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Writes our own types as what the database sees, so that a migration needs no later code."""
    if kind == "type" and isinstance(item, Enum):
        return "sa.String(64)"
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and item is RowId:
        return "sa.BigInteger().with_variant(sa.Integer, 'sqlite')"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=render_item,
    # SQLite cannot alter most things in place; batch mode copies the table instead.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
