"""How right the verdicts are: people of the lists with mistyped names, and people of no list.

    python -m benchmarks.verdicts [--households 6000] [--queries 2000] [--strangers 500]

The strangers are made to be mistaken: of the same commune, surname and middle word as somebody who
is listed, born in the same year, mostly in the same hamlet, under a near given name. One wrong
"same" is a failure of the whole; the exit status says so.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from backend.administrative_units.models import Level, UnitId
from backend.administrative_units.service import add_unit
from backend.db import Database
from backend.households.keys import keys_of
from backend.households.lookup import look_up
from backend.households.rules import Claim, Finding, Question, Verdict
from backend.migrate import migrate
from backend.officers.models import Officer, Role
from backend.poverty_lists.draft import BirthPrecision, Standing
from backend.poverty_lists.models import ListKind, ListState, PovertyList, PovertyListEntry
from backend.vietnamese import compact, normal
from benchmarks.keys import take_keys
from benchmarks.people import People, Person, bare, corrupted, name_of, people_of, person

IN_A_COMMUNE = 300
# What else the person says beside the name, and how often.
FACTORS = ("year", "year", "year", "year and hamlet", "date", "number", "hamlet")


@dataclass(frozen=True)
class Listed:
    """A person of a list, with where to find it."""

    person: Person
    unit_id: UnitId
    people: People
    row: int


def make_lists(session: Session, chance: random.Random, households: int) -> list[Listed]:
    """Communes with a published list each; every person is invented."""
    now = datetime.now(UTC)
    province = add_unit(session, Level.PROVINCE, "tỉnh", "Mẫu", code="99", valid_from=now.date())
    officer = Officer(
        username="mau", full_name="Mẫu", password_hash="", role=Role.APPROVER, active=True,
        unit_id=province.id, created_at=now,
    )  # fmt: skip
    session.add(officer)
    session.flush()
    everybody: list[Listed] = []
    for number in range(max(1, households // IN_A_COMMUNE)):
        unit = add_unit(
            session, Level.COMMUNE, "xã", f"Mẫu {number}", parent=province, valid_from=now.date()
        )
        published = PovertyList(
            unit_id=unit.id, kind=ListKind.YEAR, state=ListState.PUBLISHED, year=2026, title="Mẫu",
            standard="2022-2025", file_name="mau.xlsx", file_hash=str(number), facts={}, choices={},
            sentence="", officer_id=officer.id, created_at=now, published_at=now,
        )  # fmt: skip
        session.add(published)
        session.flush()
        people = people_of(chance)
        listed = [
            Listed(person(chance, people), unit.id, people, row) for row in range(IN_A_COMMUNE)
        ]
        session.execute(insert(PovertyListEntry), [_row(published, one) for one in listed])
        everybody += listed
    return everybody


def _row(published: PovertyList, one: Listed) -> dict[str, object]:
    known = one.person
    head_key, given_key = keys_of(known.name)
    empty = dict.fromkeys(
        ("birth_raw", "citizen_id_raw", "ethnicity", "phone", "commune", "note"), ""
    )
    return empty | {
        "list_id": published.id,
        "unit_id": one.unit_id,
        "sheet": "Mẫu",
        "row": one.row,
        "head_name": known.name,
        "head_key": head_key,
        "given_key": given_key,
        "birth_date": known.born,
        "birth_year": known.born.year,
        "birth_precision": BirthPrecision.DAY,
        "citizen_id": known.citizen_id,
        "hamlet": known.hamlet,
        "standing": Standing.POOR,
        "deprivations": [],
        "raw": {},
    }


def claim_of(chance: random.Random, name: str, known: Person) -> tuple[str, Claim]:
    """The name as it is said, with one second factor or two."""
    kind = chance.choice(FACTORS)
    year = known.born.year
    return kind, {
        "year": Claim(name, year),
        "year and hamlet": Claim(name, year, known.hamlet),
        "date": Claim(name, year, birth_date=known.born),
        "number": Claim(name, citizen_id=known.citizen_id),
        "hamlet": Claim(name, hamlet=known.hamlet),
    }[kind]


def strangers(
    chance: random.Random, listed: list[Listed], count: int
) -> Iterator[tuple[Claim, UnitId]]:
    """People of no list, each beside somebody who is on one: the name differs by a given name, a
    marker or a mark; the year is the same, and mostly the hamlet."""
    taken = {(one.unit_id, normal(one.person.name), one.person.born.year) for one in listed}
    said_barely = {
        (one.unit_id, compact(one.person.name), one.person.born.year, one.person.hamlet)
        for one in listed
    }
    while count:
        near = chance.choice(listed)
        name = _near_name(chance, near)
        born = near.person.born.year
        if (near.unit_id, normal(name), born) in taken:
            continue
        hamlet = near.person.hamlet if chance.random() < 0.7 else chance.choice(("", "Thôn 9"))
        date = near.person.born if chance.random() < 0.1 else None
        if chance.random() < 0.3:
            name = corrupted(chance, name)[1]
        # Who leaves the marks out that alone tell two people of one year and hamlet apart has said
        # the listed name: no rule can know it.
        if bare(name) == name and (near.unit_id, compact(name), born, hamlet) in said_barely:
            continue
        yield Claim(name, born, hamlet, birth_date=date), near.unit_id
        count -= 1


_SWAPS = (
    ("Hoàng", "Huỳnh"), ("Vũ", "Võ"), ("Phúc", "Phước"), ("Văn", "Thị"), ("A", "Y"),
    ("Hoa", "Hòa"), ("Lan", "Lân"), ("Dung", "Dũng"), ("Thủy", "Thúy"), ("An", "Ân"),
    ("Vi", "Vy"), ("Hà", "Hạ"), ("Lan", "Lam"), ("Hoa", "Hoan"), ("Nga", "Ngà"), ("Mai", "Mái"),
)  # fmt: skip


def _near_name(chance: random.Random, near: Listed) -> str:
    words = near.person.name.split()
    for one, other in chance.sample(_SWAPS, len(_SWAPS)):
        for at, word in enumerate(words):
            if word in (one, other):
                return " ".join([*words[:at], other if word == one else one, *words[at + 1 :]])
    given = chance.choice(near.people.given)
    closest = sorted(near.people.given, key=lambda name: abs(len(name) - len(words[-1])))[:6]
    if chance.random() < 0.6:
        given = chance.choice(closest)
    if given == words[-1]:
        return name_of(chance, near.people, woman="Thị" in words or "Y" in words)
    return " ".join([*words[:-1], given])


def is_right_question(claim: Claim, finding: Finding, one: Listed, rows: dict[int, int]) -> bool:
    """Something that was not said, or an officer who is shown the right row."""
    said: dict[Question | None, object] = {
        Question.BIRTH_YEAR: claim.birth_year,
        Question.HAMLET: claim.hamlet,
        Question.BIRTH_DATE: claim.birth_date,
        Question.CITIZEN_ID: claim.citizen_id,
    }
    shown = [rows[candidate.entry_id] for candidate in finding.candidates]
    return finding.verdict is Verdict.ASK and not said.get(finding.question) and id(one) in shown


def main() -> int:
    """Prints the table; 1 when somebody was taken for somebody else."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--households", type=int, default=6000)
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--strangers", type=int, default=500)
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    take_keys()
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'lists.db'}")
        migrate(database)
        with database.transaction() as session:
            listed = make_lists(session, chance, arguments.households)
        table, times = measure(database, chance, listed, arguments.queries, arguments.strangers)
        database.close()
    columns = ("same", "right question", "other question", "ask", "none", "wrong")
    print(f"{'':<22}" + "".join(f"{name:>16}" for name in columns))
    for kind, counts in table.items():
        print(f"{kind:<22}" + "".join(f"{counts[name]:>16}" for name in columns))
    medians = {kind: statistics.median(taken) * 1000 for kind, taken in times.items()}
    print("median ms: " + ", ".join(f"{kind} {taken:.2f}" for kind, taken in medians.items()))
    return 1 if any(counts["wrong"] for counts in table.values()) else 0


