"""One message, one turn: which flow it belongs to, the words that always work, and what is said.

A person may leave a flow in the middle (ask for the menu, an officer, the status); the flow is
parked and goes on when the other one has ended.
"""

from dataclasses import dataclass, field, replace
from typing import Protocol

from backend.errors import Refused
from backend.i18n import _
from backend.office import Command, Office
from bot.conversation import Chat, Finished, Next, Paused, Talk, run, step_back
from bot.flows import FLOWS, MENU, flow_for
from bot.messages import Inbound, Kind, Option, Outgoing
from bot.questions import NAME_SUFFIX, Question
from bot.reading.intents import Intent, control_word, read_intent

REVIEW = "review"
PATIENCE = 3  # misunderstandings after which a person is offered


@dataclass
class State:
    """What is stored of a contact's talk between two messages."""

    run: int = 0  # numbers the flows begun; an old button carries an old number
    talk: Talk | None = None
    parked: Talk | None = None
    question: Outgoing | None = None  # as it was last shown


class Desk(Protocol):
    """Where a turn's effects go. All of them belong to the transaction of the message."""

    def send(self, reply: Outgoing) -> None:
        """Queues a reply, after those before it."""

    def carry_out(self, command: Command) -> None:
        """Does what a command says, or nothing of it. Raises `Refused`."""

    def save(self, state: State) -> None:
        """Keeps the state."""


