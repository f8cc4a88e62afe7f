"""Pages of cases whose people are gone: every one of them opens, and tells no name."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from backend import clock
from backend.contacts.models import Contact
from backend.db import Database
from backend.officers.models import Officer
from backend.retention.erasure import erase
from backend.retention.keeping import keep_terms
from backend.support_requests.models import SupportRequest
from tests.backend.admin.rows import make_rows
from tests.backend.admin.test_every_page import routes
from tests.factories import World
from tests.site import Visitor


@pytest.mark.parametrize("how", ["asked", "in time"])
def test_every_page_opens_when_everybody_is_gone(
    officer: Visitor, database: Database, world: World, how: str
) -> None:
    with database.transaction() as session:
        numbers = make_rows(session, world)
        inspector = session.get_one(Officer, world.officer)
        if how == "asked":
            for contact in session.scalars(select(Contact.id)).all():
                erase(session, contact, by=inspector)
    with clock.at(clock.now() + timedelta(days=366 * 8)):
        if how == "in time":
            keep_terms(database)
    with database.reading() as session:
        assert session.scalar(
            select(SupportRequest.id).where(SupportRequest.anonymised_at.is_not(None)).limit(1)
        )
    for path in routes("GET"):
        if how == "asked" and "{" not in path:
            continue  # lists are the same in both
        answer = officer.get(path.format(**numbers))
        assert answer.status_code < 500, path
