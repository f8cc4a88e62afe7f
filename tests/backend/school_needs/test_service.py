"""Needs and pledges as officers keep them, and what the people at both ends hear."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import Database
from backend.errors import Conflict, Invalid, NotFound
from backend.messages.models import OutboxMessage
from backend.officers.models import Officer, OfficerId
from backend.programmes.fields import Answer
from backend.school_needs import pledging, queries, service, taking_part
from backend.school_needs.models import NeedId, Pledge, SchoolNeed
from backend.school_needs.pledging import PledgeForm
from backend.school_needs.words import NeedState
from backend.schools import service as schools
from backend.schools.models import SchoolSite
from backend.schools.words import SchoolLevel
from backend.teachers.models import Teacher
from backend.tickets.commands import SubmitTicket
from backend.tickets.models import Ticket
from backend.tickets.service import close, submit
from tests.backend.school_needs.factory import (
    mai,
    make_gift,
    make_need,
    make_pledge,
    need_form,
    province,
)
from tests.backend.schools.factory import make_school, make_site
from tests.factories import World, make_contact

TOLD = {
    "site": ("điểm Ra Lóc", "điểm Ra Lóc"),
    "group": ("power_water", "Điện, nước"),
    "words": ("bồn nước cho học sinh", "bồn nước cho học sinh"),
    "quantity": (2, "2"),
    "pupils": (40, "40"),
    "urgency": ("term", "Cần trong học kỳ này"),
    "photo": ("", "không có ảnh"),
}


def teacher_of(session: Session, world: World, school: str) -> ContactId:
    """A contact who is confirmed to speak for a school of `commune`."""
    contact = make_contact(session, f"thay-co-{school}")
    session.add(
        Teacher(
            contact_id=contact,
            unit_id=UnitId(world.commune),
            school=school,
            officer_id=OfficerId(world.officer),
            confirmed_at=clock.now(),
        )
    )
    session.flush()
    return contact


def told_by_chat(
    session: Session, world: World, school: str = "TH Suối Trong", **said: Any
) -> Ticket:
    """A teacher's ticket, answered with «listed» by the officer of the commune."""
    contact = teacher_of(session, world, school)
    answers = tuple(Answer(name, *value) for name, value in {**TOLD, **said}.items())
    ticket = submit(session, contact, SubmitTicket("school_need", UnitId(world.commune), answers))
    close(session, mai(session, world), ticket.id, ticket.version, "listed", "Đã ghi.")
    return ticket


def heard(session: Session) -> list[str]:
    """Everything that was sent to anybody, oldest first."""
    rows = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    return [row.body["text"] for row in rows]


def state(need: SchoolNeed) -> str:
    """How far it is now."""
    return need.state.value


