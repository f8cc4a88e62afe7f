"""The real processes through what platforms, networks and databases do: everything is answered, once,
and in order for its person.

The same processes serve all tests of one arrangement; every test brings new people.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from backend.contacts.models import ChannelAddress, Consent
from backend.messages.models import InboxMessage
from tests.fakes.platform import Json
from tests.fakes.zalo_people import ZaloPerson
from tests.processes.conftest import NewDatabase
from tests.processes.crowd import Crowd, Script, Talker
from tests.processes.harness import (
    SECRETS,
    House,
    check_logs,
    end_all,
    house,
    slow_sends,
    talk,
    until,
)
from tests.processes.outage import away


@dataclass(frozen=True)
class Arrangement:
    """How an operator runs it."""

    database: str
    mode: str
    processes: tuple[tuple[str, ...], ...]


ARRANGEMENTS = (
    Arrangement("sqlite", "polling", (("serve", "--with-worker"),)),
    Arrangement("postgresql", "webhook", (("serve",), ("worker",), ("worker",))),
)


@pytest.fixture(
    scope="module", params=ARRANGEMENTS, ids=lambda arranged: f"{arranged.database}-{arranged.mode}"
)
def running(
    request: pytest.FixtureRequest,
    new_database: NewDatabase,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    """An installation at work."""
    arranged: Arrangement = request.param
    folder = tmp_path_factory.mktemp(arranged.mode)
    with house(folder, new_database(arranged.database), arranged.mode) as built:
        processes = [built.start(*arguments) for arguments in arranged.processes]
        built.until_open()
        yield built
        end_all(processes)


def test_a_rush_in_which_all_is_delivered_twice_is_answered_once_and_in_order(
    running: House, script: Script
) -> None:
    crowd = Crowd.arrives(running, script)
    crowd.speaks(twice=True)
    crowd.until_answered()
    assert crowd.check() == 0
    ids = [talker.person.chat_id for talker in crowd.talkers]
    theirs = select(ChannelAddress.contact_id).where(ChannelAddress.chat_id.in_(ids))
    with running.reading() as session:
        taken = session.scalar(
            select(func.count())
            .select_from(InboxMessage)
            .where(InboxMessage.contact_id.in_(theirs))
        )
        consents = session.scalar(
            select(func.count()).select_from(Consent).where(Consent.contact_id.in_(theirs))
        )
    assert taken == 60
    assert consents == 10  # a command of the talk, carried out once for each


def test_updates_delivered_by_many_hands_at_once_are_answered_once_and_in_order(
    running: House, script: Script
) -> None:
    """On top of the platform's own delivery; where the service polls, its door is shut to them."""
    crowd = Crowd.arrives(running, script)
    door = 200 if running.mode == "webhook" else 404
    with ThreadPoolExecutor(12) as hands:
        for number in range(6):
            updates = [(t, t.person.says(talk(t.name)[number])) for t in crowd.talkers]
            pushes = [hands.submit(_push, running, t, update) for t, update in updates * 3]
            assert {push.result() for push in pushes} == {door}
    crowd.until_answered()
    assert crowd.check() == 0


def test_the_trouble_of_one_person_is_nobody_elses(running: House, script: Script) -> None:
    crowd = Crowd.arrives(running, script)
    limited, unlucky = crowd.talkers[0:2], crowd.talkers[2:4]  # one on each platform
    blocks, vanishes, forbids = crowd.talkers[4], crowd.talkers[5], crowd.talkers[7]
    gone = [blocks, vanishes, forbids]
    for talker in gone:
        talker.person.says("chào em")
    until(lambda: all(talker.heard for talker in gone), "they could be reached")
    blocks.person.blocked = forbids.person.blocked = True  # 403, 422
    assert isinstance(vanishes.person, ZaloPerson)
    vanishes.person.vanishes()  # 410
    for talker in limited:
        fault = {"status": 429, "retry_after": 1, "chat_id": talker.person.chat_id}
        talker.fake.fail("sendMessage", **fault, times=1000)
    for talker in unlucky:
        talker.fake.fail("sendMessage", lost_answer=True, chat_id=talker.person.chat_id)
    for talker in gone:
        talker.person.says("menu")
        crowd.talkers.remove(talker)
    crowd.speaks()
    others = [talker for talker in crowd.talkers if talker not in limited]
    running.until(lambda: all(talker.is_answered for talker in others), "the others are answered")
    assert [talker.heard for talker in limited] == [[], []]
    for talker in limited:
        talker.fake.faults.waiting.clear()
    crowd.until_answered()

    assert crowd.check(repeated=2) == 2
    for talker in unlucky:
        assert talker.heard == [talker.expected[0], *talker.expected]
    for talker in gone:
        assert len(talker.heard) == 1
        assert _reason(running, talker) == "blocked"


def test_a_database_that_is_away_for_some_seconds_loses_and_repeats_nothing(
    running: House, script: Script
) -> None:
    crowd = Crowd.arrives(running, script)
    crowd.speaks(slice(0, 3))
    crowd.until_heard(5)
    with away(running.database_url):
        crowd.speaks(slice(3, None))
        time.sleep(2)  # the outage itself
    crowd.until_answered()
    assert crowd.check() == 0  # what could not be noted at once is noted later


def test_a_platform_that_is_down_for_five_seconds_loses_nothing_and_repeats_what_was_in_flight(
    running: House, script: Script
) -> None:
    """What it had taken when it went down, and could not say so: each worker may have four sends on
    their way to each platform, and of each person one."""
    crowd = Crowd.arrives(running, script)
    before = running.telegram.unheard + running.zalo.unheard
    slow_sends(running)
    crowd.speaks()
    crowd.until_heard(10)
    with running.telegram.down(), running.zalo.down():
        time.sleep(5)  # the outage itself
    crowd.until_answered()
    in_flight = running.telegram.unheard + running.zalo.unheard - before
    assert crowd.check(repeated=in_flight) == in_flight
    assert all(talker.repeated <= 1 for talker in crowd.talkers)


def test_no_token_and_nothing_that_people_wrote_is_in_the_logs(running: House) -> None:
    """The last of these tests: the logs hold all the troubles above."""
    assert "message_not_sent" in running.logs()
    check_logs(running)


def _push(running: House, talker: Talker, update: Json) -> int:
    """Delivers an update beside the platform's own delivery."""
    name = "telegram" if talker.fake is running.telegram else "zalo"
    secret = SECRETS[0] if name == "telegram" else SECRETS[1]
    headers = {talker.fake.secret_header: secret}
    url = f"{running.url}/webhooks/{name}"
    return running.browser.post(url, json=update, headers=headers).status_code


def _reason(running: House, talker: Talker) -> str | None:
    with running.reading() as session:
        reason = select(ChannelAddress.unreachable_reason)
        return session.scalar(reason.where(ChannelAddress.chat_id == talker.person.chat_id))
