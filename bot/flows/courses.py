"""«Trung tâm học tập có lớp gì»: the courses that one can still join in one's commune."""

from backend.administrative_units.models import UnitId
from backend.i18n import _
from backend.office import Office
from bot import questions
from bot.conversation import Chat
from bot.flows.about_what import known_unit
from bot.reading.landmarks import commune_near


async def courses(chat: Chat, office: Office) -> None:
    """Tells the soonest. Nothing of the person is kept, so there is no consent to ask for."""
    asked = questions.Place.among(
        "commune",
        _("Anh/chị muốn học ở xã, phường nào ạ? Tên cũ cũng được."),
        office.communes(),
        hint=_("Em chưa tìm thấy xã này. Anh/chị ghi lại tên xã giúp em ạ."),
        find=office.communes_meant,
    )
    named = commune_near(chat.opening, asked.read_text).value
    known = named or known_unit(office)
    commune = UnitId(known if known is not None else await chat.ask(asked))
    told = office.learning_courses(commune)
    if told:
        chat.say(_("Dạ, ở {commune} có:").format(commune=office.commune(commune).full_name))
        chat.say(told)
        return
    words = _("Dạ, ở {commune} em chưa thấy lớp nào đang mở. Có lớp mới, anh/chị hỏi lại em nhé.")
    chat.say(words.format(commune=office.commune(commune).full_name))
    chat.say(_("Muốn hỏi thêm, anh/chị nhắn: gặp cán bộ."))
