"""The state of the data package that follows a device."""

from backend.data_packages.rules import number_words, state_words
from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.flows.questioned import is_any_asked
from bot.flows.ways_to_ask import way_to_ask


async def check_package(chat: Chat, office: Office) -> Next | None:
    """Says what is registered for which number and until when it runs, or what comes first."""
    packages = office.data_packages()
    for request, package in packages:
        words = _("{package} của {child}, số {phone}: {state}")
        chat.say(
            words.format(
                package=package.wording,
                child=request.recipient,
                phone=number_words(package),
                state=state_words(package, office.today()),
            )
        )
    if packages:
        return None
    if is_any_asked(office, chat.opening):
        return Next("about_programme")
    requests = office.requests()
    if not requests:
        chat.say(_("Gói cước Internet dành cho học sinh đã nhận máy của chương trình."))
        chat.say(way_to_ask(office))
        return None
    followed = next((request for request in requests if office.brings_package(request)), None)
    if followed is None:
        words = _("Hồ sơ {code} xin {thing}, chương trình này không có gói cước riêng ạ.")
        chat.say(words.format(code=requests[0].code, thing=_(office.thing_of(requests[0]))))
        chat.say(_("Muốn hỏi thêm, anh/chị nhắn: gặp cán bộ."))
        return None
    words = _("Sau khi giao {thing}, cán bộ sẽ đăng ký gói cước và em báo anh/chị ngay.")
    chat.say(words.format(thing=_(office.thing_of(followed))))
    return None
