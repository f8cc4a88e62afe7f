"""Who left a form half done is reminded twice, by day, never against their will; then it is purged."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from backend import clock
from backend.contacts.models import Conversation
from backend.messages.models import OutboxMessage, Priority
from bot import reminders
from bot.messages import Outgoing
from bot.reminders import forget_idle_talks, remind_of_unfinished
from tests.factories import World
from tests.stage import Rendering, Stage
from tests.transcript import Step

MONDAY = datetime(2026, 11, 23, 10, tzinfo=clock.VIETNAM)
TO_SCHOOL = ("xin máy", "đồng ý", "con tôi", "Hồ Văn Tí", "2014")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def stage(database_url: str, world: World) -> Iterator[Stage]:
    stage = Stage(database_url, world, Rendering.BUTTONS)
    yield stage
    stage.close()


def says(stage: Stage, *messages: str, at: datetime = MONDAY) -> Outgoing:
    """Sends messages at a moment; the last answer."""
    with stage.lit():
        for words in messages:
            stage._now = at - timedelta(minutes=1)
            *_before, answer = stage.play(Step(0, "Dân", words))
    return answer


def looks(
    stage: Stage, until: datetime, since: datetime = MONDAY, every: timedelta = 3 * HOUR
) -> list[tuple[datetime, str]]:
    """Lets the worker look again and again; what it says, and when."""
    said = []
    with stage.lit():
        stage._now = since
        while stage._now < until:
            stage._now += every
            remind_of_unfinished(stage.database)
            forget_idle_talks(stage.database)
            said += [(stage._now, message.text) for message in stage._look()]
    return said


def test_the_first_after_a_day_the_last_after_six_and_none_besides(stage: Stage) -> None:
    says(stage, *TO_SCHOOL)
    said = looks(stage, MONDAY + 8 * DAY)
    assert [at for at, _words in said] == [MONDAY + DAY, MONDAY + 6 * DAY]
    first, last = (words for _at, words in said)
    assert first == (
        "Em nhắc nhẹ: đề nghị xin máy cho Hồ Văn Tí còn dở, em vẫn giữ cho anh/chị ạ.\n\n"
        "Câu 4/12: Hồ Văn Tí học trường nào ạ?"
    )
    assert "lần cuối" in last
    assert last.endswith("Câu 4/12: Hồ Văn Tí học trường nào ạ?")


def test_the_answer_to_a_reminder_goes_on_and_begins_the_count_anew(stage: Stage) -> None:
    says(stage, *TO_SCHOOL)
    looks(stage, MONDAY + 2 * DAY)
    back = MONDAY + 2 * DAY
    assert says(stage, "TH Hồng Thủy", at=back).text.endswith("Học lớp mấy ạ? Ví dụ: 5, hoặc 5A.")
    said = looks(stage, back + 8 * DAY, since=back)
    assert [at for at, _words in said] == [back + DAY, back + 6 * DAY]


@pytest.mark.parametrize(
    ("wrote_at", "reminded_at"),
    [
        ("00:30", "08:00"),
        ("07:59", "08:00"),
        ("12:00", "12:00"),
        ("19:30", "19:00"),
        ("23:59", "19:00"),
    ],
)
def test_nobody_is_written_to_at_night(stage: Stage, wrote_at: str, reminded_at: str) -> None:
    hour, minute = map(int, wrote_at.split(":"))
    wrote = MONDAY.replace(hour=hour, minute=minute)
    says(stage, *TO_SCHOOL, at=wrote)
    (first, *_more) = looks(stage, MONDAY + 2 * DAY, since=wrote.replace(minute=0), every=HOUR)
    at = first[0]
    assert at.date() == (MONDAY + DAY).date()
    assert f"{at:%H:%M}" == reminded_at


@pytest.mark.parametrize("words", ["tối em làm tiếp", "mai nhắn lại", "bận quá", "để sau nhé em"])
def test_who_puts_it_off_is_told_of_the_reminder_and_gets_it_the_next_day(
    stage: Stage, words: str
) -> None:
    evening = MONDAY.replace(hour=21)
    says(stage, *TO_SCHOOL, at=evening)
    assert "Mai em nhắc một lần" in says(stage, words, at=evening).text
    (first, *_more) = looks(stage, MONDAY + 3 * DAY)
    assert first[0].date() == (MONDAY + DAY).date()


@pytest.mark.parametrize(
    "messages",
    [
        ("xin máy", "dạ"),  # no consent
        ("xin máy", "đồng ý", "huỷ"),
        (*TO_SCHOOL, "huỷ"),
        (*TO_SCHOOL, "DỪNG"),
        (*TO_SCHOOL, "DỪNG", "đúng"),
        (*TO_SCHOOL, "gặp cán bộ", "huỷ"),
        ("trạng thái",),
        ("menu",),
        ("gặp cán bộ", "đồng ý"),  # a question, no form
    ],
)
def test_these_are_left_alone(stage: Stage, messages: tuple[str, ...]) -> None:
    says(stage, *messages)
    assert looks(stage, MONDAY + 10 * DAY) == []


def test_who_looks_at_the_menu_is_told_how_to_come_back(stage: Stage) -> None:
    says(stage, *TO_SCHOOL, "menu")
    (first, *_more) = looks(stage, MONDAY + 2 * DAY)
    assert "nhắn: quay lại" in first[1]
    assert "học trường nào" in says(stage, "quay lại", at=MONDAY + 2 * DAY).text


def test_a_worker_that_was_away_says_it_once(stage: Stage) -> None:
    says(stage, *TO_SCHOOL)
    said = looks(stage, MONDAY + 9 * DAY, since=MONDAY + 7 * DAY)
    assert len(said) == 1
    assert "lần cuối" in said[0][1]


def test_two_workers_say_it_once(stage: Stage) -> None:
    says(stage, *TO_SCHOOL)
    with stage.lit():
        stage._now = MONDAY + DAY + HOUR
        with ThreadPoolExecutor(4) as workers:
            for done in [workers.submit(remind_of_unfinished, stage.database) for _ in range(8)]:
                done.result()
    with stage.database.reading() as session:
        notices = select(func.count()).where(OutboxMessage.priority == Priority.NOTICE)
        assert session.scalar(notices) == 1


@pytest.mark.parametrize(
    ("messages", "days", "kept"),
    [
        (TO_SCHOOL, 59, True),
        (TO_SCHOOL, 61, False),
        (("xin máy",), 6, True),
        (("xin máy",), 8, False),
        ((*TO_SCHOOL, "DỪNG", "đúng", "xin máy"), 8, False),
    ],
)
def test_what_is_half_done_is_kept_for_two_months_with_a_consent_and_a_week_without(
    stage: Stage, messages: tuple[str, ...], days: int, kept: bool
) -> None:
    says(stage, *messages)
    with stage.lit():
        stage._now = MONDAY + days * DAY
        forget_idle_talks(stage.database)
    with stage.database.reading() as session:
        rows = session.execute(
            select(Conversation.talk, Conversation.parked, Conversation.question)
        ).one()
    assert any(rows) == kept
    assert kept or tuple(rows) == (None, None, None)


def test_who_comes_back_after_weeks_is_told_what_was_left(stage: Stage) -> None:
    says(stage, *TO_SCHOOL)
    answer = says(stage, "chào em", at=MONDAY + 40 * DAY).text
    assert "Em vẫn giữ đề nghị xin máy cho Hồ Văn Tí đang làm dở" in answer
    assert answer.endswith("Câu 4/12: Hồ Văn Tí học trường nào ạ?")
    assert "Em vẫn giữ" not in says(stage, "TH Hồng Thủy", at=MONDAY + 40 * DAY + HOUR).text


def test_an_answer_after_weeks_is_taken(stage: Stage) -> None:
    says(stage, *TO_SCHOOL)
    answer = says(stage, "TH Hồng Thủy", at=MONDAY + 40 * DAY).text
    assert "Em vẫn giữ đề nghị xin máy cho Hồ Văn Tí" in answer
    assert "Câu 5/12" in answer


def test_who_asks_for_the_same_again_after_weeks_goes_on(stage: Stage) -> None:
    says(stage, *TO_SCHOOL)
    assert "Câu 4/12" in says(stage, "xin máy cho con", at=MONDAY + 40 * DAY).text


moments = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(clock.VIETNAM),
)


@given(moments, st.integers(1, 10))
def test_a_reminder_is_due_by_day_on_the_right_day(wrote_at: datetime, days: int) -> None:
    due = reminders._due_at(wrote_at, days)
    assert due.date() == wrote_at.date() + timedelta(days=days)
    assert 8 <= due.hour < 20


@given(moments, st.lists(st.integers(1, 48), max_size=300))
def test_whenever_the_worker_looks_there_are_two_at_most(
    wrote_at: datetime, pauses: list[int]
) -> None:
    reminded_at, times, now = None, 0, wrote_at
    for hours in pauses:
        now += timedelta(hours=hours)
        if reminders._is_due(now, wrote_at, reminded_at):
            assert now - wrote_at > timedelta(hours=8)
            reminded_at, times = now, times + 1
    assert times <= 2