Table = dict[str, Counter[str]]


def measure(
    database: Database, chance: random.Random, listed: list[Listed], queries: int, foreign: int
) -> tuple[Table, dict[str, list[float]]]:
    """How often which verdict was given, by what was wrong with the name and what was said beside
    it, and the seconds that each took. Prints every wrong one."""
    table: Table = defaultdict(Counter)
    times: dict[str, list[float]] = defaultdict(list)
    with database.reading() as session:
        ids = session.query(PovertyListEntry.id).order_by(PovertyListEntry.id).all()
        rows: dict[int, int] = {row[0]: id(one) for row, one in zip(ids, listed, strict=True)}
        for _number in range(queries):
            one = chance.choice(listed)
            kind, said = corrupted(chance, one.person.name)
            factor, claim = claim_of(chance, said, one.person)
            finding = _timed(session, claim, one.unit_id, times["listed"])
            result = _result(claim, finding, one, rows)
            table[kind][result] += 1
            table[f"with {factor}"][result] += 1
        for claim, unit_id in strangers(chance, listed, foreign):
            finding = _timed(session, claim, unit_id, times["stranger"])
            verdict = "wrong" if finding.verdict is Verdict.SAME else finding.verdict.value
            table["on no list"][verdict] += 1
            if verdict == "wrong":
                print("WRONG", claim, finding)
    return table, times


def _timed(session: Session, claim: Claim, unit_id: UnitId, times: list[float]) -> Finding:
    started = time.perf_counter()
    finding = look_up(session, [claim], [unit_id])
    times.append(time.perf_counter() - started)
    return finding


def _result(claim: Claim, finding: Finding, one: Listed, rows: dict[int, int]) -> str:
    if finding.verdict is Verdict.SAME:
        right = rows[finding.candidates[0].entry_id] == id(one)
        if not right:
            print("WRONG", one.person, claim, finding)
        return "same" if right else "wrong"
    if finding.verdict is Verdict.NONE:
        return "none"
    return "right question" if is_right_question(claim, finding, one, rows) else "other question"


if __name__ == "__main__":
    sys.exit(main())
