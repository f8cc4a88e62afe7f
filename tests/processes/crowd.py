"""Many people who talk at once, and what each of them has to hear, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select

from backend.db import Database
from backend.messages.models import OutboxMessage
from backend.office import Operator
from bot.channels.rendering import numbered
from bot.inbox import Inbox
from bot.messages import Inbound, Kind, Outgoing
from tests.fakes.platform import FakePlatform
from tests.fakes.telegram_people import TelegramPerson
from tests.fakes.zalo_people import ZaloPerson
from tests.processes.harness import NAMES, House, talk, until

Script = dict[str, list[Outgoing]]  # by name: what the service says to each message of the talk


def written(database: Database) -> Script:
    """What each person has to hear, from an inbox of our own that nothing disturbs."""
    inbox, script = Inbox(database, Operator("UBND xã")), {}
    for name in NAMES:
        for number, text in enumerate(talk(name)):
            assert inbox.receive(Inbound("script", f"{name}{number}", name, Kind.TEXT, text))
        with database.reading() as session:
            bodies = session.scalars(select(OutboxMessage.body).order_by(OutboxMessage.id))
            script[name] = [Outgoing.from_json(body) for body in bodies][-len(talk(name)) :]
        assert len({answer.text for answer in script[name]}) == len(talk(name))
    return script


@dataclass
class Talker:
    """One person with a script."""

    fake: FakePlatform
    person: TelegramPerson | ZaloPerson
    name: str
    expected: list[str]

    @property
    def heard(self) -> list[str]:
        """What came, in order, as often as it came."""
        return [sent.text for sent in self.person.received]

    @property
    def is_answered(self) -> bool:
        """Whether the end of the script has come."""
        return self.heard[-1:] == self.expected[-1:]

    @property
    def repeated(self) -> int:
        """How many messages came once more, right after themselves."""
        return len(self.heard) - len(self.in_order)

    @property
    def in_order(self) -> list[str]:
        """What came, without the repetitions."""
        return [text for text, _times in groupby(self.heard)]


@dataclass
class Crowd:
    """Five people on Telegram and five on Zalo."""

    house: House
    talkers: list[Talker]

    @classmethod
    def arrives(
        cls, house: House, script: Script, on: Sequence[str] = ("telegram", "zalo")
    ) -> "Crowd":
        """New people, so that nothing of before matters."""
        talkers = []
        for name in NAMES:
            if "telegram" in on:
                texts = [answer.text for answer in script[name]]
                talkers.append(Talker(house.telegram, house.telegram.user(name), name, texts))
            if "zalo" in on:
                texts = [numbered(answer) for answer in script[name]]
                talkers.append(Talker(house.zalo, house.zalo.user(name), name, texts))
        return cls(house, talkers)

    def speaks(self, part: slice = slice(None), *, twice: bool = False) -> None:
        """All at once: everybody's first message, everybody's second ..."""
        for texts in list(zip(*(talk(talker.name) for talker in self.talkers), strict=True))[part]:
            for talker, text in zip(self.talkers, texts, strict=True):
                if twice:
                    talker.fake.deliver_twice()
                talker.person.says(text)

    def heard(self) -> int:
        """How many messages came to them."""
        return sum(len(talker.heard) for talker in self.talkers)

    def until_heard(self, number: int) -> None:
        """Waits until so many came."""
        until(lambda: self.heard() >= number, f"{number} answers, {self._state()}")

    def until_answered(self) -> None:
        """Waits until everybody has heard the end, and nothing more is on its way."""
        try:
            self.house.until(lambda: all(t.is_answered for t in self.talkers), "all are answered")
            self.house.until(lambda: not self.house.unsent(), "nothing waits")
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self._state()}") from None

    def check(self, *, repeated: int = 0) -> int:
        """Everybody heard their own script in its order, and all of them at most so many messages
        twice. Hands back how many."""
        for talker in self.talkers:
            assert talker.in_order == talker.expected, self._state()
        found = sum(talker.repeated for talker in self.talkers)
        assert found <= repeated, self._state()
        return found

    def _state(self) -> str:
        return "\n".join(f"{t.name}: {t.heard}" for t in self.talkers if t.heard != t.expected)
