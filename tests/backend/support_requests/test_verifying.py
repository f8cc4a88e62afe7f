"""What a request's search keeps, and what an officer's word is worth later."""

from sqlalchemy import select

from backend.households.models import MatchDecision
from backend.poverty_lists.models import PovertyListEntry
from backend.support_requests.comparison import compared
from backend.support_requests.models import RequestId, SupportRequest
from tests.backend.counter import Counter

ASKED = {"head_name": "Hồ Thị Họa", "head_birth_year": 1988, "child_name": "Hồ Thị Én"}


def verdict(counter: Counter, request_id: RequestId) -> str:
    return counter.verifications(request_id)[-1].verdict


def test_an_officers_yes_is_used_for_who_says_the_same_later(counter: Counter) -> None:
    first = counter.submit(**ASKED)
    assert verdict(counter, first) == "ask"
    counter.identify(first, "Hồ Thị Hoa")
    second = counter.submit("tele-2", **ASKED)
    (kept,) = counter.verifications(second)
    assert (kept.verdict, kept.entry_id) == ("same", counter.entry("Hồ Thị Hoa"))
    assert kept.reason.startswith("Cán bộ đã xác định đúng hộ trước đây.")
    assert kept.list_id == counter.world.poverty_list
    assert counter.request(second).household_id == counter.request(first).household_id


def test_an_officers_no_is_not_asked_again(counter: Counter) -> None:
    first = counter.submit(**ASKED)
    counter.identify(first, None)
    second = counter.submit("tele-2", **ASKED)
    (kept,) = counter.verifications(second)
    shown = {row["entry_id"] for row in counter.verifications(first)[0].candidates}
    assert not shown & {row["entry_id"] for row in kept.candidates}
    assert verdict(counter, counter.submit("tele-3", **ASKED | {"head_birth_year": 1987})) == "ask"


def test_the_rows_that_were_shown_beside_the_right_one_are_not_it(counter: Counter) -> None:
    request_id = counter.submit(**ASKED)
    counter.identify(request_id, "Hồ Thị Hoa")
    with counter.database.reading() as session:
        decided = dict(
            session.execute(
                select(PovertyListEntry.head_name, MatchDecision.is_same).join(
                    PovertyListEntry, PovertyListEntry.household_id == MatchDecision.household_id
                )
            ).all()
        )
    assert decided["Hồ Thị Hoa"] is True
    assert decided["Hồ Thị Hòa"] is False


def test_what_the_family_hears_is_the_same_whatever_the_lists_say(counter: Counter) -> None:
    """Found, doubtful, of another household, or nobody: only the code differs."""
    said: tuple[dict[str, object], ...] = (
        {},
        ASKED,
        {"head_name": "Hồ Thị A Lơ", "head_birth_year": 1950},
        {"head_name": "Vàng Thị Dợ", "head_birth_year": 1950},
    )
    words = set()
    for number, fields in enumerate(said):
        request_id = counter.submit(f"tele-{number}", **fields | {"child_name": "Hồ Thị Én"})
        (told,) = counter.told(f"tele-{number}")
        words.add(told.replace(counter.code(request_id), "…"))
    assert len(words) == 1


def test_an_officer_sees_two_names_side_by_side_with_the_letters_that_differ(
    counter: Counter,
) -> None:
    request_id = counter.submit(**ASKED)
    with counter.database.reading() as session:
        entry = session.get_one(PovertyListEntry, counter.entry("Hồ Thị Hòa"))
        seen = compared(session.get_one(SupportRequest, request_id), entry)
    name = seen.fields[0]
    assert name.label == "Chủ hộ"
    assert [part.text for part in name.said if part.differs] == ["ọ"]
    assert [part.text for part in name.listed if part.differs] == ["ò"]
