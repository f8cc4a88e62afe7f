"""An inbox on both databases."""

import pytest

from backend.db import Database
from backend.office import Operator
from bot.inbox import Inbox
from tests.bot.inbox.talks import Talks
from tests.factories import World


@pytest.fixture
def talks(database: Database, world: World) -> Talks:
    """An inbox in the small province."""
    return Talks(database, Inbox(database, Operator("UBND xã A Lưới 1")))
