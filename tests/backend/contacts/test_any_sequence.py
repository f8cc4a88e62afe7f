"""Whatever is asked for, typed and undone, in whatever order: only a valid code joins."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.contacts.link_codes import MOST_TRIES
from backend.db import Database
from tests.backend.contacts.phones import Phones

PEOPLE = 4
person = st.integers(0, PEOPLE - 1)
ACTS = st.one_of(
    st.tuples(st.just("asks"), person, st.just(0)),
    st.tuples(st.just("types"), person, st.integers(-1, 5)),  # which code; -1 is none at all
    st.tuples(st.just("undoes"), person, st.just(0)),
    st.tuples(st.just("waits"), st.sampled_from((1, 14, 16, 61)), st.just(0)),
    st.tuples(st.just("waits"), st.just(8 * 24 * 60), st.just(0)),
)
_number = count()


@dataclass
class _Code:
    text: str
    owner: int
    until: datetime


@dataclass
class _Model:
    """What should be so, said once more in the simplest way: whose each phone is."""

    owner: list[int] = field(default_factory=lambda: list(range(PEOPLE)))
    codes: list[_Code] = field(default_factory=list)
    joined: list[tuple[int, int, datetime]] = field(default_factory=list)  # phone, to, when
    tries: dict[int, list[datetime]] = field(default_factory=dict)

    def end_codes(self, *owners: int) -> None:
        self.codes = [
            _Code(c.text, c.owner, datetime.min.replace(tzinfo=c.until.tzinfo))
            if c.owner in owners
            else c
            for c in self.codes
        ]

    def joins(self, phone: int, code: _Code | None, now: datetime) -> bool:
        me = self.owner[phone]
        tried = self.tries.setdefault(me, [])
        if tried and now - tried[0] >= timedelta(hours=1):
            tried.clear()
        tried.append(now)
        if len(tried) > MOST_TRIES or code is None or now >= code.until:
            return False
        if code.owner == me or self.owner.count(me) > 1:
            return False
        self.end_codes(me, code.owner)
        self.joined.append((phone, code.owner, now))
        self.owner[phone] = code.owner
        return True

    def undoes(self, phone: int, now: datetime) -> bool:
        me = self.owner[phone]
        mine = [j for j in self.joined if j[1] == me and now - j[2] <= timedelta(days=7)]
        if not mine:
            return False
        self.joined.remove(mine[-1])
        self.owner[mine[-1][0]] = mine[-1][0]
        self.end_codes(me)
        return True


@pytest.fixture(scope="module")
def database(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One for all sequences; each has people of its own."""
    path = tmp_path_factory.mktemp("sequences") / "noisong.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, min_size=4, max_size=25))
def test_only_a_valid_code_joins(database: Database, acts: list[tuple[str, int, int]]) -> None:
    with Phones(database).lit() as phones:
        _play(phones, acts)


def _play(phones: Phones, acts: list[tuple[str, int, int]]) -> None:
    model, round_ = _Model(), next(_number)
    names = [f"{round_}-{number}" for number in range(PEOPLE)]
    phones.add(*names)
    for act, who, which in acts:
        if act == "waits":
            phones.pass_by(minutes=who)
        elif act == "asks":
            model.end_codes(model.owner[who])
            text = phones.code(names[who])
            until = phones.now + timedelta(minutes=15)
            model.codes.append(_Code(text, model.owner[who], until))
        elif act == "types":
            known = model.codes[::-1][which : which + 1] if which >= 0 else []
            code = known[0] if known else None
            refused = phones.types(names[who], code.text if code else "2345 FHKM")
            assert (refused is None) == model.joins(who, code, phones.now)
        else:
            assert (phones.undoes(names[who]) is None) == model.undoes(who, phones.now)
        contacts = [phones.contact(name) for name in names]
        for one in range(PEOPLE):
            for other in range(PEOPLE):
                together = model.owner[one] == model.owner[other]
                assert (contacts[one] == contacts[other]) == together
