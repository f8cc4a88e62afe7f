"""What is to be corrected or deleted, in the person's own words, for the officer who may do it."""

from backend.i18n import _
from backend.office import Office
from backend.tickets.commands import SubmitTicket
from bot.conversation import Chat, Next
from bot.flows.fields import LONGEST_WORDS
from bot.flows.kept import names_of_kept
from bot.flows.own_words import ask_words
from bot.flows.submit_ticket import submit_ticket
from bot.questions import Text
from bot.questions.words import is_small_talk
from bot.reading.base import NOTHING, Reading
from bot.reading.phrases import split
from bot.reading.yes_no import read_yes_no

DELETE = "data_delete"  # the form
FEWEST_TELLING = 3  # words: no officer can do anything about a bare "đúng"
PARTICLES = ("da", "vang", "a", "roi", "nhe", "em", "vay", "do")  # that tell nothing at all


class _Demand(Text):
    """Words that say something: a yes or a no is an answer to something else."""

    def read_text(self, text: str) -> Reading[str]:
        """The words as they are, unless they are a bare yes, no or greeting."""
        telling = [word for word in split(text) if word.bare not in PARTICLES]
        is_answer = len(telling) < FEWEST_TELLING and read_yes_no(text).certain
        return NOTHING if is_answer or is_small_talk(text) else super().read_text(text)


async def pass_demand(
    chat: Chat, office: Office, code: str, fewest: int
) -> SubmitTicket | Next | None:
    """The form `code`, which has one field of words. The words that opened the talk are offered
    where they are at least `fewest`."""
    kept = names_of_kept(office)
    if not kept:
        chat.say(_("Anh/chị chưa gửi hồ sơ nào, nên em chưa giữ gì để sửa hay xoá."))
        chat.say(_("Đang làm dở mà muốn đổi câu trước, anh/chị nhắn: quay lại."))
        return None
    kind = office.ticket_kind(code)
    (field,) = kind.fields
    if code == DELETE:
        chat.say(_("Em đang giữ: {kept}.").format(kept=kept))
    hint = _("Anh/chị ghi rõ cần sửa hay xoá gì giúp em, ví dụ: xoá hết thông tin.")
    asked = _Demand(field.name, _(field.question), hint=hint, longest=LONGEST_WORDS)
    await ask_words(chat, asked, fewest)
    return await submit_ticket(chat, office, kind)
