"""XEM, SỬA, XÓA, DỪNG: what a person may always do about the data that is kept on them."""

from backend.contacts.commands import WithdrawConsent
from backend.i18n import _
from backend.office import Office
from backend.tickets.commands import SubmitTicket
from bot.conversation import Chat, Next
from bot.flows.submit_ticket import submit_ticket
from bot.questions import YesNo


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
    return await _to_officer(chat, office, "data_fix")


async def delete_data(chat: Chat, office: Office) -> SubmitTicket | Next | None:
    """Passes a request for deletion on."""
    return await _to_officer(chat, office, "data_delete")


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


async def _to_officer(chat: Chat, office: Office, kind: str) -> SubmitTicket | Next | None:
    if not office.requests():
        chat.say(_("Anh/chị chưa gửi hồ sơ nào, nên em chưa giữ gì để sửa hay xoá."))
        chat.say(_("Đang làm dở mà muốn đổi câu trước, anh/chị nhắn: quay lại."))
        return None
    return await submit_ticket(chat, office, office.ticket_kind(kind))
