"""Writing everything that was sealed with an older key anew with the newest.

Small transactions, in any number of runs: what is done already is passed over. Other processes go on
meanwhile, as long as all of them have both keys.
"""

from functools import partial

import sqlalchemy as sa
from sqlalchemy import select

from backend.db import Database, locked
from backend.encryption.keys import PREFIX_BYTES, Keys
from backend.encryption.models import THE_ONE, SearchKey
from backend.encryption.rewriting import FILES, Key, Values, rewrite
from backend.encryption.ring import SEARCH_KEY_PLACE
from backend.encryption.types import EncryptedBytes, Sealed
from backend.tables import metadata


def rotate(database: Database) -> int:
    """How many rows were written anew. Raises `WrongKey` when no key opens the database, `Tampered`
    for a value that cannot be opened: what came before it stays done."""
    keys = database.ring.keys
    database.ring.check()
    rows = sum(_rotate_table(database, keys, table) for table in metadata.sorted_tables)
    with database.transaction() as session:
        kept = session.scalars(locked(select(SearchKey).where(SearchKey.id == THE_ONE))).one()
        kept.sealed = keys.seal(keys.open(kept.sealed, SEARCH_KEY_PLACE), SEARCH_KEY_PLACE)
        session.flush()
    return rows


def sealed_columns(table: sa.Table) -> list[str]:
    """The columns of a table that are encrypted."""
    return [column.name for column in table.c if isinstance(column.type, Sealed)]


def _rotate_table(database: Database, keys: Keys, table: sa.Table) -> int:
    columns = sealed_columns(table)
    if not columns:
        return 0
    newest = sa.literal(keys.prefix, sa.LargeBinary)
    stored = [sa.column(name, sa.LargeBinary) for name in columns]
    old = sa.or_(
        *(
            sa.and_(sa.func.length(one) > 0, sa.func.substr(one, 1, PREFIX_BYTES) != newest)
            for one in stored
        )
    )
    change = partial(_anew, keys, table.name)
    files = any(isinstance(table.c[name].type, EncryptedBytes) for name in columns)
    batch = FILES if files else None
    rows, after = 0, None
    while found := _some(database, table, columns, change, after, old, batch):
        rows, after = rows + len(found), found[-1]
    return rows


def _some(
    database: Database,
    table: sa.Table,
    columns: list[str],
    change: partial[Values],
    after: Key | None,
    which: sa.ColumnElement[bool],
    batch: int | None,
) -> list[Key]:
    with database.transaction() as session:
        return rewrite(session.connection(), table, columns, change, after, which, batch)


def _anew(keys: Keys, table: str, stored: Values) -> Values:
    new = dict(stored)
    for name, sealed in stored.items():
        if sealed and not sealed.startswith(keys.prefix):
            place = f"{table}.{name}".encode()
            new[name] = keys.seal(keys.open(sealed, place), place)
    return new
