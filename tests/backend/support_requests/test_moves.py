"""What moves a request besides decisions: questions, merging, another commune, an own family."""

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.contacts.models import ChannelAddress
from backend.contacts.service import Origin
from backend.errors import Conflict, Invalid, NotFound, Refused
from backend.messages.models import OutboxMessage, Priority, SendStatus
from backend.messages.service import put
from backend.office import Office, Operator, carry_out
from backend.officers.models import Officer, OfficerId
from backend.support_requests import asking, family_ties, merging, queries, transferring
from backend.support_requests.commands import SupplementSupportRequest
from backend.support_requests.correspondence import PAGE, correspondence
from backend.support_requests.course import course_of
from backend.support_requests.duplicates import related
from backend.support_requests.merging import Seen
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.support_requests.rules import Happened, History, status_of
from backend.support_requests.standing import standing
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter, at_once
from tests.factories import make_officer, make_request

QUESTION = "Cháu học buổi sáng hay buổi chiều ạ?"


def ask(counter: Counter, request_id: RequestId, text: str = QUESTION, **how: int) -> None:
    def act(session, officer, request_id, version):  # type: ignore[no-untyped-def]
        asking.ask(session, officer, request_id, version, text)

    counter.act(act, request_id, **how)


def reply(counter: Counter, code: str, text: str = "Buổi sáng ạ.", chat_id: str = "tele-1") -> None:
    """As the bot carries out what the family writes after "bổ sung"."""
    with counter.database.transaction() as session:
        contact = session.scalar(
            select(ChannelAddress.contact_id).where(ChannelAddress.chat_id == chat_id)
        )
        assert contact
        office = Office(session, contact, Operator("UBND xã"), Origin("telegram", "e"))
        carry_out(office, SupplementSupportRequest(code, text))


def merge(counter: Counter, kept: RequestId, closed: RequestId, **how: int) -> None:
    seen = Seen(closed, counter.version(closed))

    def act(session, officer, request_id, version):  # type: ignore[no-untyped-def]
        merging.merge(session, officer, Seen(request_id, version), seen)

    counter.act(act, kept, **how)


def transfer(
    counter: Counter, request_id: RequestId, commune: str = "A Lưới 5", reason: str = "nhầm xã"
) -> None:
    def act(session, officer, request_id, version):  # type: ignore[no-untyped-def]
        transferring.transfer(session, officer, request_id, version, commune, reason)

    counter.act(act, request_id)


def unread(counter: Counter, officer_id: int) -> int:
    with counter.database.reading() as session:
        return asking.unread_count(session, session.get_one(Officer, OfficerId(officer_id)))


def serve(counter: Counter) -> None:
    """Both communes take part."""
    with counter.database.transaction() as session:
        for unit in session.scalars(select(AdministrativeUnit)):
            unit.served = True


def test_a_question_is_heard_and_its_answer_waits_to_be_read(counter: Counter) -> None:
    request_id = counter.submit()
    ask(counter, request_id)
    assert QUESTION in counter.told()[-1]
    assert "bổ sung" in counter.told()[-1]
    assert counter.status(request_id) is Status.WAITING
    assert unread(counter, counter.world.officer) == 0
    reply(counter, counter.code(request_id))
    assert counter.status(request_id) is Status.WAITING
    assert unread(counter, counter.world.officer) == 1
    assert unread(counter, counter.world.province_officer) == 1
    assert unread(counter, counter.world.stranger) == 0
    counter.act(asking.read, request_id)
    assert unread(counter, counter.world.officer) == 0
    with counter.database.reading() as session:
        assert [q.answer for q in asking.questions(session, request_id)] == ["Buổi sáng ạ."]


