"""What to write in order to ask for something, for those who have asked for nothing yet."""

from backend.i18n import _
from backend.office import Office
from bot.conversation import Talk
from bot.flows.offered import is_for_pupils, known_commune

MOST_TOLD = 3


def way_to_ask(office: Office) -> str:
    """One sentence with the words for each thing that may be asked for where the person lives; the way
    to an officer where nothing may."""
    here = office.programmes_here(known_commune(Talk(""), office))
    here.sort(key=is_for_pupils, reverse=True)  # what most families ask for
    things = [_(programme.request.thing) for programme in here if programme.request]
    words = [_("xin {thing}").format(thing=thing) for thing in dict.fromkeys(things)][:MOST_TOLD]
    if not words:
        return _("Muốn hỏi thêm, anh/chị nhắn: gặp cán bộ.")
    return _("Muốn xin hỗ trợ, anh/chị nhắn: {words}.").format(words=_(", hoặc: ").join(words))
