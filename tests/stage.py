"""Plays the steps of a transcript against the production engine."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from unittest.mock import patch

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.contacts.models import ChannelAddress
from backend.data_packages import service as data_packages
from backend.data_packages.models import Operator as Carrier
from backend.data_packages.statuses import outcome_of
from backend.data_packages.warnings import warn_of_endings
from backend.db import Database
from backend.deliveries import service as deliveries
from backend.deliveries.service import HandOver
from backend.messages.models import OutboxMessage
from backend.office import Command, Office, Operator, carry_out
from backend.officers.models import Officer
from backend.support_requests import service as support_requests
from backend.support_requests.models import DecisionKind, SupportRequest
from backend.tickets import service as tickets
from backend.tickets.models import Ticket, TicketStatus
from bot.channels.rendering import numbered
from bot.inbox import Inbox
from bot.messages import Inbound, Kind, Option, Outgoing
from bot.reminders import forget_idle_talks, remind_of_unfinished
from tests.backend.access_points.factory import close_newest, write_down
from tests.backend.data_requests import acts as data_requests
from tests.backend.gifts.acts import write_down as write_down_aid
from tests.backend.invitations.factory import make_invitation
from tests.backend.learning_titles.factory import write_down as write_down_course
from tests.backend.programmes import acts as programmes
from tests.backend.public_computers.factory import write_down as write_down_public
from tests.backend.publication.acts import ask_for_photo
from tests.backend.school_needs import factory as school_needs
from tests.factories import World, make_far_commune, make_request
from tests.transcript import Step, as_numbered, with_options, without_blanks

BEGINS = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # a Monday, 8 o'clock in Việt Nam
PERSON = "mot-nguoi-dan"
OPERATOR = Operator("UBND xã A Lưới 1", "0234 3878 123")

KINDS = {
    "[ảnh]": Kind.IMAGE,
    "[tin thoại]": Kind.VOICE,
    "[nhãn dán]": Kind.STICKER,
    "[danh thiếp]": Kind.CONTACT,
    "[vị trí]": Kind.LOCATION,
    "[tệp]": Kind.FILE,
    "[tin bị ẩn]": Kind.UNSUPPORTED,
    "[mở trò chuyện]": Kind.START,
}
EDITED = "[sửa tin] "
OTHER_PHONE = re.compile(r"\((?P<name>[^)]+)\) (?P<said>.*)", re.DOTALL)
CODE = re.compile(r"nhắn: nối (\w{4} \w{4})")


class Rendering(StrEnum):
    """How options are shown."""

    BUTTONS = "telegram"
    NUMBERED = "zalo"


@dataclass
class Stage:
    """One person's talk. `url` is a database that holds `world` and nobody's talk."""

    url: str
    world: World
    rendering: Rendering = Rendering.BUTTONS
    commands: list[Command] = field(default_factory=list)  # carried out since they were looked at
    _now: datetime = BEGINS
    _sent: int = 0
    _last: Inbound | None = None
    _shown: dict[str, list[Outgoing]] = field(default_factory=dict)  # on each phone
    _code: str = ""  # the newest that joins a phone
    _seen: int = 0  # the last row of the outbox that was looked at

    def __post_init__(self) -> None:
        self._open()

    def _open(self) -> None:
        self.database = Database(self.url)
        self.inbox = Inbox(self.database, OPERATOR)

    def close(self) -> None:
        """Returns the connections."""
        self.database.close()

    @contextmanager
    def lit(self) -> Iterator[None]:
        """The clock stands at the talk's own time, and what is carried out is noted."""

        def noted(office: Office, command: Command) -> None:
            carry_out(office, command)
            self.commands.append(command)

        with patch.object(clock, "now", lambda: self._now), patch("bot.inbox.carry_out", noted):
            yield

    def plays(self, step: Step) -> bool:
        """Whether this rendering has such a step: an old number is no old button."""
        return self.rendering is Rendering.BUTTONS or not step.text.startswith("[nút cũ]")

    def play(self, step: Step) -> list[Outgoing]:
        """Lets the step happen, and hands back what the service says then."""
        self._now += timedelta(minutes=1)
        parts: dict[str, Callable[[str], None]] = {
            "Dân": self._person,
            "Cán bộ": self._officer,
            "Sẵn có": self._somebody_else,
            "Khởi động lại": self._restart,
            "Ngày": self._days_later,
        }
        parts[step.speaker](step.text)
        return self._look()

    @property
    def has_spoken(self) -> bool:
        """Whether the person has sent anything yet."""
        return self._last is not None

    @property
    def shown_last(self) -> Outgoing | None:
        """The newest message on the first phone."""
        return next(iter(self._shown.get(PERSON, [])[-1:]), None)

    def labels(self) -> list[str]:
        """What can be tapped now."""
        return [option.label for option in self._options(PERSON)]

    def _options(self, chat_id: str) -> tuple[Option, ...]:
        shown = self._shown.get(chat_id, [])
        return next((m.options for m in reversed(shown) if m.options), ())

    def shown(self, message: Outgoing) -> str:
        """A message as this rendering shows it."""
        if self.rendering is Rendering.NUMBERED:
            return without_blanks(numbered(message))
        return noted_down(message)

    def expected(self, text: str) -> str:
        """A line of a transcript as this rendering shows it."""
        plain = without_blanks(text)
        return as_numbered(plain) if self.rendering is Rendering.NUMBERED else plain

    def _person(self, said: str) -> None:
        if said == "[gửi lại]":
            assert self._last, said
            assert not self.inbox.receive(self._last), "the same message was answered twice"
            return
        self._sent += 1
        other = OTHER_PHONE.fullmatch(said)
        channel, chat_id = self.rendering.value, PERSON
        if other:
            chat_id, said = f"{PERSON} {other['name']}", other["said"]
            channel = other["name"].lower() if other["name"].lower() in list(Rendering) else channel
        edited, said = said.startswith(EDITED), said.removeprefix(EDITED)
        kind, text, value = self._understood(said, chat_id)
        self._last = Inbound(
            channel,
            str(self._sent),
            chat_id,
            kind,
            text,
            value,
            media=f"anh-{self._sent}" if kind is Kind.IMAGE else "",
            edited=edited,
        )
        assert self.inbox.receive(self._last), "a new message was taken for an old one"

    def _understood(self, said: str, chat_id: str) -> tuple[Kind, str, str]:
        """The kind, the text and the value of a message."""
        mark, _sep, rest = said.partition("] ")
        if said in KINDS:
            return KINDS[said], "", ""
        if mark == "[gửi số":
            return Kind.PHONE, "", rest
        if mark == "[vị trí":
            return Kind.LOCATION, "", rest
        if mark == "[mở trò chuyện":
            return Kind.START, "", rest
        if mark == "[nút":
            return self._tap(rest, chat_id)
        if mark == "[nút cũ":
            old = [o for m in self._shown[chat_id][:-1] for o in m.options if o.label == rest]
            return Kind.CHOICE, "", old[-1].value
        if mark.startswith("[dài "):
            length = int(mark.removeprefix("[dài "))
            return Kind.TEXT, (f"{rest} " * length)[:length], ""
        return Kind.TEXT, said.replace("[mã]", self._code), ""

    def _tap(self, label: str, chat_id: str) -> tuple[Kind, str, str]:
        options = self._options(chat_id)
        labels = [option.label for option in options]
        assert label in labels, f"«{label}» không có trong {labels}"
        at = labels.index(label)
        if self.rendering is Rendering.NUMBERED:
            return Kind.TEXT, str(at + 1), ""
        return Kind.CHOICE, "", options[at].value

    def _officer(self, action: str) -> None:
        with self.database.transaction() as session:
            officer = session.get_one(Officer, self.world.officer)
            verb = next(verb for verb in _VERBS if action.startswith(verb))
            _VERBS[verb](session, officer, action.removeprefix(verb).strip())

    def _somebody_else(self, code: str) -> None:
        with self.database.transaction() as session:
            if code.startswith("ĐIỂM "):
                write_down(session, self.world, code.removeprefix("ĐIỂM "))
                return
            if code.startswith(("TRƯỜNG ", "ĐẦU MỐI ", "NHU CẦU ")):
                school_needs.write_down(session, self.world, code)
                return
            if code.startswith("CHƯƠNG TRÌNH "):
                programmes.write_down(session, code)
                return
            if code.startswith("XÃ "):
                make_far_commune(session, code.removeprefix("XÃ "))
                return
            if code.startswith("LỚP "):
                write_down_course(session, self.world, code.removeprefix("LỚP "))
                return
            if code.startswith(("MÁY ", "SƯU TẬP ")):
                write_down_public(session, self.world, code)
                return
            if code.startswith(("SỔ SÓNG", "QUÀ ")):
                write_down_aid(session, self.world, code)
                return
            if not code.startswith("HT-"):
                word, number, place = code.split(" ", 2)
                make_invitation(session, self.world, f"{word} {number}", place)
                return
            made = make_request(session, self.world.commune, chat_id="nguoi-khac")
            assert made.code == code, made.code

    def _restart(self, _text: str) -> None:
        self.close()
        self._open()

    def _days_later(self, days: str) -> None:
        for _day in range(int(days)):
            self._now += timedelta(days=1)
            remind_of_unfinished(self.database)
            warn_of_endings(self.database)
            forget_idle_talks(self.database)

    def _look(self) -> list[Outgoing]:
        query = (
            select(OutboxMessage.id, OutboxMessage.body, ChannelAddress.chat_id)
            .join(ChannelAddress, ChannelAddress.id == OutboxMessage.address_id)
            .where(OutboxMessage.id > self._seen, ChannelAddress.chat_id.startswith(PERSON))
            .order_by(OutboxMessage.id)
        )
        with self.database.reading() as session:
            rows = session.execute(query).all()
        self._seen = rows[-1][0] if rows else self._seen
        return [self._heard(Outgoing.from_json(body), chat_id) for _id, body, chat_id in rows]

    def _heard(self, message: Outgoing, chat_id: str) -> Outgoing:
        """A message, in front of it the name of the other phone that it came to."""
        self._shown.setdefault(chat_id, []).append(message)
        if code := CODE.search(message.text):
            self._code = code[1]
        name = chat_id.removeprefix(PERSON).strip()
        return replace(message, text=f"({name}) {message.text}") if name else message


