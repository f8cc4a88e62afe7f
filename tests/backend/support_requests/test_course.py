"""The course of a request as the database tells it."""

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from backend import clock
from backend.administrative_units.models import Level
from backend.calendar.days import after_working_days
from backend.contacts.service import Origin
from backend.office import Office, Operator
from backend.programmes.service import CATALOGUE, load_catalogue
from backend.support_requests.case import days_left
from backend.support_requests.course import course_of
from backend.support_requests.models import RequestId, Status, SupportRequest
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter


def told(counter: Counter, request_id: RequestId) -> str:
    """As the chat says it."""
    with counter.database.reading() as session:
        request = session.get_one(SupportRequest, request_id)
        assert request.contact_id
        origin = Origin("telegram", "1")
        return Office(session, request.contact_id, Operator("x"), origin).standing_of(request)


def marks(counter: Counter, request_id: RequestId) -> str:
    return "".join(line[0] for line in told(counter, request_id).split("\n") if line[0] in "✓●○✗")


def test_each_act_is_a_line_more(counter: Counter) -> None:
    request_id = counter.submit()
    code = counter.code(request_id)
    assert marks(counter, request_id) == "✓●○○"
    counter.decide(request_id, SEND_BACK, "Cháu học trường nào ạ?")
    assert "Cháu học trường nào ạ?" in told(counter, request_id)
    assert marks(counter, request_id) == "✓✓●○○○"
    counter.supplement(code)
    assert marks(counter, request_id) == "✓✓✓●○○"
    counter.decide(request_id, APPROVE)
    assert marks(counter, request_id) == "✓✓✓✓●○"
    counter.hand_over(request_id)
    assert marks(counter, request_id) == "✓✓✓✓✓●○"
    counter.confirm(code, received=False)
    assert "đang kiểm tra" in told(counter, request_id)
    counter.confirm(code)
    counter.register(request_id)
    counter.activate(request_id)
    assert marks(counter, request_id) == "✓✓✓✓✓✓✓✓"


def test_a_refusal_names_its_reason_and_where_to_turn(counter: Counter) -> None:
    request_id = counter.submit()
    counter.decide(request_id, REFUSE, "Học sinh đã có máy.")
    said = told(counter, request_id)
    assert "Lý do: Học sinh đã có máy." in said
    assert "nhắn: khiếu nại" in said


def test_a_day_after_the_deadline_family_and_officer_see_the_same_delay(counter: Counter) -> None:
    request_id = counter.submit()
    with counter.database.reading() as session:
        request = session.get_one(SupportRequest, request_id)
        sent_on = clock.local(request.created_at).date()
        last = after_working_days(sent_on, 5)
        for days in range(12):
            later = clock.now() + timedelta(days=days)
            with patch.object(clock, "now", lambda later=later: later):
                course, left = course_of(session, request), days_left(session, request)
            assert course.due == last
            assert course.days_late == max(0, -(left or 0))


def test_nothing_is_due_from_the_officers_once_they_have_answered(counter: Counter) -> None:
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    with counter.database.reading() as session:
        course = course_of(session, session.get_one(SupportRequest, request_id))
        assert course.request.status is Status.APPROVED
        assert course.due is None
        assert course.days_late == 0


@pytest.mark.parametrize(
    ("level", "office"),
    [
        (Level.COMMUNE, "UBND xã A Lưới 1"),
        (Level.PROVINCE, "UBND thành phố Huế"),
        (Level.DISTRICT, "UBND xã A Lưới 1"),  # there is none any more
    ],
)
def test_the_office_is_that_of_the_level_that_decides(
    counter: Counter, tmp_path: Path, level: Level, office: str
) -> None:
    file = CATALOGUE / "song-va-may-tinh.toml"
    text = file.read_text("utf-8").replace('level = "commune"', f'level = "{level}"')
    (tmp_path / file.name).write_text(text, "utf-8")
    with counter.database.transaction() as session:
        load_catalogue(session, tmp_path)
    assert f"{office} đang xem" in told(counter, counter.submit())
