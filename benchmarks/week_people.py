"""The invented families of the simulated week: when they come, what they write, and who leaves.

A family answers the question that is open, by its name, so a form that changes is still filled in. The
shares below are assumed; they make a week with everything in it, not a forecast.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from sqlalchemy import select

from backend import clock
from backend.contacts.models import ChannelAddress
from backend.support_requests.models import Lacking, Relation, Status, SupportRequest
from benchmarks.week_world import CHANNEL, Province
from bot.demo.families import Family
from bot.demo.past import Story
from bot.messages import Inbound, Kind

DAYS = 7
# Monday to Sunday; schools collect until Friday.
OF_DAYS = (18, 12, 11, 14, 28, 10, 7)
# Share of a day's families that come after the evening news, most of them soon after it; the others
# by the hour, few of them at night.
EVENING, NEWS_END, EVENING_MINUTES = 0.45, time(19, 30), 90
OF_HOURS = (1, 0, 0, 0, 1, 3, 10, 20, 18, 14, 14, 24, 28, 14, 12, 14, 20, 30, 34, 26, 24, 20, 12, 4)
DELIVERED_TWICE = 0.05
LEAVES, COMES_BACK = 0.15, 0.75  # in the middle of the form; of those who leave, later
MISTYPES, ASKS_STATUS = 0.03, 0.25
MOST_MESSAGES = 45  # of one family in one talk; more would be a talk that goes round in circles

_WAYS: Mapping[str, tuple[str, ...]] = {
    "opening": ("xin máy tính", "xin may tinh", "Xin máy tính cho con học ạ"),
    "consent": ("đồng ý", "dong y", "Tôi đồng ý"),
    "child_name": ("{child}",),
    "child_birth_year": ("{child_born}", "sinh năm {child_born}"),
    "school": ("{school}",),
    "class": ("{grade}A", "lớp {grade}", "lop {grade}"),
    "commune": ("{commune}",),
    "hamlet": ("{hamlet}", "{hamlet} ạ"),
    "head_name": ("{head}",),
    "head_birth_year": ("{born}", "sinh nam {born}"),
    "phone": ("{phone}",),
    "review": ("1", "gửi đi", "Đúng rồi, gửi đi"),
    "received": ("đúng", "dạ đúng rồi"),
    "supplement": ("Cháu học lớp {grade}A, {school}",),
}
_RELATIONS = {
    Relation.PARENT: "con tôi",
    Relation.GRANDPARENT: "cháu tôi",
    Relation.SIBLING: "em tôi",
}
_LACKING = {
    Lacking.NO_DEVICE: "chưa có máy nào",
    Lacking.SHARED: "dùng chung với người khác",
    Lacking.BROKEN: "có nhưng bị hỏng",
    Lacking.TV_ONLY: "chỉ học qua tivi",
}
_CIRCUMSTANCES = {"poor": "hộ nghèo", "near_poor": "hộ cận nghèo"}
_SCHOOLS = ("tiểu học Suối Trong", "THCS Suối Trong")
_YES, _UNREADABLE = "đúng", ("ờ", "hmm", ".")


@dataclass
class Tally:
    """What the families did, counted as they did it."""

    left: int = 0
    came_back: int = 0
    finished: int = 0


@dataclass
class Household:
    """One family of the week, with a chat of its own."""

    number: int
    family: Family
    commune: str
    monday: datetime
    province: Province
    tally: Tally
    chance: Random = field(init=False)
    written: int = 0

    def __post_init__(self) -> None:
        self.chance = Random(f"2026-{self.number}")

    @property
    def chat_id(self) -> str:
        """As the platform names the chat."""
        return f"week-{self.number}"

    @property
    def phone(self) -> str:
        """Nobody else's."""
        return f"0912{self.number:06}"

    def week(self) -> Story:
        """From the first message to the last evening."""
        yield self._arrival()
        yield from self._says(self._words("opening"))
        is_left = yield from self._form()
        if is_left:
            return
        self.tally.finished += 1
        if self.chance.random() < ASKS_STATUS:
            yield clock.now() + timedelta(hours=self.chance.uniform(12, 40))
            yield from self._says("hồ sơ của tôi đến đâu rồi")
        while True:
            yield self._evening()
            yield from self._answers_office()

    def _arrival(self) -> datetime:
        """Somewhere in the week."""
        day = self.chance.choices(range(DAYS), OF_DAYS)[0]
        midnight = self.monday + timedelta(days=day)
        if self.chance.random() < EVENING:
            return self._after_news(midnight)
        hour = self.chance.choices(range(24), OF_HOURS)[0]
        return midnight + timedelta(hours=hour, seconds=self.chance.uniform(0, 3600))

    def _after_news(self, midnight: datetime) -> datetime:
        begins = datetime.combine(midnight.date(), NEWS_END, clock.VIETNAM)
        return begins + timedelta(minutes=self.chance.triangular(0, EVENING_MINUTES, 10))

    def _evening(self) -> datetime:
        """The next one after now."""
        today = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
        evening = self._after_news(today)
        return evening if evening > clock.now() else self._after_news(today + timedelta(days=1))

    def _form(self) -> Generator[datetime, None, bool]:
        """Answers until nothing more is asked. Ends with True when the family left for good."""
        leaves_at = self.chance.randint(2, 13) if self.chance.random() < LEAVES else None
        answered, before = 0, ""
        while asked := self.province.question_to(self.chat_id):
            answered += 1
            assert answered < MOST_MESSAGES, asked
            if answered == leaves_at:
                self.tally.left += 1
                if self.chance.random() >= COMES_BACK:
                    return True
                yield clock.now() + timedelta(hours=self.chance.uniform(1, 30))
                self.tally.came_back += 1
            words = self._answer_to(asked, is_again=asked == before)
            # Who is asked the same twice is asked "Đúng không ạ?" the second time.
            before = "" if words in (_YES, *_UNREADABLE) else asked
            yield from self._says(words)
        return False

    def _answer_to(self, asked: str, *, is_again: bool) -> str:
        if is_again:
            return _YES
        name = asked.partition(":")[0]
        if name in ("consent", "phone", "lacking") and self.chance.random() < MISTYPES:
            return self.chance.choice(_UNREADABLE)
        return self._words(name)

    def _answers_office(self) -> Story:
        """Says what the office waits for, if it does."""
        status = self._status()
        if status is Status.HANDED_OVER:
            yield from self._says("đã nhận")
        elif status is Status.SENT_BACK:
            yield from self._says("bổ sung")
        else:
            return
        for _message in range(3):
            if asked := self.province.question_to(self.chat_id):
                yield from self._says(self._words(asked.partition(":")[0]))

    def _status(self) -> Status | None:
        query = (
            select(SupportRequest.status)
            .join(ChannelAddress, ChannelAddress.contact_id == SupportRequest.contact_id)
            .where(ChannelAddress.channel == CHANNEL, ChannelAddress.chat_id == self.chat_id)
        )
        with self.province.database.reading() as session:
            return session.scalar(query)

    def _says(self, text: str) -> Story:
        """Types for a while, then it is delivered, now and then twice."""
        yield clock.now() + timedelta(seconds=self.chance.uniform(8, 70))
        self.written += 1
        event_id = f"{self.chat_id}-{self.written}"
        message = Inbound(CHANNEL, event_id, self.chat_id, Kind.TEXT, text=text)
        self.province.receive(message)
        if self.chance.random() < DELIVERED_TWICE:
            yield clock.now() + timedelta(seconds=self.chance.uniform(0.1, 30))
            self.province.receive_again(message)

    def _words(self, name: str) -> str:
        family = self.family
        fixed = {
            "relation": _RELATIONS[family.relation],
            "lacking": _LACKING[family.lacking],
            "circumstance": _CIRCUMSTANCES[family.circumstance],
        }
        if name in fixed:
            return fixed[name]
        return self.chance.choice(_WAYS[name]).format(
            child=family.child,
            child_born=family.child_born,
            school=_SCHOOLS[family.grade > 5],
            grade=family.grade,
            commune=self.commune,
            hamlet=family.hamlet,
            head=family.head,
            born=family.born,
            phone=self.phone,
        )
