"""What goes on beside the families in the simulated week: officers decide and hand over in working
hours, an operator opens data packages with a delay, the worker reminds and sends.

The acts are those of the admin site's pages: the same services in one transaction each.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from sqlalchemy.orm import Session

from backend import clock
from backend.calendar.days import is_working_day
from backend.data_packages import orders
from backend.data_packages import service as packages
from backend.data_packages.models import Operator
from backend.deliveries.service import HandOver, hand_over
from backend.households.rules import Verdict
from backend.officers.models import Officer
from backend.support_requests import queries, service
from backend.support_requests.filters import Filters
from backend.support_requests.listing import listing
from backend.support_requests.models import DecisionKind, Status, SupportRequest
from benchmarks.week_people import DAYS, Household
from benchmarks.week_world import Commune, Province
from bot.demo.past import Story
from bot.reminders import forget_idle_talks, remind_of_unfinished

PROGRAMME = "song-va-may-tinh"
SESSIONS = ((time(8), time(11, 30)), (time(13, 30), time(17)))
LOOKS = timedelta(minutes=30)  # how often an officer opens the queue
REFUSED, SENT_BACK, HANDED_OVER = 0.04, 0.06, 0.4  # assumed shares
SENDER_LOOKS = timedelta(minutes=5)  # then it has several to send, as at the peak
REFUSAL = "Nhà trường đã trao máy cho cháu hồi đầu năm."
WANTED = "Xin ghi rõ cháu đang học lớp mấy, trường nào."


@dataclass(frozen=True)
class Offices:
    """A commune's officers, and the families that they will hear of, by telephone."""

    province: Province
    commune: Commune
    monday: datetime
    households: Mapping[str, Household]
    chance: Random

    def deciding(self) -> Story:
        """In working hours, the oldest first, some minutes for each."""
        for begins, ends in self._working_hours():
            moment = begins + timedelta(minutes=self.chance.uniform(0, 15))
            while moment < ends:
                yield moment
                for request in self._queue(self.commune.approver, Status.WAITING):
                    yield clock.now() + timedelta(minutes=self.chance.uniform(1, 4))
                    if clock.now() >= ends:
                        break
                    self._decide(request)
                moment = max(moment, clock.now()) + LOOKS

    def giving(self) -> Story:
        """In the afternoon, to those for whom there is a device."""
        for day in self._working_days():
            yield _at(day, 14)
            for request in self._queue(self.commune.giver, Status.APPROVED):
                if self.chance.random() < HANDED_OVER:
                    yield clock.now() + timedelta(minutes=self.chance.uniform(2, 5))
                    self._hand_over(request)

    def ordering(self) -> Story:
        """Each day's packages in one order; the operator answers hours later."""
        for day in self._working_days():
            yield _at(day, 9)
            received = self._queue(self.commune.giver, Status.RECEIVED)
            ordered = self._order(received) if received else []
            if ordered:
                yield clock.now() + timedelta(hours=self.chance.uniform(2, 22))
                self._opened(ordered)

    def _working_days(self) -> Iterator[datetime]:
        days = (self.monday + timedelta(days=number) for number in range(DAYS))
        return (day for day in days if is_working_day(day.date()))

    def _working_hours(self) -> Iterator[tuple[datetime, datetime]]:
        for day in self._working_days():
            for hours in SESSIONS:
                begins, ends = (datetime.combine(day.date(), one, clock.VIETNAM) for one in hours)
                yield begins, ends

    def _queue(self, officer: Officer, status: Status) -> list[SupportRequest]:
        filters = Filters(status=status, programme=PROGRAMME)
        with self.province.database.reading() as session:
            return [row.request for row in listing(session, officer, filters).rows]

    def _decide(self, seen: SupportRequest) -> None:
        with self.province.act() as session:
            officer, request = self._opened_case(session, self.commune.approver, seen)
            if request.status is not Status.WAITING:
                return
            self._identify(session, officer, request)
            kind, reason = self._verdict(session, request)
            service.decide(session, officer, request.id, request.version, kind, reason)

    def _verdict(self, session: Session, request: SupportRequest) -> tuple[DecisionKind, str]:
        roll = self.chance.random()
        if roll < REFUSED:
            return DecisionKind.REFUSE, REFUSAL
        is_first = not queries.events(session, request).supplements
        if is_first and roll < REFUSED + SENT_BACK:
            return DecisionKind.SEND_BACK, WANTED
        return DecisionKind.APPROVE, ""

    def _identify(self, session: Session, officer: Officer, request: SupportRequest) -> None:
        """Where the list alone leaves it open, the officer says which household it is."""
        found = queries.newest_verification(session, request.id)
        if found is None or found.verdict != Verdict.SAME:
            entry_id = self.households[request.phone].family.entry_id
            service.identify_household(session, officer, request.id, request.version, entry_id)

    def _hand_over(self, seen: SupportRequest) -> None:
        with self.province.act() as session:
            officer, request = self._opened_case(session, self.commune.giver, seen)
            if request.status is not Status.APPROVED:
                return
            serial, today = f"MAU-{request.id:06}", clock.today()
            form = HandOver(serial, "Máy tính bảng (mẫu)", today, request.head_name, "chủ hộ")
            hand_over(session, officer, request.id, request.version, form)

    def _order(self, received: list[SupportRequest]) -> list[SupportRequest]:
        with self.province.act() as session:
            officer = session.get_one(Officer, self.commune.giver.id)
            without = [one for one in received if packages.of_request(session, one.id) is None]
            if without:
                order = orders.begin(session, officer, Operator.VIETTEL)
                chosen = [request.id for request in without]
                orders.add(session, officer, order.id, order.version, chosen)
                orders.send(session, officer, order.id, order.version)
        return without

    def _opened(self, ordered: list[SupportRequest]) -> None:
        for seen in ordered:
            with self.province.act() as session:
                officer, request = self._opened_case(session, self.commune.giver, seen)
                package = packages.of_request(session, request.id)
                assert package, request.code
                packages.begin(session, officer, request, package, clock.today())

    def _opened_case(
        self, session: Session, officer: Officer, seen: SupportRequest
    ) -> tuple[Officer, SupportRequest]:
        """As they are now: others may have been faster."""
        acting = session.get_one(Officer, officer.id)
        return acting, queries.request(session, acting, seen.id)


def sending(province: Province, monday: datetime, runner: asyncio.Runner) -> Story:
    """The worker's sender, now and then what waits."""
    return _every(monday, SENDER_LOOKS, lambda: province.send_all(runner))


def tidying(province: Province, monday: datetime) -> Story:
    """The worker's reminders, once an hour."""

    def tidy() -> None:
        remind_of_unfinished(province.database)
        forget_idle_talks(province.database)
        province.may_wait = True

    return _every(monday, timedelta(hours=1), tidy)


def _every(monday: datetime, pause: timedelta, act: Callable[[], None]) -> Story:
    moment = monday
    while True:
        yield moment
        act()
        moment += pause


def _at(day: datetime, hour: int) -> datetime:
    return datetime.combine(day.date(), time(hour), clock.VIETNAM)
