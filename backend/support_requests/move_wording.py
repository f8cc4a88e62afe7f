"""What a family reads when its request is moved: asked about, merged, or given to another commune."""

from backend.i18n import _
from backend.support_requests.models import SupportRequest


def asked(request: SupportRequest, office: str, question: str) -> str:
    """After an officer asked something; the request goes on meanwhile."""
    return _(
        "{office} hỏi thêm về hồ sơ {code}: {question}\nĐể trả lời, anh/chị nhắn: bổ sung."
    ).format(office=office, code=request.code, question=question)


def answered(request: SupportRequest, office: str) -> str:
    """After the family answered."""
    return _("Em đã chuyển câu trả lời về hồ sơ {code} đến {office}. Em cảm ơn anh/chị.").format(
        code=request.code, office=office
    )


def merged(request: SupportRequest, kept: SupportRequest, office: str) -> str:
    """For who sent the request that goes on in another one."""
    return _(
        "{office} gộp hồ sơ {code} vào hồ sơ {kept}, vì cùng xin cho một học sinh. Anh/chị chưa cần "
        "làm gì, hồ sơ {kept} có tin gì em nhắn ngay."
    ).format(office=office, code=request.code, kept=kept.code)


def transferred(request: SupportRequest, sender: str, receiver: str, days: int) -> str:
    """After another commune got it; `days` are working days from now."""
    return _(
        "{sender} đã chuyển hồ sơ {code} đến {receiver}. Nơi mới xem lại từ đầu và trả lời trong "
        "{days} ngày làm việc. Anh/chị không phải gửi lại."
    ).format(sender=sender, code=request.code, receiver=receiver, days=days)
