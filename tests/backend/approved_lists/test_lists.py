"""A signed list never changes by itself: only a later decision says otherwise."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from backend import clock
from backend.approved_lists import contents, queries, service
from backend.approved_lists.models import ApprovedListId, ApprovedListRow, RowKind
from backend.approved_lists.paper import ApprovedListPaper
from backend.approved_lists.rules import decision_number, digest
from backend.approved_lists.signing import Signature
from backend.errors import Conflict, Invalid, NotFound
from backend.officers.models import Officer, OfficerId
from backend.support_requests.models import RequestId, Status, SupportRequest
from backend.support_requests.service import open_for_action, reopen
from tests.backend.counter import APPROVE, Counter, at_once
from tests.backend.quotas.factory import set_quota

PROGRAMME = "song-va-may-tinh"
LISTED, REMOVED, CORRECTED = RowKind


def approved(counter: Counter, number: int) -> RequestId:
    request_id = counter.submit(f"tele-{number}", child_name="Hồ Văn " + "Nam" * number)
    counter.decide(request_id, APPROVE)
    return request_id


def gather(counter: Counter, by: int | None = None) -> ApprovedListId:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(by or counter.world.officer))
        return service.gather(session, officer, PROGRAMME, "").id


def sign(
    counter: Counter,
    list_id: ApprovedListId,
    number: str = "168 / QĐ-UBND",
    on: date | None = None,
    name: str = "Hồ Văn Ký",
) -> None:
    signature = Signature(number, on or clock.today(), name, "Chủ tịch UBND xã")
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        version = queries.approved_list(session, officer, list_id).version
        service.freeze(session, officer, list_id, version, signature)


def signed(counter: Counter, number: str = "168/QĐ-UBND") -> ApprovedListId:
    list_id = gather(counter)
    sign(counter, list_id, number)
    return list_id


def amend(counter: Counter, list_id: ApprovedListId) -> ApprovedListId:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        return service.amend(session, officer, list_id).id


def change(
    counter: Counter,
    list_id: ApprovedListId,
    kind: RowKind,
    request_id: RequestId,
    note: str = "Gia đình đã có máy.",
) -> None:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        version = queries.approved_list(session, officer, list_id).version
        code = counter.code(request_id)
        service.change_row(session, officer, list_id, version, kind, code, note)


def paper(counter: Counter, list_id: ApprovedListId) -> ApprovedListPaper:
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        return queries.paper_of(session, officer, list_id)


def in_force(counter: Counter) -> set[RequestId]:
    with counter.database.reading() as session:
        rows = session.query(ApprovedListRow).filter(ApprovedListRow.in_force)
        return {row.request_id for row in rows}


def test_the_list_has_what_is_approved_and_says_it_as_on_its_day(counter: Counter) -> None:
    set_quota(counter, 5, unit=counter.world.commune, by=counter.world.officer, programme=PROGRAMME)
    first, second = approved(counter, 1), approved(counter, 2)
    counter.submit("tele-3", child_name="Hồ Thị Chờ")
    list_id = signed(counter)
    found = paper(counter, list_id)
    assert (found.unit, found.number, found.signer_name) == (
        "xã A Lưới 1",
        "168/QĐ-UBND",
        "Hồ Văn Ký",
    )
    assert [row.request_id for row in found.rows] == [first, second]
    assert [row.number for row in found.rows] == [1, 2]
    row = found.rows[0]
    assert (row.child_name, row.head_name, row.hamlet) == ("Hồ Văn Nam", "Hồ Thị A Lơ", "Thôn 1")
    assert (row.standing, row.benefit) == ("Hộ nghèo", "Máy tính, thiết bị học")
    assert row.source == "Ngân sách nhà nước"


def test_what_is_on_a_list_is_not_gathered_again(counter: Counter) -> None:
    approved(counter, 1)
    gather(counter)
    with pytest.raises(Invalid, match="mà chưa vào danh sách"):
        gather(counter)
    second = approved(counter, 2)
    assert [row.request_id for row in paper(counter, gather(counter)).rows] == [second]


def test_a_signed_list_is_not_changed_by_anything_that_happens_later(counter: Counter) -> None:
    request_id = approved(counter, 1)
    list_id = signed(counter)
    before = [row.copied() for row in paper(counter, list_id).rows]
    with counter.database.transaction() as session:
        request = session.get_one(SupportRequest, request_id)
        request.child_name, request.hamlet = "Tên Khác", "Thôn 2"
    counter.hand_over(request_id)
    assert [row.copied() for row in paper(counter, list_id).rows] == before
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        assert contents.is_intact(session, queries.approved_list(session, officer, list_id))


def test_a_change_behind_our_back_is_noticed(counter: Counter) -> None:
    approved(counter, 1)
    list_id = signed(counter)
    with counter.database.transaction() as session:
        session.query(ApprovedListRow).update({"child_name": "Người Khác"})
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        assert not contents.is_intact(session, queries.approved_list(session, officer, list_id))


@pytest.mark.parametrize("act", ["sign", "drop", "change"])
def test_a_signed_list_admits_no_act(counter: Counter, act: str) -> None:
    request_id = approved(counter, 1)
    list_id = signed(counter)
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        found = queries.approved_list(session, officer, list_id)
        row_id = contents.rows(session, found)[0].id
    acts: dict[str, Callable[[Session, Officer], object]] = {
        "sign": lambda session, officer: service.freeze(
            session,
            officer,
            list_id,
            found.version,
            Signature("9/QĐ-UBND", clock.today(), "Ai Đó", "Chủ tịch"),
        ),
        "drop": lambda session, officer: service.drop(
            session, officer, list_id, found.version, row_id
        ),
        "change": lambda session, officer: service.change_row(
            session, officer, list_id, found.version, REMOVED, counter.code(request_id), "Vì vậy."
        ),
    }
    with counter.database.transaction() as session, pytest.raises(Conflict, match="đã ký"):
        acts[act](session, officer)


def test_whoever_is_on_a_signed_list_is_not_silently_withdrawn_nor_decided_anew(
    counter: Counter,
) -> None:
    request_id = approved(counter, 1)
    list_id = signed(counter)
    with pytest.raises(Conflict, match="168/QĐ-UBND"):
        counter.withdraw(counter.code(request_id))
    with pytest.raises(Conflict, match="168/QĐ-UBND"):
        counter.act(
            lambda session, officer, id_, version: reopen(
                session, officer, open_for_action(session, officer, id_, version), "Xét lại."
            ),
            request_id,
        )
    later = amend(counter, list_id)
    change(counter, later, REMOVED, request_id)
    with pytest.raises(Conflict):  # not signed yet
        counter.withdraw(counter.code(request_id))
    sign(counter, later, "170/QĐ-UBND")
    counter.withdraw(counter.code(request_id))
    assert counter.status(request_id) is Status.WITHDRAWN


def test_a_later_decision_names_the_earlier_one_and_replaces_a_name(counter: Counter) -> None:
    old, kept = approved(counter, 1), approved(counter, 2)
    list_id = signed(counter)
    new = approved(counter, 3)
    later = amend(counter, list_id)
    assert amend(counter, list_id) == later  # the one that was begun
    change(counter, later, REMOVED, old)
    change(counter, later, LISTED, new, "")
    sign(counter, later, "170/QĐ-UBND")
    assert in_force(counter) == {kept, new}
    found = paper(counter, later)
    assert (found.amends, found.amends_date) == ("168/QĐ-UBND", clock.today())
    assert [(row.kind, row.request_id) for row in found.rows] == [(REMOVED, old), (LISTED, new)]
    assert [row.request_id for row in paper(counter, list_id).rows] == [old, kept]


def test_a_correction_is_a_new_copy_and_the_old_one_stays(counter: Counter) -> None:
    request_id = approved(counter, 1)
    list_id = signed(counter)
    with counter.database.transaction() as session:
        session.get_one(SupportRequest, request_id).child_name = "Hồ Văn Năm"
    later = amend(counter, list_id)
    change(counter, later, CORRECTED, request_id, "Sai tên.")
    sign(counter, later, "170/QĐ-UBND")
    assert paper(counter, list_id).rows[0].child_name == "Hồ Văn Nam"
    assert paper(counter, later).rows[0].child_name == "Hồ Văn Năm"
    assert in_force(counter) == {request_id}


def test_an_amendment_changes_only_names_of_its_own_list_and_says_why(counter: Counter) -> None:
    first = approved(counter, 1)
    list_id = signed(counter)
    second = approved(counter, 2)
    other = signed(counter, "169/QĐ-UBND")
    later = amend(counter, list_id)
    for kind, request_id, note in (
        (REMOVED, second, "Vì vậy."),
        (REMOVED, first, " "),
        (LISTED, second, ""),
    ):
        with pytest.raises(Invalid):
            change(counter, later, kind, request_id, note)
    assert other != list_id


def test_what_is_not_approved_any_more_is_marked_and_stops_the_signature(counter: Counter) -> None:
    request_id = approved(counter, 1)
    list_id = gather(counter)
    counter.withdraw(counter.code(request_id))
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        found = queries.approved_list(session, officer, list_id)
        assert contents.no_longer_approved(session, found) == {request_id}
    with pytest.raises(Conflict, match=counter.code(request_id)):
        sign(counter, list_id)


def test_one_request_is_signed_once_though_two_amendments_add_it_at_one_moment(
    counter: Counter,
) -> None:
    approved(counter, 1)
    first = signed(counter)
    approved(counter, 2)
    second = signed(counter, "169/QĐ-UBND")
    new = approved(counter, 3)
    drafts = [amend(counter, first), amend(counter, second)]
    for draft in drafts:
        change(counter, draft, LISTED, new, "")
    answers = at_once(
        lambda: sign(counter, drafts[0], "170/QĐ-UBND"),
        lambda: sign(counter, drafts[1], "171/QĐ-UBND"),
    )
    assert answers.count(None) == 1
    assert any(isinstance(answer, Conflict) for answer in answers)


SIGNATURES = {
    "no number": {"number": "quyết định"},
    "an empty number": {"number": "  "},
    "a day to come": {"on": date(2999, 1, 1)},
    "nobody signed": {"name": " "},
}


@pytest.mark.parametrize("wrong", SIGNATURES.values(), ids=SIGNATURES)
def test_a_signature_that_cannot_be_is_refused(counter: Counter, wrong: dict[str, object]) -> None:
    approved(counter, 1)
    list_id = gather(counter)
    with pytest.raises(Invalid):
        sign(counter, list_id, **wrong)  # type: ignore[arg-type]
    sign(counter, list_id)


def test_one_number_and_day_is_one_list_and_next_year_counts_anew(counter: Counter) -> None:
    approved(counter, 1)
    signed(counter)
    approved(counter, 2)
    second = gather(counter)
    with pytest.raises(Invalid, match="số và ngày này"):
        sign(counter, second, "168/qđ-ubnd")
    sign(counter, second, "168/QĐ-UBND", on=clock.today() - timedelta(days=365))


def test_another_commune_sees_no_list(counter: Counter) -> None:
    approved(counter, 1)
    list_id = signed(counter)
    with counter.database.reading() as session:
        stranger = session.get_one(Officer, OfficerId(counter.world.stranger))
        with pytest.raises(NotFound):
            queries.paper_of(session, stranger, list_id)
        assert queries.approved_lists(session, stranger) == []
    with pytest.raises(Invalid):
        gather(counter, by=counter.world.stranger)


NUMBERS = [
    ("168/QĐ-UBND", "168/QĐ-UBND"),
    (" 168 /kh-ubnd ", "168/KH-UBND"),
    ("12a/2026/QĐ-UBND", "12A/2026/QĐ-UBND"),
    ("QĐ 168", None),
    ("", None),
    ("<b>", None),
    ("1" * 80, None),
]


@pytest.mark.parametrize(("typed", "kept"), NUMBERS)
def test_a_number_is_kept_as_papers_print_it(typed: str, kept: str | None) -> None:
    assert decision_number(typed) == kept


def test_the_hash_is_of_the_rows_and_not_of_their_order() -> None:
    one, two = {"number": 1, "code": "HT-1"}, {"number": 2, "code": "HT-2"}
    assert digest([one, two]) == digest([two, one])
    assert digest([one]) != digest([one, two])
    assert digest([one]) != digest([{**one, "code": "HT-3"}])
