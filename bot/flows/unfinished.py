"""What a talk leaves half done, as people are told when they come back to it or are reminded."""

from datetime import date

from backend.i18n import _
from bot.conversation import Talk
from bot.flows import FLOWS, MENU
from bot.flows.offered import ASKED_FOR

AWAY_DAYS = 2


def unfinished(talk: Talk | None) -> str:
    """What is half done, with whom it is for; empty where nothing is worth coming back to. Before
    the consent nothing is."""
    flow = FLOWS.get(talk.flow) if talk else None
    if talk is None or flow is None or not flow.unfinished or talk.waiting_for in (None, "consent"):
        return ""
    child, thing = talk.answers.get("child_name"), talk.answers.get(ASKED_FOR)
    form = _("đề nghị xin {thing}").format(thing=_(thing)) if thing else _(flow.unfinished)
    return _("{form} cho {child}").format(form=form, child=child) if child else form


def welcome_back(talk: Talk, today: date) -> str:
    """What was left, said to somebody who was away for days; empty for everybody else."""
    left = unfinished(talk)
    if not left or not talk.day or (today - date.fromisoformat(talk.day)).days < AWAY_DAYS:
        return ""
    return _("Em vẫn giữ {form} đang làm dở, mình làm tiếp từ đây ạ.").format(form=left)


def reminder(talk: Talk | None, parked: Talk | None, *, is_last: bool) -> str:
    """A kind word on what is half done, above the open question; empty where nothing is. What waits
    behind another open question than the menu's is left alone."""
    behind_menu = talk is not None and talk.flow == MENU
    left = unfinished(parked if behind_menu else talk)
    if not left:
        return ""
    words = _("Em nhắc nhẹ: {form} còn dở, em vẫn giữ cho anh/chị ạ.").format(form=left)
    if behind_menu:
        words += " " + _("Muốn làm tiếp, anh/chị nhắn: quay lại.")
    if is_last:
        words += " " + _("Đây là lần cuối em nhắc. Không cần nữa thì anh/chị nhắn: huỷ.")
    return words
