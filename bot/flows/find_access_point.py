"""«Thư viện mở chủ nhật không»: public computers nearby, and when they are open. Nothing of the
person is kept, so there is no consent to ask for."""

from collections.abc import Sequence

from backend.access_points.rules import Found, Position
from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat
from bot.flows.asked_when import asked_when
from bot.flows.whereabouts import ask_whereabouts
from bot.reading.landmarks import kinds_in

MOST_TOLD = 3


async def find_access_point(chat: Chat, office: Office) -> None:
    """Tells the nearest ones, those first that are of the kind that was named."""
    said = _said(chat)
    place = await ask_whereabouts(chat, office, said)
    if place is None:
        chat.say(_("Anh/chị hỏi kèm tên xã giúp em, ví dụ: thư viện xã A Lưới 1 mở thứ bảy không."))
        return
    found = office.access_points(place)
    here = _("chỗ anh/chị") if isinstance(place, Position) else office.commune(place).full_name
    if not found:
        chat.say(
            _("Dạ, em chưa biết chỗ nào có máy tính công cộng gần {place}.").format(place=here)
        )
        chat.say(_whom_to_ask(office))
        return
    kinds = next((kinds for text in said if (kinds := kinds_in(text))), set())
    chosen = _best(found, kinds)
    is_named = not kinds or any(kinds & kinds_in(one.point.name) for one in chosen)
    if not isinstance(place, Position):
        _introduce(chat, chosen, here, is_named=is_named)
    asked = asked_when(said, office.now(), "" if isinstance(place, Position) else here)
    for one in chosen:
        chat.say(office.about_access_point(one, asked, alone=len(chosen) == 1))
    if not (is_named and chosen[0].near):
        chat.say(_whom_to_ask(office))


def _best(found: Sequence[Found], kinds: set[str]) -> Sequence[Found]:
    """Of the commune itself those that were meant, or else all; where it has none, those nearby, or
    else the first of the province."""
    own = [one for one in found if not one.commune]
    near = [one for one in found if one.near]
    among = own or near or found
    meant = [one for one in among if kinds & kinds_in(one.point.name)]
    return (meant or among)[: MOST_TOLD if own or near else 1]


def _introduce(chat: Chat, chosen: Sequence[Found], here: str, *, is_named: bool) -> None:
    if chosen[0].commune and chosen[0].near:
        chat.say(_("Dạ, ở {commune} em chưa thấy chỗ nào. Gần nhất em biết:").format(commune=here))
    elif chosen[0].commune:
        chat.say(_("Dạ, gần {commune} em chưa biết chỗ nào. Xa hơn có:").format(commune=here))
    elif not is_named:
        words = _("Dạ, ở {commune} em chưa thấy đúng chỗ anh/chị hỏi. Có máy tính công cộng ở:")
        chat.say(words.format(commune=here))


def _said(chat: Chat) -> list[str]:
    """The newest words first."""
    return [*reversed(chat.talk.told), chat.opening]


def _whom_to_ask(office: Office) -> str:
    if office.operator.phone:
        words = _("Anh/chị nhắn: gặp cán bộ, hoặc gọi {phone} để hỏi thêm ạ.")
        return words.format(phone=office.operator.phone)
    return _("Muốn hỏi thêm, anh/chị nhắn: gặp cán bộ.")
