"""The migration that gives the requests of before their keys, and notices what was many by then."""

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import delete, select, update

from backend.db import Database
from backend.migrate import _config
from backend.officers.models import Officer
from backend.support_requests import probing
from backend.support_requests.models import ProbingSign, SupportRequest
from backend.support_requests.tries import FREE, MANY_CONTACTS
from backend.vietnamese import compact
from tests.backend.counter import Counter
from tests.backend.support_requests.test_tries import HEADS, unusual


def test_requests_of_before_are_counted_as_those_made_since(
    counter: Counter, database: Database
) -> None:
    migration = ScriptDirectory.from_config(_config()).get_revision("a7d1c0f4e210").module
    for head in HEADS[:FREE]:
        counter.submit(head_name=head)
    for number in range(2, MANY_CONTACTS + 2):
        counter.submit(f"tele-{number}", head_name="H’ Bian Êban")
    since = unusual(counter, counter.world.officer)
    assert len(since) == 2
    with database.transaction() as session:
        session.execute(delete(ProbingSign))
        session.execute(update(SupportRequest).values(head_key=""))
        officer = session.get_one(Officer, counter.world.officer)
        assert probing.unusual(session, officer) == []
        with Operations.context(MigrationContext.configure(session.connection())):
            migration._fill_in_keys()
            migration._fill_in_signs()
    assert unusual(counter, counter.world.officer) == since
    with database.reading() as session:
        for request in session.scalars(select(SupportRequest)):
            assert request.head_key == compact(request.head_name)
