"""Who answers for the channels reads on the first page what is wrong with them, and nobody else."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

import pytest

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.message_quotas import service
from backend.message_quotas.queries import troubles
from backend.messages.models import InboxMessage
from backend.messages.unreadable import unreadable_people
from backend.officers.models import Officer, Role
from tests.factories import World, make_contact, make_officer
from tests.site import Visitor, running, words


@pytest.fixture
def administrator(database: Database, world: World) -> int:
    """Of the province."""
    with database.transaction() as session:
        province = session.get_one(AdministrativeUnit, world.province)
        name, role = "Nguyễn Thị Hạnh", Role.ADMINISTRATOR
        return make_officer(session, "quantri", name, province, role).id


def sent(database: Database, pieces: int, quota: int | None = 3000, channel: str = "zalo") -> None:
    with database.transaction() as session:
        service.count(session, channel, quota, pieces)


def told(database: Database, officer: int) -> list[str]:
    with database.reading() as session:
        return troubles(session, session.get_one(Officer, officer))


def wrote(
    database: Database, *kinds: str, channel: str = "zalo", ago: timedelta = timedelta()
) -> None:
    """A new person sends these."""
    with database.transaction() as session:
        contact = make_contact(session, chat_id=uuid4().hex)
        for kind in kinds:
            message = InboxMessage(
                channel=channel,
                event_id=uuid4().hex,
                contact_id=contact,
                kind=kind,
                text="",
                received_at=clock.now() - ago,
            )
            session.add(message)


@pytest.mark.parametrize(
    ("pieces", "parts"),
    [
        (2399, None),
        (2400, ["Zalo đã gửi 2.400 trên 3.000 tin", "Khi hết"]),
        (2999, ["Zalo đã gửi 2.999 trên 3.000 tin", "Khi hết"]),
        (3000, ["Zalo đã gửi 3.000 trên 3.000 tin", "Tin báo tạm dừng tới ngày 1 tháng sau"]),
    ],
)
def test_a_month_that_runs_out_is_told(
    database: Database, administrator: int, pieces: int, parts: Sequence[str] | None
) -> None:
    sent(database, pieces)
    sent(database, 9000, None, "telegram")
    found = told(database, administrator)
    assert len(found) == (parts is not None)
    assert all(part in found[0] for part in parts or ())


def test_nobody_else_is_told(database: Database, world: World, administrator: int) -> None:
    sent(database, 3000)
    wrote(database, "unsupported", "unsupported")
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        local = make_officer(session, "quantrixa", "Lý A Sò", commune, Role.ADMINISTRATOR).id
    for other in (world.officer, world.province_officer, local):
        assert told(database, other) == []
    assert len(told(database, administrator)) == 2


@pytest.mark.parametrize(
    ("kinds", "channel", "ago", "counts"),
    [
        (["unsupported"] * 2, "zalo", timedelta(), 1),
        (["unsupported"] * 9, "zalo", timedelta(days=29), 1),
        (["unsupported"], "zalo", timedelta(), 0),
        (["unsupported", "text", "unsupported"], "zalo", timedelta(), 0),
        (["unsupported", "voice"], "zalo", timedelta(), 0),
        (["unsupported", "image"], "zalo", timedelta(), 0),
        (["text", "text"], "zalo", timedelta(), 0),
        (["unsupported"] * 2, "zalo", timedelta(days=31), 0),
        (["unsupported"] * 2, "telegram", timedelta(), 0),
    ],
)
def test_an_account_that_cannot_be_read_is_one_of_which_nothing_ever_was(
    database: Database, kinds: Sequence[str], channel: str, ago: timedelta, counts: int
) -> None:
    wrote(database, *kinds, channel=channel, ago=ago)
    wrote(database, *kinds, channel=channel, ago=ago)
    with database.reading() as session:
        assert unreadable_people(session) == 2 * counts


def test_the_first_page_shows_it(database: Database, administrator: int) -> None:
    sent(database, 2850)
    wrote(database, "unsupported", "unsupported")
    with running(database) as address, Visitor(address) as visitor:
        visitor.sign_in("quantri")
        shown = words(visitor.open("/admin/"))
    assert "Kênh nhắn tin Zalo đã gửi 2.850 trên 3.000 tin" in shown
    assert "1 tài khoản Zalo nhắn tới trong 30 ngày qua" in shown
