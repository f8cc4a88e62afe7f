"""«Cho đăng ảnh»: a parent allows that a picture or the name of a child is shown to others, or does not.
The child is asked as well, through the parent. A no to it blocks nothing."""

from backend.contacts.commands import NAME, PHOTO, WithdrawConsent
from backend.i18n import _
from backend.office import Office
from backend.publication.commands import AllowPublication
from backend.support_requests.models import SupportRequest
from bot.conversation import Chat
from bot.questions import Agreement, Choice

Answer = AllowPublication | WithdrawConsent | None


async def allow_photo(chat: Chat, office: Office) -> Answer:
    """The picture of a hand-over."""
    return await _allow(chat, office, PHOTO)


async def allow_name(chat: Chat, office: Office) -> Answer:
    """The name, told to sponsors or the press."""
    return await _allow(chat, office, NAME)


async def _allow(chat: Chat, office: Office, purpose: str) -> Answer:
    request, leave = await _which(chat, office), office.own_data.leave(purpose)
    if request is None:
        chat.say(_("Việc này bố mẹ của học sinh đã gửi hồ sơ trả lời ạ."))
        chat.say(_("Cần hỏi thêm, anh/chị nhắn: gặp cán bộ."))
        return None
    hint = _("Anh/chị trả lời giúp em thật rõ: ĐỒNG Ý, hoặc KHÔNG.")
    told, short = _(leave.asked).format(child=request.child_name), _("Anh/chị có đồng ý không ạ?")
    asked = f"{told} {short}"
    own = f"{leave.code}:{request.code}"
    if not await chat.ask(Agreement(f"{own}:parent", asked, hint=hint, short=short)):
        return _nothing(chat, office, purpose)
    chat.talk.answers.setdefault("parent_words", chat.words.get(f"{own}:parent", ""))
    child_words = ""
    if office.own_data.asks_child(leave, request):
        asked = _(leave.asked_child).format(child=request.child_name)
        hint = _("Em cần đúng lời của em ấy ạ.")
        short = _("Em ấy trả lời ĐỒNG Ý, hay KHÔNG ạ?")
        if not await chat.ask(Agreement(f"{own}:child", asked, hint=hint, short=short)):
            return _nothing(chat, office, purpose)
        child_words = chat.words.get(f"{own}:child", "")
    return AllowPublication(
        request.code, leave.code, chat.talk.answers["parent_words"], child_words
    )


def _nothing(chat: Chat, office: Office, purpose: str) -> WithdrawConsent | None:
    """A no ends what was allowed before."""
    chat.say(_("Dạ, vậy không đăng, không nêu tên gì ạ. Hồ sơ vẫn được xét như thường."))
    allowed = any(code == purpose for code, _label in office.own_data.leaves())
    return WithdrawConsent(purpose) if allowed else None


async def _which(chat: Chat, office: Office) -> SupportRequest | None:
    """The child that it is about; asked where there are several."""
    of_children = {each.code: each for each in office.own_data.children_answered_for()}
    if len(of_children) < 2:
        return next(iter(of_children.values()), None)
    options = tuple((code, f"{each.child_name} · {code}") for code, each in of_children.items())
    asked = _("Anh/chị trả lời cho em nào ạ?")
    return of_children[await chat.ask(Choice("which_child", asked, options))]
