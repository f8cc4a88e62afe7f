"""Where somebody is who looks for something near."""

from collections.abc import Sequence

from backend.access_points.rules import Position, position_of
from backend.administrative_units.models import UnitId
from backend.i18n import _
from backend.office import Office
from bot import questions
from bot.conversation import Chat
from bot.questions.whereabouts import Whereabouts
from bot.reading.landmarks import commune_near

WHEREABOUTS = "whereabouts"


async def ask_whereabouts(
    chat: Chat, office: Office, said: Sequence[str]
) -> UnitId | Position | None:
    """The commune that `said` names, newest words first; else that of the form that waits, the one
    told before, that of the own request or of the poster. Asked where none is: a position on the map
    will do as well. None where a form waits, because what is typed next may answer its question."""
    communes = questions.Place.among(
        WHEREABOUTS,
        _("Anh/chị đang ở xã nào ạ? Tên xã cũ cũng được."),
        office.communes(),
        hint=_("Em chưa tìm thấy xã này. Anh/chị ghi lại tên xã giúp em ạ."),
        find=office.communes_meant,
    )
    named = (commune_near(text, communes.read_text).value for text in said)
    known = next((found for found in named if found is not None), None) or _known(chat, office)
    if known is not None:
        return UnitId(known)
    if chat.beside is not None and WHEREABOUTS not in chat.talk.answers:
        return None
    place = await chat.ask(Whereabouts.around(communes, _is_position))
    if isinstance(place, int):
        return UnitId(place)
    position = position_of(place)
    if position is None:
        raise LookupError("the question took what is no position")
    return position


def _known(chat: Chat, office: Office) -> int | None:
    if chat.beside and "commune" in chat.beside.answers:
        return int(chat.beside.answers["commune"])
    requests, invited = office.requests(), office.invited_to()
    if WHEREABOUTS in chat.talk.answers or not (requests or invited):
        return None  # told before, in this talk
    return requests[0].unit_id if requests else invited.commune.id if invited else None


def _is_position(sent: str) -> bool:
    return position_of(sent) is not None
