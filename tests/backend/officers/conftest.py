"""The site with an administrator of xã A Lưới 1, and visitors to it."""

from collections.abc import Iterator

import pytest

from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers.models import (
    Role,
)
from tests.factories import World, make_officer
from tests.site import Visitor, running


@pytest.fixture
def address(database: Database, world: World) -> Iterator[str]:
    """Where the site runs; xã A Lưới 1 has an administrator."""
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "quantri", "Hồ Quản", unit, Role.ADMINISTRATOR)
    with running(database) as address:
        yield address


@pytest.fixture
def chief(address: str) -> Iterator[Visitor]:
    """The administrator of xã A Lưới 1."""
    with Visitor(address) as visitor:
        visitor.sign_in("quantri")
        yield visitor


@pytest.fixture
def stranger(address: str) -> Iterator[Visitor]:
    """Somebody without a session."""
    with Visitor(address) as visitor:
        yield visitor
