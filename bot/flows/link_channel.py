"""Another phone or channel of the same person: a code here, the code there, and undoing it."""

from backend.contacts.commands import IssueLinkCode, JoinContacts, TryLinkCode, UndoLink
from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.flows.link_way import ISSUE, LOST, ask_way
from bot.questions import YesNo


async def link_channel(chat: Chat, office: Office) -> IssueLinkCode | JoinContacts | Next | None:
    """Gives a code where something is known, and takes one where it is typed."""
    way = await ask_way(chat)
    if way == LOST:
        chat.say(
            _(
                "Không còn máy cũ thì em không tự nối được, để người lạ không xem được hồ sơ của "
                "anh/chị. Cán bộ xã sẽ kiểm tra rồi giúp ạ."
            )
        )
        return Next("ask_officer")
    return IssueLinkCode() if way == ISSUE else await _take(chat, office, way)


async def _take(chat: Chat, office: Office, code: str) -> JoinContacts | None:
    """The code counts as tried before it is looked at."""
    await chat.once("link_tried", TryLinkCode())
    if problem := office.link_problem(code):
        chat.say(problem)
        return None
    warning = _(
        "Máy này đang có hồ sơ riêng. Nối rồi, ai dùng máy kia cũng xem được hồ sơ này. "
        "Máy kia là của anh/chị hoặc người nhà, đúng không ạ?"
    )
    if office.requests() and not await chat.ask(YesNo("link_own", warning)):
        chat.say(_("Dạ, em không nối. Hồ sơ của anh/chị vẫn giữ riêng ạ."))
        return None
    return JoinContacts(code)


async def undo_link(chat: Chat, office: Office) -> UndoLink:
    """Takes the newest joined phone out at once: whoever asks for it may be in a hurry."""
    return UndoLink()
