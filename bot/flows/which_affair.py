"""Which of the person's affairs is meant, where there are several."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.i18n import _
from bot.conversation import Chat
from bot.flows.affairs import Affair, code_in
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


async def which_affair(chat: Chat, affairs: Mapping[str, Affair]) -> str:
    """The code of the only one, or of the one that was chosen or typed, whosever it is."""
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
