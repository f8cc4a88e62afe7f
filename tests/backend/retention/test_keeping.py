"""What was promised to be kept for so long goes then, by itself, in batches, and not a day before."""

import asyncio
from collections import Counter as Counts
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.contacts.models import ChannelAddress, ContactId
from backend.deliveries.models import DayState, HandOverDay, HandOverPhoto
from backend.households.models import Household
from backend.messages.models import InboxMessage
from backend.officers.models import Officer, OfficerSession
from backend.poverty_lists.models import PovertyListEntry
from backend.programmes.rules import Circumstance
from backend.retention import families, keeping
from backend.retention.applying import Batch
from backend.retention.keeping import keep_one_batch, keep_terms
from backend.retention.models import RetentionRun
from backend.retention.requests import anonymise
from backend.retention.terms import DEFAULT, months_after
from backend.support_requests.earlier import of_child, of_household
from backend.support_requests.models import Status, SupportRequest
from bot import worker
from bot.worker import forget_old_files
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter
from tests.backend.retention.family import FIRST, places, settle
from tests.backend.retention.test_erasure import STAYS, asked
from tests.factories import HOUSEHOLDS, make_contact, make_list

LONG_AGO = datetime(2023, 3, 1, 3, tzinfo=UTC)
MESSAGES = {"inbox_messages", "outbox_messages"}


def after(months: int, days: int = 0) -> datetime:
    day = months_after(clock.local(LONG_AGO).date(), months) + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def test_after_its_months_nothing_of_the_family_is_left_but_the_proofs(counter: Counter) -> None:
    with clock.at(LONG_AGO):
        settle(counter, FIRST, "SN-1")
    with clock.at(after(24)):
        assert keep_terms(counter.database).keys() <= MESSAGES
    with clock.at(after(24, days=1)):
        assert keep_terms(counter.database)
        forget_old_files(counter.database)
    left = places(counter.database, FIRST)
    assert left.keys() - STAYS == set(), left


def test_after_the_audit_the_proofs_are_gone_too(counter: Counter) -> None:
    with clock.at(LONG_AGO):
        settle(counter, FIRST, "SN-1")
    for moment in (after(24, days=1), after(84, days=1)):
        with clock.at(moment):
            keep_terms(counter.database)
            forget_old_files(counter.database)
            assert keep_terms(counter.database) == {}, "nothing is left for a second round"
    left = places(counter.database, FIRST)
    assert left.keys() <= {"consents.event_id"}, left


def test_what_has_not_ended_is_kept_however_old(counter: Counter) -> None:
    with clock.at(LONG_AGO):
        waiting = counter.submit("tele-1")
        back = counter.submit("tele-2", child_name="Lê Văn Hai")
        counter.decide(back, SEND_BACK, "Thiếu giấy.")
        approved = counter.submit("tele-3", child_name="Lê Văn Ba")
        counter.decide(approved, APPROVE)
        denied = counter.delivered("tele-4", child_name="Lê Văn Tư")
        counter.confirm(counter.code(denied), received=False, chat_id="tele-4")
    with clock.at(after(60)):
        keep_terms(counter.database)
    for request in (waiting, back, approved, denied):
        assert counter.request(request).anonymised_at is None


def test_a_package_that_ran_later_keeps_its_request_longer(counter: Counter) -> None:
    with clock.at(LONG_AGO):
        request = counter.delivered()
        counter.confirm(counter.code(request))
        counter.register(request)
        counter.activate(request)
    package = counter.package(request)
    assert package
    assert package.expires_on
    later = months_after(package.expires_on, 24)
    for days, gone in ((0, False), (1, True)):
        moment = datetime(later.year, later.month, later.day, 3, tzinfo=UTC) + timedelta(days=days)
        with clock.at(moment):
            keep_terms(counter.database)
        assert (counter.request(request).anonymised_at is not None) is gone


def test_a_child_that_was_served_is_known_until_the_audit_is_over(counter: Counter) -> None:
    with clock.at(LONG_AGO):
        request = counter.delivered(child_name="Hồ Văn Hoà", child_birth_year=2014)
        counter.confirm(counter.code(request))
    code = counter.code(request)
    with clock.at(after(30)):
        keep_terms(counter.database)
        assert counter.request(request).anonymised_at
        for chat, said, known in (
            ("a", {"child_name": "Hồ Văn Hòa"}, True),
            ("b", {"child_name": "ho van hoa"}, True),
            ("c", {"child_name": "Hồ Văn Hòa", "child_birth_year": None}, True),
            ("d", {"child_name": "Hồ Văn Hoa"}, False),  # another name
            ("e", {"child_name": "Hồ Văn Hòa", "child_birth_year": 2009}, False),
            ("f", {"child_name": "Hồ Văn Hòa", "head_name": "Hồ Văn Nghiên"}, False),
            ("g", {"child_name": "Hồ Văn Hùng"}, False),
        ):
            again = counter.submit(chat, **{"child_birth_year": 2014, **said})
            assert (code in served_by(counter, again)) is known, said
    with clock.at(after(84, days=1)):
        keep_terms(counter.database)
        assert served_by(counter, counter.submit("z", child_name="Hồ Văn Hoà")) == ""