def test_a_request_that_was_sent_back_takes_the_supplement_before_the_answer(
    counter: Counter,
) -> None:
    request_id = counter.submit()
    ask(counter, request_id)
    counter.decide(request_id, SEND_BACK, "Xin cho biết thôn.")
    reply(counter, counter.code(request_id), "Thôn 1.")
    assert counter.status(request_id) is Status.WAITING
    assert unread(counter, counter.world.officer) == 0
    reply(counter, counter.code(request_id))
    assert unread(counter, counter.world.officer) == 1
    with pytest.raises(Conflict, match="không cần bổ sung"):
        reply(counter, counter.code(request_id))


def test_one_question_at_a_time_with_words_and_only_to_who_hears_it(counter: Counter) -> None:
    request_id = counter.submit()
    with pytest.raises(Invalid):
        ask(counter, request_id, " \n ")
    ask(counter, request_id)
    with pytest.raises(Conflict, match="chưa trả lời câu hỏi trước"):
        ask(counter, request_id)
    refused = counter.submit(child_name="Hồ Thị Mận")
    counter.decide(refused, REFUSE, "Không đúng.")
    with pytest.raises(Conflict, match="không hỏi thêm được"):
        ask(counter, refused)
    deaf = counter.submit("tele-9", child_name="Hồ Thị Na")
    with counter.database.transaction() as session:
        for address in session.scalars(select(ChannelAddress)):
            address.unreachable_at = clock.now()
    with pytest.raises(Conflict, match="gọi điện"):
        ask(counter, deaf)
    with pytest.raises(NotFound):
        ask(counter, deaf, by=counter.world.stranger)


def test_two_requests_for_a_child_become_one_and_both_senders_hear_of_it(counter: Counter) -> None:
    kept = counter.submit("tele-1")
    closed = counter.submit("tele-2")
    merge(counter, kept, closed)
    assert counter.status(kept) is Status.WAITING
    assert counter.status(closed) is Status.MERGED
    assert counter.code(kept) in counter.told("tele-2")[-1]
    before = len(counter.told("tele-2"))
    counter.decide(kept, APPROVE)
    assert "đã duyệt hồ sơ" in counter.told("tele-1")[-1]
    assert counter.told("tele-2")[before:] == counter.told("tele-1")[-1:]
    with counter.database.reading() as session:
        told = standing(course_of(session, session.get_one(SupportRequest, closed)))
        assert counter.code(kept) in told
    with pytest.raises(Conflict):
        counter.decide(closed, APPROVE)


def test_what_was_handed_over_is_never_merged_away(counter: Counter) -> None:
    given = counter.delivered("tele-1")
    other = counter.submit("tele-2")
    with pytest.raises(Conflict, match="đã bàn giao máy"):
        merge(counter, other, given)
    merge(counter, given, other)
    assert counter.status(given) is Status.HANDED_OVER
    assert counter.status(other) is Status.MERGED


def test_only_requests_for_one_child_that_have_not_ended_are_merged(counter: Counter) -> None:
    kept = counter.submit("tele-1")
    other = counter.submit("tele-2", child_name="Nguyễn Thị Hồng", head_name="Hồ Thị Hoa")
    for one, another in ((kept, other), (other, kept), (kept, kept)):
        with pytest.raises(Refused):
            merge(counter, one, another)
    twin = counter.submit("tele-3")
    counter.withdraw(counter.code(twin), "tele-3")
    with pytest.raises(Conflict):
        merge(counter, kept, twin)
    with pytest.raises(Conflict):
        merge(counter, twin, kept)


def test_a_chain_of_merged_requests_leads_to_the_one_that_goes_on(counter: Counter) -> None:
    first, second, third = (counter.submit(f"tele-{n}") for n in range(3))
    merge(counter, second, first)
    merge(counter, third, second)
    counter.decide(third, APPROVE)
    for chat in ("tele-0", "tele-1", "tele-2"):
        assert "đã duyệt hồ sơ" in counter.told(chat)[-1]
    assert counter.request(first).merged_into_id == third


