"""What a message wants apart from answering the open question."""

from bot.conversation import Talk
from bot.flows import FLOWS, MENU, flow_for
from bot.flows.later import says_later
from bot.flows.money import tells_of_money
from bot.flows.review import REVIEW
from bot.questions import NAME_SUFFIX
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.intents import Intent, read_intent
from bot.reading.offers import asks_for_number
from bot.reading.phones import read_phone
from bot.reading.teachers import says_teacher
from bot.reading.yes_no import read_yes_no

LONGEST_COURTESY = 4  # in words
_NOT_OWN = (Intent.GREET, Intent.HELP, Intent.THANKS, Intent.TEACHER_NEED, None)


def waits_for_name(talk: Talk | None) -> bool:
    """Whether a person's name is asked, so that "Huy" is an answer."""
    return bool(talk and talk.waiting_for and talk.waiting_for.endswith(NAME_SUFFIX))


def answers_here(word: Intent, talk: Talk) -> bool:
    """ "Sửa" under a review means the review; "đã nhận" answers the flow that asks for it."""
    if word is Intent.DATA_FIX:
        return (talk.waiting_for or "").startswith(REVIEW)
    return talk.flow in FLOWS and word in FLOWS[talk.flow].answers


def read_wish(text: str) -> Reading[Intent]:
    """What words ask for; who tells that money is taken complains. Nothing is stopped on a guess."""
    wish = read_intent(text)
    if (not wish.certain or wish.value in _NOT_OWN) and says_teacher(text):
        return sure(Intent.TEACHER_NEED)
    if wish.value is not Intent.CHILD_PROTECTION and tells_of_money(text):
        return sure(Intent.COMPLAINT)
    if wish.value is Intent.REQUEST_DEVICE and asks_for_number(text):
        return sure(Intent.HUMAN)
    return wish if wish.certain or wish.value is not Intent.DATA_STOP else NOTHING


def wish_of(text: str) -> Intent | None:
    """What words clearly ask for, taken by themselves. A phone number asks for nothing, though 111
    is in it."""
    wish = NOTHING if read_phone(text).value else read_wish(text)
    if wish.certain:
        return wish.value
    return Intent.LATER if says_later(text) else None


def wants_something(wish: Intent | None) -> bool:
    """Whether an open-ended question had better not take the message. A cancellation is not meant:
    "Huy" is a frequent name."""
    if wish in (Intent.BACK, Intent.LATER):
        return True
    return wish is not Intent.CANCEL and flow_for(wish) not in (None, MENU)


def is_courtesy(text: str) -> bool:
    """ "Dạ vâng", "ok em": heard, and nothing wanted."""
    return len(text.split()) <= LONGEST_COURTESY and read_yes_no(text).certain
