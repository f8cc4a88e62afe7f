"""Which school a pupil goes to."""

from dataclasses import dataclass

from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat
from bot.flows.invitation import know
from bot.flows.siblings import children, supposed_school
from bot.questions import SchoolName
from bot.reading.base import NOTHING, Reading
from bot.reading.schools import is_no_school


@dataclass(frozen=True)
class _School(SchoolName):
    """The school of one child, to be confirmed for another."""

    child: str = ""

    def read_text(self, text: str) -> Reading[str]:
        """A name. That nobody knows it is taken once the way out was offered."""
        offers_way_out = bool(self.options)
        return NOTHING if is_no_school(text) and not offers_way_out else super().read_text(text)

    def show(self, value: str) -> str:
        """As it is read back."""
        return _("{child} cũng học {school}").format(child=self.child, school=value)


async def ask_school(chat: Chat, office: Office, child: str) -> str:
    """What was told, what a poster says, or another child's where it may be the same."""
    question = _School(
        "school",
        _("{child} học trường nào ạ?").format(child=child),
        hint=_("Anh/chị ghi tên trường giúp em, ví dụ: Tiểu học Hồng Thủy."),
        child=child,
    )
    invited = office.invited_to()
    know(chat, question, children(chat)[0].school or (invited.school if invited else "") or None)
    know(chat, question, supposed_school(chat) or None, certain=False)
    return await chat.ask(question)
