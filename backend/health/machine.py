"""What the machine says: the room on its disk."""

import shutil
from pathlib import Path

from backend.db import Database

# A day of a province's messages and its largest list fit into it several times.
LEAST_FREE_BYTES = 500 * 1024 * 1024


def free_bytes(database: Database) -> int:
    """Free where the SQLite file lies; with PostgreSQL where this process works."""
    file = database.engine.url.database
    place = Path(file).parent if database.is_sqlite and file else Path()
    return shutil.disk_usage(place).free