@dataclass
class Turn:
    """Answers one message; `state` is changed in place."""

    state: State
    office: Office
    desk: Desk
    replies: list[str] = field(default_factory=list)  # said, and not sent yet

    def take(self, message: Inbound) -> None:
        """Answers the message; carries out at most one command of a finished flow."""
        self._answer(message)
        self._send(None)
        self.desk.save(self.state)

    def _answer(self, message: Inbound) -> None:
        message, is_stale = self._as_choice(message)
        if is_stale:
            self._reply(_("Nút này thuộc câu hỏi cũ rồi ạ."))
            self._go_on(None)
        elif message.kind is Kind.START:
            self._begin(MENU)
        elif message.kind is Kind.TEXT and self._control(message.text):
            return
        elif self.state.talk:
            self._go_on(message)
        else:
            self._open(message)

    def _as_choice(self, message: Inbound) -> tuple[Inbound, bool]:
        """A tap or a typed number as the value of the open question; True for a stale tap."""
        shown = self.state.question.options if self.state.question else ()
        value = message.value
        if message.kind is Kind.TEXT and message.text.strip().rstrip(".)").isdecimal():
            number = int(message.text.strip().rstrip(".)"))
            if not 1 <= number <= len(shown):
                return message, False
            value = shown[number - 1].value
        elif message.kind is not Kind.CHOICE:
            return message, False
        run_number, _sep, rest = value.partition(":")
        name, _sep, chosen = rest.rpartition(":")
        talk = self.state.talk
        if talk is None or run_number != str(self.state.run) or name != talk.waiting_for:
            return message, True
        return replace(message, kind=Kind.CHOICE, value=chosen), False

    def _control(self, text: str) -> bool:
        """Serves the words that work at any moment. False when it was none of them."""
        talk = self.state.talk
        word = control_word(text, expecting_name=_waits_for_name(talk))
        if word is None or (talk and _means_something_here(word, talk)):
            return False
        if word is Intent.CANCEL:
            self._forget()
            self._reply(_("Em đã huỷ, chưa gửi gì đi cả. Khi cần, anh/chị nhắn: menu."))
        elif word is Intent.BACK and talk:
            self._back(talk)
        elif word is Intent.AGAIN and talk:
            talk.answers.clear()
            self._go_on(None)
        elif word is Intent.LATER and talk:
            self._reply(_("Dạ, em giữ nguyên ở đây. Khi nào tiện anh/chị nhắn lại ạ."))
        else:
            self._begin(flow_for(word) or MENU, text)
        return True

    def _back(self, talk: Talk) -> None:
        chat = Chat(talk, None, self.desk.carry_out)
        run(FLOWS[talk.flow].steps, chat, self.office)
        if not step_back(talk, chat.asked):
            self._reply(_("Đây là câu đầu tiên rồi ạ."))
        self._go_on(None)

    def _open(self, message: Inbound) -> None:
        """A message outside of any flow: what it wants, or the menu."""
        intent = read_intent(message.text).value if message.kind is Kind.TEXT else None
        if intent is Intent.THANKS:
            self._reply(_("Dạ không có gì ạ. Cần gì anh/chị cứ nhắn em."))
            return
        flow = flow_for(intent)
        if flow is None and not (message.kind is Kind.TEXT and self.state.run == 0):
            self._reply(Question[str]("", "").unclear(message))
        self._begin(flow or MENU, message.text)

    def _begin(self, flow: str, opening: str = "") -> None:
        """Starts a flow; the one that is open is parked, or taken up again when it is the same."""
        state = self.state
        if state.talk and state.talk.flow not in (flow, MENU):
            state.parked = state.talk
        if state.parked and state.parked.flow == flow:
            state.talk, state.parked = state.parked, None
        else:
            state.talk = Talk(flow, opening)
        state.run += 1
        self._go_on(None)

    def _go_on(self, message: Inbound | None) -> None:
        """Runs the open flow until its next question or its end."""
        talk = self.state.talk
        if talk is None or talk.flow not in FLOWS:
            self.state.talk = None
            self._begin(MENU)
            return
        elsewhere = self._wanted_instead(talk, message)
        chat = Chat(talk, message, self.desk.carry_out, wants_else=elsewhere is not None)
        result = run(FLOWS[talk.flow].steps, chat, self.office)
        if isinstance(result, Finished):
            self._finish(chat, result)
        elif chat.unclear and elsewhere and message:
            self._begin(elsewhere, message.text)
        else:
            self._show(chat, result)

    def _wanted_instead(self, talk: Talk, message: Inbound | None) -> str | None:
        """The other flow that a message clearly asks for."""
        intent = read_intent(message.text) if message and message.kind is Kind.TEXT else None
        flow = flow_for(intent.value) if intent and intent.certain else None
        return flow if flow not in (talk.flow, MENU) else None

    def _show(self, chat: Chat, paused: Paused) -> None:
        talk = chat.talk
        if chat.unclear:
            talk.misunderstood += 1
            chat.say(chat.unclear)
            if talk.misunderstood >= PATIENCE:
                chat.say(_("Nếu khó trả lời, anh/chị nhắn: gặp cán bộ, sẽ có người giúp ạ."))
        else:
            talk.misunderstood = 0
        question = paused.question
        text = (chat.unclear and question.short) or question.text
        options = tuple(
            Option(f"{self.state.run}:{question.name}:{value}", _(label))
            for value, label in question.options
        )
        self.state.question = Outgoing(text, options, question.ask_phone)
        self.replies += chat.said
        self._send(self.state.question)

    def _finish(self, chat: Chat, result: Finished) -> None:
        """Says the last words, carries the command out, and takes up what was parked."""
        self.replies += chat.said
        parked = self.state.parked
        self.state.talk = self.state.question = None
        if isinstance(result.command, Next):
            self._begin(result.command.flow, chat.talk.opening)
            return
        self.state.parked = None
        if result.command is not None:
            self._send(None)
            # A notice shows the open question again; this flow's is answered.
            self.desk.save(self.state)
            try:
                self.desk.carry_out(result.command)
            except Refused as refused:
                self._reply(str(refused))
        if parked:
            self.state.talk = parked
            self._go_on(None)

    def _forget(self) -> None:
        self.state.talk = self.state.parked = self.state.question = None

    def _reply(self, text: str) -> None:
        self.replies.append(text)

    def _send(self, question: Outgoing | None) -> None:
        """Sends all that was said, with the question below it, as one message: one is easier to
        follow, and every message counts against a channel's quota."""
        text = "\n\n".join([*self.replies, *([question.text] if question else [])])
        self.replies.clear()
        if text:
            self.desk.send(replace(question, text=text) if question else Outgoing(text))


def _waits_for_name(talk: Talk | None) -> bool:
    return bool(talk and talk.waiting_for and talk.waiting_for.endswith(NAME_SUFFIX))


def _means_something_here(word: Intent, talk: Talk) -> bool:
    """ "Sửa" under a review means the review; "đã nhận" answers the flow that asks for it."""
    return flow_for(word) == talk.flow or (talk.waiting_for == REVIEW and word is Intent.DATA_FIX)
