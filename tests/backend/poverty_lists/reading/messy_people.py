"""The invented people that the generator of messy lists writes down."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from backend.poverty_lists.draft import Sex, Standing
from tests.backend.poverty_lists.reading.messy_words import (
    ETHNICITIES,
    GIVEN,
    HAMLET_SETS,
    INDICATORS,
    MIDDLE,
    RELATIONS,
    SURNAMES,
)

POOR, NEAR_POOR = Standing.POOR, Standing.NEAR_POOR


@dataclass
class Someone:
    """A person as he or she is."""

    name: str
    birth: date
    sex: Sex
    citizen_id: str
    ethnicity: str
    relation: str = ""
    school_class: str = ""


@dataclass
class Home:
    """A household as it is, and the place of its row: `sheet` and `row` are set when written."""

    head: Someone
    hamlet: str
    standing: Standing
    count: int
    income: int
    missing: tuple[str, ...]
    phone: str
    note: str = ""
    members: list[Someone] = field(default_factory=list)
    has_device: bool = False
    sheet: str = ""
    row: int = 0


def people_of(random_: random.Random, count: int) -> list[Home]:
    """Homes with names that nobody else in the list has."""
    hamlets = random_.choice(HAMLET_SETS)
    taken: set[str] = set()
    homes = []
    for hamlet in hamlets:
        for _ in range(max(1, count // len(hamlets))):
            homes.append(_home(random_, hamlet, taken))
    return homes


def _home(r: random.Random, hamlet: str, taken: set[str]) -> Home:
    head = _someone(r, r.randint(1935, 2002), taken)
    missing = tuple(sorted(r.sample(INDICATORS, r.randint(3, 5)), key=INDICATORS.index))
    standing = r.choice([POOR, NEAR_POOR])
    if standing is NEAR_POOR:
        missing = missing[:2]
    members = []
    for _ in range(r.choice([0, 1, 2, 3, 4])):
        member = _someone(r, r.randint(2008, 2018), taken)
        member.relation = r.choice(RELATIONS)
        members.append(member)
    return Home(
        head, hamlet, standing, len(members) + 1, r.choice([95, 110, 125, 135]), missing,
        f"0{r.choice('3579')}{r.randint(10_000_000, 99_999_999)}",
        r.choice(["", "", "", "Đơn thân", "Hộ có người khuyết tật"]), members, r.random() < 0.4,
    )  # fmt: skip


def _someone(r: random.Random, year: int, taken: set[str]) -> Someone:
    sex = r.choice([Sex.MALE, Sex.FEMALE])
    name = ""
    while not name or name in taken:
        name = f"{r.choice(SURNAMES)} {r.choice(MIDDLE[sex])} {r.choice(GIVEN)}".replace("  ", " ")
    taken.add(name)
    day = date(year, 1, 2) + timedelta(days=r.randint(0, 360))
    century = (0 if year < 2000 else 2) + (sex is Sex.FEMALE)
    number = f"046{century}{year % 100:02}{r.randint(100_000, 999_999)}"
    return Someone(name, day, sex, number, r.choice(ETHNICITIES))


def with_pupil(r: random.Random, home: Home) -> Home:
    """The same home with one child at school."""
    pupil = _someone(r, r.randint(2009, 2019), set())
    pupil.name += f" {r.choice(GIVEN)}"
    pupil.school_class = f"{r.randint(1, 9)}{r.choice('ABC')}"
    home.members = [pupil]
    return home
