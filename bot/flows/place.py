"""Where a family lives. Who came by a poster is not asked what the poster says."""

from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import Place
from backend.i18n import _
from backend.office import Office
from bot import questions
from bot.conversation import Chat
from bot.flows.invitation import know
from bot.questions import Hamlet


class _Home(questions.Place):
    """The commune of a school, to be confirmed: pupils also come from others."""

    def show(self, value: int) -> str:
        """As it is read back."""
        return _("gia đình ở {commune}").format(commune=super().show(value))


async def ask_commune(chat: Chat, office: Office) -> Place:
    """The commune, by its name of today or a former one."""
    invited = office.invited_to()
    at_school = invited is not None and bool(invited.school)
    kind = _Home if at_school else questions.Place
    question = kind.among(
        "commune",
        _("Gia đình ở xã nào ạ? Tên xã cũ cũng được."),
        office.communes(),
        hint=_("Em chưa tìm thấy xã này. Anh/chị ghi lại tên xã giúp em ạ."),
        find=office.communes_meant,
    )
    know(chat, question, invited.commune.id if invited else None, certain=not at_school)
    return office.commune(UnitId(await chat.ask(question)))


async def ask_hamlet(chat: Chat, office: Office, commune: Place) -> str:
    """A hamlet of the commune, by its name or as the person calls it."""
    question = Hamlet(
        f"hamlet:{commune.id}",
        _("Nhà ở thôn nào của {commune} ạ?").format(commune=commune.full_name),
        hint=_("Anh/chị ghi tên thôn giúp em, ví dụ: Thôn 1."),
        known=tuple(place.full_name for place in office.hamlets(commune.id)),
    )
    invited = office.invited_to()
    if invited and invited.commune.id == commune.id:
        know(chat, question, invited.hamlet or None)
    return await chat.ask(question)
