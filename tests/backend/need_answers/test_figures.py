"""Who was asked, who needs nothing, and whose lack of information was made good."""

import threading

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.errors import Conflict
from backend.figures.catalogue import figures
from backend.figures.narrowing import Narrowing
from backend.figures.queries import totals
from backend.need_answers import service
from backend.need_answers.commands import DeclareNoNeed
from backend.need_answers.models import NeedAnswer
from backend.officers.models import Officer, OfficerId
from backend.poverty_lists.models import PovertyListEntry
from backend.support_requests.commands import WithdrawSupportRequest
from backend.support_requests.models import SupportRequest
from backend.support_requests.service import withdraw
from tests.backend.programmes.test_phones import CODE, IMEI, Huế


def counts(hue: Huế, *codes: str, officer: int | None = None) -> list[int]:
    with hue.database.reading() as session:
        who = session.get_one(Officer, OfficerId(officer or hue.world.officer))
        narrowed = Narrowing(who.unit_id, programme=CODE)
        found = totals(session, who, narrowed, [figures()[code] for code in codes])
        return [found[code] for code in codes]


def enter(session: Session, hue: Huế, name: str) -> NeedAnswer:
    said = DeclareNoNeed(CODE, UnitId(hue.world.commune), "Thôn 1", name, 1980)
    return service.enter(session, session.get_one(Officer, OfficerId(hue.world.officer)), said)


def test_asked_is_with_need_and_without_and_a_later_request_moves_one_over(hue: Huế) -> None:
    asked = ("asked", "with-need", "no-need")
    with hue.database.transaction() as session:
        for name in ("Hồ Thị Hoa", "Kăn Thị Mẫu"):
            enter(session, hue, name)
    hue.ask()
    assert counts(hue, *asked) == [3, 1, 2]
    request_id = hue.ask(head_name="Kăn Thị Mẫu", head_birth_year=1980)
    assert counts(hue, *asked) == [3, 2, 1]
    with hue.database.transaction() as session:
        request = session.get_one(SupportRequest, request_id)
        withdraw(session, hue.contact, WithdrawSupportRequest(request.code))
    assert counts(hue, *asked)[1:] == [1, 1]
    assert counts(hue, *asked, officer=hue.world.stranger) == [0, 0, 0]


def test_households_deprived_of_information_and_how_many_were_helped(hue: Huế) -> None:
    with hue.database.transaction() as session:
        heads = ["Hồ Thị A Lơ", "Hồ Văn Nghiên"]
        deprived = update(PovertyListEntry).where(PovertyListEntry.head_name.in_(heads))
        session.execute(deprived.values(lacks_information=True))
        session.execute(
            update(PovertyListEntry)
            .where(PovertyListEntry.head_name.not_in(heads))
            .values(lacks_information=False)
        )
    both = ("lacking-information", "lacking-information-served")
    assert counts(hue, *both) == [2, 0]
    request_id = hue.ask()
    hue.approve(request_id)
    assert counts(hue, *both) == [2, 0]
    hue.give(request_id, IMEI)
    assert counts(hue, *both) == [2, 1]


def test_many_at_once_leave_one_answer_of_a_home(hue: Huế) -> None:
    refused = []

    def at_once() -> None:
        try:
            with hue.database.transaction() as session:
                enter(session, hue, "Hồ Thị Hoa")
        except Conflict as known:
            refused.append(known)

    threads = [threading.Thread(target=at_once) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with hue.database.reading() as session:
        assert session.scalar(select(func.count(NeedAnswer.id))) == 1
    assert len(refused) == 3
