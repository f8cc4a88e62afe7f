"""The tables of the report to the office, checked by hand and against each other."""

from sqlalchemy.orm import Session

from backend import clock
from backend.coverage import plan
from backend.coverage.report_tables import hamlet_coverage
from backend.db import Database
from backend.donors.service import donor_named
from backend.figures.rules import ALWAYS, Period
from backend.gifts import service, way
from backend.gifts.report_tables import devices_by_source, gifts_received
from backend.need_surveys.report_tables import needs_by_school
from backend.need_surveys.service import keep_lines
from backend.officers.models import Officer, OfficerId
from backend.papers.shapes import Cell, Table
from backend.posts.report_tables import posts_by_channel
from backend.posts.service import PostForm, add
from tests.backend.devices.factory import make_device
from tests.backend.gifts.factory import make_gift
from tests.backend.schools.factory import make_school
from tests.factories import World


def rows(contents: object) -> list[list[Cell]]:
    assert isinstance(contents, tuple)
    (table,) = contents
    assert isinstance(table, Table)
    found = [list(row) for row in table.rows]
    assert all(len(row) == len(table.columns) for row in found)
    return found


def officer_of(session: Session, world: World) -> Officer:
    return session.get_one(Officer, OfficerId(world.officer))


def test_devices_are_counted_by_donor_and_add_up(database: Database, world: World) -> None:
    with database.transaction() as session:
        officer, gift = officer_of(session, world), make_gift(session, world)
        for number in range(3):
            device = make_device(session, world, serial=f"MAU-{number}")
            device.source = ""
            if number:
                name = "Công ty Sao Mai (mẫu)"
                device.donor_id = donor_named(session, officer.unit_id, name)
        session.flush()
        found = rows(devices_by_source(session, officer, ALWAYS))
        assert sorted(row[2:] for row in found[:-1]) == [[1, 0, 1], [2, 0, 2]]
        assert found[-1][2:] == [3, 0, 3]
        assert service.attach_devices(session, officer, gift.id, gift.version) == 2
        assert way.device_count(session, gift) == 2
        assert not way.attachable(session, gift)
        assert rows(gifts_received(session, officer, ALWAYS))[0][5] == 20


def test_posts_by_channel_add_up_and_struck_days_do_not_count(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        officer, today = officer_of(session, world), clock.today()
        for number, (channel, reach) in enumerate(
            [("zalo", "100"), ("zalo", ""), ("facebook", "1.250")]
        ):
            form = PostForm(f"Tin {number} (mẫu)", channel, today, reach=reach)
            add(session, officer, officer.unit_id, form)
        found = rows(posts_by_channel(session, officer, Period(today, today)))
        assert found[-1][2:] == [3, 1350]
        assert [row[2:] for row in found[:-1] if row[2]] == [[1, 1250], [2, 100]]
        before = Period(None, today.replace(year=today.year - 1))
        assert rows(posts_by_channel(session, officer, before))[-1][2:] == [0, 0]


def test_hamlets_and_schools_have_a_row_each(database: Database, world: World) -> None:
    with database.transaction() as session:
        officer, school = officer_of(session, world), make_school(session, world)
        plan.load_plans(session)
        keep_lines(session, officer, school.id, "3A; 28; 12; 9\n4A; 20; 3; 1")
        assert [row[2] for row in rows(hamlet_coverage(session, officer, ALWAYS))] == [
            "Chưa có sóng",
            "Chưa có sóng",
        ]
        found = rows(needs_by_school(session, officer, ALWAYS))
        assert found[0][2:] == [48, 15, 10, 0]
        assert found[-1][2:] == [48, 15, 10, 0]
