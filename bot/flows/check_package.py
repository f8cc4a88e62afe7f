"""The state of the data package that follows a device."""

from backend.data_packages.rules import state_words
from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.flows.request_support import PROGRAMME
from bot.flows.topics import is_asked


async def check_package(chat: Chat, office: Office) -> Next | None:
    """Says what is registered and until when it runs, or what comes first."""
    packages, programme = office.data_packages(), office.programme(PROGRAMME)
    for request, package in packages:
        words = _("{package} của {child}: {state}")
        state = state_words(package, office.today())
        chat.say(words.format(package=package.wording, child=request.child_name, state=state))
    if packages:
        return None
    if programme and is_asked(programme.questions, chat.opening):
        return Next("about_programme")
    chat.say(_("Gói cước Internet dành cho học sinh đã nhận máy của chương trình."))
    if office.requests():
        chat.say(_("Sau khi giao máy, cán bộ sẽ đăng ký gói cước và em báo anh/chị ngay."))
    else:
        chat.say(_("Muốn xin máy tính trước, anh/chị nhắn: xin máy."))
    return None
