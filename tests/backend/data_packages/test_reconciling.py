"""An operator's answer is seen first, then written down: in one go, once, and on after a stop."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend import clock
from backend.data_packages import applying, order_queries, reconciling
from backend.data_packages import reconciliation_queries as queries
from backend.data_packages.applying import apply, apply_some
from backend.data_packages.models import PackageState, RefusalReason
from backend.data_packages.order_models import OrderId
from backend.data_packages.reconciliation_models import AnswerRow, ReconciliationId, Verdict
from backend.errors import Conflict, NotFound
from backend.officers.models import Officer, OfficerId
from tests.backend.counter import Counter, at_once
from tests.backend.data_packages.factory import (
    delivered,
    draft,
    package,
    sent,
    take_in,
    workbook,
)


def write_down(counter: Counter, answer: ReconciliationId) -> None:
    apply(counter.database, OfficerId(counter.world.officer), answer)


def figures(counter: Counter, answer: ReconciliationId) -> dict[str, int]:
    with counter.database.reading() as session:
        officer = session.get_one(Officer, counter.world.officer)
        found = queries.figures(session, officer, answer)
        return {verdict.value: count for (verdict, _reason), count in found.items()}


def missing(counter: Counter, answer: ReconciliationId, order: OrderId) -> int:
    with counter.database.reading() as session:
        officer = session.get_one(Officer, counter.world.officer)
        return queries.missing_count(session, officer, answer, order)


def today() -> str:
    return f"{clock.today():%d/%m/%Y}"


def test_an_answer_is_read_without_changing_anything_and_then_written_down(
    counter: Counter,
) -> None:
    opened, law, wrong, silent = delivered(counter, 4)
    order = sent(counter, [opened, law, wrong, silent])
    content = workbook(
        (1, 84912000001, "Thành công", today(), ""),
        (2, "912000002", "Lỗi: thuê bao chưa chuẩn hoá thông tin", "", ""),
        (3, "0912000003", "Sai số", "", ""),
        (4, "0912999999", "OK", "", ""),
        (5, "9.12E+8", "OK", "", ""),
    )
    answer = take_in(counter, order, content)
    assert figures(counter, answer) == {
        "activated": 1,
        "needs_identity": 1,
        "refused": 1,
        "unknown": 1,
        "unreadable": 1,
    }
    assert missing(counter, answer, order) == 1
    assert package(counter, opened).state is PackageState.ORDERED
    write_down(counter, answer)
    assert package(counter, opened).expires_on is not None
    assert package(counter, law).state is PackageState.NEEDS_IDENTITY
    assert package(counter, wrong).refusal is RefusalReason.WRONG_NUMBER
    assert package(counter, silent).state is PackageState.ORDERED
    assert "đã mở, dùng được từ" in counter.told("nha-1")[-1]
    assert "máy không hỏng" in counter.told("nha-2")[-1]
    assert "mang căn cước" in counter.told("nha-2")[-1]
    assert "091•••••03" in counter.told("nha-3")[-1]


def test_the_same_file_is_never_taken_twice(counter: Counter) -> None:
    order = sent(counter, delivered(counter, 1))
    content = workbook((1, "0912000001", "OK", today(), ""))
    answer = take_in(counter, order, content)
    for _again in range(2):
        with pytest.raises(Conflict, match="Đúng tệp này đã được gửi"):
            take_in(counter, order, content)
        write_down(counter, answer)
    assert sum("đã mở" in told for told in counter.told("nha-1")) == 1


def test_two_windows_with_one_file_take_it_once(counter: Counter) -> None:
    order = sent(counter, delivered(counter, 1))
    content = workbook((1, "0912000001", "OK", today(), ""))
    answers = at_once(*[lambda: take_in(counter, order, content)] * 2)
    assert sorted(isinstance(answer, Conflict) for answer in answers) == [False, True]


def test_two_officers_write_it_down_once(counter: Counter) -> None:
    order = sent(counter, delivered(counter, 3))
    rows = [(number, f"091200000{number}", "OK", today(), "") for number in (1, 2, 3)]
    answer = take_in(counter, order, workbook(*rows))
    with patch.object(applying, "AT_ONCE", 1):
        at_once(*[lambda: write_down(counter, answer)] * 2)
    for number in (1, 2, 3):
        assert sum("đã mở" in told for told in counter.told(f"nha-{number}")) == 1


def test_writing_down_goes_on_where_it_stopped(counter: Counter) -> None:
    requests = delivered(counter, 3)
    order = sent(counter, requests)
    rows = [(number, f"091200000{number}", "OK", today(), "") for number in (1, 2, 3)]
    answer = take_in(counter, order, workbook(*rows))
    with patch.object(applying, "AT_ONCE", 2), counter.database.transaction() as session:
        assert apply_some(session, session.get_one(Officer, counter.world.officer), answer)
    assert [package(counter, id_).state.value for id_ in requests] == ["active"] * 2 + ["ordered"]
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        with pytest.raises(Conflict, match="đã bắt đầu ghi"):
            reconciling.discard(session, officer, answer)
    write_down(counter, answer)
    assert [package(counter, id_).state.value for id_ in requests] == ["active"] * 3
    assert sum("đã mở" in told for told in counter.told("nha-1")) == 1


def test_what_changed_after_the_preview_is_not_written_over(counter: Counter) -> None:
    (request_id,) = delivered(counter, 1)
    order = sent(counter, [request_id])
    answer = take_in(counter, order, workbook((1, "0912000001", "Sai số", "", "")))
    counter.activate(request_id)
    write_down(counter, answer)
    assert package(counter, request_id).state is PackageState.ACTIVE
    assert figures(counter, answer) == {"contradictory": 1}


def test_a_discarded_file_can_be_sent_again(counter: Counter) -> None:
    order = sent(counter, delivered(counter, 1))
    content = workbook((1, "0912000001", "OK", today(), ""))
    answer = take_in(counter, order, content)
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        assert reconciling.discard(session, officer, answer) == order
        assert session.scalars(select(AnswerRow)).all() == []
    write_down(counter, take_in(counter, order, content))


def test_there_is_no_answer_to_a_draft(counter: Counter) -> None:
    order = draft(counter, delivered(counter, 1))
    with pytest.raises(Conflict, match="chưa chốt"):
        take_in(counter, order, workbook((1, "0912000001", "OK", today(), "")))


def test_another_commune_finds_no_answer(counter: Counter) -> None:
    order = sent(counter, delivered(counter, 1))
    answer = take_in(counter, order, workbook((1, "0912000001", "OK", today(), "")))
    with counter.database.transaction() as session:
        stranger = session.get_one(Officer, counter.world.stranger)
        with pytest.raises(NotFound):
            queries.reconciliation(session, stranger, answer)
        with pytest.raises(NotFound):
            apply_some(session, stranger, answer)
        assert queries.figures(session, stranger, answer) == {}
        above = session.get_one(Officer, counter.world.province_officer)
        with pytest.raises(Conflict, match="đơn vị khác"):
            apply_some(session, above, answer)


def test_a_blocked_sim_that_is_verified_by_now_is_opened_by_the_next_file(
    counter: Counter,
) -> None:
    (request_id,) = delivered(counter, 1)
    order = sent(counter, [request_id])
    first = workbook((1, "0912000001", "Chưa chuẩn hoá thông tin", "", ""))
    write_down(counter, take_in(counter, order, first))
    again = workbook((7, "0912000001", "Chưa chuẩn hoá thông tin", "", ""))
    answer = take_in(counter, order, again)
    assert figures(counter, answer) == {"same": 1}
    write_down(counter, answer)
    assert sum("mang căn cước" in told for told in counter.told("nha-1")) == 1
    write_down(counter, take_in(counter, order, workbook((1, "0912000001", "OK", today(), ""))))
    assert package(counter, request_id).state is PackageState.ACTIVE


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["0912000001", "912000002", "84912000003", "0912777777", ""]),
            st.sampled_from(["OK", "Sai số", "chưa định danh", "đang xử lý", "?", ""]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_of_a_file_is_in_exactly_one_figure(
    rows: list[tuple[str, str]], order: OrderId, counter: Counter
) -> None:
    content = workbook(*((number, *row, "", "") for number, row in enumerate(rows, 1)))
    told = [row for row in rows if row[0] or row[1]]
    with patch.object(reconciling, "_require_new", lambda *_given: None):
        if not any(phone for phone, _status in told):
            return
        digest = reconciling.read_file(content, "a.xlsx").rows
        expected = len(digest)
        with counter.database.transaction() as session:
            officer = session.get_one(Officer, counter.world.officer)
            file = reconciling.AnswerFile("a.xlsx", f"{clock.now()}", digest)
            answer = reconciling.take_in(session, officer, order, file).id
    assert sum(figures(counter, answer).values()) == expected
    assert all(verdict in list(Verdict) for verdict in figures(counter, answer))


@pytest.fixture
def order(counter: Counter) -> OrderId:
    """A sent order for three children."""
    return sent(counter, delivered(counter, 3))


def test_the_day_of_the_form_counts_where_the_file_has_none(counter: Counter) -> None:
    (request_id,) = delivered(counter, 1)
    order = sent(counter, [request_id])
    day = clock.today() - timedelta(days=3)
    file = reconciling.read_file(workbook((1, "0912000001", "OK", "", "")), "a.xlsx")
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        answer = reconciling.take_in(session, officer, order, file, day).id
    write_down(counter, answer)
    assert package(counter, request_id).activated_on == day


@pytest.mark.parametrize("by_hand", [False, True])
def test_an_answered_line_waits_no_more(counter: Counter, by_hand: bool) -> None:
    first, second = delivered(counter, 2)
    order = sent(counter, [first, second])
    if by_hand:
        counter.activate(first)
    else:
        content = workbook((1, "0912000001", "Sai số", "", ""))
        write_down(counter, take_in(counter, order, content))
    with counter.database.reading() as session:
        officer = session.get_one(Officer, counter.world.officer)
        assert order_queries.line_counts(session, officer, order) == (2, 1)
