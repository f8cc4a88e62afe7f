"""The demo's sample world: real units, invented people, a list that went through the importer, and a
year of what families and officers did with it."""

from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.loading import load_units
from backend.administrative_units.models import AdministrativeUnit
from backend.administrative_units.service import unit_with_code
from backend.db import Database
from backend.officers.models import Officer
from backend.poverty_lists.reading.reader import read_list
from backend.poverty_lists.sample import write_sample
from backend.poverty_lists.service import keep_draft, publish
from backend.programmes.service import load_catalogue
from bot.demo.access_points import make_access_points
from bot.demo.accounts import OFFICERS, PLACES, SampleOfficer, add_account
from bot.demo.approvals import make_quotas
from bot.demo.broadcasts import make_broadcasts
from bot.demo.data_packages import make_packages
from bot.demo.devices import make_devices
from bot.demo.families import families_of
from bot.demo.gifts import make_gifts
from bot.demo.learning_titles import make_learning_titles
from bot.demo.officers import make_officers
from bot.demo.past import hour_of, working_day
from bot.demo.phones import make_need_answers, make_phone_sources
from bot.demo.posters import make_posters
from bot.demo.public_computers import make_public_computers
from bot.demo.reports import make_reports
from bot.demo.request_moves import make_request_moves
from bot.demo.school_needs import make_school_needs
from bot.demo.schools import make_schools
from bot.demo.tickets import make_tickets
from bot.demo.year import Office, make_year

UNITS = Path(__file__).parent / "units.toml"
SAMPLE_LIST = "danh-sach-ho-ngheo-mau.xlsx"
BEGAN = 345  # days ago


def make_world(
    database: Database, folder: Path, then: Callable[[Session], None] = lambda _session: None
) -> None:
    """Fills an empty database; one that has units is left as it is. `then` adds to it, in the same
    transaction: a world is whole, or is not there."""
    with database.transaction() as session:
        load_catalogue(session)
        if session.scalar(select(AdministrativeUnit.id).limit(1)):
            return
        with clock.at(hour_of(working_day(BEGAN), 9)):
            officers = _begin(session, folder)
        first = officers[0]
        families = families_of(session, first.unit_id)
        make_year(session, _offices(officers), families)
        make_officers(session, first)
        make_posters(session, first)
        make_access_points(session, officers)
        make_public_computers(session)
        make_schools(session, first)
        make_tickets(session, first)
        make_request_moves(session, first)
        make_devices(session, first)
        make_gifts(session, first)
        make_broadcasts(session, first)
        make_packages(session, first, officers[1], families)
        make_need_answers(session, first, families)
        make_learning_titles(session)
        make_school_needs(session)
        _add_missing(session, (each for place in PLACES for each in place.officers))
        make_reports(session)
        then(session)


def _begin(session: Session, folder: Path) -> list[Officer]:
    """The units of A Lưới, their officers, and the list and quotas of the first of them."""
    load_units(session, UNITS)
    officers = [_add_officer(session, sample) for sample in OFFICERS]
    first = officers[0]
    file = folder / SAMPLE_LIST
    write_sample(file)
    draft = read_list(file, file.name, clock.today())
    publish(session, first, keep_draft(session, first, first.unit_id, draft).id)
    make_quotas(session, first)
    make_phone_sources(session, officers[-1], first.unit_id)
    return officers


def _offices(officers: Iterable[Officer]) -> dict[str, Office]:
    """Who decides at each step of the programmes that take requests."""
    by_name = {officer.username: officer for officer in officers}
    commune, giver = by_name["canbo"], by_name["canbo2"]
    phones = (by_name["thamdinh"], commune, by_name["sohue"], by_name["tinhhue"])
    return {
        "song-va-may-tinh": Office((commune,), giver),
        "dien-thoai-thong-minh": Office(phones, giver),
    }


def _add_missing(session: Session, samples: Iterable[SampleOfficer]) -> None:
    """Whoever has come with the story of a place is there already."""
    known = set(session.scalars(select(Officer.username)))
    for sample in {each.username: each for each in samples}.values():
        if sample.username not in known:
            _add_officer(session, sample)


def _add_officer(session: Session, sample: SampleOfficer) -> Officer:
    unit = unit_with_code(session, sample.commune)
    return add_account(session, sample.username, sample.full_name, sample.role, unit.id)