def test_of_two_officers_who_merge_crosswise_one_is_refused(counter: Counter) -> None:
    one, other = counter.submit("tele-1"), counter.submit("tele-2")
    answers = at_once(
        partial(merge, counter, one, other),
        partial(merge, counter, other, one, by=counter.world.colleague),
    )
    assert answers.count(None) == 1
    assert {counter.status(one), counter.status(other)} == {Status.WAITING, Status.MERGED}


def test_another_commune_gets_the_request_and_decides_anew(counter: Counter) -> None:
    serve(counter)
    request_id = counter.submit()
    counter.decide(request_id, SEND_BACK, "Xin cho biết thôn.")
    counter.supplement(counter.code(request_id))
    with counter.database.transaction() as session:
        request = session.get_one(SupportRequest, request_id)
        request.created_at -= timedelta(days=40)
    transfer(counter, request_id)
    assert counter.status(request_id) is Status.WAITING
    assert "A Lưới 5" in counter.told()[-1]
    with counter.database.reading() as session:
        receiver = session.get_one(Officer, OfficerId(counter.world.stranger))
        sender = session.get_one(Officer, OfficerId(counter.world.officer))
        request = queries.request(session, receiver, request_id)
        course = course_of(session, request)
        assert course.days_left == course.step.working_days
        with pytest.raises(NotFound):
            queries.request(session, sender, request_id)
        ((moved, code, unit),) = transferring.transferred(session, sender)
        assert (code, unit, moved.reason) == (request.code, "xã A Lưới 5", "nhầm xã")
        assert transferring.transferred(session, receiver) == []
    counter.decide(request_id, REFUSE, "Không đúng.", by=counter.world.stranger)
    assert counter.status(request_id) is Status.REFUSED


def test_only_what_waits_goes_to_a_commune_that_is_known(counter: Counter) -> None:
    serve(counter)
    request_id = counter.submit()
    for commune in ("", "A Lưới 1", "Không Đâu", "?", "Paris"):
        with pytest.raises(Invalid) as refused:
            transfer(counter, request_id, commune)
        assert refused.value.field == "commune"
    with pytest.raises(Invalid) as refused:
        transfer(counter, request_id, reason=" ")
    assert refused.value.field == "reason"
    counter.decide(request_id, APPROVE)
    with pytest.raises(Conflict, match="đang chờ duyệt"):
        transfer(counter, request_id)


def test_who_calls_a_family_the_own_one_decides_nothing_but_a_colleague_does(
    counter: Counter,
) -> None:
    request_id = counter.submit()

    def declare(session, officer, request_id, _version):  # type: ignore[no-untyped-def]
        family_ties.declare(session, officer, request_id)
        family_ties.declare(session, officer, request_id)

    counter.act(declare, request_id)
    for kind in (APPROVE, REFUSE, SEND_BACK):
        with pytest.raises(Conflict, match="người nhà"):
            counter.decide(request_id, kind, "Lý do.")
    assert [a.action for a in counter.audited()].count("declare_family") == 1
    counter.decide(request_id, APPROVE, by=counter.world.colleague)


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Hồ Thị A Lơ", "chủ hộ"),
        ("hồ thị a lơ", "chủ hộ"),
        ("Ho Thi A Lo", ""),
        ("Hồ Thị A Lở", ""),
        ("Hồ Văn Nam Anh", ""),
    ],
)
def test_a_name_like_the_officers_is_pointed_out(counter: Counter, name: str, who: str) -> None:
    request_id = counter.submit()
    with counter.database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, UnitId(counter.world.commune))
        officer = make_officer(session, "trungten", name, unit)
        request = session.get_one(SupportRequest, request_id)
        assert family_ties.whose_name(session, officer, request) == who


