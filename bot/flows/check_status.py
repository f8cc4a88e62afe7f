"""Where requests and tickets stand: the only one, the one whose code was sent, or one to choose."""

from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.flows.affairs import code_in, own_affairs, own_requests
from bot.flows.gift_told import gift_told
from bot.flows.lone_code import lone_code
from bot.flows.on_a_list import about_lists
from bot.flows.topics import plain_question
from bot.flows.ways_to_ask import way_to_ask
from bot.flows.which_affair import which_affair
from bot.reading.lists import asks_list


async def check_status(chat: Chat, office: Office) -> Next | None:
    """Says it. A code of somebody else's request is as unknown here as an invented one."""
    affairs = own_affairs(office)
    if gift := gift_told(chat, office):
        chat.say(gift)
        return None
    code = lone_code(chat.opening, office) or code_in(chat.opening, affairs)
    on_a_list = code is None and asks_list(chat.opening)
    if on_a_list:
        affairs = own_requests(office)
    if code is None and not affairs:
        chat.say(_("Anh/chị chưa gửi hồ sơ nào ạ."))
        if _asks_what_comes(office, chat.opening):
            return Next("about_programme")
        if on_a_list:
            chat.say(about_lists(office))
        chat.say(way_to_ask(office))
        return None
    if code is None:
        code = await which_affair(chat, affairs)
    if code not in affairs:
        chat.say(_("Em không thấy mã này trong các hồ sơ của anh/chị. Anh/chị xem lại mã ạ."))
        return None
    chat.say(affairs[code].standing())
    if on_a_list:
        chat.say(about_lists(office))
        return None
    chat.say(_("Cán bộ quyết định, em chỉ báo lại. Cần hỏi thêm, anh/chị nhắn: gặp cán bộ."))
    return None


def _asks_what_comes(office: Office, text: str) -> bool:
    """Whether "bao giờ có máy" is asked by somebody without a request, whom no status answers."""
    found = (plain_question(each.questions, text) for each in office.programmes())
    return any(question is not None and question.status_first for question in found)
