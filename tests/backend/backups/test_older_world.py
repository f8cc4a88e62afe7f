"""The demo's small world, as older versions left it, comes forward with every row.

Each file in `worlds/` is a backup of that world (invented people, real units), made by the version whose
revision it is named after; a release adds one. `NOISONG_OLD_WORLD` names another one to try, a
province's worth for example, made with the same key.
"""

import os
from pathlib import Path

import pytest
from sqlalchemy import select

from backend.audit import checking
from backend.backups.making import examine
from backend.backups.restoring import restore
from backend.households.models import Household
from backend.migrate import require_newest
from backend.support_requests.models import SupportRequest
from tests.backend.backups.conftest import KEY, EmptyDatabase
from tests.backend.backups.test_restoring import sums_of
from tests.backend.test_db import differences
from tests.databases import DATABASES

WORLDS = sorted((Path(__file__).parent / "worlds").iterdir())
NAMED = os.environ.get("NOISONG_OLD_WORLD")


@pytest.mark.parametrize("kind", DATABASES)
@pytest.mark.parametrize("path", [Path(NAMED)] if NAMED else WORLDS, ids=lambda path: path.stem)
def test_an_older_world_comes_forward(empty_database: EmptyDatabase, path: Path, kind: str) -> None:
    told = examine(path, KEY)
    database = empty_database(kind)
    restore(database, path, KEY)
    require_newest(database)
    assert differences(database) == []
    found = sums_of(database)
    fewer = {name for name, of in told.sums.items() if name in found and found[name].rows < of.rows}
    assert fewer == set()
    with database.reading() as session:
        assert checking.check(session).is_whole
        assert session.scalars(select(SupportRequest)).all()  # readable by the code of today
        assert session.scalars(select(Household)).all()