def noted_down(message: Outgoing) -> str:
    """A message in the notation."""
    return with_options(message.text, [option.label for option in message.options])


def _newest(session: Session) -> SupportRequest:
    query = (
        select(SupportRequest)
        .join(ChannelAddress, ChannelAddress.contact_id == SupportRequest.contact_id)
        .where(ChannelAddress.chat_id == PERSON)
        .order_by(SupportRequest.id.desc())
    )
    return session.scalars(query).first() or _no_request()


def _no_request() -> SupportRequest:
    raise AssertionError("chưa có hồ sơ nào")


def _decide(kind: DecisionKind) -> Callable[[Session, Officer, str], None]:
    def decide(session: Session, officer: Officer, reason: str) -> None:
        request = _newest(session)
        support_requests.decide(session, officer, request.id, request.version, kind, reason)

    return decide


def _hand_over(session: Session, officer: Officer, serial: str) -> None:
    request = _newest(session)
    form = HandOver(serial, "Máy tính bảng", clock.today(), request.head_name, request.relation)
    deliveries.hand_over(session, officer, request.id, request.version, form)


def _register(session: Session, officer: Officer, _text: str) -> None:
    request = _newest(session)
    registration = data_packages.Registration(Carrier.VIETTEL, request.phone)
    data_packages.register(session, officer, request.id, request.version, registration)


