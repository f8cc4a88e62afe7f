"""Whoever steals the file or the dump of a database reads no number, no secret and no talk."""

from pathlib import Path

from sqlalchemy import make_url, select

from backend.db import Database, table
from backend.migrate import migrate
from backend.need_answers.models import NeedAnswer
from backend.support_requests.models import SupportRequest
from bot.demo.world import make_world
from tests.backend.counter import Counter
from tests.backend.encryption.world_of_numbers import KNOWN, fill, readable

SPELLINGS = ("{0}", "+84{1}", "84{1}", "{2}")


def spelled(number: str) -> list[str]:
    """A number as it is, for abroad, and backwards as words of the search once were."""
    return [way.format(number, number[1:], number[::-1]) for way in SPELLINGS]


def test_no_number_secret_or_message_stands_in_the_database(
    counter: Counter, database: Database
) -> None:
    fill(counter)
    shown = readable(database)
    assert "Hồ" in shown, "what is not encrypted is seen"
    assert [value for value in KNOWN for way in spelled(value) if way in shown] == []
    if database.is_sqlite:
        file = Path(make_url(str(database.engine.url)).database or "")
        content = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
        assert [value for value in KNOWN for way in spelled(value) if way.encode() in content] == []


def test_no_telephone_of_a_family_stands_in_the_file_of_the_demo(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'noisong.db'}")
    migrate(database)
    make_world(database, tmp_path)
    with database.reading() as session:
        phones = {
            *session.scalars(select(table(SupportRequest).c.phone)),
            *session.scalars(select(table(NeedAnswer).c.phone)),
        } - {""}
    content = b"".join(path.read_bytes() for path in tmp_path.glob("noisong.db*"))
    database.close()
    assert len(phones) > 20
    assert [phone for phone in phones for way in spelled(phone) if way.encode() in content] == []
