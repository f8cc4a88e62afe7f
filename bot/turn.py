"""One message, one turn: which flow it belongs to, the words that always work, and what is said.

A person may leave a flow in the middle (ask for the menu, an officer, the status); the flow is
parked and goes on when the other one has ended.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from backend.errors import Refused
from backend.i18n import _
from backend.office import Command, Office
from bot.any_time import flow_any_time, is_after_code
from bot.conversation import Chat, Desk, Finished, Next, Paused, State, Talk, run, step_back
from bot.flows import ASK_OFFICER, CHILD_PROTECTION, FLOWS, MENU, flow_for
from bot.flows.asides import LONGEST_ASIDE, aside, asks_for_the_same
from bot.flows.ask_officer import answers_about
from bot.flows.declined import FORM
from bot.flows.further import NEAR, may_be_further, remembered, talk_near
from bot.flows.idle import agrees_late, idle_flow
from bot.flows.invitation import take_code
from bot.flows.misunderstanding import HELP, agrees, names_help, note, options_of
from bot.flows.money import about_money, tells_of_money
from bot.flows.offered import is_another
from bot.flows.parking import is_busy, left_by, still_waits
from bot.flows.pieces import goes_on, whole_wish
from bot.flows.questioned import is_any_asked
from bot.flows.refused import disputed_flow
from bot.flows.review import EDIT, REVIEW, drops, says_wrong
from bot.flows.submit_ticket import is_owed
from bot.flows.unfinished import unfinished, welcome_back
from bot.flows.wishes import (
    answers_here,
    is_courtesy,
    read_wish,
    waits_for_name,
    wants_something,
    wish_of,
)
from bot.messages import Inbound, Kind, Outgoing
from bot.questions import Question
from bot.questions.showing import as_choice, shown
from bot.reading.base import NOTHING
from bot.reading.intents import Intent, control_word

__all__ = ["Desk", "State", "Turn"]


@dataclass
class Turn:
    """Answers one message; `state` is changed in place."""

    state: State
    office: Office
    desk: Desk
    replies: list[str] = field(default_factory=list)  # said, and not sent yet
    heard: dict[str, Any] | None = None  # `Talk.heard` of today
    about: str = ""  # `Talk.about` of today

    def take(self, message: Inbound) -> None:
        """Answers the message; carries out at most one command of a finished flow."""
        today = self.office.today().isoformat()
        self.heard, self.about = self.state.take_heard(today)
        self._answer(message)
        self._send(None)
        self.state.keep_heard(self.heard, self.about, today)
        self.desk.save(self.state)

    def _answer(self, message: Inbound) -> None:
        if message.edited and not still_waits(self.state.talk):
            self._say_that_it_was_read()
            return
        message, is_stale = self._as_choice(self._without_code(message))
        if self._asks_for_help(message):
            self._ask_for_help()
        elif is_stale:
            self._reply(_("Nút này thuộc câu hỏi cũ rồi ạ."))
            self._go_on(None)
        elif message.kind is Kind.START:
            self._go_on(None) if self.replies and is_busy(self.state.talk) else self._begin(MENU)
        elif message.kind is Kind.TEXT and self._control(message.text):
            return
        elif message.kind is Kind.TEXT and (flow := self._any_time(message)):
            self._begin(flow, message.text)
        elif self.state.talk:
            self._go_on(message)
        else:
            self._open(message)

    def _any_time(self, message: Inbound) -> str | None:
        talk, office = self.state.talk, self.office
        flow = flow_any_time(office, message.text, talk, self.heard)
        at = self._rerun(talk)[1] if flow and talk and talk.flow in FLOWS else None
        return None if is_after_code(at, message, office) else flow

    def _without_code(self, message: Inbound) -> Inbound:
        """The message without the code of a poster, which is accepted; as the opening of the talk
        when it holds nothing else."""
        payload = message.value if message.kind is Kind.START else ""
        text = message.text if message.kind is Kind.TEXT else ""
        idle = not is_busy(self.state.talk)
        taken = take_code(self.office, self.desk.carry_out, payload, text, idle=idle)
        if taken is None:
            return message
        self._reply(taken.word)
        return replace(message, kind=Kind.TEXT if taken.rest else Kind.START, text=taken.rest)

    def _say_that_it_was_read(self) -> None:
        """What was edited has been read as it was; the new words must not answer the next question."""
        if self.state.talk:
            self._reply(_("Em đã ghi theo tin lúc đầu. Muốn sửa, anh/chị nhắn: quay lại."))
            self._go_on(None)
        else:
            self._reply(_("Tin này em đã đọc rồi. Anh/chị nhắn lại thành tin mới giúp em ạ."))

    def _as_choice(self, message: Inbound) -> tuple[Inbound, bool]:
        """A tap or a typed number as the value of the open question; True for a stale tap."""
        state = self.state
        shown = state.question.options if state.question else ()
        return as_choice(message, shown, self._prefix(state.talk) if state.talk else "")

    def _prefix(self, talk: Talk) -> str:
        return f"{self.state.run}:{talk.waiting_for}:"

    def _control(self, text: str) -> bool:
        """Serves the words that work at any moment. False when it was none of them."""
        talk = self.state.talk
        word = control_word(text, expecting_name=waits_for_name(talk))
        if word is None or (talk and answers_here(word, talk)):
            return False
        self._serve(word, text)
        return True

    def _serve(self, word: Intent, text: str) -> None:
        talk, flow = self.state.talk, flow_for(word) or MENU
        if word is Intent.CANCEL and talk and (talk.flow != MENU or self.state.parked):
            self._cancel(talk)
        elif word is Intent.BACK and talk and talk.flow in FLOWS:
            self._back(talk)
        elif word is Intent.AGAIN and talk:
            talk.answers.clear()
            self._reply(_("Dạ, mình làm lại từ đầu."))
            self._go_on(None)
        elif word is Intent.LATER and talk:
            reminds = unfinished(talk) and self.office.has_consented()
            kept = _("Dạ, em giữ nguyên ở đây. Khi nào tiện anh/chị nhắn lại ạ.")
            self._reply(kept + (" " + _("Mai em nhắc một lần ạ.") if reminds else ""))
        elif talk and talk.flow == flow != MENU and FLOWS[flow].waits:
            self._reply(_("Mình đang làm việc này rồi ạ."))
            self._go_on(None)
        else:
            self._begin(flow, text)

    def _cancel(self, talk: Talk) -> None:
        """Forgets the open flow. What is parked behind it goes on, unless only the menu was open."""
        state = self.state
        parked = state.parked if talk.flow != MENU else None
        state.talk, state.parked, state.question = parked, None, None
        if parked:
            self._reply(_("Dạ em bỏ việc này. Mình làm tiếp phần đang dở ạ."))
            self._go_on(None)
        else:
            self._reply(_("Em đã huỷ phần đang làm, không gửi gì đi. Cần gì anh/chị nhắn: menu."))

    def _back(self, talk: Talk) -> None:
        if not step_back(talk, self._rerun(talk)[0].asked):
            if self.state.parked:
                self.state.talk, self.state.parked = self.state.parked, None
            else:
                self._reply(_("Đây là câu đầu tiên rồi ạ."))
        self._go_on(None)

    def _open(self, message: Inbound) -> None:
        """A message outside of any flow: what it wants or what is awaited, or else the menu."""
        is_text = message.kind is Kind.TEXT
        wish = read_wish(message.text) if is_text else NOTHING
        if wish.value is Intent.THANKS:
            self._reply(_("Dạ không có gì ạ. Cần gì anh/chị cứ nhắn em."))
            return
        if flow_for(wish.value) is None and is_text and agrees_late(self.office, message.text):
            self._reply(_("Dạ. Mình bắt đầu lại nhé, anh/chị nhắn: xin máy."))
            return
        flow = idle_flow(self.office, message.text, wish) if is_text else None
        if flow is None and self.heard and may_be_further(message.text, self.office.now()):
            flow = NEAR
        if flow is None and is_text and is_courtesy(message.text):
            self._reply(_("Dạ. Cần gì anh/chị cứ nhắn em."))
            return
        if flow is None and wish.value is Intent.OUT_OF_SCOPE:
            self._reply(_("Việc này em chưa giúp được, anh/chị hỏi cán bộ xã giúp em ạ."))
        elif flow is None and not (is_text and self.state.run == 0):
            self._reply(Question[str]("", "").unclear(message))
        self._begin(flow or MENU, message.text)

    def _begin(self, flow: str, opening: str = "", known: Mapping[str, Any] | None = None) -> None:
        """Starts a flow, or takes it up again where it is parked. The open one is parked, unless
        another already is: a form that waits is worth more than a question asked in between."""
        state = self.state
        is_new = is_another(self.office, state.parked or state.talk, opening)
        left = left_by(state, flow, is_new=is_new)
        if flow == flow_for(Intent.COMPLAINT) and tells_of_money(opening):
            self._reply(about_money(self.office))
        if state.parked and state.parked.flow == flow and not is_new:
            self._reply(_("Mình làm tiếp phần đang dở nhé."))
            state.talk, state.parked = state.parked, left
        else:
            state.talk = Talk(flow, opening, dict(known or {}), told=[opening])
            if flow == NEAR:
                state.talk = talk_near(self.heard, opening, self.office.now())
            state.parked = state.parked or left
            if flow == MENU and state.parked:
                self._reply(_("Phần đang dở em vẫn giữ. Muốn làm tiếp, anh/chị nhắn: quay lại."))
        state.run += 1
        self._go_on(None)

    def _go_on(self, message: Inbound | None) -> None:
        """Runs the open flow until its next question or its end."""
        talk = self.state.talk
        if talk is None or talk.flow not in FLOWS:
            self.state.talk = None
            self._begin(MENU)
            return
        is_text = message is not None and message.kind is Kind.TEXT
        wish = wish_of(message.text) if message and is_text else None
        if message and talk.flow == MENU and (whole := whole_wish(talk, message.text, wish)):
            self._open(replace(message, text=whole))
            return
        chat, result = self._rerun(talk, message, wants_else=wants_something(wish))
        if wish is Intent.CHILD_PROTECTION and not chat.unclear:
            # It was taken as an answer, such as words for an officer. The number comes first.
            self.replies += self._rerun(Talk(CHILD_PROTECTION))[0].said
        if isinstance(result, Finished):
            self._finish(chat, result)
        elif not (chat.unclear and message and self._instead(wish, chat, message)):
            self._show(chat, result, message)

    def _rerun(
        self, talk: Talk, message: Inbound | None = None, *, wants_else: bool = False
    ) -> tuple[Chat, Paused | Finished]:
        act, beside = self.desk.carry_out, self.state.parked
        talk.about = self.about
        chat = Chat(talk, message, act, wants_else=wants_else, beside=beside)
        end = run(FLOWS[talk.flow].steps, chat, self.office)
        self.about = talk.about
        return chat, end

    def _instead(self, wish: Intent | None, chat: Chat, message: Inbound) -> bool:
        """Serves what a message that was no answer wants. False when the question is shown again,
        below a word to what was said."""
        flow = flow_for(wish)
        if self._is_help_offered() and agrees(message.text):
            self._ask_for_help()
        elif chat.talk.waiting_for == REVIEW and drops(wish, message.text):
            self._cancel(chat.talk)
        elif chat.talk.waiting_for == REVIEW and says_wrong(wish, message.text):
            self._go_on(replace(message, kind=Kind.CHOICE, value=EDIT))
        elif wish is Intent.DATA_FIX and answers_here(wish, chat.talk):
            return False
        elif chat.talk.flow == MENU:
            if not (wish or is_courtesy(message.text) or disputed_flow(self.office, message.text)):
                return False
            self._open(message)
        elif wish in (Intent.BACK, Intent.LATER):
            self._serve(wish, message.text)
        elif (word := aside(wish, chat.talk)) and len(message.text) <= LONGEST_ASIDE:
            chat.say(word)
            chat.unclear = None
            return False
        elif goes_on(chat.talk, message.text):
            chat.unclear = None
            return False
        elif (
            self.heard and flow in (None, MENU) and may_be_further(message.text, self.office.now())
        ):
            self._begin(NEAR, message.text)
        elif flow == chat.talk.flow == FORM and is_another(self.office, chat.talk, message.text):
            self._begin(flow, message.text)
        elif flow == chat.talk.flow == FORM and is_any_asked(self.office, message.text):
            self._begin("about_programme", message.text)
        elif asks_for_the_same(wish, chat.talk, message.text):
            chat.unclear = _("Mình đang làm việc này rồi ạ.")
            return False
        elif flow not in (None, MENU, chat.talk.flow):
            self._begin(flow, message.text)
        else:
            return False
        return True

    def _is_help_offered(self) -> bool:
        options = self.state.question.options if self.state.question else ()
        return any(option.value.endswith(f":{HELP}") for option in options)

    def _asks_for_help(self, message: Inbound) -> bool:
        if message.kind is Kind.CHOICE:
            return message.value == HELP
        is_text = message.kind is Kind.TEXT
        return is_text and self._is_help_offered() and names_help(message.text)

    def _ask_for_help(self) -> None:
        """Passes the open question on to an officer. The form waits behind it; of two it is the one
        that can be come back to."""
        state = self.state
        asking = state.talk or Talk(MENU)
        _chat, paused = self._rerun(asking)
        if isinstance(paused, Paused):
            told = answers_about(asking, paused.question)
            asking.misunderstood, asking.tried = 0, []
            keeps = FLOWS[asking.flow].unfinished or not state.parked
            state.talk, state.parked = (
                Talk(ASK_OFFICER, answers=told),
                asking if keeps else state.parked,
            )
            state.run += 1
            if "commune" not in told and not self.office.requests():
                self._reply(_("Em nhờ cán bộ giúp câu này."))
        self._go_on(None)

    def _show(self, chat: Chat, paused: Paused, message: Inbound | None) -> None:
        """Says what there is to say, with the open question below it."""
        talk = chat.talk
        if chat.unclear or chat.refused:
            tried = message.text if message and not chat.refused else ""
            chat.said += note(chat, paused.question, tried, self.office)
        if chat.gleaned:
            facts = "; ".join(chat.gleaned)
            self._reply(_("Em ghi luôn theo tin của anh/chị: {facts}.").format(facts=facts))
        self.replies += chat.said
        if back := welcome_back(talk, self.office.today()):
            self._reply(back)
        self._send(self._shown(chat, paused))

    def _shown(self, chat: Chat, paused: Paused) -> Outgoing:
        """The open question as it is shown now. What is kept, to show it again below a notice, is
        short where the question can be."""
        talk = chat.talk
        question = talk.asked(paused.question)
        options, prefix = options_of(talk, question), self._prefix(talk)
        progress = chat.progress if question is paused.question else ""
        full, short = shown(question, options, prefix, progress)
        self.state.question = short
        return short if chat.asks_again else full

    def _finish(self, chat: Chat, result: Finished) -> None:
        """Says the last words, carries the command out, and takes up what was parked."""
        self.replies += chat.said
        state, command = self.state, result.command
        state.talk = state.question = None
        if chat.talk.flow == NEAR:
            self.heard = remembered(chat.talk, self.office.today().isoformat())
        if chat.then and not state.parked:
            state.parked, state.run = chat.then, state.run + 1
        if isinstance(command, Next):
            self._begin(command.flow, chat.talk.opening, command.answers)
            return
        ends_all = chat.ends_all or (command is not None and FLOWS[chat.talk.flow].ends_all)
        goes_on = state.parked and state.parked.flow in FLOWS and not ends_all
        parked = state.parked if goes_on else None
        state.talk, state.parked = parked, None
        if parked and chat.talk.flow == ASK_OFFICER and "commune" in chat.talk.answers:
            # It was just asked, and is the same question.
            parked.answers.setdefault("commune", chat.talk.answers["commune"])
        if command is not None:
            self._carry_out(command, parked)
        elif parked:
            self._go_on(None)

    def _carry_out(self, command: Command, parked: Talk | None) -> None:
        """Does it. The notice on what was done is the reply, and shows the open question again:
        that of the parked flow, because this flow's is answered."""
        if parked:
            chat, paused = self._rerun(parked)
            if isinstance(paused, Paused):
                self._shown(chat, paused)
        said = bool(self.replies)
        self._send(None)
        self.desk.save(self.state)
        try:
            self.desk.carry_out(command)
        except Refused as refused:
            self._reply(str(refused))
        else:
            told = self.office.has_consented() or is_owed(self.office, command)
            if told and bool(parked) == bool(self.state.question):
                return
            if not (told or said):
                self._reply(_("Dạ, em đã ghi nhận ạ."))
        if parked:
            self._go_on(None)

    def _reply(self, text: str) -> None:
        self.replies.append(text)

    def _send(self, question: Outgoing | None) -> None:
        """Sends all that was said, with the question below it, as one message: one is easier to
        follow, and every message counts against a channel's quota."""
        text = "\n\n".join([*self.replies, *([question.text] if question else [])])
        self.replies.clear()
        if text:
            self.desk.send(replace(question, text=text) if question else Outgoing(text))
