"""An operator's answer is seen first, then written down: in one go, once, and on after a stop."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend import clock
from backend.data_packages import applying, order_queries, reconciling
from backend.data_packages import reconciliation_queries as queries
from backend.data_packages.applying import apply_some
from backend.data_packages.models import PackageState, RefusalReason
from backend.data_packages.order_models import OrderId
from backend.data_packages.reconciliation_models import AnswerRow, ReconciliationId, Verdict
from backend.errors import Conflict, NotFound
from backend.jobs.models import Job, JobId, JobState
from backend.jobs.runner import LetGo, claim, run, run_one
from backend.jobs.service import give_back
from backend.officers.models import Officer
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
    job_id = asked(counter, answer)
    if job_id:
        run_one(counter.database, job_id, applying.HANDLER)


def asked(counter: Counter, answer: ReconciliationId, by: int | None = None) -> JobId | None:
    """The job that writes it down."""
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, by or counter.world.officer)
        return applying.ask(session, officer, answer).job_id


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
    asked(counter, answer)
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


def test_a_worker_that_ends_in_between_leaves_the_rest_to_the_next_one(counter: Counter) -> None:
    requests = delivered(counter, 3)
    order = sent(counter, requests)
    rows = [(number, f"091200000{number}", "OK", today(), "") for number in (1, 2, 3)]
    answer = take_in(counter, order, workbook(*rows))
    job_id = asked(counter, answer)
    first = claim(counter.database, threading.Event(), job_id)
    assert first
    interrupted = patch.object(applying, "_apply", side_effect=_ends_after(1, first.stop))
    with patch.object(applying, "AT_ONCE", 2):
        with interrupted, pytest.raises(LetGo):
            applying.HANDLER.run(first)
        with counter.database.reading() as session:
            assert applying.left_count(session, answer) == 1
        with counter.database.transaction() as session:
            give_back(session, first.held)
        second = claim(counter.database, threading.Event(), job_id)
        assert second
        run(second, applying.HANDLER)
    assert [package(counter, id_).state.value for id_ in requests] == ["active"] * 3
    for number in (1, 2, 3):
        assert sum("đã mở" in told for told in counter.told(f"nha-{number}")) == 1


def _ends_after(calls: int, stop: threading.Event) -> Callable[..., None]:
    """Applies as usual; at this call the process is asked to end."""
    usual, made = applying._apply, iter(range(99))

    def act(*given: Any) -> None:
        if next(made) == calls:
            stop.set()
        usual(*given)

    return act


def test_clicking_again_asks_for_nothing_new(counter: Counter) -> None:
    order = sent(counter, delivered(counter, 1))
    answer = take_in(counter, order, workbook((1, "0912000001", "OK", today(), "")))
    clicked = at_once(*[lambda: asked(counter, answer)] * 3)
    assert len(set(clicked)) == 1
    assert isinstance(clicked[0], int)
    write_down(counter, answer)
    assert asked(counter, answer) == clicked[0]
    with counter.database.reading() as session:
        assert [job.state for job in session.scalars(select(Job))] == [JobState.DONE]
    begun = [entry for entry in counter.audited() if entry.action == "begin_package_answer"]
    assert len(begun) == 1


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
            applying.ask(session, stranger, answer)
        assert queries.figures(session, stranger, answer) == {}
        above = session.get_one(Officer, counter.world.province_officer)
        with pytest.raises(Conflict, match="đơn vị khác"):
            applying.ask(session, above, answer)


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