def test_other_requests_of_child_and_household_are_found_in_the_units_one_sees(
    counter: Counter,
) -> None:
    request_id = counter.submit("tele-1")
    sister = counter.submit("tele-1", child_name="Hồ Thị Na", child_birth_year=2016)
    with counter.database.transaction() as session:
        far = make_request(session, counter.world.other_commune, chat_id="tele-2").id
    counter.submit("tele-3", child_name="Hồ Văn Nam", head_name="Hồ Thị Hoa", head_birth_year=1988)
    seen = {}
    with counter.database.reading() as session:
        request = session.get_one(SupportRequest, request_id)
        for officer_id in (counter.world.officer, counter.world.province_officer):
            officer = session.get_one(Officer, OfficerId(officer_id))
            seen[officer_id] = {r.request.id for r in related(session, officer, request)}
    assert seen[counter.world.officer] == {sister}
    assert seen[counter.world.province_officer] == {sister, far}


def test_messages_are_of_this_request_only_and_say_what_became_of_them(counter: Counter) -> None:
    request_id = counter.submit()
    other = counter.submit(child_name="Hồ Thị Mận")
    counter.decide(request_id, SEND_BACK, "Xin cho biết thôn.")
    counter.supplement(counter.code(request_id), "Nhà em ở Thôn 1.")
    with counter.database.transaction() as session:
        sent = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
        body = {"text": f"Hồ sơ {counter.code(request_id)} ạ.\n\nCán bộ nào làm khó anh/chị ạ?"}
        put(session, sent[0].address_id, body, Priority.NOTICE)
        talk = {"text": f"Anh/chị kể rõ việc của {counter.code(request_id)} giúp em."}
        put(session, sent[0].address_id, talk, Priority.REPLY)
        sent[0].status = SendStatus.SENT
        sent[2].status, sent[2].reason = SendStatus.FAILED, "blocked"
    with counter.database.reading() as session:
        request = session.get_one(SupportRequest, request_id)
        found = correspondence(session, request, queries.events(session, request))
    texts = [message.text for message in found.messages]
    assert "Nhà em ở Thôn 1." in texts
    assert not any("làm khó" in text or "kể rõ" in text for text in texts)
    assert not any(counter.code(other) in text for text in texts)
    states = {message.state for message in found.messages if message.ours}
    assert states == {"đã gửi", "chờ gửi", "không gửi được vì người nhận đã chặn"}
    assert found.before is None


def test_messages_are_paged_by_key_each_once(counter: Counter) -> None:
    request_id = counter.submit()
    with counter.database.transaction() as session:
        address = session.scalars(select(ChannelAddress)).one()
        for number in range(2 * PAGE + 5):
            text = f"Tin {number} về hồ sơ {counter.code(request_id)}."
            put(session, address.id, {"text": text}, Priority.NOTICE)
        # the code of another request begins with this one's
        put(session, address.id, {"text": f"{counter.code(request_id)}7 là mã khác."}, 1)  # type: ignore[arg-type]
    counter.decide(request_id, SEND_BACK, "Xin cho biết thôn.")
    counter.supplement(counter.code(request_id))
    shown, before, pages = [], None, 0
    with counter.database.reading() as session:
        request = session.get_one(SupportRequest, request_id)
        while pages == 0 or before:
            found = correspondence(session, request, queries.events(session, request), before)
            shown += [message.text for message in found.messages]
            before, pages = found.before, pages + 1
    assert pages == 3
    assert len(shown) == len(set(shown)) == 2 * PAGE + 5 + 1 + 2 + 1
    assert not any("mã khác" in text for text in shown)


@given(st.lists(st.sampled_from([Happened.APPROVE, Happened.SEND_BACK, Happened.SUPPLEMENT])))
def test_a_transfer_begins_at_the_first_step_and_a_merge_ends(happened: list[Happened]) -> None:
    moved = History(steps=3, happened=[*happened, Happened.TRANSFER])
    assert status_of(moved) == (Status.WAITING, 0)
    merged = History(steps=3, happened=[*happened, Happened.MERGE], handed_over=True)
    assert status_of(merged)[0] is Status.MERGED
