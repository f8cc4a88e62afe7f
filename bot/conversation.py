"""Runs a flow: an async function whose answers are remembered by name.

For every message the function runs again from the top. A question that has an answer hands it back
at once; the first one without suspends the run for good, and its name is what the talk waits for.
So a restart, a deploy or a week in between needs nothing, and a question added or removed while
people are mid-way is harmless. A flow writes nothing: it returns a command, which the caller
carries out once. Nothing in a flow really waits, so no event loop is needed to run one.
"""

from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar, cast

from backend.i18n import N_, _
from backend.office import Command, Office
from bot.messages import Inbound, Kind, Outgoing
from bot.questions import Question, Stale, Step, YesNo
from bot.reading.base import NOTHING, Reading, doubt

T = TypeVar("T")
# What is looked through for further facts: the newest messages of a few words or more.
MOST_TOLD, FEWEST_WORDS = 3, 3
FEWEST_NUMBERED = 4  # questions; a shorter form is over soon
UNNUMBERED = "unnumbered"  # kept among the answers, and forgotten with them


@dataclass(frozen=True)
class Next:
    """A flow's word that another one goes on from here, with what is known there already."""

    flow: str
    answers: Mapping[str, Any] = field(default_factory=dict, compare=False)


Flow = Callable[["Chat", Office], Awaitable[Command | Next | None]]


@dataclass
class Talk:
    """Where one flow stands. Stored between messages; `answers` is JSON. `opening` is the message
    with which the person began it, `told` what may hold more facts than were asked for. `steps` are
    the parts of an answer, None while the question that waits is asked in its usual way; `tried` the
    words that were no answer to it. `ahead` is what was said past a guess instead of a yes or no, None
    while nothing was. `day` is when the person last wrote, an ISO date; `heard` the talk about public
    computers that was answered beside this one, as JSON; `about` the programme last asked about."""

    flow: str
    opening: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    waiting_for: str | None = None
    misunderstood: int = 0
    told: list[str] = field(default_factory=list)
    steps: list[str] | None = None
    tried: list[str] = field(default_factory=list)
    ahead: str | None = None
    day: str = ""
    heard: dict[str, Any] | None = None
    about: str = ""

    def asked(self, question: Question[T]) -> Question[T]:
        """A question in the way in which it is asked now."""
        if self.steps is None or self.waiting_for != question.name:
            return question
        return question.easier(self.steps, self.tried) or question

    def wait_for(self, name: str) -> bool:
        """Notes which question is open. True when it was open before."""
        if self.waiting_for == name:
            return True
        self.waiting_for, self.misunderstood, self.steps, self.tried = name, 0, None, []
        self.ahead = None
        return False


@dataclass
class State:
    """What is stored of a contact's talks between two messages."""

    run: int = 0  # numbers the flows begun; an old button carries an old number
    talk: Talk | None = None
    parked: Talk | None = None
    question: Outgoing | None = None  # as it was last shown

    def take_heard(self, today: str) -> tuple[dict[str, Any] | None, str]:
        """`Talk.heard` and `Talk.about`, if they are of today. Where nothing is open they stand in a
        talk without a flow."""
        talk = self.talk
        if talk and not talk.flow:
            self.talk = None
        heard = talk.heard if talk and talk.heard and talk.heard["day"] == today else None
        return heard, talk.about if talk and talk.day == today else ""

    def keep_heard(self, heard: dict[str, Any] | None, about: str, today: str) -> None:
        """Keeps them for the next message, with the day of this one."""
        if (heard or about) and not self.talk:
            self.talk = Talk("")
        if self.talk:
            self.talk.heard, self.talk.about, self.talk.day = heard, about, today


class Desk(Protocol):
    """Where a turn's effects go. All of them belong to the transaction of the message."""

    def send(self, reply: Outgoing) -> None:
        """Queues a reply, after those before it."""

    def carry_out(self, command: Command) -> None:
        """Does what a command says, or nothing of it. Raises `Refused`."""

    def save(self, state: State) -> None:
        """Keeps the state."""


@dataclass(frozen=True)
class Paused:
    """The flow waits for the answer to `question`."""

    question: Question[Any]


@dataclass(frozen=True)
class Finished:
    """The flow came to its end, with a command or with nothing left to do."""

    command: Command | Next | None


class _Guess(YesNo):
    """Whether an unsure reading is right. It is easy as it is, and never answered ahead."""

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> None:
        """Nothing."""
        return None


class _Suspend:
    """Awaited once and never resumed."""

    def __await__(self) -> Generator[None, None, None]:
        yield


