"""What somebody may do where a programme does not run: ask for another, or go elsewhere."""

from collections.abc import Sequence

from backend.administrative_units.queries import Place
from backend.i18n import N_, _
from backend.programmes.schema import Programme
from bot.conversation import Chat, Next
from bot.flows.offered import KNOWN, PLACE_AGAIN
from bot.questions import Choice

ELSEWHERE = "elsewhere"


async def way_on(
    chat: Chat, programme: Programme, commune: Place, here: Sequence[Programme]
) -> Next | None:
    """Says so kindly, and asks; `here` are those that run in the commune."""
    chat.expects(0)
    titles = {each.code: _(each.request.title) for each in here if each.request}
    told = _("Dạ, chương trình «{name}» chưa có ở {commune} ạ.")
    more = _("Ở đó có việc khác dưới đây ạ.") if titles else _("Cán bộ có thể chỉ cách khác ạ.")
    others = (
        ("again", N_("Nhà tôi ở xã khác")),
        ("ask_officer", N_("Gặp cán bộ")),
        ("end", N_("Dừng ở đây")),
    )
    words = told.format(name=_(programme.name), commune=commune.full_name)
    question = Choice(
        ELSEWHERE,
        f"{words} {more}",
        (*titles.items(), *others),
        short=_("Anh/chị muốn làm gì tiếp ạ?"),
    )
    chosen, answers = await chat.ask(question), chat.talk.answers
    if chosen in titles:
        # A form of its own, with its own consent: it may ask for other data than this one.
        return Next("request_support", {KNOWN: chosen, "commune": commune.id})
    if chosen == "again":
        for name in [name for name in answers if name.startswith("household:")]:
            del answers[name]
        answers[PLACE_AGAIN] = True
        await chat.take_back(ELSEWHERE, "commune")
    if chosen == "ask_officer":
        return Next(chosen)
    chat.say(_("Dạ, em chưa gửi gì. Khi cần, anh/chị nhắn: menu."))
    return None
