"""What two hundred invented people write, and what each of them has to hear, word by word."""

import re
from dataclasses import dataclass, field
from itertools import groupby, pairwise, permutations

from sqlalchemy import select

from backend.db import Database
from backend.messages.models import OutboxMessage
from backend.office import Operator
from bot.channels.rendering import numbered
from bot.inbox import Inbox
from bot.messages import Inbound, Kind, Outgoing
from tests.fakes.platform import Sent
from tests.fakes.telegram_people import TelegramPerson
from tests.fakes.zalo_people import ZaloPerson

CHILD, HEAD = "Hồ Văn Tí", "Hồ Thị Lan"  # stand for everybody's own names
REQUEST = (
    "Chào em, chị muốn xin máy tính cho con học",
    *("đồng ý", CHILD, "2015", "Tiểu học Hồng Thủy", "5A", "chưa có máy nào", "hộ nghèo"),
    *("A Lưới 1", "Thôn 1", HEAD, "1985", "0912345678", "gửi đi"),
)
QUESTION = (
    *("chào em", "gặp cán bộ", "đồng ý", "xã mình mấy giờ làm việc", "A Lưới 1"),
    *("cảm ơn em", "menu", "cảm ơn em", "menu"),
)
ONE_IN = 5  # of so many people one sends a request, the others a question
REASON = "Lý do bịa cho cuộc thử."
SYLLABLES = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Khánh", "Linh", "Minh", "Nga", "Quang")
# No syllable twice: the bot asks whether "Châu Châu" was meant.
NAMES = tuple(" ".join(name) for size in (2, 3, 4) for name in permutations(SYLLABLES, size))
CODE = re.compile(r"\b[A-Z]{2}-\d{4}-\d{6}\b")
DAY = re.compile(r"\b\d{1,2}/\d{1,2}(/\d{4})?\b")  # midnight may pass meanwhile


@dataclass
class Talker:
    """One person: what they write, and what they have to hear."""

    person: TelegramPerson | ZaloPerson
    texts: tuple[str, ...]
    expected: list[str]
    got: list[Sent] = field(default_factory=list)  # filled while the platform is read

    @property
    def asks_for_a_device(self) -> bool:
        """Whether this talk ends with a request, and not with a question."""
        return len(self.texts) == len(REQUEST)

    @property
    def heard(self) -> list[str]:
        """The answers in their order, each once, without the notice of the decision."""
        plain = [_plain(sent.text) for sent in self.got if REASON not in sent.text]
        return [text for text, _times in groupby(plain)]

    @property
    def decisions(self) -> int:
        """How many notices of a decision came, each once."""
        return len({sent.text for sent in self.got if REASON in sent.text})

    @property
    def repeats(self) -> list[Sent]:
        """The messages that came again, as they came before."""
        return [one for one, other in pairwise(self.got) if one.text == other.text]


def written(database: Database) -> dict[bool, list[Outgoing]]:
    """What has to be answered, from an inbox that nothing disturbs: of a request, of a question."""
    inbox, script = Inbox(database, Operator("UBND xã")), {}
    for is_request, texts in ((True, REQUEST), (False, QUESTION)):
        for number, text in enumerate(texts):
            name = str(is_request)
            assert inbox.receive(Inbound("script", f"{name}{number}", name, Kind.TEXT, text))
        with database.reading() as session:
            bodies = session.scalars(select(OutboxMessage.body).order_by(OutboxMessage.id))
            script[is_request] = [Outgoing.from_json(body) for body in bodies][-len(texts) :]
        answers = [answer.text for answer in script[is_request]]
        assert all(one != other for one, other in pairwise(answers)), answers
    return script


def talker(
    person: TelegramPerson | ZaloPerson, number: int, script: dict[bool, list[Outgoing]]
) -> Talker:
    """The person of this number, with names of their own."""
    is_request = number % ONE_IN == 0
    own = NAMES[number % len(NAMES)]
    shown = numbered if isinstance(person, ZaloPerson) else lambda answer: answer.text

    def named(text: str) -> str:
        return text.replace(CHILD, f"Hồ Văn {own}").replace(HEAD, f"Hồ Thị {own}")

    texts = REQUEST if is_request else QUESTION
    return Talker(
        person,
        tuple(named(text) for text in texts),
        [_plain(named(shown(answer))) for answer in script[is_request]],
    )


def _plain(text: str) -> str:
    """Without what differs from one run to the next: codes and days."""
    return DAY.sub("DAY", CODE.sub("CODE", text))


def mean_length() -> float:
    """How many messages a person writes."""
    return (len(REQUEST) + (ONE_IN - 1) * len(QUESTION)) / ONE_IN
