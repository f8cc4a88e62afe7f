"""Where those who seek a title live: commune and hamlet."""

from collections.abc import Sequence

from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import Place as Unit
from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat
from bot.flows.about_what import known_unit
from bot.flows.review import Line
from bot.questions import Hamlet, Place


async def ask_where(chat: Chat, office: Office) -> tuple[Unit, str, Sequence[Line]]:
    """The commune and the hamlet, and their lines for the review."""
    known = known_unit(office)
    if known is None:
        asked = _("Anh/chị ở xã, phường nào ạ? Tên cũ cũng được.")
        hint = _("Em chưa tìm thấy xã này. Anh/chị ghi lại tên xã giúp em ạ.")
        find = office.communes_meant
        known = await chat.ask(
            Place.among("commune", asked, office.communes(), hint=hint, find=find)
        )
    commune = office.commune(UnitId(known))
    question = Hamlet(
        f"hamlet:{commune.id}",
        _("Khu phố, ấp, thôn nào của {commune} ạ?").format(commune=commune.full_name),
        hint=_("Anh/chị ghi tên khu phố, ấp giúp em, ví dụ: Khu phố 3."),
        known=tuple(place.full_name for place in office.hamlets(commune.id)),
    )
    hamlet = await chat.ask(question)
    lines = [
        Line("commune", _("Xã, phường"), commune.full_name),
        Line(question.name, _("Khu phố, ấp"), hamlet),
    ]
    return commune, hamlet, lines
