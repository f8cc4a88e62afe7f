"""Devices in stock, for tests."""

from datetime import date

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.devices.models import Device
from backend.devices.service import Arrival, take_in
from backend.devices.words import DeviceKind
from backend.officers.models import Officer, OfficerId
from tests.factories import World


def make_device(
    session: Session,
    world: World,
    serial: str = "TAB-0001",
    *,
    unit: int = 0,
    model: str = "Samsung Tab A9",
    received_on: date | None = None,
    imeis: tuple[str, ...] = (),
    source: str = "",
    donor: str = "",
) -> Device:
    """A tablet in the stock of xã A Lưới 1, or of `unit`, taken in by the province's officer."""
    came = received_on or clock.today()
    arrival = Arrival(serial, model, came, DeviceKind.TABLET, imeis, source, donor)
    officer = session.get_one(Officer, OfficerId(world.province_officer))
    return take_in(session, officer, UnitId(unit or world.commune), arrival)
