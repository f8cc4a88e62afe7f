"""Two processes at the same moment: a code joins once, and nobody is lost between two contacts."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from backend.db import Database
from tests.backend.contacts.phones import Phones

ROUNDS = 6


@pytest.fixture
def processes(database_url: str) -> Iterator[list[Phones]]:
    """As two processes see the database: engines of their own."""
    databases = [Database(database_url) for _process in range(2)]
    yield [Phones(database) for database in databases]
    for database in databases:
        database.close()


def _at_once(acts: Sequence[Callable[[], str | None]]) -> list[bool]:
    """Lets all begin together; whether each was let."""
    ready = Barrier(len(acts))

    def begin(act: Callable[[], str | None]) -> str | None:
        ready.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [refused is None for refused in pool.map(begin, acts)]


def test_a_code_that_two_type_at_once_joins_one_of_them(
    phones: Phones, processes: list[Phones]
) -> None:
    for round_ in range(ROUNDS):
        old, *new = (f"{name} {round_}" for name in ("cũ", "một", "hai"))
        phones.add(old, *new)
        code = phones.code(old)
        acts = [partial(p.types, name, code) for p, name in zip(processes, new, strict=True)]
        assert sorted(_at_once(acts)) == [False, True]
        assert len({phones.contact(name) for name in (old, *new)}) == 2
        assert phones.contact(old) in map(phones.contact, new)


def test_a_code_that_is_typed_twice_at_once_on_one_phone_joins_it_once(
    phones: Phones, processes: list[Phones]
) -> None:
    for round_ in range(ROUNDS):
        old, new = f"cũ {round_}", f"mới {round_}"
        phones.add(old, new)
        code = phones.code(old)
        assert sorted(_at_once([partial(p.types, new, code) for p in processes])) == [False, True]
        assert phones.contact(new) == phones.contact(old)


def test_joining_that_is_undone_on_two_phones_at_once_is_undone_once(
    phones: Phones, processes: list[Phones]
) -> None:
    for round_ in range(ROUNDS):
        old, new = f"cũ {round_}", f"mới {round_}"
        phones.add(old, new)
        assert phones.types(new, phones.code(old)) is None
        assert sorted(_at_once([partial(p.undoes, old) for p in processes])) == [False, True]
        assert phones.contact(new) != phones.contact(old)
