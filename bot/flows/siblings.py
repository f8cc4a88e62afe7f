"""Several children in one request: one after another, and what was told of the next is kept."""

from dataclasses import asdict

from backend.i18n import _
from backend.office import Office
from backend.programmes.rules import Circumstance
from backend.support_requests.models import Relation
from bot.conversation import Chat, Talk
from bot.flows.called import called, in_order
from bot.flows.offer import Offer
from bot.flows.offered import KNOWN, form_of
from bot.reading.children import ToldChild, children_in, may_share_school

# Kept among the answers; BEFORE is the child whose request was sent, of the same household.
CHILDREN, BEFORE = "children", "child_before"


def note_children(chat: Chat, office: Office) -> None:
    """Keeps what was told of several children, and says in which order they come. What is left of
    the words is looked through for other facts, so that no child gets another one's class."""
    answers, talk = chat.talk.answers, chat.talk
    if CHILDREN in answers or "child_name" in answers:
        return
    for text in (talk.opening, *talk.told):
        told = children_in(text, office.today())
        if told is None:
            continue
        answers[CHILDREN] = [asdict(child) for child in told.children]
        talk.told = [told.rest if words == text else words for words in talk.told]
        chat.say(in_order(told.children))
        return


def children(chat: Chat) -> list[ToldChild]:
    """This child and those that wait; one of whom nothing is known where only one was told of."""
    return [ToldChild(**told) for told in chat.talk.answers.get(CHILDREN, ())] or [ToldChild()]


async def goes_on(chat: Chat, office: Office) -> bool:
    """Whether this child is asked about: offered after another one's request, plain for the first."""
    if "after_another" not in chat.talk.answers:
        return True
    asked = _("Còn {child}, mình làm luôn nhé anh/chị?").format(child=called(children(chat)[0]))
    if await chat.ask(Offer("next_child", asked, today=office.today())):
        return True
    chat.say(_("Dạ. Khi nào tiện, anh/chị nhắn: xin máy."))
    return False


def have_next(chat: Chat, relation: Relation) -> None:
    """Has the next child follow when this flow ends, whatever became of this one."""
    if waiting := children(chat)[1:]:
        told = [asdict(child) for child in waiting]
        answers = {
            KNOWN: form_of(chat.talk),
            CHILDREN: told,
            "relation": relation.value,
            "after_another": True,
        }
        chat.then = Talk(chat.talk.flow, answers=answers)


def share_household(chat: Chat, school: str, class_name: str, ground: Circumstance) -> None:
    """Tells the next child's talk what a family has in common, once this one's request is sent."""
    if chat.then and chat.then.answers["relation"] != Relation.TEACHER.value:
        before = ToldChild(class_name=class_name, school=school)
        chat.then.answers |= {BEFORE: asdict(before), "circumstance": ground.value}


def supposed_school(chat: Chat) -> str:
    """Another child's school, unless their classes are those of two kinds of school; or empty."""
    this, *others = children(chat)
    if BEFORE in chat.talk.answers:
        others.append(ToldChild(**chat.talk.answers[BEFORE]))
    fitting = (o.school for o in others if o.school and may_share_school(this, o))
    return next(fitting, "")
