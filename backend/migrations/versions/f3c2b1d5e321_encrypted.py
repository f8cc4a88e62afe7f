"""Ids, phones, secrets and what people write, encrypted at rest."""

import re
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

# What is written here must be what the running code reads, whenever this runs.
from backend.encryption.ring import Ring, ring_of
from backend.encryption.upgrading import Hash, seal_columns, wipe_what_is_overwritten
from backend.support_requests.words import BACKWARDS, phone_words

revision = "f3c2b1d5e321"
down_revision = "d1a0f9b3c109"

SEALED = {
    "poverty_list_entries": ("citizen_id", "citizen_id_raw", "phone", "raw"),
    "poverty_list_members": ("citizen_id", "citizen_id_raw", "raw"),
    "poverty_list_files": ("content",),
    "support_requests": ("phone", "facts"),
    "supplements": ("text",),
    "need_answers": ("phone",),
    "data_packages": ("phone",),
    "package_order_lines": ("phone",),
    "package_answer_rows": ("phone",),
    "deliveries": ("receiver_id_last4", "sim_number"),
    "second_steps": ("secret",),
    "channel_tokens": ("access_token", "refresh_token"),
    "inbox_messages": ("text",),
    "outbox_messages": ("body",),
    "conversations": ("talk", "parked", "question"),
    "tickets": ("facts",),
    "ticket_events": ("text",),
    "export_pieces": ("content",),
}
HASHES = {
    "poverty_list_entries": Hash("citizen_hash", "citizen_id"),
    "poverty_list_members": Hash("citizen_hash", "citizen_id"),
    "channel_tokens": Hash("refresh_hash", "refresh_token"),
}
_NO_INDEX_ANY_MORE = {
    "poverty_list_entries": "citizen_id",
    "poverty_list_members": "citizen_id",
    "data_packages": "phone",
}
_WORDS = sa.table("request_words", *map(sa.column, ("unit_id", "word", "request_id")))
_TEXTS = sa.table("request_texts", *map(sa.column, ("request_id", "unit_id", "words")))
_REQUESTS = sa.table("support_requests", sa.column("id"), sa.column("phone"))
_BATCH = 2000


def upgrade() -> None:
    """Makes the search key, then seals table by table. Raises `BadSetting` without a key."""
    connection = op.get_bind()
    wipe_what_is_overwritten(connection)
    ring = ring_of(connection.dialect)
    search_keys = op.create_table(
        "search_keys",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_keys"),
    )
    sealed = ring.begin(ring.keys.first_search_key())
    connection.execute(sa.insert(search_keys), {"id": 1, "sealed": sealed})
    _hide_words(connection, ring)
    for name, columns in SEALED.items():
        if indexed := _NO_INDEX_ANY_MORE.get(name):
            op.drop_index(f"ix_{name}_{indexed}", name)
        seal_columns(connection, ring, name, columns, HASHES.get(name))
        if name == "poverty_list_entries" or name == "poverty_list_members":
            op.create_index(f"ix_{name}_citizen_hash", name, ["citizen_hash"])


def _hide_words(connection: sa.Connection, ring: Ring) -> None:
    """The readable words of telephone numbers are taken out, their hashes put in."""
    for request_id, phone in _phones(connection):
        known = connection.execute(
            sa.select(_TEXTS).where(_TEXTS.c.request_id == request_id)
        ).first()
        if known is None:
            continue
        digits = re.sub(r"\D+", "", phone)
        if digits.startswith("84") and len(digits) > 10:
            digits = f"0{digits[2:]}"
        readable, hidden = {digits, BACKWARDS + digits[::-1]}, phone_words(phone, ring.word)
        connection.execute(
            sa.delete(_WORDS).where(
                _WORDS.c.unit_id == known.unit_id,
                _WORDS.c.word.in_(readable),
                _WORDS.c.request_id == request_id,
            )
        )
        own = {"unit_id": known.unit_id, "request_id": request_id}
        if hidden:
            connection.execute(
                sa.insert(_WORDS), [{**own, "word": word} for word in sorted(hidden)]
            )
        words = "".join(f" {word}" for word in sorted({*known.words.split()} - readable | hidden))
        connection.execute(
            sa.update(_TEXTS).where(_TEXTS.c.request_id == request_id).values(words=words)
        )


def _phones(connection: sa.Connection) -> Iterator[tuple[int, str]]:
    query = sa.select(_REQUESTS).where(_REQUESTS.c.phone != "").order_by(_REQUESTS.c.id)
    last = 0
    while found := connection.execute(query.where(_REQUESTS.c.id > last).limit(_BATCH)).all():
        last = found[-1].id
        yield from ((row.id, row.phone) for row in found)


def downgrade() -> None:
    """There is no way back to readable numbers but a backup."""
    raise CommandError("numbers stay encrypted: restore a backup of before")
