"""Pauses for who names household after household, and what an officer sees of it."""

from collections import defaultdict
from datetime import timedelta
from itertools import accumulate
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, update

from backend import clock
from backend.administrative_units.models import UnitId
from backend.errors import Conflict
from backend.officers.models import Officer
from backend.support_requests import probing
from backend.support_requests.models import ProbingSign, SupportRequest
from backend.support_requests.tries import FREE, LONGEST, MANY_CONTACTS, STEP, pause_after
from backend.support_requests.verifying import verify_household
from backend.vietnamese import compact
from tests.backend.counter import Counter

# Names of nobody on the list and of somebody: a pause must not tell which.
WORDS = ("An", "Ba", "Ca", "Da", "Én", "Gia", "Hai", "Inh", "Kê", "La", "Mai", "Nam", "Oanh")
HEADS = [f"Hồ Văn {word}" for word in WORDS]


def age(counter: Counter, by: timedelta) -> None:
    """Everything that was sent is older now."""
    with counter.database.transaction() as session:
        session.execute(
            update(SupportRequest).values(created_at=clock.now() - by),
            execution_options={"synchronize_session": False},
        )


def test_the_pauses_grow_and_end() -> None:
    pauses = [pause_after(households) for households in range(1000)]
    assert pauses[FREE - 1] == timedelta(0)
    assert pauses[FREE] == STEP
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST


def test_who_names_many_heads_has_to_wait_and_is_told_how_long(counter: Counter) -> None:
    for head in HEADS[:FREE]:
        counter.submit(head_name=head)
    with pytest.raises(Conflict, match=r"chờ [12] phút"):
        counter.submit(head_name=HEADS[FREE])
    counter.submit(head_name=HEADS[0], child_name="Hồ Thị Lan")  # a second child of a household
    counter.submit("tele-2", head_name=HEADS[FREE])  # somebody else need not wait


def test_the_pause_is_the_same_for_who_is_listed_and_who_is_not(counter: Counter) -> None:
    for head in HEADS[:FREE]:
        counter.submit(head_name=head)
    words = []
    for head in ("Hồ Thị A Lơ", "Nguyễn Không Có"):
        with pytest.raises(Conflict) as refused:
            counter.submit(head_name=head)
        words.append(str(refused.value))
    assert words[0] == words[1]


def test_after_the_pause_one_goes_on(counter: Counter) -> None:
    for head in HEADS[:FREE]:
        counter.submit(head_name=head)
    age(counter, STEP)
    counter.submit(head_name=HEADS[FREE])


def test_a_household_that_many_name_is_left_to_an_officer(counter: Counter) -> None:
    verdicts = [
        counter.verifications(counter.submit(f"tele-{number}", child_name=f"Hồ Văn {head}"))[0]
        for number, head in enumerate(HEADS[:MANY_CONTACTS])
    ]
    assert [v.verdict for v in verdicts] == ["same"] * (MANY_CONTACTS - 1) + ["ask"]
    assert verdicts[-1].reason.startswith("Nhiều người nhắn tin cùng nêu tên hộ này")
    assert verdicts[-1].candidates


def unusual(counter: Counter, officer_id: int) -> list[tuple[str, int]]:
    with counter.database.reading() as session:
        found = probing.unusual(session, session.get_one(Officer, officer_id))
    return [(one.sentence, len(one.codes)) for one in found]


def test_an_officer_sees_both_kinds_of_probing_in_the_own_unit_only(counter: Counter) -> None:
    assert unusual(counter, counter.world.officer) == []
    for head in HEADS[:FREE]:
        counter.submit(head_name=head)
    for number in range(2, MANY_CONTACTS + 2):
        counter.submit(f"tele-{number}", head_name="Hồ Thị Hoa")
    assert unusual(counter, counter.world.officer) == [
        (f"Một người nhắn tin nêu tên {FREE} chủ hộ khác nhau trong một ngày.", FREE),
        (f"{MANY_CONTACTS} người nhắn tin khác nhau cùng nêu tên một chủ hộ.", MANY_CONTACTS),
    ]
    assert unusual(counter, counter.world.stranger) == []
    assert len(unusual(counter, counter.world.province_officer)) == 2


