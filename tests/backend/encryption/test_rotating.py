"""A new key takes over row by row, and afterwards the old one may be thrown away."""

import tracemalloc
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from backend.db import Database
from backend.encryption import rewriting
from backend.encryption.keys import Keys, Tampered
from backend.encryption.ring import use_keys
from backend.encryption.rotating import rotate
from backend.endings import BadSetting, WrongKey
from backend.households.search import bearers_of
from backend.media.models import MediaFile, MediaState
from backend.migrate import require_newest
from backend.officers.models import Officer
from backend.support_requests.search import search
from tests.backend.counter import Counter
from tests.backend.encryption.world_of_numbers import (
    HEAD_ID,
    NOW,
    OTHER_PHONE,
    PHONE,
    fill,
    opened,
    prefixes,
)
from tests.keys import KEY, KEYS, OLDER_KEY

NEW_KEY = OLDER_KEY  # another one
PHOTOS, PHOTO_BYTES = 60, 2**19
NEW, BOTH = Keys.read(NEW_KEY), Keys.read(f"{NEW_KEY},{KEY}")


@pytest.fixture
def again(database_url: str) -> Iterator["Again"]:
    made = Again(database_url)
    yield made
    made.close()


class Again:
    """Opens the same database with other keys, as a restarted process does. A database that outlives
    the test gets its own key back."""

    def __init__(self, url: str) -> None:
        self._url, self._open = url, list[Database]()

    def __call__(self, keys: Keys) -> Database:
        use_keys(keys)
        try:
            self._open.append(Database(self._url))
        finally:
            use_keys(KEYS)
        return self._open[-1]

    def close(self) -> None:
        back = self(Keys.read(f"{KEY},{NEW_KEY}"))
        if NEW.prefix in prefixes(back):
            rotate(back)
        for database in self._open:
            database.close()


def test_after_a_rotation_the_old_key_is_not_needed(
    counter: Counter, database: Database, again: Again
) -> None:
    fill(counter)
    before = opened(database)
    assert prefixes(database) == {KEYS.prefix}
    rows = rotate(again(BOTH))
    assert rows > 10
    alone = again(NEW)
    require_newest(alone)
    assert prefixes(alone) == {NEW.prefix}
    assert opened(alone) == before
    assert rotate(alone) == 0
    with alone.reading() as session:
        officer = session.get_one(Officer, counter.world.officer)
        assert len(bearers_of(session, HEAD_ID)) == 1
        for number in (PHONE, PHONE[-4:], OTHER_PHONE, f"+84{PHONE[1:]}"):
            assert len(search(session, officer, number).rows) == 1
    for keys in (KEYS, Keys(())):
        with pytest.raises((WrongKey, BadSetting)):
            require_newest(again(keys))


def test_a_rotation_that_was_interrupted_goes_on_and_all_is_readable_meanwhile(
    counter: Counter, database: Database, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(counter)
    both = again(BOTH)
    monkeypatch.setattr(rewriting, "BATCH", 1)
    real, left = NEW._sealing, [7]

    class Dying:
        def encrypt(self, *given: bytes) -> bytes:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            assert real is not None
            return real.encrypt(*given)

    with monkeypatch.context() as dying:
        dying.setattr(both.ring.keys, "_sealing", Dying())
        with pytest.raises(KeyboardInterrupt):
            rotate(both)
    assert prefixes(both) == {KEYS.prefix, NEW.prefix}
    counter.database = both  # the service goes on with both keys
    counter.submit("tele-9", child_name="Hồ Văn Chín", phone="0966000111")
    mixed = opened(both)
    done = rotate(both)
    assert done > 0
    assert opened(again(NEW)) == mixed


def test_a_value_that_cannot_be_opened_stops_the_rotation_and_names_no_number(
    counter: Counter, database: Database, again: Again
) -> None:
    fill(counter)
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE supplements SET text = (SELECT secret FROM second_steps)"
        )
    try:
        with pytest.raises(Tampered, match=r"supplements\.text") as told:
            rotate(again(BOTH))
        assert PHONE not in str(told.value)
    finally:
        with database.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM supplements")


def test_the_search_key_stays(counter: Counter, database: Database, again: Again) -> None:
    fill(counter)
    before = database.ring.check()
    both = again(BOTH)
    rotate(both)
    assert both.ring.check() == again(NEW).ring.check() == before
    with database.reading() as session:
        assert session.scalars(select(Officer.id)).first()


def test_photos_are_rotated_a_few_at_a_time(
    counter: Counter, database: Database, again: Again
) -> None:
    """A thousand of them in memory at once would be gigabytes, three times over."""
    photo = bytes(PHOTO_BYTES)
    values = {"reference": "", "state": MediaState.STORED, "content": photo}
    with database.transaction() as session:
        session.add_all(MediaFile(**values, created_at=NOW, due_at=NOW) for _n in range(PHOTOS))
    both = again(BOTH)
    tracemalloc.start()
    try:
        rotate(both)
        _now, highest = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert highest < PHOTOS * PHOTO_BYTES
    with again(NEW).reading() as session:
        kept = session.scalars(select(MediaFile.content)).all()
        assert kept == [photo] * PHOTOS
