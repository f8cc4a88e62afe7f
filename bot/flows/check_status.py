"""Where requests and tickets stand: the only one, the one whose code was sent, or one to choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.flows.affairs import Affair, code_in, own_affairs
from bot.flows.lone_code import lone_code
from bot.flows.request_support import PROGRAMME
from bot.flows.topics import plain_question
from bot.questions import Choice
from bot.reading.base import Reading, sure

MOST_SHOWN = 8


@dataclass(frozen=True)
class _Which(Choice):
    """One of the person's affairs; also by a code, when it is not among those shown."""

    def read_text(self, text: str) -> Reading[str]:
        """A code, whosever it is, or what names one of those shown."""
        code = code_in(text, self._labels())
        return sure(code) if code else super().read_text(text)

    def load(self, stored: Any) -> str:
        """Any code: the flow looks whose it is."""
        return str(stored)


async def check_status(chat: Chat, office: Office) -> Next | None:
    """Says it. A code of somebody else's request is as unknown here as an invented one."""
    affairs = own_affairs(office)
    code = lone_code(chat.opening, office) or code_in(chat.opening, affairs)
    if code is None and not affairs:
        chat.say(_("Anh/chị chưa gửi hồ sơ nào ạ."))
        if _asks_what_comes(office, chat.opening):
            return Next("about_programme")
        chat.say(_("Muốn xin máy tính, anh/chị nhắn: xin máy."))
        return None
    if code is None:
        code = await _choose(chat, affairs)
    if code not in affairs:
        chat.say(_("Em không thấy mã này trong các hồ sơ của anh/chị. Anh/chị xem lại mã ạ."))
        return None
    chat.say(affairs[code].standing())
    chat.say(_("Cán bộ quyết định, em chỉ báo lại. Cần hỏi thêm, anh/chị nhắn: gặp cán bộ."))
    return None


async def _choose(chat: Chat, affairs: Mapping[str, Affair]) -> str:
    if len(affairs) == 1:
        return next(iter(affairs))
    asked = _("Anh/chị có {count} việc đã gửi. Xem việc nào ạ?").format(count=len(affairs))
    if len(affairs) > MOST_SHOWN:
        asked += " " + _("Việc không có ở đây thì anh/chị nhắn mã.")
    shown = tuple((code, affair.label) for code, affair in affairs.items())[:MOST_SHOWN]
    return await chat.ask(
        _Which(
            "affair",
            asked,
            shown,
            also=tuple((code, code) for code in affairs),
            hint=_("Anh/chị chọn một dòng dưới đây, hoặc nhắn mã hồ sơ của mình giúp em ạ."),
            short=_("Xem việc nào ạ?"),
        )
    )


def _asks_what_comes(office: Office, text: str) -> bool:
    """Whether "bao giờ có máy" is asked by somebody without a request, whom no status answers."""
    programme = office.programme(PROGRAMME)
    question = plain_question(programme.questions, text) if programme else None
    return question is not None and question.status_first
