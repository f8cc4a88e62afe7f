"""The full name of a pupil, of whom something may have been told already."""

from backend.i18n import _
from bot.conversation import Chat
from bot.flows.called import called
from bot.flows.invitation import know
from bot.questions import PersonName
from bot.reading.children import ToldChild
from bot.reading.names import read_name


async def ask_pupil_name(chat: Chat, told: ToldChild) -> str:
    """Asked unless it was told in full."""
    child = _("học sinh") if told == ToldChild() else called(told)
    asked = _("Họ tên đầy đủ của {child} là gì ạ? Ghi như trong giấy khai sinh giúp em.")
    question = PersonName(
        "child_name",
        asked.format(child=child),
        hint=_("Em cần họ và tên, ví dụ: Hồ Văn Tí."),
        of_child=True,
    )
    is_full = len(told.name.split()) > 1 and read_name(told.name).certain
    know(chat, question, told.name if is_full else None)
    return await chat.ask(question)
