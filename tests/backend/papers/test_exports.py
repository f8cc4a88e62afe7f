"""Exports: scoped, masked, written by a job, for one officer only, and every row on record."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.models import AccessPoint
from backend.administrative_units.models import AdministrativeUnit
from backend.audit import AuditEntry
from backend.db import Database
from backend.errors import Conflict, Invalid, NotAllowed, NotFound
from backend.jobs.models import Job, JobState
from backend.officers.models import Officer, OfficerId, Role
from backend.papers import portions, queries, service, writing
from backend.papers.exports import NOUNS
from backend.papers.models import Export, ExportId, ExportPiece
from backend.support_requests.models import Status
from tests.backend.access_points.factory import make_access_point
from tests.backend.schools.factory import make_school, make_site
from tests.factories import World, make_officer, make_request

PHONE = "0912345678"


def officer_of(session: Session, number: int) -> Officer:
    return session.get_one(Officer, OfficerId(number))


def written(
    database: Database, number: int, noun: str, filters: str = "", reason: str = ""
) -> list[tuple[object, ...]]:
    """All rows of an export, asked for and written."""
    with database.transaction() as session:
        asked = service.ask(session, officer_of(session, number), noun, filters, reason)
        export_id, job_id = asked.id, asked.job_id
    assert job_id
    writing.run_now(database, job_id)
    with database.transaction() as session:
        assert session.get_one(Job, job_id).state is JobState.DONE, session.get_one(Job, job_id)
        service.fetch(session, officer_of(session, number), export_id)
        found = select(ExportPiece.content).where(ExportPiece.export_id == export_id)
        content = b"".join(session.scalars(found.order_by(ExportPiece.number)))
        assert len(content) == session.get_one(Export, export_id).size
    sheet = load_workbook(BytesIO(content)).active
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def data(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The lines with a number in front."""
    return [row for row in rows if isinstance(row[0], int)]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_is_written_even_when_there_is_nothing(
    database: Database, world: World, noun: str
) -> None:
    rows = written(database, world.officer, noun)
    assert data(rows) == []
    assert any("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in row for row in rows)
    assert any("NGƯỜI LẬP" in row for row in rows)
    assert ("STT", *(field.title for field in NOUNS[noun].fields)) in rows


def test_requests_are_those_of_the_officer_s_units_as_filtered(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        for number in range(3):
            make_request(session, world.commune, chat_id=f"c{number}", child_name=f"Mẫu {number}")
        make_request(session, world.other_commune, chat_id="x", child_name="Nơi Khác")
        done = make_request(session, world.commune, chat_id="y", child_name="Đã Rút")
        done.status = Status.WITHDRAWN
    own = str(data(written(database, world.officer, "requests")))
    assert "Mẫu 2" in own
    assert "Nơi Khác" not in own
    assert len(data(written(database, world.province_officer, "requests"))) == 5
    waiting = data(written(database, world.officer, "requests", "status=waiting"))
    assert len(waiting) == 3


def test_numbers_are_masked_unless_a_reason_is_given_and_kept(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune)
    masked = str(written(database, world.officer, "requests"))
    assert PHONE not in masked
    assert "đã được che bớt" in masked
    shown = written(database, world.officer, "requests", reason="hand_over")
    assert any(PHONE in row for row in shown)  # text, with its zero
    with database.transaction() as session:
        entry = select(AuditEntry).where(AuditEntry.action == "disclose_rows")
        first, second = session.scalars(entry.order_by(AuditEntry.id)).all()
        assert [first.details, second.details] == [
            {"noun": "requests", "rows": 1, "why": ""},
            {"noun": "requests", "rows": 1, "why": "hand_over"},
        ]
        assert {first.officer_id, second.officer_id} == {world.officer}


@pytest.mark.parametrize("reason", ["x", "call", "'; DROP TABLE"])
def test_a_made_up_reason_is_refused(database: Database, world: World, reason: str) -> None:
    with database.transaction() as session, pytest.raises(Invalid):
        service.ask(session, officer_of(session, world.officer), "requests", "", reason)


def test_nobody_else_can_fetch_it_and_after_its_time_nobody_can(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        asked = service.ask(session, officer_of(session, world.officer), "requests", "", "")
        export_id, job_id = asked.id, asked.job_id
        assert job_id
    with database.transaction() as session, pytest.raises(Conflict):  # not written yet
        service.fetch(session, officer_of(session, world.officer), export_id)
    writing.run_now(database, job_id)
    for number in (world.colleague, world.stranger, world.province_officer):
        with database.transaction() as session, pytest.raises(NotFound):
            service.fetch(session, officer_of(session, number), export_id)
        with database.reading() as session:
            assert queries.piece(session, officer_of(session, number), export_id, 0) is None
    with database.transaction() as session:
        session.get_one(Export, export_id).expires_at = clock.now() - timedelta(seconds=1)
    with database.transaction() as session:
        with pytest.raises(NotFound):
            service.fetch(session, officer_of(session, world.officer), export_id)
        service.forget_expired(session)
        assert session.scalar(select(func.count()).select_from(ExportPiece)) == 0


def test_a_double_click_is_one_export_and_too_many_are_refused(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        officer = officer_of(session, world.officer)
        once = service.ask(session, officer, "requests", "", "")
        assert service.ask(session, officer, "requests", "", "").id == once.id
        service.ask(session, officer, "requests", "status=waiting", "")
        service.ask(session, officer, "devices", "", "")
        with pytest.raises(Conflict):
            service.ask(session, officer, "tickets", "", "")


def test_two_windows_asking_at_once_make_one_export(database: Database, world: World) -> None:
    together = threading.Barrier(2, timeout=20)

    def ask() -> int:
        together.wait()
        with database.transaction() as session:
            return service.ask(session, officer_of(session, world.officer), "requests", "", "").id

    with ThreadPoolExecutor(2) as threads:
        first, second = (threads.submit(ask) for _ in range(2))
        assert first.result() == second.result()


def test_a_role_exports_only_what_it_works_with(database: Database, world: World) -> None:
    allowed = {
        Role.STOREKEEPER: {"devices", "hand-overs", "data-packages", "disclosures"},
        Role.INSPECTOR: set(),
        Role.ADMINISTRATOR: {
            "access-points",
            "coverage",
            "disclosures",
            "school-sites-without-internet",
        },
    }
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.commune)
        for role, nouns in allowed.items():
            officer = make_officer(session, f"vai-{role}", "Người Mẫu", unit, role)
            for noun in NOUNS:
                if noun in nouns:
                    asked = service.ask(session, officer, noun, "", "")
                    assert asked.job_id
                    session.get_one(Job, asked.job_id).state = JobState.DONE  # makes room
                else:
                    with pytest.raises(NotAllowed):
                        service.ask(session, officer, noun, "", "")


def test_a_second_attempt_leaves_one_file(database: Database, world: World) -> None:
    with database.transaction() as session:
        asked = service.ask(session, officer_of(session, world.officer), "requests", "", "")
        session.add(ExportPiece(export_id=asked.id, number=0, content=b"half"))
        session.add(ExportPiece(export_id=asked.id, number=7, content=b"of an attempt"))
        export_id, job_id = asked.id, asked.job_id
        assert job_id
    writing.run_now(database, job_id)
    with database.reading() as session:
        found = select(ExportPiece.number, ExportPiece.content).where(
            ExportPiece.export_id == ExportId(export_id)
        )
        ((number, content),) = session.execute(found).all()
        assert number == 0
        assert content.startswith(b"PK")


def test_a_cancelled_job_leaves_no_file(database: Database, world: World) -> None:
    with database.transaction() as session:
        asked = service.ask(session, officer_of(session, world.officer), "requests", "", "")
        session.get_one(Job, asked.job_id).state = JobState.CANCELLED
        job_id = asked.job_id
        assert job_id
    writing.run_now(database, job_id)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ExportPiece)) == 0


def test_no_row_is_lost_or_doubled_between_portions(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PORTION", 2)
    with database.transaction() as session:
        codes = {
            make_request(session, world.commune, chat_id=f"c{at}", child_name=f"Mẫu {at}").code
            for at in range(5)
        }
    with database.reading() as session:
        officer = officer_of(session, world.officer)
        for filters in ("", "status=waiting"):
            found = [request.code for request in portions.requests(session, officer, filters)]
            assert len(found) == 5
            assert set(found) == codes


@given(count=st.integers(0, 30), full=st.integers(1, 7), more=st.integers(0, 1))
def test_portions_hand_over_every_row_once(count: int, full: int, more: int) -> None:
    """Whether a reader hands a page, or a page and one more to say that there is another."""
    rows = range(1, count + 1)

    def portion(last: int) -> list[int]:
        return [row for row in rows if row > last][: full + more]

    assert list(portions.all_of(portion, full, key=lambda row: row)) == list(rows)


def test_public_computers_keep_their_hours_in_words(database: Database, world: World) -> None:
    with database.transaction() as session:
        make_access_point(session, world, "=Thư viện", machines="4")
        assert session.scalar(select(func.count()).select_from(AccessPoint)) == 1
    ((number, name, *rest),) = data(written(database, world.officer, "access-points"))
    assert (number, name) == (1, "=Thư viện")
    assert 4 in rest


def test_sites_without_internet_are_those_where_somebody_said_so(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        school = make_school(session, world)
        for name, internet in (("Chính", "yes"), ("Thôn 1", "weak"), ("Thôn 2", "no"), ("Lẻ", "")):
            make_site(session, world, school, name, internet=internet)
    noun = "school-sites-without-internet"
    rows = data(written(database, world.officer, noun))
    assert [(row[3], row[5]) for row in rows] == [("Thôn 1", "Yếu"), ("Thôn 2", "Không")]
    assert not data(written(database, world.stranger, noun))


@pytest.mark.parametrize(
    ("noun", "query", "kept"),
    [
        ("requests", {"status": "waiting", "noun": "requests", "x": "1"}, "status=waiting"),
        ("requests", {"status": ""}, ""),
        ("devices", {"state": "lent", "before": "9"}, "state=lent"),
        ("tickets", {"kind": "a&status=open"}, "kind=a%26status%3Dopen"),
        ("hand-overs", {"state": "closed"}, ""),
    ],
)
def test_only_the_filters_of_its_own_list_are_taken_over(
    noun: str, query: dict[str, str], kept: str
) -> None:
    assert NOUNS[noun].narrowed(query) == kept
