"""The demo's sample world: real units, invented people, a list that went through the importer."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.loading import load_units
from backend.administrative_units.models import AdministrativeUnit
from backend.administrative_units.service import unit_with_code
from backend.db import Database
from backend.officers.models import Officer, Role
from backend.officers.service import add_officer
from backend.poverty_lists.reading.reader import read_list
from backend.poverty_lists.sample import write_sample
from backend.poverty_lists.service import keep_draft, publish
from backend.programmes.service import load_catalogue
from bot.demo.access_points import make_access_points
from bot.demo.accounts import OFFICERS, PASSWORD, SampleOfficer
from bot.demo.approvals import make_quotas
from bot.demo.broadcasts import make_broadcasts
from bot.demo.data_packages import make_packages
from bot.demo.devices import make_devices
from bot.demo.officers import make_officers
from bot.demo.posters import make_posters
from bot.demo.request_moves import make_request_moves
from bot.demo.schools import make_schools
from bot.demo.tickets import make_tickets

UNITS = Path(__file__).parent / "units.toml"
SAMPLE_LIST = "danh-sach-ho-ngheo-mau.xlsx"


def make_world(database: Database, folder: Path) -> None:
    """Fills an empty database; one that has units is left as it is."""
    with database.transaction() as session:
        load_catalogue(session)
        if session.scalar(select(AdministrativeUnit.id).limit(1)):
            return
        load_units(session, UNITS)
        officers = [_add_officer(session, sample) for sample in OFFICERS]
        file = folder / SAMPLE_LIST
        write_sample(file)
        draft = read_list(file, file.name, clock.today())
        first = officers[0]
        publish(session, first, keep_draft(session, first, first.unit_id, draft).id)
        make_quotas(session, first)
        make_officers(session, first)
        make_posters(session, first)
        make_access_points(session, officers)
        make_schools(session, first)
        make_tickets(session, first)
        make_request_moves(session, first)
        make_devices(session, first)
        make_broadcasts(session, first)
        make_packages(session, first)


def _add_officer(session: Session, sample: SampleOfficer) -> Officer:
    unit = unit_with_code(session, sample.commune)
    return add_officer(session, sample.username, sample.full_name, PASSWORD, Role.APPROVER, unit.id)
