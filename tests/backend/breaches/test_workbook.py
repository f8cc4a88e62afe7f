"""What is written of a breach stays; who may write is few; the paper says what is known and no more."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.breaches import queries, service
from backend.breaches.models import Breach, BreachAccount, BreachId
from backend.breaches.paper import BLANK, Said, notice
from backend.breaches.service import NoticeForm
from backend.breaches.words import Told
from backend.db import Database
from backend.errors import Conflict, Invalid, NotAllowed, NotFound
from backend.officers.models import Officer, OfficerId, Role
from backend.papers.printed import pdf
from backend.papers.word import docx
from tests.backend.breaches.factory import HAPPENED, account, inspector, make_breach
from tests.factories import World, make_officer


def told(receiver: str = "authority", **changes: object) -> NoticeForm:
    usual = {"is_told": True, "told_at": clock.now(), "note": "công văn 3/TB (mẫu)"}
    return NoticeForm(receiver, **{**usual, **changes})  # type: ignore[arg-type]


def known(session: Session, world: World, number: BreachId) -> queries.Known:
    return queries.breach(session, inspector(session, world), number)


@pytest.fixture
def number(database: Database, world: World) -> BreachId:
    """A breach that was found an hour ago."""
    with database.transaction() as session:
        return make_breach(session, world).id


def test_a_double_click_records_one(database: Database, world: World, number: BreachId) -> None:
    with database.transaction() as session:
        assert make_breach(session, world).id == number
        assert make_breach(session, world, "khác").id != number
        assert session.scalar(select(func.count()).select_from(Breach)) == 2
        assert session.scalar(select(func.count()).select_from(BreachAccount)) == 2


def test_nothing_is_written_over(database: Database, world: World, number: BreachId) -> None:
    earlier = clock.now() - timedelta(hours=30)
    with database.transaction() as session:
        later = account(happened="Hai tệp chứ không phải một", people="", found_at=earlier)
        service.amend(session, inspector(session, world), number, 1, later)
    with database.reading() as session:
        found = known(session, world, number)
        assert [each.happened for each, _who in found.accounts] == [HAPPENED, later.happened]
        assert [each.people for each, _who in found.accounts] == [1250, None]
        assert found.account.found_at == earlier
        assert found.clocks[0].until == earlier + timedelta(hours=72)  # the clock moves along
    with pytest.raises(Conflict), database.transaction() as session:
        service.amend(session, inspector(session, world), number, 1, account())


def test_who_was_told_stops_the_clock_and_only_then_it_is_closed(
    database: Database, world: World, number: BreachId
) -> None:
    with database.reading() as session:
        assert len(queries.open_breaches(session, inspector(session, world))) == 1
    with pytest.raises(Conflict, match="Chưa báo đủ nơi"), database.transaction() as session:
        service.close(session, inspector(session, world), number, 1, "khóa tệp")
    with database.transaction() as session:
        service.tell(session, inspector(session, world), number, 1, told())
    with database.reading() as session:
        assert queries.open_breaches(session, inspector(session, world)) == []
    with pytest.raises(Invalid), database.transaction() as session:
        service.close(session, inspector(session, world), number, 2, "  ")
    with database.transaction() as session:
        service.close(session, inspector(session, world), number, 2, "khóa tệp")
    with database.reading() as session:
        assert known(session, world, number).breach.closed_at
    with pytest.raises(Conflict, match="đã khép"), database.transaction() as session:
        service.close(session, inspector(session, world), number, 3, "khóa tệp")


def test_that_nobody_need_be_told_needs_who_found_so(
    database: Database, world: World, number: BreachId
) -> None:
    form = told(is_told=False, note=" ")
    with pytest.raises(Invalid) as refused, database.transaction() as session:
        service.tell(session, inspector(session, world), number, 1, form)
    assert refused.value.field == "note"
    with database.transaction() as session:
        form = told(is_told=False, note="Pháp chế xã: không có dữ liệu nào lộ (mẫu)")
        service.tell(session, inspector(session, world), number, 1, form)
    with database.reading() as session:
        assert known(session, world, number).open_clocks == []


WRONG: list[tuple[Callable[[], dict[str, Any]], str]] = [
    (lambda: {"found_at": clock.now() + timedelta(minutes=5)}, "hour"),
    (lambda: {"happened": "  "}, "happened"),
    (lambda: {"people": "nhiều"}, "people"),
    (lambda: {"people": "-1"}, "people"),
    (lambda: {"people": "٣"}, "people"),
    (lambda: {"people": "99999999999"}, "people"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_a_wrong_account_is_refused_beside_its_field(
    database: Database, world: World, changes: Callable[[], dict[str, Any]], field: str
) -> None:
    with pytest.raises(Invalid) as refused, database.transaction() as session:
        make_breach(session, world, **changes())
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("receiver", "hours", "field"),
    [("", 0, "receiver"), ("ai", 0, "receiver"), ("zalo", 1, "hour"), ("zalo", -2, "hour")],
)
def test_a_wrong_notice_is_refused_beside_its_field(
    database: Database, world: World, number: BreachId, receiver: str, hours: int, field: str
) -> None:
    form = told(receiver, told_at=clock.now() + timedelta(hours=hours))
    with pytest.raises(Invalid) as refused, database.transaction() as session:
        service.tell(session, inspector(session, world), number, 1, form)
    assert refused.value.field == field


@pytest.mark.parametrize("role", Role)
def test_only_those_with_the_task_write(database: Database, world: World, role: Role) -> None:
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, UnitId(world.commune))
        officer = make_officer(session, f"vai-{role}", "Người Mẫu", unit, role)
        if role in (Role.ADMINISTRATOR, Role.INSPECTOR):
            service.record(session, officer, account(), "một")
        else:
            with pytest.raises(NotAllowed):
                service.record(session, officer, account(), "một")


def test_another_unit_finds_nothing_and_the_province_sees_all(
    database: Database, world: World, number: BreachId
) -> None:
    with database.reading() as session:
        stranger = session.get_one(Officer, OfficerId(world.stranger))
        with pytest.raises(NotFound):
            queries.breach(session, stranger, number)
        assert queries.breaches(session, stranger) == []
        assert queries.open_breaches(session, stranger) == []
        above = session.get_one(Officer, OfficerId(world.province_officer))
        assert [each.breach.id for each in queries.breaches(session, above)] == [number]


def test_what_happened_is_not_readable_in_the_database(
    database: Database, world: World, number: BreachId
) -> None:
    with database.reading() as session:
        row = session.execute(text("SELECT happened, measures FROM breach_accounts")).one()
    assert all("gửi nhầm".encode() not in bytes(cell) for cell in row)


def paper_of(database: Database, world: World, number: BreachId) -> tuple[str, str]:
    """The words of the Word and of the PDF file."""
    with database.reading() as session:
        said = Said(known(session, world, number), "UBND xã A Lưới 1", "")
        made = notice(said)
    document = Document(BytesIO(docx(made)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    written = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf(made))).pages)
    return " ".join(written.split()), " ".join(printed.split())


def test_the_paper_holds_the_figures_and_leaves_room_for_what_only_the_office_knows(
    database: Database, world: World, number: BreachId
) -> None:
    with database.transaction() as session:
        form = told(Told.SUPERIOR, note="điện thoại (mẫu)")
        service.tell(session, inspector(session, world), number, 1, form)
    for words in paper_of(database, world, number):
        assert HAPPENED in words
        assert "khoảng 1.250 người (ước tính)" in words
        assert "số điện thoại, số SIM" in words
        assert "UBND xã A Lưới 1" in words
        assert "điện thoại (mẫu)" in words
        assert words.count(BLANK) >= 4
        assert "Lý do báo sau" not in words


def test_a_late_paper_asks_why(database: Database, world: World) -> None:
    with database.transaction() as session:
        late = make_breach(session, world, found_at=clock.now() - timedelta(hours=80)).id
    for words in paper_of(database, world, late):
        assert f"Lý do báo sau 72 giờ: {BLANK}" in words
