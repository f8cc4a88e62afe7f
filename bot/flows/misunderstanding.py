"""What becomes of a message that was no answer: a hint, then an easier question, then a person."""

from typing import Any

from backend.i18n import N_, _
from backend.office import Office
from bot.conversation import Chat, Talk
from bot.questions import Agreement, Options, Question
from bot.reading.choices import read_choice
from bot.reading.phrases import line_of, split
from bot.reading.yes_no import Answer, read_answer

EASIER, PERSON = 2, 3  # the misunderstanding at which one asks otherwise, and offers a person
HELP = "officer_helps"
HELP_LABEL = N_("Nhờ cán bộ giúp")
# There the words go to an officer anyway, or to nobody yet.
WITHOUT_HELP = ("ask_officer", "menu")
MOST_TRIED, LONGEST_TRIED = 3, 200  # messages, letters
SAYS_RIGHT = ("dung", "phai", "chinh")


def note(chat: Chat, question: Question[Any], text: str, office: Office) -> list[str]:
    """Notes in the talk that `text` was no answer to the open question; what to say to that above it.
    From the second time on the question is asked in its easier way, and that from its beginning."""
    talk = chat.talk
    talk.misunderstood += 1
    if words := line_of(text):
        talk.tried = [*talk.tried, words[:LONGEST_TRIED]][-MOST_TRIED:]
    was_easier = talk.steps is not None
    if was_easier or talk.misunderstood >= EASIER:
        talk.steps = question.kept(talk.steps or [])
    words, needs_help = chat.unclear or "", talk.misunderstood >= PERSON
    if not chat.flaw and needs_help and may_be_helped(talk, question):
        words = _("Em vẫn chưa hiểu đúng ý anh/chị ạ.")
    elif not chat.flaw and not was_easier and talk.asked(question) is not question:
        words = _("Em hỏi cách khác cho dễ ạ.")
    way_out = _way_out(talk, question, office) if needs_help else ""
    return [said for said in (words, way_out) if said]


def _way_out(talk: Talk, question: Question[Any], office: Office) -> str:
    phone = office.operator.phone
    call = _("gọi {phone}").format(phone=phone) if phone else _("đến xã")
    if isinstance(question, Agreement):
        words = _(
            "Chưa rõ anh/chị đồng ý thì em chưa hỏi tiếp được. Anh/chị {call} để có người giúp ạ."
        )
    elif may_be_helped(talk, question):
        words = _("Khó quá thì anh/chị chọn «Nhờ cán bộ giúp», hoặc {call} ạ.")
    else:
        words = _("Nếu khó nhắn, anh/chị {call}, hoặc nhờ người thân nhắn giúp ạ.")
    return words.format(call=call)


def may_be_helped(talk: Talk, question: Question[Any]) -> bool:
    """Whether an officer can be asked in the person's stead: of which commune has to be known first,
    and without a consent nothing that was written may be passed on."""
    return question.an_officer_may_help and talk.flow not in WITHOUT_HELP


def options_of(talk: Talk, question: Question[Any]) -> Options:
    """The options to show: at the third misunderstanding also an officer's help."""
    offers = talk.misunderstood >= PERSON and may_be_helped(talk, question)
    return (*question.options, *(((HELP, HELP_LABEL),) if offers else ()))


def names_help(text: str) -> bool:
    """Whether words are those of the offered help."""
    return read_choice(text, [_(HELP_LABEL)]).certain


def agrees(text: str) -> bool:
    """Whether words that answer nothing else accept the offer below them. "Dạ" and "đúng" do not:
    they are said to the question, however little they answer it."""
    answer = read_answer(text)
    says_right = any(word.bare in SAYS_RIGHT for word in split(text))
    return answer.certain and answer.value is Answer.YES and not says_right