def _activate(session: Session, officer: Officer, day: str) -> None:
    request = _newest(session)
    on = datetime.strptime(day, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    data_packages.activate(session, officer, request.id, request.version, on)


def _hold_up(session: Session, officer: Officer, words: str) -> None:
    request = _newest(session)
    package = data_packages.of_request(session, request.id)
    assert package, "chưa đăng ký gói"
    reason = outcome_of(words).reason
    data_packages.hold_up(session, officer, request, package, reason, words)


def _answer(session: Session, officer: Officer, text: str) -> None:
    _close_ticket(session, officer, f"answered: {text}")


def _ticket(session: Session) -> Ticket:
    open_ones = select(Ticket).where(Ticket.status != TicketStatus.CLOSED)
    return session.scalars(open_ones.order_by(Ticket.id.desc())).first() or _no_ticket()


def _no_ticket() -> Ticket:
    raise AssertionError("chưa có phiếu nào")


def _close_ticket(session: Session, officer: Officer, told: str) -> None:
    ticket, (outcome, _sep, text) = _ticket(session), told.partition(": ")
    tickets.close(session, officer, ticket.id, ticket.version, outcome, text)


def _ask_sender(session: Session, officer: Officer, text: str) -> None:
    ticket = _ticket(session)
    tickets.ask(session, officer, ticket.id, ticket.version, text)


_VERBS: dict[str, Callable[[Session, Officer, str], None]] = {
    "duyệt": _decide(DecisionKind.APPROVE),
    "trả lại": _decide(DecisionKind.SEND_BACK),
    "từ chối": _decide(DecisionKind.REFUSE),
    "bàn giao": _hand_over,
    "đăng ký gói": _register,
    "mở gói": _activate,
    "nhà mạng trả lời": _hold_up,
    "trả lời phiếu": _close_ticket,
    "hỏi phiếu": _ask_sender,
    "công khai nhu cầu": school_needs.publish_newest,
    "có người giúp": school_needs.pledge_newest,
    "trường đã nhận": school_needs.receive_newest,
    "nhận yêu cầu": data_requests.acknowledge,
    "gia hạn yêu cầu": data_requests.extend,
    "xóa theo yêu cầu": data_requests.erase,
    "trả lời yêu cầu": data_requests.close,
    "hỏi đăng ảnh": ask_for_photo,
    "trả lời": _answer,
    "đóng điểm": close_newest,
}
