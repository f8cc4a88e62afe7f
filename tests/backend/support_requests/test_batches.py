"""Deciding on several requests at once: what is foreseen is what happens, each by itself, once."""

from collections.abc import Sequence
from functools import partial

import pytest

from backend.officers.models import Officer, OfficerId
from backend.support_requests import batches, family_ties
from backend.support_requests.batches import Decided, Picked
from backend.support_requests.models import DecisionKind, RequestId, Status
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter, at_once

CHILDREN = ("Hồ Văn Nam", "Hồ Thị Mận", "Lê Quốc Bảo")
HEADS = ("Hồ Thị A Lơ", "Hồ Thị Hoa", "Hồ Văn Nghiên")
BORN = (1985, 1988, 1979)


def waiting(counter: Counter) -> list[RequestId]:
    """Three families that the list proves; the third says a class that it does not have."""
    hamlets = ("Thôn 1", "Thôn 1", "Thôn 2")
    rows = zip(CHILDREN, HEADS, BORN, hamlets, strict=True)
    return [
        counter.submit(
            f"tele-{number}", child_name=child, head_name=head, head_birth_year=born, hamlet=hamlet
        )
        for number, (child, head, born, hamlet) in enumerate(rows)
    ]


def picked(counter: Counter, ids: Sequence[RequestId]) -> Picked:
    return {request_id: counter.version(request_id) for request_id in ids}


def decide(
    counter: Counter, ticks: Picked, kind: DecisionKind = APPROVE, by: int | None = None
) -> Sequence[Decided]:
    officer_id = OfficerId(by or counter.world.officer)
    return batches.decide_each(counter.database, officer_id, ticks, kind, "Xin bổ sung.")


def foreseen(counter: Counter, ticks: Picked, kind: DecisionKind = APPROVE) -> dict[int, str]:
    with counter.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        return {c.request.id: c.against for c in batches.check(session, officer, ticks, kind)}


def test_what_was_foreseen_happens_and_one_refusal_undoes_no_other(counter: Counter) -> None:
    ids = waiting(counter)
    counter.identify(ids[1], None)
    ticks = picked(counter, ids)
    before = foreseen(counter, ticks)
    assert not before[ids[0]]
    assert before[ids[1]]
    decided = {d.request.id: d.against for d in decide(counter, ticks) if d.request}
    assert {id_: bool(why) for id_, why in decided.items()} == {
        id_: bool(why) for id_, why in before.items()
    }
    assert counter.status(ids[0]) is Status.APPROVED
    assert counter.status(ids[1]) is Status.WAITING


def test_a_second_send_changes_nothing_and_is_told_as_done(counter: Counter) -> None:
    ids = waiting(counter)[:2]
    ticks = picked(counter, ids)
    first, second = decide(counter, ticks), decide(counter, ticks)
    assert [d.against for d in first] == [d.against for d in second] == ["", ""]
    for number in range(2):
        assert len(counter.told(f"tele-{number}")) == 2
    acts = [entry.action for entry in counter.audited()]
    assert acts.count("approve") == 2


def test_two_sends_at_one_moment_decide_once(counter: Counter) -> None:
    ids = waiting(counter)[:2]
    ticks = picked(counter, ids)
    at_once(partial(decide, counter, ticks), partial(decide, counter, ticks))
    assert [entry.action for entry in counter.audited()].count("approve") == 2


@pytest.mark.parametrize("kind", [REFUSE, SEND_BACK])
def test_one_reason_reaches_every_family(counter: Counter, kind: DecisionKind) -> None:
    ids = waiting(counter)
    assert not any(d.against for d in decide(counter, picked(counter, ids), kind))
    for number in range(3):
        assert "Xin bổ sung." in counter.told(f"tele-{number}")[-1]


def test_what_a_colleague_did_meanwhile_is_not_done_again(counter: Counter) -> None:
    ids = waiting(counter)[:2]
    ticks = picked(counter, ids)
    counter.decide(ids[0], SEND_BACK, "Xin cho biết thôn.", by=counter.world.colleague)
    assert foreseen(counter, ticks)[ids[0]]
    against = [d.against for d in decide(counter, ticks)]
    assert "Trần Văn Hải" in against[0]
    assert against[1] == ""
    assert counter.status(ids[0]) is Status.SENT_BACK


def test_requests_of_others_are_neither_shown_nor_decided(counter: Counter) -> None:
    ids = waiting(counter)
    ticks = {**picked(counter, ids), RequestId(999): 1}
    decided = decide(counter, ticks, by=counter.world.stranger)
    assert all(d.request is None and d.against for d in decided)
    assert {counter.status(id_) for id_ in ids} == {Status.WAITING}
    assert 999 not in foreseen(counter, ticks)


def test_an_own_family_is_never_decided_in_a_batch(counter: Counter) -> None:
    named = counter.submit("tele-7", head_name="Lê Thị Mai", head_birth_year=1990)
    declared = counter.submit("tele-8", child_name="Hồ Thị Mận")
    counter.act(
        lambda session, officer, request_id, _version: family_ties.declare(
            session, officer, request_id
        ),
        declared,
    )
    ticks = picked(counter, [named, declared])
    for why in (*foreseen(counter, ticks, REFUSE).values(),):
        assert why
    assert all(d.against for d in decide(counter, ticks, REFUSE))


def test_no_more_than_a_hundred_at_once(counter: Counter) -> None:
    ticks = {RequestId(number): 1 for number in range(1, batches.MOST + 51)}
    assert len(decide(counter, ticks)) == batches.MOST
