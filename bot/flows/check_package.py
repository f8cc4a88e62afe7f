"""The state of the data package that follows a device."""

from backend.i18n import _, day
from backend.office import Office
from bot.conversation import Chat


async def check_package(chat: Chat, office: Office) -> None:
    """Says what is registered and until when it runs, or what comes first."""
    packages = office.data_packages()
    for request, package in packages:
        if package.activated_on and package.expires_on:
            state = _("đã mở, dùng đến hết ngày {day}").format(day=day(package.expires_on))
        else:
            state = _("đã đăng ký với {operator}, đang chờ mở").format(operator=package.operator)
        chat.say(
            _("{package} của {child}: {state}.").format(
                package=package.wording, child=request.child_name, state=state
            )
        )
    if packages:
        return
    chat.say(_("Gói cước Internet dành cho học sinh đã nhận máy của chương trình."))
    if office.requests():
        chat.say(_("Sau khi giao máy, cán bộ sẽ đăng ký gói cước và em báo anh/chị ngay."))
    else:
        chat.say(_("Muốn xin máy tính trước, anh/chị nhắn: xin máy."))
