"""XEM, SỬA, XÓA, DỪNG: what a person may always do about the data that is kept on them."""

from backend.contacts.commands import WithdrawConsent
from backend.i18n import _
from backend.office import Office
from backend.tickets.commands import SubmitTicket
from bot.conversation import Chat, Next
from bot.flows.data_demand import pass_demand
from bot.questions import YesNo

# Words of the opening that are enough: "tôi muốn sửa hồ sơ" does not tell what to correct.
FEWEST_TO_FIX, FEWEST_TO_DELETE = 7, 3


async def view_data(chat: Chat, office: Office) -> None:
    """Shows what the person gave, as it is kept."""
    requests = office.requests()
    if not requests:
        chat.say(_("Em không giữ hồ sơ nào của anh/chị. Muốn xin máy tính, anh/chị nhắn: xin máy."))
        return
    for request in requests:
        chat.say(
            _(
                "Hồ sơ {code}: học sinh {child}, sinh {born}, {school}, lớp {class_name}; "
                "chủ hộ {head}; {hamlet}; điện thoại {phone}."
            ).format(
                code=request.code,
                child=request.child_name,
                born=request.child_birth_year or _("không nhớ"),
                school=request.school,
                class_name=request.class_name,
                head=request.head_name,
                hamlet=request.hamlet,
                phone=request.phone or _("không có số"),
            )
        )
    chat.say(_("Muốn sửa, anh/chị nhắn: SỬA. Muốn xoá, anh/chị nhắn: XÓA."))


async def fix_data(chat: Chat, office: Office) -> SubmitTicket | Next | None:
    """Passes a correction on: what an officer has verified is not changed behind their back."""
    return await pass_demand(chat, office, "data_fix", FEWEST_TO_FIX)


async def delete_data(chat: Chat, office: Office) -> SubmitTicket | Next | None:
    """Passes a request for deletion on."""
    return await pass_demand(chat, office, "data_delete", FEWEST_TO_DELETE)


async def stop(chat: Chat, office: Office) -> WithdrawConsent | None:
    """Ends the consent; what an officer already has under review stays with the office."""
    if not office.has_consented():
        chat.say(_("Dạ, hiện em không hỏi và không nhắn gì cho anh/chị ạ."))
        return None
    asked = _("Nếu dừng, em sẽ không nhắn tin báo hồ sơ nữa. Anh/chị muốn dừng, đúng không?")
    options = (("yes", _("Dừng nhắn tin")), ("no", _("Tiếp tục nhận tin")))
    if not await chat.ask(YesNo("stopping", asked, options)):
        chat.say(_("Dạ, em vẫn tiếp tục báo tin cho anh/chị."))
        return None
    chat.say(_("Em đã dừng. Hồ sơ đã gửi vẫn được cán bộ xem. Muốn dùng lại, anh/chị cứ nhắn em."))
    return WithdrawConsent()
