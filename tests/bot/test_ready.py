"""What a process reads before it serves."""

from sqlalchemy import event

from backend import clock
from backend.administrative_units.tree import tree
from backend.db import Database
from backend.programmes.service import load_catalogue, programmes_now
from bot.ready import read_ahead
from tests.factories import World


def test_what_was_read_ahead_is_read_by_nobody_again(database: Database, world: World) -> None:
    with database.transaction() as session:
        load_catalogue(session)
    read_ahead(database)
    said: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    with database.reading() as session:
        names = [name for _id, name, _former in tree(session).choices(clock.today())]
        assert names == ["xã A Lưới 1", "xã A Lưới 5"]
        assert programmes_now(session)
    event.remove(database.engine, "before_cursor_execute", note)
    assert said, "whether something has changed is asked"
    assert not [one for one in said if "FROM administrative_units" in one or "content," in one]
