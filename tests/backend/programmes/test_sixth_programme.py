"""A programme that no line of Python knows: warm clothes for boarding pupils, written as TOML alone,
from the family's request to the hand-over and the figures of its report."""

import pytest
from sqlalchemy import select

from backend import clock
from backend.administrative_units.models import UnitId
from backend.contacts.models import ContactId
from backend.db import Database
from backend.deliveries import closing, days
from backend.deliveries import service as deliveries
from backend.deliveries.closing import Closed, Presence
from backend.deliveries.commands import ConfirmDelivery
from backend.deliveries.days import DayForm
from backend.deliveries.models import Delivery, HandOverRow
from backend.deliveries.service import HandOver
from backend.errors import Conflict, Invalid
from backend.figures.catalogue import figures
from backend.figures.narrowing import Narrowing
from backend.figures.queries import totals
from backend.messages.models import OutboxMessage
from backend.officers.models import Officer, OfficerId
from backend.quotas.models import Quota
from backend.quotas.places import open_claim
from backend.quotas.service import QuotaForm, set_quota
from backend.schools.models import SchoolId
from backend.support_requests.models import (
    DecisionKind,
    Status,
    SupportRequest,
)
from tests.backend.programmes.sixth import CODE, ask, given, say
from tests.factories import World


def test_it_runs_from_the_request_to_the_hand_over_and_is_counted(
    database: Database, world: World, people: dict[str, int]
) -> None:
    request_id = ask(database, world, people["parent"])
    assert say(database, people["verifier"], request_id, DecisionKind.APPROVE) is Status.WAITING
    status = say(database, world.province_officer, request_id, DecisionKind.APPROVE)
    assert status is Status.APPROVED
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(people["verifier"]))
        request = session.get_one(SupportRequest, request_id)
        assert request.code.startswith("MD-")
        assert request.lacking is None
        form = HandOver("", "", clock.today(), "Hồ Thị A Lơ", "bố hoặc mẹ")
        delivery = deliveries.hand_over(session, officer, request_id, request.version, form)
        assert (delivery.device_id, delivery.items, delivery.dong) == (
            None,
            ["1 áo ấm", "1 chăn"],
            None,
        )
        deliveries.confirm(
            session, ContactId(people["parent"]), ConfirmDelivery(request.code, received=True)
        )
        assert request.status is Status.RECEIVED
        narrowed = Narrowing(UnitId(world.commune), programme=CODE)
        for code in ("handed-over", "with-need"):
            figure = figures()[code]
            assert totals(session, officer, narrowed, [figure]) == {code: 1}


def test_what_the_family_reads_names_the_blanket_and_no_machine(
    database: Database, world: World, people: dict[str, int]
) -> None:
    request_id = ask(database, world, people["parent"])
    say(database, people["verifier"], request_id, DecisionKind.APPROVE)
    say(database, world.province_officer, request_id, DecisionKind.APPROVE)
    with database.reading() as session:
        told = [str(row.body) for row in session.scalars(select(OutboxMessage))]
    assert any("Khi có chăn ấm, cán bộ sẽ hẹn" in words for words in told)
    assert not any("máy" in words for words in told)


def test_a_pupil_who_does_not_board_is_not_approved(
    database: Database, world: World, people: dict[str, int]
) -> None:
    request_id = ask(database, world, people["parent"], boarding="no")
    with pytest.raises(Invalid, match="chưa đúng điều kiện"):
        say(database, people["verifier"], request_id, DecisionKind.APPROVE)


def test_a_child_is_given_the_goods_once(
    database: Database, world: World, people: dict[str, int]
) -> None:
    first, second = (ask(database, world, people["parent"]) for _n in range(2))
    for request_id in (first, second):
        say(database, people["verifier"], request_id, DecisionKind.APPROVE)
        say(database, world.province_officer, request_id, DecisionKind.APPROVE)
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(people["verifier"]))
        form = HandOver("", "", clock.today(), "Hồ Thị A Lơ", "bố hoặc mẹ")
        version = session.get_one(SupportRequest, first).version
        deliveries.hand_over(session, officer, first, version, form)
        version = session.get_one(SupportRequest, second).version
        with pytest.raises(Conflict, match="đã được chương trình hỗ trợ"):
            deliveries.hand_over(session, officer, second, version, form)


def test_a_school_gives_no_more_than_its_own_part_and_others_use_the_communes(
    database: Database, world: World, people: dict[str, int]
) -> None:
    def allot(unit: int, amount: str, school: int | None = None, version: int = 0) -> None:
        with database.transaction() as session:
            officer = session.get_one(Officer, OfficerId(world.province_officer))
            line = (CODE, "warm", "nha-tai-tro", "ca-chuong-trinh", amount, "")
            own = SchoolId(school) if school else None
            set_quota(session, officer, version, QuotaForm(UnitId(unit), *line, own))

    allot(world.province, "5")
    allot(world.commune, "2")
    with pytest.raises(Invalid, match="chỉ còn 2"):
        allot(world.commune, "3", people["school"])
    allot(world.commune, "1", people["school"])
    asked = [
        ask(database, world, people["parent"], f"Hồ Văn {name}", school=school)
        for name, school in (
            ("Nam", "TH Hồng Thủy"),
            ("Bắc", "Tiểu học Hồng Thủy"),
            ("Đông", "THCS Hồng Vân"),
            ("Tây", "THCS Hồng Vân"),
        )
    ]
    for request_id in asked:
        say(database, people["verifier"], request_id, DecisionKind.APPROVE)
    found = [
        say(database, world.province_officer, request_id, DecisionKind.APPROVE)
        for request_id in asked
    ]
    assert found == [Status.APPROVED, Status.QUEUED, Status.APPROVED, Status.QUEUED]
    with database.reading() as session:
        own = open_claim(session, asked[0])
        assert own is not None
        assert own.quota_id is not None
        assert session.get_one(Quota, own.quota_id).school_id == people["school"]
    with pytest.raises(Invalid, match="không giảm xuống"):
        allot(world.commune, "1", version=1)


def test_a_day_of_hand_overs_gives_goods_to_who_came(
    database: Database, world: World, people: dict[str, int]
) -> None:
    came, away = (given(database, world, people, f"Hồ Văn {name}") for name in ("Nam", "Bắc"))
    form = DayForm("nhà văn hóa Thôn 1", clock.today(), "7h30", "Lê Thị Mai")
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(world.officer))
        day = days.plan(session, officer, UnitId(world.commune), form)
        days.invite(session, officer, day.id, day.version, [came, away])
        rows = session.scalars(select(HandOverRow).where(HandOverRow.day_id == day.id))
        ticks = {
            row.id: Presence(True, "Hồ Thị A Lơ", "bố hoặc mẹ")
            if row.request_id == came
            else Presence(False, reason="đi rẫy xa")
            for row in rows
        }
        closing.tick(session, officer, day.id, day.version, ticks)
        assert closing.close(session, officer, day.id, day.version) == Closed(1, 1, 0)
        found = session.scalars(select(Delivery)).one()
        assert (found.request_id, found.device_id) == (came, None)
        assert found.items == ["1 áo ấm", "1 chăn"]
        assert session.get_one(SupportRequest, away).status is Status.APPROVED
        told = [str(row.body) for row in session.scalars(select(OutboxMessage))]
    assert any("chăn ấm cho Hồ Thị A Lơ" in words for words in told)
    assert not any("máy" in words for words in told)