class Chat:
    """What a flow talks to. `act` carries out the rare effect in the middle of a flow; `wants_else`
    says that the message, taken by itself, asks for something other than this question; `beside` is
    what waits until this flow has ended."""

    def __init__(
        self,
        talk: Talk,
        message: Inbound | None,
        act: Callable[[Command], object],
        *,
        wants_else: bool = False,
        beside: Talk | None = None,
    ) -> None:
        self.talk = talk
        self.beside = beside
        self.opening = talk.opening
        self.said: list[str] = []
        self.asked: list[str] = []
        self.questions: dict[str, Question[Any]] = {}  # those that were asked, as they were last
        self.words: dict[str, str] = {}  # the answers of this message, as they were given
        self.gleaned: list[str] = []  # answers found in what was told, to be read back
        self.unclear: str | None = None  # why the message was no answer
        self.refused = False  # a guess at the answer was wrong
        self.flaw = ""  # the same, where another way of asking would not help
        self.ends_all = False  # what waits behind this flow is not wanted any more
        self.corrects = False  # an answer was put right by this message
        self.asks_again = False  # the open question was open before this message
        self.then: Talk | None = None  # what goes on once this flow has come to its end
        self._message = message  # unread so far; only the question that is waited for may read it
        self._last = message
        self._ahead: Inbound | None = None  # said past a guess that is now confirmed
        self._answered_now = False
        self.open_question: Question[Any] | None = None  # where the run was suspended
        self._act = act
        self._wants_else = wants_else
        self._expected = self._before = 0  # questions that are numbered, and those before them

    def say(self, text: str) -> None:
        """Says something. Forgotten when an older answer follows: it was said the first time."""
        self.said.append(text)

    def expects(self, total: int) -> None:
        """Numbers the questions from here on, of which there will be so many in all. A later call
        corrects the total; 0 ends the numbers of this run."""
        if not self._expected:
            self._before = len(self.asked)
        self._expected = total

    def numbers_end(self) -> None:
        """No question is numbered any more, also when an early one is asked anew."""
        self.talk.answers[UNNUMBERED] = True

    @property
    def progress(self) -> str:
        """How far one is in a long form: "3/12"; empty in a short one, beyond its end, and while a
        guess is to be confirmed."""
        position, total = len(self.asked) - self._before, self._expected
        others = {UNNUMBERED, f"{self.talk.waiting_for}?"}
        is_numbered = total >= FEWEST_NUMBERED and not others & self.talk.answers.keys()
        return f"{position}/{total}" if is_numbered and 0 < position <= total else ""

    async def ask(self, question: Question[T]) -> T:
        """The answer, as remembered or as read from the message; otherwise the run ends here."""
        answers, name = self.talk.answers, question.name
        if name not in self.asked:
            self.asked.append(name)
        self.questions[name] = question
        if name not in answers and self._message and self.talk.waiting_for == name:
            self._read(question, self._message)
        self._read_ahead(question)
        self._glean(question)
        if name in answers:
            try:
                value = question.load(answers[name])
            except Stale:
                del answers[name]
            else:
                if not self._answered_now:
                    self.said.clear()
                return value
        return cast(T, await self._pause(self._guess_to_confirm(question) or question))

    async def once(self, key: str, command: Command) -> None:
        """Carries a command out in the middle of a flow, the first time that the run comes by."""
        if key not in self.talk.answers:
            self._act(command)
            self.talk.answers[key] = True

    async def take_back(self, *names: str, said: str = "") -> None:
        """Forgets answers and runs the flow anew; the first of them is asked again. The last one is
        answered by `said`, where the person said it already."""
        self.talk.told.clear()
        for name in names:
            self.talk.answers.pop(name, None)
        if said and self._last:
            self.talk.wait_for(names[-1])
            self._message = replace(self._last, kind=Kind.TEXT, text=said, value="")
            self.corrects, self._wants_else = True, False
        await self._pause(None)

    def start_over(self) -> None:
        """Readies the chat for another run from the top, after an answer was taken back."""
        self.said, self.asked, self._answered_now = [], [], False
        self._expected = self._before = 0

    def _read(self, question: Question[T], message: Inbound) -> None:
        """Takes the message as the answer to the question that waits, or notes why it is none."""
        self._message = None
        if len(message.text.split()) >= FEWEST_WORDS:
            self._tell(message)
        talk, answers, guess = self.talk, self.talk.answers, f"{question.name}?"
        asked = talk.asked(question)
        reading = self._reading(asked, message)
        if reading.value is None and asked is not question:
            reading = self._reading(question, message)
        if open_guess := self._guess_to_confirm(question):
            right = open_guess.read(message)
            if talk.ahead is None and not question.is_unmistakable(message.text):
                reading = doubt(reading)
            if right.certain and not (right.value is False and reading.certain):
                guessed = answers.pop(guess)
                if right.value:
                    self._take(question, guessed, message)
                    self._ahead = replace(message, kind=Kind.TEXT, text=talk.ahead or "", value="")
                self.refused, talk.ahead = right.value is False, None
                return
            if not reading.certain:
                self._go_past(open_guess, message)
                return
        if reading.value is None:
            self.flaw, self.unclear = asked.flaw(message), asked.unclear(message)
        elif isinstance(reading.value, Step):
            talk.steps, talk.misunderstood = [*(talk.steps or ()), reading.value.said], 0
        elif reading.confirm:
            answers[guess] = question.dump(reading.value)
        else:
            answers.pop(guess, None)
            self._take(question, question.dump(reading.value), message)

    def _go_past(self, guess: Question[bool], message: Inbound) -> None:
        """A message that neither confirms a guess nor takes its place, which another guess would not
        do better: once it is asked for more plainly, then the guess is dropped."""
        talk = self.talk
        self._tell(message)
        self.flaw = guess.flaw(message)
        if talk.ahead is None or self._wants_else:
            self.unclear = guess.unclear(message)
            talk.ahead = "" if self.flaw or self._wants_else else message.text
        else:
            talk.answers.pop(f"{guess.name}?", None)
            self.refused, talk.ahead = True, None

    def _read_ahead(self, question: Question[T]) -> None:
        """Takes what was said past a guess as the answer to the question that follows it."""
        name, answers = question.name, self.talk.answers
        if name in answers or self._ahead is None:
            return
        message, self._ahead = self._ahead, None
        reading = question.read(message) if question.may_be_answered_ahead else NOTHING
        if reading.value is not None and reading.certain and not isinstance(reading.value, Step):
            answers[name] = question.dump(reading.value)
            self.gleaned.append(question.tell(reading.value))

    def _tell(self, message: Inbound) -> None:
        """Keeps the words, from which later questions may be answered."""
        if message.text and message.text not in self.talk.told:
            self.talk.told = [*self.talk.told, message.text][-MOST_TOLD:]

    def _reading(self, question: Question[T], message: Inbound) -> Reading[T]:
        return question.read_aside(message) if self._wants_else else question.read(message)

    def _take(self, question: Question[T], stored: Any, message: Inbound) -> None:
        self.said.clear()
        self.talk.answers[question.name] = stored
        label = dict(question.options).get(message.value) if message.kind is Kind.CHOICE else None
        self.words[question.name] = _(label) if label else message.text
        self._answered_now = True

    def _glean(self, question: Question[T]) -> None:
        """Takes what the person told with another answer, so that nothing is asked twice. A question
        that was shown is answered, not gleaned."""
        name, answers = question.name, self.talk.answers
        if name in answers or f"{name}?" in answers or name == self.talk.waiting_for:
            return
        readings = [question.glean(text) for text in self.talk.told]
        found = {question.tell(r.value): r.value for r in readings if r.value is not None}
        for told, value in found.items() if len(found) == 1 else ():
            answers[name] = question.dump(value)
            self.gleaned.append(told)
            self._answered_now = True

    def _guess_to_confirm(self, question: Question[T]) -> Question[bool] | None:
        guess = f"{question.name}?"
        try:
            shown = question.show(question.load(self.talk.answers[guess]))
        except (KeyError, Stale):
            self.talk.answers.pop(guess, None)
            return None
        hint = _("Em cần chắc phần này đã ạ.")
        if self.talk.ahead is None:
            asked = _("Em hiểu là: {answer}. Đúng không ạ?").format(answer=shown)
            return _Guess(question.name, asked, hint=hint)
        asked = _("Em đang ghi: {answer}. Đúng thì anh/chị nhắn 1, ghi lại thì nhắn 2 ạ.")
        options = (("yes", N_("Đúng")), ("no", N_("Ghi lại")))
        return _Guess(question.name, asked.format(answer=shown), options, hint)

    async def _pause(self, question: Question[Any] | None) -> object:
        self.open_question = question
        await _Suspend()
        raise AssertionError("a suspended flow is never resumed")


def run(flow: Flow, chat: Chat, office: Office) -> Paused | Finished:
    """Runs the flow with what `chat` holds, and once more whenever an answer was taken back."""
    while True:
        coroutine = cast(Generator[Any, None, Command | Next | None], flow(chat, office))
        try:
            coroutine.send(None)
        except StopIteration as end:
            return Finished(end.value)
        coroutine.close()
        if chat.open_question is not None:
            chat.asks_again = chat.talk.wait_for(chat.open_question.name)
            return Paused(chat.open_question)
        chat.start_over()


def step_back(talk: Talk, asked: Sequence[str]) -> bool:
    """Forgets the answer before the open question, False when there is none. `asked` is the order
    of the run: stored JSON does not keep one."""
    talk.told.clear()
    if talk.answers.pop(f"{talk.waiting_for}?", None) is not None:
        return True
    if talk.steps:
        talk.steps = talk.steps[:-1] or None
        return True
    answered = [name for name in asked if name in talk.answers]
    if answered:
        del talk.answers[answered[-1]]
    return bool(answered)