def test_a_teachers_ticket_becomes_a_need_that_sponsors_do_not_see_yet(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        school = make_school(session, world)
        ticket = told_by_chat(session, world)
        need = session.scalars(select(SchoolNeed)).one()
        site = session.get_one(SchoolSite, need.site_id)
        assert (need.school_id, site.name, need.group_code) == (
            school.id,
            "điểm Ra Lóc",
            "power-water",
        )
        assert (need.quantity, need.ticket_id, need.published) == (2, ticket.id, False)
        said = taking_part.of_school(session, school.id, clock.today().year)
        assert said
        assert said.has_needs


@pytest.mark.parametrize("place", ["điểm chính", "Điểm trường chính", "chính", "trường chính"])
def test_the_main_place_is_no_site(database: Database, world: World, place: str) -> None:
    with database.transaction() as session:
        make_school(session, world)
        told_by_chat(session, world, site=(place, place))
        assert session.scalars(select(SchoolNeed.site_id)).one() is None
        assert session.scalars(select(SchoolSite)).all() == []


def test_a_known_site_is_found_in_another_spelling(database: Database, world: World) -> None:
    with database.transaction() as session:
        site = make_site(session, world, make_school(session, world), "Điểm trường Ra Lóc")
        told_by_chat(session, world, site=("ra loc", "ra loc"))
        assert session.scalars(select(SchoolNeed.site_id)).one() == site.id


def test_a_school_that_no_list_has_is_refused_beside_the_outcome(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_school(session, world, "Trường THCS Núi Cao", "THCS")
        with pytest.raises(Invalid, match="chưa có trường «TH Suối Trong»") as refused:
            told_by_chat(session, world)
        assert refused.value.field == "outcome"


def test_the_same_need_told_twice_is_one(database: Database, world: World) -> None:
    with database.transaction() as session:
        school = make_school(session, world)
        told_by_chat(session, world)
        told_by_chat(session, world, "Tiểu học Suối Trong")
        need = session.scalars(select(SchoolNeed)).one()
        said = {"group": "power-water", "text": "Bồn nước  cho học sinh"}
        form = need_form(site=str(need.site_id), **said)
        with pytest.raises(Conflict, match="đã có nhu cầu này"):
            service.add(session, mai(session, world), school.id, form)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"group": ""}, "group"),
        ({"group": "tiền"}, "group"),
        ({"text": " "}, "text"),
        ({"quantity": ""}, "quantity"),
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "-3"}, "quantity"),
        ({"quantity": "ba"}, "quantity"),
        ({"quantity": "٣"}, "quantity"),
        ({"quantity": "9" * 30}, "quantity"),
        ({"cost": "nhiều"}, "cost"),
        ({"urgency": "now"}, "urgency"),
        ({"site": "999999"}, "site"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(
    database: Database, world: World, changes: dict[str, str], field: str
) -> None:
    with database.transaction() as session:
        school = make_school(session, world)
        with pytest.raises(Invalid) as refused:
            service.add(session, mai(session, world), school.id, need_form(**changes))
        assert refused.value.field == field


def test_a_need_goes_from_open_to_met_and_both_ends_are_thanked(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_school(session, world)
        told_by_chat(session, world)
        donor = make_contact(session, "ung-ho")
        offered = (
            Answer("gift", "goods", "Đồ dùng"),
            Answer("words", "2 bồn", "2 bồn"),
            Answer("donor_name", "Công ty Sao Mai (mẫu)", "Công ty Sao Mai (mẫu)"),
            Answer("phone", "0905123456", "0905123456"),
        )
        ticket = submit(session, donor, SubmitTicket("donate", UnitId(world.commune), offered))
        officer = province(session, world)
        need = session.scalars(select(SchoolNeed)).one()
        form = PledgeForm(donor="", kind="goods", quantity="1", ticket=ticket.code.lower())
        made = pledging.pledge(session, officer, need.id, need.version, form)
        assert state(need) == "matched"
        pledging.receive(session, officer, made.id, made.version, clock.today())
        assert state(need) == "partly"
        assert not need.ended_on
        rest = pledging.pledge(
            session, officer, need.id, need.version, PledgeForm("Hội mẫu", "goods")
        )
        assert rest.quantity == 1
        pledging.receive(session, officer, rest.id, rest.version, clock.today())
        assert state(need) == "met"
        assert need.ended_on == clock.today()
        texts = "\n".join(heard(session))
        for sentence in (
            "Có người nhận giúp nhu cầu NC-",
            f"Cảm ơn anh/chị! Phần ủng hộ ở phiếu {ticket.code}",
            "Trường Tiểu học Suối Trong đã nhận phần anh/chị ủng hộ",
            "đã nhận được một phần",
            "của trường đã đủ",
        ):
            assert sentence in texts, sentence
        assert "Sao Mai" not in texts
        with pytest.raises(Conflict, match="đủ người giúp"):
            pledging.pledge(session, officer, need.id, need.version, PledgeForm("Nữa", "goods"))


def test_a_withdrawn_promise_opens_the_need_again(database: Database, world: World) -> None:
    with database.transaction() as session:
        need = make_need(session, world, make_school(session, world))
        made = make_pledge(session, world, need)
        pledging.withdraw(session, mai(session, world), made.id, made.version)
        session.refresh(need)
        assert need.state is NeedState.OPEN
        with pytest.raises(Conflict):
            pledging.receive(session, mai(session, world), made.id, made.version, clock.today())


@pytest.mark.parametrize("days", [-1, 400])
def test_nothing_arrives_tomorrow_or_before_it_was_promised(
    database: Database, world: World, days: int
) -> None:
    with database.transaction() as session:
        made = make_pledge(session, world, make_need(session, world, make_school(session, world)))
        on = clock.today() - timedelta(days=days)
        with pytest.raises(Invalid) as refused:
            pledging.receive(session, mai(session, world), made.id, made.version, on)
        assert refused.value.field == "on"


def test_a_closed_need_is_left_alone_until_it_is_opened_again(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        officer = mai(session, world)
        need = make_need(session, world, make_school(session, world))
        with pytest.raises(Invalid):
            service.close(session, officer, need.id, need.version, "")
    with database.transaction() as session:
        officer = mai(session, world)
        need = queries.need(session, officer, need.id)
        service.close(session, officer, need.id, need.version, "trường đã tự sửa")
        assert (need.state, need.ended_on) == (NeedState.CLOSED, clock.today())
        with pytest.raises(Conflict, match="đã đóng"):
            make_pledge(session, world, need)
        need = queries.need(session, officer, need.id)
        service.reopen(session, officer, need.id, need.version)
        assert (need.state, need.ended_on, need.closed_reason) == (NeedState.OPEN, None, "")
        with pytest.raises(Conflict, match="vừa có người ghi"):
            service.reopen(session, officer, need.id, need.version - 1)


def test_the_platform_link_is_a_link_and_no_day_to_come(database: Database, world: World) -> None:
    with database.transaction() as session:
        officer = mai(session, world)
        need = make_need(session, world, make_school(session, world))
        today = clock.today()
        for on, link, field in (
            (today + timedelta(days=1), "", "on"),
            (today - timedelta(days=900), "", "on"),
            (today, "javascript:alert(1)", "link"),
        ):
            with pytest.raises(Invalid) as refused:
                service.push(session, officer, need.id, need.version, on, link)
            assert refused.value.field == field
            session.refresh(need)
        assert queries.work_counts(session, officer) == (1, 1)
        service.push(session, officer, need.id, need.version, today, "https://vi-du.example/1")
        assert queries.work_counts(session, officer) == (1, 0)


def test_another_commune_finds_nothing(database: Database, world: World) -> None:
    with database.transaction() as session:
        stranger = session.get_one(Officer, OfficerId(world.stranger))
        school = make_school(session, world)
        need = make_need(session, world, school)
        made = make_pledge(session, world, need)
        make_gift(session, world, school, received=clock.today())
        assert queries.needs(session, stranger) == []
        assert queries.pledges(session, stranger) == []
        assert queries.counts(session, stranger) == {}
        with pytest.raises(NotFound):
            queries.need(session, stranger, need.id)
        with pytest.raises(NotFound):
            queries.pledge(session, stranger, made.id)
        with pytest.raises(NotFound):
            taking_part.confirm_none(session, stranger, school.id)
        form = PledgeForm("A", "goods", quantity="1", thing="man", received=clock.today())
        with pytest.raises(NotFound):
            pledging.record_gift(session, stranger, UnitId(world.commune), None, form)


def test_nothing_personal_stands_in_the_trail(database: Database, world: World) -> None:
    with database.transaction() as session:
        need = make_need(session, world, make_school(session, world), text="Nước cho em Hồ Mẫu")
        make_pledge(session, world, need, donor="Lê Văn Bình (mẫu)")
        details = " ".join(str(each.details) for each in session.scalars(select(audit.AuditEntry)))
        assert "Hồ Mẫu" not in details
        assert "Bình" not in details


def test_two_sponsors_at_one_moment_do_not_both_cover_the_whole(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        need = make_need(session, world, make_school(session, world))
        need_id, version = NeedId(need.id), need.version
    outcomes: list[str] = []

    def promise(name: str) -> None:
        try:
            with database.transaction() as session:
                form = PledgeForm(name, "goods")
                pledging.pledge(session, mai(session, world), need_id, version, form)
            outcomes.append("promised")
        except Conflict:
            outcomes.append("refused")

    threads = [threading.Thread(target=promise, args=(f"Người {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["promised", "refused", "refused", "refused"]
    with database.reading() as session:
        assert len(session.scalars(select(Pledge)).all()) == 1


def test_a_school_has_reported_once_whoever_writes_it_down(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        school_id = make_school(session, world).id

    def confirm() -> None:
        with database.transaction() as session:
            taking_part.confirm_none(session, mai(session, world), school_id)

    threads = [threading.Thread(target=confirm) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        taken = taking_part.taken(session, mai(session, world), clock.today().year)
        assert [(each.level, each.reported, each.schools) for each in taken] == [
            (SchoolLevel.PRIMARY, 1, 1)
        ]


def test_who_has_not_reported_is_listed_and_reminded_once_a_week(
    database: Database, world: World
) -> None:
    year = clock.today().year
    with database.transaction() as session:
        officer = mai(session, world)
        school = make_school(session, world)
        quiet = make_school(session, world, "Trường Mầm non Đồi Xanh", "MN")
        gone = make_school(session, world, "Trường Cũ", "TH")
        schools.close(session, officer, gone.id, gone.version, clock.today())
        teacher_of(session, world, "TH Suối Trong")
        listed = taking_part.silent(session, officer, year)
        assert [(each.school.id, each.teachers) for each in listed] == [
            (quiet.id, 0),
            (school.id, 1),
        ]
        assert taking_part.remind(session, officer, school.id) == 1
        assert "trường mình chưa báo nhu cầu" in heard(session)[-1]
        with pytest.raises(Conflict, match="trong tuần"):
            taking_part.remind(session, officer, school.id)
        with pytest.raises(Conflict, match="Chưa có thầy cô"):
            taking_part.remind(session, officer, quiet.id)
        make_need(session, world, school)
        with pytest.raises(Conflict, match="vừa báo"):
            taking_part.remind(session, officer, school.id)
        with pytest.raises(Conflict, match="còn nhu cầu"):
            taking_part.confirm_none(session, officer, school.id)
        with pytest.raises(Conflict, match="chưa có nhu cầu"):
            taking_part.confirm_same(session, officer, quiet.id)
        taking_part.confirm_none(session, officer, quiet.id)
        assert taking_part.silent(session, officer, year) == []
        assert len(taking_part.silent(session, officer, year - 1)) == 2
