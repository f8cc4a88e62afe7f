"""The site on both databases, with a signed-in officer of xã A Lưới 1."""

from collections.abc import Iterator

import pytest

from backend.db import Database
from tests.factories import World
from tests.site import Visitor, running


@pytest.fixture
def address(database: Database, world: World) -> Iterator[str]:
    """Where the site runs."""
    with running(database) as address:
        yield address


@pytest.fixture
def stranger(address: str) -> Iterator[Visitor]:
    """Somebody without an account."""
    with Visitor(address) as visitor:
        yield visitor


@pytest.fixture
def officer(address: str) -> Iterator[Visitor]:
    """Lê Thị Mai, approver of xã A Lưới 1."""
    with Visitor(address) as visitor:
        visitor.sign_in()
        yield visitor


@pytest.fixture
def colleague(address: str) -> Iterator[Visitor]:
    """Trần Văn Hải, the second approver of the same commune."""
    with Visitor(address) as visitor:
        visitor.sign_in("canbo2")
        yield visitor
