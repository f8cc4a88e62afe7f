"""Brings up the people of the lists whose names are like a said one, among a million households.

A search looks at a block: the people of a commune, or, of the whole country, those of a year of
birth whose given name is a word that was said or a slip away from one. Within the block the keys
without marks are compared, and the likeliest people brought up for `rules.find`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from sqlalchemy import BindParameter, CompoundSelect, bindparam, null, select, union_all
from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.households.keys import keys_of
from backend.households.keystrokes import letters_of, may_be_raw
from backend.households.models import HouseholdId
from backend.households.rules import Listed
from backend.poverty_lists.counting import counting
from backend.poverty_lists.draft import BirthPrecision
from backend.poverty_lists.models import (
    PovertyListEntry,
    PovertyListMember,
)
from backend.vietnamese import fold, normal

ENOUGH = 16  # people that a search brings up
SPARE = 4 * ENOUGH  # looked at before drafts and lists of pupils are left out
LIKELY = 80.0  # from here on the person is in the block, and no wider one is looked at
_MARKERS = {"thi", "van"}  # said in half of all names; who is called so is found in the wider block
_PART = 90.0  # words left out: "Phan Thương" for "Phan Thị Hoài Thương"
_SURE = 95.0  # from here on nobody whose given name was mistyped is looked for
_TURNED = 2.0  # what another order of the words costs
_entry, _member = PovertyListEntry, PovertyListMember


class Row(NamedTuple):
    """A person of a block."""

    entry_id: int
    member_id: int | None
    key: str


class Hit(NamedTuple):
    """A listed person, and how like the name without marks is, 0..100."""

    entry_id: int
    member_id: int | None
    name: str
    score: float


def nearest(
    session: Session, name: str, birth_year: int | None, unit_id: UnitId | None = None
) -> list[Hit]:
    """The likeliest people first, at most `ENOUGH`. Without a commune the whole country is searched,
    for which the year of birth has to be known."""
    if unit_id is None:
        return _anywhere(session, name, birth_year) if birth_year else []
    if birth_year is None:
        return within(session, name, unit_id)
    known = {"unit": unit_id, "year": birth_year}
    hits = _likest(session, name, _rows(session, _block("unit", "year"), known))
    if hits and hits[0].score >= LIKELY:
        return hits
    of_year = {hit[:2] for hit in hits}
    return hits + [hit for hit in within(session, name, unit_id) if hit[:2] not in of_year]


def within(session: Session, name: str, unit_id: UnitId) -> list[Hit]:
    """The likeliest people of a commune. Always the same work, whoever is asked for."""
    return _likest(session, name, _rows(session, _block("unit"), {"unit": unit_id}))


def bearers_of(session: Session, citizen_id: str) -> list[Hit]:
    """Who is listed with the number of a card, wherever."""
    names = _names(session, _rows(session, _block("number"), {"number": citizen_id}))
    return [Hit(entry_id, member_id, name, 0) for (entry_id, member_id), name in names.items()]


def heads_of(
    session: Session, households: Sequence[HouseholdId], units: Sequence[UnitId]
) -> list[Hit]:
    """The rows of known households in some communes."""
    query = counting().where(_entry.household_id.in_(households), _entry.unit_id.in_(units))
    rows = session.execute(query.with_only_columns(_entry.id, _entry.head_name))
    return [Hit(entry_id, None, name, 0) for entry_id, name in rows]


def listed(session: Session, hits: Iterable[Hit]) -> list[Listed]:
    """What the lists say of these people."""
    heads, members = set(), set()
    for hit in hits:
        if hit.member_id is None:
            heads.add(hit.entry_id)
        else:
            members.add(hit.member_id)
    found: list[Listed] = []
    connection = session.connection()
    if heads:
        found += [_listed(*row) for row in connection.execute(_HEADS, {"ids": sorted(heads)})]
    if members:
        found += [_listed(*row) for row in connection.execute(_MEMBERS, {"ids": sorted(members)})]
    return found


def of_household(session: Session, entry: PovertyListEntry) -> list[Listed]:
    """The head of a row and the members below it."""
    members = session.execute(
        select(_member.id, _member.name).where(_member.entry_id == entry.id).order_by(_member.id)
    )
    hits = [Hit(entry.id, member_id, name, 0) for member_id, name in members]
    return [of_head(entry), *listed(session, hits)]


def of_head(entry: PovertyListEntry) -> Listed:
    """The head of a row, as it is compared."""
    return _listed(
        entry.id,
        None,
        entry.head_name,
        entry.birth_year,
        entry.birth_date,
        entry.birth_precision,
        entry.citizen_id,
        entry.hamlet,
        entry.head_name,
        entry.household_id,
    )


def _listed(
    entry_id: int,
    member_id: int | None,
    name: str,
    birth_year: int | None,
    birth_date: date | None,
    precision: BirthPrecision | None,
    citizen_id: str | None,
    hamlet: str,
    head: str,
    household: int | None,
) -> Listed:
    """A date of which the list knows no day says nothing but the year."""
    return Listed(
        entry_id=entry_id,
        member_id=member_id,
        name=name,
        birth_year=birth_year,
        hamlet=hamlet,
        birth_date=birth_date if precision is BirthPrecision.DAY else None,
        citizen_id=citizen_id or "",
        head=head,
        household=household,
    )


def _anywhere(session: Session, name: str, birth_year: int) -> list[Hit]:
    said = [key for word in _plain(name).split() if (key := keys_of(word)[0])]
    if not said:
        return []
    known: dict[str, Any] = {"year": birth_year, "given": sorted({*said} - _MARKERS)}
    hits = _likest(session, name, _rows(session, _block("year", "given"), known))
    if hits and hits[0].score >= _SURE:
        return hits
    used = session.connection().scalars(_GIVEN_NAMES, {"year": birth_year})
    near = {word for word in used if _is_near(word, said[-1])} - _MARKERS - {*said}
    more = _likest(
        session, name, _rows(session, _block("year", "given"), known | {"given": sorted(near)})
    )
    hits = sorted(hits + more, key=lambda hit: -hit.score)[:ENOUGH]
    if not hits or hits[0].score < LIKELY:
        hits = _likest(session, name, _rows(session, _block("year"), {"year": birth_year}))
    return hits


def _is_near(word: str, said: str) -> bool:
    """Whether a given name is one letter away; a letter alone is near to anything."""
    nearest = min(len(word), len(said))
    return nearest > 1 and OSA.distance(word, said, score_cutoff=1) <= 1


def _rows(session: Session, block: CompoundSelect[Any], known: dict[str, Any]) -> Sequence[Row]:
    """The rows of a block, those of drafts among them: `_names` leaves them out of the few that
    matter."""
    return cast(Sequence[Row], session.connection().execute(block, known).all())


def _names(session: Session, rows: Sequence[Row]) -> dict[tuple[int, int | None], str]:
    """Of some rows those that count today, with the names as listed."""
    heads = sorted(entry_id for entry_id, member_id, _key in rows if member_id is None)
    members = sorted(member_id for _entry_id, member_id, _key in rows if member_id is not None)
    names: dict[tuple[int, int | None], str] = {}
    for query, ids in ((_HEAD_NAMES, heads), (_MEMBER_NAMES, members)):
        if ids:
            found = session.connection().execute(query, {"ids": ids})
            names |= {(entry_id, member_id): name for entry_id, member_id, name in found}
    return names


def _likest(session: Session, name: str, rows: Sequence[Row]) -> list[Hit]:
    keys = [row[2] for row in rows]
    best: dict[int, float] = {}
    for variant, cost in _variants(name):
        found = process.extract(variant, keys, scorer=fuzz.ratio, limit=SPARE)
        for _key, score, at in found:
            best[at] = max(best.get(at, 0.0), score - cost)
    marked, said = normal(name), _plain(name).split()
    hits = []
    # Of many with the same letters, first those who look most alike with their marks.
    alike = [
        (score, fuzz.ratio(marked, listed.casefold()), at, listed)
        for score, at, listed in _counting(session, rows, best)
    ]
    for score, _marks, at, listed_name in sorted(alike, reverse=True)[:ENOUGH]:
        entry_id, member_id, _key = rows[at]
        score = max(score, _as_part(said, fold(listed_name).split()))
        hits.append(Hit(entry_id, member_id, listed_name, score))
    hits.sort(key=lambda hit: (-hit.score, -fuzz.ratio(marked, normal(hit.name)), hit.entry_id))
    return hits


def _counting(
    session: Session, rows: Sequence[Row], best: dict[int, float]
) -> list[tuple[float, int, str]]:
    """Of the likeliest people those who count today, `ENOUGH` and who is just as likely as the
    last: score, place and name as listed. Names are read only as far as they are asked for."""
    likest = sorted(best, key=lambda at: -best[at])[:SPARE]
    found: list[tuple[float, int, str]] = []
    while likest and len(found) < ENOUGH:
        last = best[likest[: ENOUGH - len(found)][-1]]
        next_ones = [at for at in likest if best[at] >= last]
        likest = likest[len(next_ones) :]
        names = _names(session, [rows[at] for at in next_ones])
        found += [
            (best[at], at, name)
            for at in next_ones
            if (name := names.get((rows[at][0], rows[at][1])))
        ]
    return found


def _as_part(said: Sequence[str], listed: Sequence[str]) -> float:
    """The score of a name of which words were left out, most often the marker."""
    rest = iter(listed)
    if len(said) < 2 or said[-1] != listed[-1] or not all(word in rest for word in said):
        return 0.0
    return _PART + (set(listed) - set(said) <= _MARKERS)


def _plain(name: str) -> str:
    return letters_of(name) if may_be_raw(name) else fold(name)


def _variants(name: str) -> Iterator[tuple[str, float]]:
    """The key of a name, and the keys of its words in other orders, with what that costs."""
    words = _plain(name).split()
    seen = {keys_of("".join(words))[0]}
    yield next(iter(seen)), 0.0
    turned = [words[at:] + words[:at] for at in range(1, len(words))]
    for at in range(len(words) - 1):
        turned.append([*words[:at], words[at + 1], words[at], *words[at + 2 :]])
    for order in turned:
        key = keys_of("".join(order))[0]
        if key not in seen:
            seen.add(key)
            yield key, _TURNED


@cache
def _block(*by: str) -> CompoundSelect[Any]:
    """Heads and members that no later list has ended: row, member and key. One arm for each index
    that is looked into, and no joins to choose between, so that every plan is a good one; for the
    heads of a year the index has all that is asked for."""
    arms = []
    for limits in _arms(by):
        heads = select(_entry.id, null().label("m"), _entry.head_key)
        members = select(_entry.id, _member.id, _member.name_key).join(
            _entry, _member.entry_id == _entry.id
        )
        for limit in limits:
            heads = heads.where(_LIMITS[limit](_entry))
            members = members.where(_LIMITS[limit](_member))
        arms += [heads, members]
    return union_all(*(arm.where(_entry.ended_by_id.is_(None)) for arm in arms))


def _arms(by: Sequence[str]) -> list[Sequence[str]]:
    """In a whole country, who is listed without a year may be of any."""
    if by == ("year", "given"):
        return [by, ("no year", "given")]
    return [by]


_LIMITS: dict[str, Any] = {
    "unit": lambda table: table.unit_id == bindparam("unit"),
    "year": lambda table: table.birth_year == bindparam("year"),
    "no year": lambda table: table.birth_year.is_(None),
    "given": lambda table: table.given_key.in_(bindparam("given", expanding=True)),
    "number": lambda table: table.citizen_hash == bindparam("number"),
}
_ONE_OF: BindParameter[Any] = bindparam("ids", expanding=True)
_HEAD_NAMES = (
    counting().where(_entry.id.in_(_ONE_OF)).with_only_columns(_entry.id, null(), _entry.head_name)
)
_MEMBER_NAMES = (
    counting()
    .join(_member, _member.entry_id == _entry.id)
    .where(_member.id.in_(_ONE_OF))
    .with_only_columns(_entry.id, _member.id, _member.name)
)
_PERSON = ("birth_year", "birth_date", "birth_precision", "citizen_id")
_HOME = (_entry.hamlet, _entry.head_name, _entry.household_id)
_HEADS = (
    select(_entry.id, null(), _entry.head_name)
    .add_columns(*(getattr(_entry, name) for name in _PERSON), *_HOME)
    .where(_entry.id.in_(bindparam("ids", expanding=True)))
)
_MEMBERS = (
    select(_entry.id, _member.id, _member.name)
    .add_columns(*(getattr(_member, name) for name in _PERSON), *_HOME)
    .join(_entry, _member.entry_id == _entry.id)
    .where(_member.id.in_(bindparam("ids", expanding=True)))
)
_GIVEN_NAMES = union_all(
    *(
        select(table.given_key).where(_LIMITS[year](table), *alive).distinct()
        for table, alive in ((_entry, (_entry.ended_by_id.is_(None),)), (_member, ()))
        for year in ("year", "no year")
    )
)
