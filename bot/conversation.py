"""Runs a flow: an async function whose answers are remembered by name.

For every message the function runs again from the top. A question that has an answer hands it back
at once; the first one without suspends the run for good, and its name is what the talk waits for.
So a restart, a deploy or a week in between needs nothing, and a question added or removed while
people are mid-way is harmless. A flow writes nothing: it returns a command, which the caller
carries out once. Nothing in a flow really waits, so no event loop is needed to run one.
"""

from collections.abc import Awaitable, Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from backend.i18n import _
from backend.office import Command, Office
from bot.messages import Inbound, Kind
from bot.questions import Question, Stale, Step, YesNo
from bot.reading.base import Reading

T = TypeVar("T")
# What is looked through for further facts: the newest messages of a few words or more.
MOST_TOLD, FEWEST_WORDS = 3, 3
FEWEST_NUMBERED = 4  # questions; a shorter form is over soon
UNNUMBERED = "unnumbered"  # kept among the answers, and forgotten with them


@dataclass(frozen=True)
class Next:
    """A flow's word that another one goes on from here."""

    flow: str


Flow = Callable[["Chat", Office], Awaitable[Command | Next | None]]


@dataclass
class Talk:
    """Where one flow stands. Stored between messages; `answers` is JSON. `opening` is the message
    with which the person began it, `told` what may hold more facts than were asked for. `steps` are
    the parts of an answer, None while the question that waits is asked in its usual way; `tried` the
    words that were no answer to it. `day` is when the person last wrote, an ISO date."""

    flow: str
    opening: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    waiting_for: str | None = None
    misunderstood: int = 0
    told: list[str] = field(default_factory=list)
    steps: list[str] | None = None
    tried: list[str] = field(default_factory=list)
    day: str = ""

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
        return False


@dataclass(frozen=True)
class Paused:
    """The flow waits for the answer to `question`."""

    question: Question[Any]


@dataclass(frozen=True)
class Finished:
    """The flow came to its end, with a command or with nothing left to do."""

    command: Command | Next | None


class _Guess(YesNo):
    """Whether an unsure reading is right. It is easy as it is."""

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> None:
        """Nothing."""
        return None


class _Suspend:
    """Awaited once and never resumed."""

    def __await__(self) -> Generator[None, None, None]:
        yield


class Chat:
    """What a flow talks to. `act` carries out the rare effect in the middle of a flow; `wants_else`
    says that the message, taken by itself, asks for something other than this question."""

    def __init__(
        self,
        talk: Talk,
        message: Inbound | None,
        act: Callable[[Command], object],
        *,
        wants_else: bool = False,
    ) -> None:
        self.talk = talk
        self.opening = talk.opening
        self.said: list[str] = []
        self.asked: list[str] = []
        self.words: dict[str, str] = {}  # the answers of this message, as they were given
        self.gleaned: list[str] = []  # answers found in what was told, to be read back
        self.unclear: str | None = None  # why the message was no answer
        self.refused = False  # a guess at the answer was wrong
        self.flaw = ""  # the same, where another way of asking would not help
        self.asks_again = False  # the open question was open before this message
        self._message = message  # unread so far; only the question that is waited for may read it
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
        self.asked.append(name)
        if name not in answers and self._message and self.talk.waiting_for == name:
            self._read(question, self._message)
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

    async def take_back(self, *names: str) -> None:
        """Forgets answers and runs the flow anew; the first of them is asked again."""
        self.talk.told.clear()
        for name in names:
            self.talk.answers.pop(name, None)
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
        if guess in answers:
            right = YesNo(question.name, "").read(message)
            if right.certain and not (right.value is False and reading.certain):
                guessed = answers.pop(guess)
                if right.value:
                    self._take(question, guessed, message)
                self.refused = right.value is False
                return
            if not reading.certain and (open_guess := self._guess_to_confirm(question)):
                # Noise: another guess in its place would be no better.
                self._tell(message)
                self.flaw, self.unclear = open_guess.flaw(message), open_guess.unclear(message)
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
        asked = _("Em hiểu là: {answer}. Đúng không ạ?").format(answer=shown)
        hint = _("Anh/chị trả lời giúp em: đúng, hay không đúng ạ.")
        return _Guess(question.name, asked, hint=hint)

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
