"""DỪNG: nothing more is written; or what is still under review is withdrawn as well; or only something
that was allowed apart ends. At most two questions, and what is no clear answer stops nothing."""

from backend.contacts.commands import WithdrawConsent
from backend.i18n import N_, _
from backend.office import Office
from backend.support_requests.commands import StopAll
from bot.conversation import Chat
from bot.flows.stopped import stopped, stopped_all
from bot.flows.sure_to_stop import are_all_to_stop, are_to_stop
from bot.questions import Choice, named
from bot.reading.phrases import split

MESSAGES, ALL, KEEP = "messages", "all", "keep"
_OF_MESSAGES = ("nhan tin", "tin nhan", "bao tin")
_NAMES = {
    MESSAGES: N_("dừng; dừng lại; dừng tin; dừng nhắn; đừng nhắn nữa; thôi nhắn tin"),
    ALL: N_("dừng hết; dừng tất cả; rút; rút hồ sơ; rút hết; không xin nữa; bỏ hết"),
    KEEP: N_("không; không dừng; thôi; thôi không dừng; tiếp tục; để vậy; giữ nguyên"),
}


async def stop(chat: Chat, office: Office) -> WithdrawConsent | StopAll | None:
    """Asks what is to stop, where more than one thing can."""
    open_ones, leaves = office.own_data.withdrawable_requests(), office.own_data.leaves()
    if not (office.has_consented() or leaves):
        chat.say(_("Dạ, hiện em không hỏi và không nhắn gì cho anh/chị ạ."))
        return None
    opening = " ".join(word.bare for word in split(chat.opening))
    says_messages = any(words in opening for words in _OF_MESSAGES)
    if says_messages or not (open_ones or leaves):
        return _end_messages(chat, office) if await are_to_stop(chat) else _end_nothing(chat)
    ways = [(MESSAGES, _("Chỉ dừng nhắn tin"))]
    ways += [(ALL, _("Dừng hết, rút hồ sơ đang xét"))] * bool(open_ones)
    ways += [*leaves, (KEEP, _("Không dừng gì"))]
    also = named({way: words for way, words in _NAMES.items() if way in dict(ways)})
    told = _("Dừng nhắn tin thì hồ sơ vẫn được xét, chỉ là em không báo kết quả.")
    short = _("Anh/chị muốn dừng việc nào ạ?")
    asked = f"{told} {short}"
    chosen = await chat.ask(Choice("stop_what", asked, tuple(ways), short=short, also=also))
    if chosen == MESSAGES:
        return _end_messages(chat, office)
    if chosen == ALL:
        codes = ", ".join(request.code for request in open_ones)
        if not await are_all_to_stop(chat, codes):
            return _end_nothing(chat)
        chat.say(stopped_all(office, open_ones))
        chat.ends_all = True
        return StopAll()
    if chosen == KEEP:
        return _end_nothing(chat)
    chat.say(_("Dạ, em đã rút phần cho phép đó. Hồ sơ và tin báo vẫn như trước ạ."))
    return WithdrawConsent(chosen)


def _end_messages(chat: Chat, office: Office) -> WithdrawConsent:
    chat.say(stopped(office))
    chat.ends_all = True
    return WithdrawConsent()


def _end_nothing(chat: Chat) -> WithdrawConsent | None:
    chat.say(_("Dạ, em vẫn tiếp tục báo tin cho anh/chị."))
    return None