def test_a_name_is_one_however_it_is_written_and_two_are_not_one(counter: Counter) -> None:
    written = (
        "Hồ Thị A Lơ",
        "hồ thị a lơ",
        "HO THI A LO",
        "Hồ Thị ALơ",
        "Hồ  Thị A-Lơ",
        "Ho thi alo",
    )
    for number, head in enumerate(written):
        counter.submit(f"tele-{number}", head_name=head)
        counter.submit(f"tele-{number}", head_name=head, child_name="Hồ Thị Lan")  # once a contact
        counter.submit(f"khac-{number}", head_name=f"Hồ Văn {HEADS[number]}")
    many = f"{MANY_CONTACTS} người nhắn tin khác nhau cùng nêu tên một chủ hộ."
    assert unusual(counter, counter.world.officer) == [(many, MANY_CONTACTS)]


def test_one_head_in_many_spellings_is_no_many_heads(counter: Counter) -> None:
    for number in range(FREE + 3):
        name = "Hồ Thị A Lơ" if number % 2 else "ho thi a lo"
        counter.submit(head_name=name, child_name=f"Hồ Văn {'Nam' * (number + 1)}")
    assert unusual(counter, counter.world.officer) == []


def test_heads_are_counted_by_day_and_the_month_before_is_over(counter: Counter) -> None:
    for head in HEADS[: FREE - 1]:
        counter.submit(head_name=head)
    age(counter, timedelta(days=1, hours=1))
    counter.submit(head_name=HEADS[FREE - 1])
    assert unusual(counter, counter.world.officer) == []
    for number, head in enumerate(HEADS[: FREE - 1]):
        counter.submit(head_name=head, child_name=f"Hồ Thị {HEADS[number]}")
    assert len(unusual(counter, counter.world.officer)) == 1
    age(counter, timedelta(days=31))
    assert unusual(counter, counter.world.officer) == []


def test_many_who_name_a_household_in_two_communes_are_seen_where_their_requests_are_brought_together(
    counter: Counter,
) -> None:
    moved = [
        counter.submit(f"tele-{number}", head_name="Hồ Thị Hoa") for number in range(MANY_CONTACTS)
    ]
    with counter.database.transaction() as session:  # as if they had come in apart
        session.execute(delete(ProbingSign))
        session.execute(
            update(SupportRequest)
            .where(SupportRequest.id.in_(moved[1:]))
            .values(unit_id=counter.world.other_commune)
        )
    assert unusual(counter, counter.world.stranger) == []
    with counter.database.transaction() as session:
        request = session.get_one(SupportRequest, moved[0])
        request.unit_id = UnitId(counter.world.other_commune)
        session.flush()
        verify_household(session, request)  # as a transfer does
    assert [count for _words, count in unusual(counter, counter.world.stranger)] == [MANY_CONTACTS]


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sent=st.lists(
        st.tuples(
            st.integers(0, 7),  # who
            st.sampled_from(["Lò Văn Lạ", "lo van la", "Lò Thị Lạ"]),
            st.integers(0, 12 * 24),  # hours after the one before
        ),
        min_size=MANY_CONTACTS,
        max_size=16,
    )
)
def test_what_is_noticed_is_what_reading_the_whole_month_would_find(
    sent: list[tuple[int, str, int]], counter: Counter
) -> None:
    age(counter, timedelta(days=400))  # the example before
    with counter.database.transaction() as session:
        session.execute(delete(ProbingSign))
    began = clock.now() - timedelta(hours=sum(hours for _who, _head, hours in sent))
    moment = began
    for number, (who, head, hours) in enumerate(sent):
        moment += timedelta(hours=hours)
        with patch.object(clock, "now", lambda moment=moment: moment):
            counter.submit(f"c{who}", head_name=head, child_name=f"Lò Văn {HEADS[number % 12]}")
    homes: dict[str, set[int]] = defaultdict(set)
    for (who, head, _hours), at in zip(
        sent, accumulate(timedelta(hours=hours) for _who, _head, hours in sent), strict=True
    ):
        if began + at > moment - timedelta(days=30):
            homes[compact(head)].add(who)
    expected = sorted(len(people) for people in homes.values() if len(people) >= MANY_CONTACTS)
    with patch.object(clock, "now", lambda: moment):
        found = unusual(counter, counter.world.officer)
    assert sorted(count for _words, count in found) == expected


def test_a_month_is_looked_through_with_three_statements(counter: Counter) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    for number in range(MANY_CONTACTS + 2):
        counter.submit(f"tele-{number}", head_name="Hồ Thị Hoa")
    with counter.database.reading() as session:
        officer = session.get_one(Officer, counter.world.officer)
        event.listen(counter.database.engine, "before_cursor_execute", note)
        try:
            assert len(probing.unusual(session, officer)) == 1
        finally:
            event.remove(counter.database.engine, "before_cursor_execute", note)
    assert len(asked) <= 3
