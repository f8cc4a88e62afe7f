"""A province's worth for the demo: every commune of Huế with its list, and a year of requests."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.load_country import load_country
from backend.administrative_units.loading import serve
from backend.administrative_units.models import AdministrativeUnit, Level
from backend.administrative_units.service import add_unit, unit_with_code
from backend.calendar.days import is_working_day
from backend.officers.models import Officer, Role
from backend.poverty_lists.models import PovertyList
from backend.support_requests.models import Status, SupportRequest
from bot.demo.accounts import SampleOfficer, add_account
from bot.demo.copies import Copier, Copy
from bot.demo.families import SEED, families_of
from bot.demo.past import hour_of, working_day
from bot.demo.patterns import Pattern, pattern_of
from bot.demo.province_lists import HAMLETS, make_list
from bot.demo.province_schools import make_schools_of_province

HUE = "46"
WATCHER = SampleOfficer("theodoi", "Hồ Thị Dõi (mẫu)", HUE, Role.INSPECTOR)
BEGAN, NEWEST = 345, 1  # days ago
OPEN = (Status.WAITING, Status.SENT_BACK, Status.APPROVED, Status.HANDED_OVER)
OPEN_SHIFTS = range(-21, 1, 7)
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How much there is: communes with a list of so many households each, requests of all of them
    together, and schools of Điện Biên."""

    communes: int = 40
    households: int = 1_500
    requests: int = 30_000
    schools: int = 600


def make_province(session: Session, size: Size, tell: Tell) -> None:
    """On top of the small world, whose requests are the patterns. The same seed makes the same."""
    chance = Random(SEED)  # noqa: S311 - invents people
    patterns = _patterns(session)
    with clock.at(hour_of(working_day(BEGAN), 10)):
        watcher = unit_with_code(session, HUE)
        add_account(session, WATCHER.username, WATCHER.full_name, WATCHER.role, watcher.id)
        communes = _communes(session, size)
        copies: list[Copy] = []
        for number, commune in enumerate(communes, 1):
            officers = _officers(session, commune, number)
            make_list(session, officers["canbo"], commune, size.households, chance)
            tell(f"{number}/{len(communes)} danh sách")
            share = size.requests * number // len(communes) - len(copies)
            copies += _copies(session, commune, officers, patterns, share, chance)
    total = len(copies)
    Copier(session).write(copies, lambda done: tell(f"{done}/{total} đề nghị"))
    make_schools_of_province(session, size.schools, chance, tell)


def _communes(session: Session, size: Size) -> Sequence[AdministrativeUnit]:
    """Those of today that have no list yet, each with hamlets."""
    load_country(session, HUE)
    serve(session, HUE)
    province = unit_with_code(session, HUE)
    query = select(AdministrativeUnit).where(
        AdministrativeUnit.parent_id == province.id,
        AdministrativeUnit.level == Level.COMMUNE,
        AdministrativeUnit.valid_to.is_(None),
        AdministrativeUnit.id.not_in(select(PovertyList.unit_id)),
    )
    found = session.scalars(query.order_by(AdministrativeUnit.code).limit(size.communes)).all()
    for commune in found:
        known = {unit.name for unit in _below(session, commune)}
        for name in HAMLETS:
            if name not in known:
                since = commune.valid_from
                add_unit(session, Level.HAMLET, "thôn", name, parent=commune, valid_from=since)
    return found


def _below(session: Session, commune: AdministrativeUnit) -> Sequence[AdministrativeUnit]:
    query = select(AdministrativeUnit).where(AdministrativeUnit.parent_id == commune.id)
    return session.scalars(query).all()


def _officers(session: Session, commune: AdministrativeUnit, number: int) -> Mapping[str, Officer]:
    """By whom of A Lưới 1 they stand for."""
    roles = {"canbo": Role.APPROVER, "canbo2": Role.APPROVER, "thamdinh": Role.VERIFIER}
    names = {"canbo": "Cán bộ duyệt", "canbo2": "Cán bộ giao máy", "thamdinh": "Cán bộ thẩm định"}
    return {
        like: add_account(
            session,
            f"{like}-{commune.code}",
            f"{names[like]} {number} (mẫu)",
            role,
            commune.id,
        )
        for like, role in roles.items()
    }


def _patterns(session: Session) -> Sequence[tuple[Pattern, Sequence[timedelta]]]:
    """The requests of the small world's year, and the days by which each can lie elsewhere."""
    query = select(SupportRequest).where(
        SupportRequest.contact_id.is_not(None),
        SupportRequest.household_id.is_not(None),
        SupportRequest.status != Status.NOT_RECEIVED,  # its ticket has a life of its own
    )
    found = [pattern_of(session, one) for one in session.scalars(query.order_by("id"))]
    return [(one, shifts) for one in found if (shifts := _shifts(one))]


def _shifts(pattern: Pattern) -> Sequence[timedelta]:
    """Whole weeks, so that no office works on a Sunday; on no holiday either, and never in the
    future."""
    since = datetime.combine(working_day(BEGAN), datetime.min.time(), clock.VIETNAM)
    until = clock.now() - timedelta(days=NEWEST)
    first, last = pattern.moments[0], pattern.moments[-1]
    days = range(-52 * 7, 52 * 7, 7)
    if pattern.request["status"] in OPEN:
        days = OPEN_SHIFTS
    shifts = [timedelta(days=day) for day in days]
    return [
        shift
        for shift in shifts
        if since + timedelta(days=1) < first + shift and last + shift < until
        if all(is_working_day(day + shift) for day in pattern.office_days)
    ]


def _copies(
    session: Session,
    commune: AdministrativeUnit,
    officers: Mapping[str, Officer],
    patterns: Sequence[tuple[Pattern, Sequence[timedelta]]],
    count: int,
    chance: Random,
) -> list[Copy]:
    list_id = session.scalars(select(PovertyList.id).where(PovertyList.unit_id == commune.id)).one()
    like: dict[int, int] = {
        session.scalars(select(Officer.id).where(Officer.username == name)).one(): officer.id
        for name, officer in officers.items()
    }
    copied = partial(Copy, list_id=list_id, officers=like)
    made = []
    families = list(families_of(session, commune.id))
    chance.shuffle(families)
    for family in islice(families, count):
        fitting = [one for one in patterns if one[0].request["circumstance"] == family.circumstance]
        pattern, shifts = chance.choice(fitting)
        made.append(copied(pattern, family, shift=chance.choice(shifts)))
    return made