def served_by(counter: Counter, request: int) -> str:
    with counter.database.reading() as session:
        found = session.get_one(SupportRequest, request)
        return of_child(session, found).device or ""


def test_a_household_that_lists_do_not_know_is_known_by_its_mark(counter: Counter) -> None:
    said: dict[str, Any] = {"circumstance": Circumstance.COVID_HARDSHIP, "head_birth_year": 1970}
    with clock.at(LONG_AGO):
        request = counter.delivered(head_name="Kêr Thị Lạ", **said)
        counter.confirm(counter.code(request))
    with clock.at(after(30)):
        keep_terms(counter.database)
        for chat, other, known in (
            ("a", {}, True),
            ("b", {"head_birth_year": 1999}, False),
            ("c", {"hamlet": "Thôn 2"}, False),
            ("d", {"head_name": "Kêr Thị Khác"}, False),
        ):
            again = counter.submit(
                chat, child_name="Kêr Văn Con", **{"head_name": "Kêr Thị Lạ", **said, **other}
            )
            with counter.database.reading() as session:
                found = of_household(session, session.get_one(SupportRequest, again)).device
            assert (found == counter.code(request)) is known, other


def test_a_killed_round_goes_on_with_the_next(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(LONG_AGO):
        made = [counter.submit(f"k-{n}", child_name=f"Hồ Văn {n}") for n in "abcdefg"]
        for request in made:
            counter.decide(request, REFUSE, "Không thuộc diện.")
    monkeypatch.setattr(families, "BATCH", 2)
    real, done = anonymise, []

    def die_at_the_fourth(session: Session, request: SupportRequest, until: date) -> None:
        done.append(request.id)
        if len(done) == 4:
            raise KeyboardInterrupt
        real(session, request, until)

    monkeypatch.setattr(families, "anonymise", die_at_the_fourth)
    with clock.at(after(25)):
        with pytest.raises(KeyboardInterrupt):
            keep_terms(counter.database)
        assert gone(counter) == 2, "the whole batch that was begun is undone"
        keep_terms(counter.database)
    assert gone(counter) == len(made)


def gone(counter: Counter) -> int:
    with counter.database.reading() as session:
        query = sa.select(sa.func.count()).where(SupportRequest.anonymised_at.is_not(None))
        return session.scalar(query) or 0


def test_each_batch_is_in_the_trail_once_with_numbers_alone(counter: Counter) -> None:
    with clock.at(LONG_AGO):
        counter.decide(asked(counter)[1], REFUSE, f"Mẹ {FIRST.head} chưa đủ giấy.")
    with clock.at(after(25)):
        met = keep_terms(counter.database)
    with counter.database.reading() as session:
        runs = session.scalars(sa.select(RetentionRun)).all()
    entries = [entry for entry in counter.audited() if entry.action == "keep_terms"]
    assert [entry.subject_id for entry in entries] == [run.id for run in runs]
    assert met == sum((Counts(run.counts) for run in runs), Counts())
    assert places(counter.database, FIRST).keys() <= {"consents.event_id"}


def test_a_round_is_bounded(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for = []

    def never_ends(_session: Session) -> Batch:
        asked_for.append(1)
        return Batch(Counts(rows=1))

    monkeypatch.setattr(keeping, "STEPS", {"never": never_ends})
    monkeypatch.setattr(keeping, "PAUSE_SECONDS", 0)
    keep_terms(counter.database)
    assert len(asked_for) == keeping.MOST_BATCHES


def test_messages_go_after_a_year_and_the_case_stays(counter: Counter) -> None:
    with clock.at(LONG_AGO):
        contact, request = asked(counter)
        _write(counter, contact, "cũ", LONG_AGO)
    with clock.at(after(11)):
        _write(counter, contact, "mới", after(11))
    with clock.at(after(12, days=1)):
        keep_terms(counter.database)
    with counter.database.reading() as session:
        texts = session.scalars(sa.select(InboxMessage.text).order_by(InboxMessage.id)).all()
    assert texts == ["", "mới"]
    assert counter.told(FIRST.chat) == [""]
    assert counter.request(request).child_name == FIRST.child


def _write(counter: Counter, contact: ContactId, words: str, at: datetime) -> None:
    with counter.database.transaction() as session:
        session.add(
            InboxMessage(
                channel="telegram",
                event_id=words,
                contact_id=contact,
                kind="text",
                text=words,
                received_at=at,
            )
        )


def test_who_was_silent_for_so_long_is_forgotten(counter: Counter) -> None:
    with clock.at(LONG_AGO), counter.database.transaction() as session:
        make_contact(session, "lang-im")
    with clock.at(after(23)), counter.database.transaction() as session:
        make_contact(session, "con-nhan")
    with clock.at(after(24, days=1)):
        keep_terms(counter.database)
    with counter.database.reading() as session:
        addresses = session.scalars(sa.select(ChannelAddress.chat_id)).all()
    assert sorted(addresses) == ["con-nhan", "~1"]


def test_rows_that_a_later_list_ended_lose_their_names_and_still_count(counter: Counter) -> None:
    counter.submit()  # its household was found by the row of Hồ Thị A Lơ
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        commune = session.get_one(AdministrativeUnit, counter.world.commune)
        newer = make_list(session, officer, commune, HOUSEHOLDS, file_hash="1" * 64)
        before = session.scalar(sa.select(sa.func.count()).select_from(PovertyListEntry))
    with clock.at(clock.now() + timedelta(days=365 * 2 + 2)):
        keep_terms(counter.database)
    with counter.database.reading() as session:
        rows = session.scalars(sa.select(PovertyListEntry)).all()
    assert len(rows) == before
    assert all(row.standing and row.hamlet for row in rows)
    assert {row.head_name for row in rows if row.list_id != newer.id} == {"", "Hồ Thị A Lơ"}
    assert "" not in {row.head_name for row in rows if row.list_id == newer.id}


def test_a_household_without_row_and_request_is_nobodys(counter: Counter) -> None:
    now = clock.now()
    with counter.database.transaction() as session:
        session.add(
            Household(
                unit_id=counter.world.commune,
                hamlet="Thôn 1",
                head_name="Hồ Thị Không Ai",
                head_key="hothikhongai",
                head_birth_year=1970,
                created_at=now,
            )
        )
    known = counter.submit()
    keep_terms(counter.database)
    with counter.database.reading() as session:
        names = session.scalars(sa.select(Household.head_name)).all()
    assert sorted(names) == ["", "Hồ Thị A Lơ"]
    assert counter.request(known).household_id


def test_sheets_go_after_the_audit_and_sessions_after_half_a_year(counter: Counter) -> None:
    held = clock.local(LONG_AGO).date()
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        day = HandOverDay(
            unit_id=officer.unit_id, place="Nhà văn hóa", held_on=held, starts_at="8:00",
            giver="Lê Thị Mai", state=DayState.CLOSED, officer_id=officer.id, created_at=LONG_AGO,
        )  # fmt: skip
        session.add(day)
        session.flush()
        session.add(
            HandOverPhoto(
                day_id=day.id, content=b"\xff\xd8\xff", content_type="image/jpeg",
                sha256="0" * 64, officer_id=officer.id, created_at=LONG_AGO,
            )
        )  # fmt: skip
        session.add(
            OfficerSession(
                token_hash="0" * 64, officer_id=officer.id, csrf_token="1" * 64,
                created_at=LONG_AGO, last_seen_at=LONG_AGO, browser="Firefox", network="113.161.*",
            )
        )  # fmt: skip
    total = DEFAULT.months + DEFAULT.audit_months
    for moment, sheets, sessions in (
        (LONG_AGO + timedelta(days=179), 1, 1),
        (LONG_AGO + timedelta(days=181), 1, 0),
        (after(total), 1, 0),
        (after(total, days=1), 0, 0),
    ):
        with clock.at(moment):
            keep_terms(counter.database)
        with counter.database.reading() as session:
            counted = [
                session.scalar(sa.select(sa.func.count()).select_from(model))
                for model in (HandOverPhoto, OfficerSession)
            ]
        assert counted == [sheets, sessions]


def test_the_worker_does_it_by_itself(counter: Counter) -> None:
    with clock.at(LONG_AGO):
        counter.decide(asked(counter)[1], REFUSE, "Không thuộc diện.")

    async def tidied() -> None:
        stop = asyncio.Event()
        tidying = asyncio.create_task(worker._tidy_regularly(counter.database, stop))
        async with asyncio.timeout(60):
            while not gone(counter):  # noqa: ASYNC110 - another thread does it
                await asyncio.sleep(0.02)
        stop.set()
        await tidying

    asyncio.run(tidied())
    assert gone(counter) == 1


def test_an_empty_database_has_nothing_to_keep(counter: Counter) -> None:
    assert keep_terms(counter.database) == {}
    for name in keeping.STEPS:
        assert keep_one_batch(counter.database, name) == {}


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 23), -24, date(2024, 11, 23)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_status_of_every_kind_is_either_ended_or_open() -> None:
    open_ = {
        *(Status.WAITING, Status.SENT_BACK, Status.QUEUED, Status.APPROVED),
        Status.NOT_RECEIVED,
    }
    assert set(families.ENDED) | open_ == set(Status)
    assert set(families.ENDED) & open_ == set()
