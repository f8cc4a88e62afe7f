"""Where somebody is who looks for something near."""

from backend.access_points.rules import Position, position_of
from backend.administrative_units.models import UnitId
from backend.i18n import _
from backend.office import Office
from bot import questions
from bot.conversation import Chat
from bot.questions.whereabouts import Whereabouts
from bot.reading.landmarks import commune_near


async def ask_whereabouts(chat: Chat, office: Office) -> UnitId | Position:
    """The commune that the sentence names, or that of the own request; asked where neither is. A
    position on the map will do as well."""
    communes = questions.Place.among(
        "whereabouts",
        _("Anh/chị đang ở xã nào ạ? Tên xã cũ cũng được."),
        office.communes(),
        hint=_("Em chưa tìm thấy xã này. Anh/chị ghi lại tên xã giúp em ạ."),
        find=office.communes_meant,
    )
    named = commune_near(chat.opening, communes.read_text).value
    if named is not None:
        return UnitId(named)
    requests = office.requests()
    if requests:
        return requests[0].unit_id
    place = await chat.ask(Whereabouts.around(communes, _is_position))
    if isinstance(place, int):
        return UnitId(place)
    position = position_of(place)
    if position is None:
        raise LookupError("the question took what is no position")
    return position


def _is_position(sent: str) -> bool:
    return position_of(sent) is not None
