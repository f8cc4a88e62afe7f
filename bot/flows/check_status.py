"""Where the requests stand: all of the person's own, or the one whose code was sent."""

from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat
from bot.reading.codes import read_code

MOST_SHOWN = 5


async def check_status(chat: Chat, office: Office) -> None:
    """Says it. A code of somebody else's request is as unknown here as an invented one."""
    requests = office.requests()
    code = read_code(chat.opening).value
    if code:
        requests = [request for request in requests if request.code == code]
        if not requests:
            chat.say(_("Em không thấy mã này trong các hồ sơ của anh/chị. Anh/chị xem lại mã ạ."))
            return
    if not requests:
        chat.say(_("Anh/chị chưa gửi hồ sơ nào ạ. Muốn xin máy tính, anh/chị nhắn: xin máy."))
        return
    for request in requests[:MOST_SHOWN]:
        chat.say(office.standing_of(request))
    chat.say(_("Cán bộ quyết định, em chỉ báo lại. Cần hỏi thêm, anh/chị nhắn: gặp cán bộ."))
