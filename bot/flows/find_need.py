"""«Trường nào đang thiếu nhà vệ sinh»: a sponsor finds a school and whom to call. Nothing of the person
is kept, so there is no consent to ask for."""

from backend.i18n import N_, _
from backend.office import Office
from bot import questions
from bot.conversation import Chat
from bot.questions import Choice
from bot.reading.base import Reading
from bot.reading.landmarks import commune_near
from bot.reading.named_groups import group_named

MOST_TOLD = 2
ANY, ANY_WORDS = "any", N_("Nhu cầu nào cũng được")


class Groups(Choice):
    """What somebody wants to help with, said in a sentence as well as chosen."""

    def read_text(self, text: str) -> Reading[str]:
        """As among other options; else what the sentence speaks of."""
        reading = super().read_text(text)
        return reading if reading.certain else group_named(text, self.also)


async def find_need(chat: Chat, office: Office) -> None:
    """Tells the most urgent needs of a group, those of the commune first that was named."""
    wanted = dict(office.needed_groups())
    if not wanted:
        chat.say(_("Dạ, hiện chưa có trường nào báo nhu cầu ở đây. Anh/chị nhắn: gặp cán bộ ạ."))
        return
    group = await _group(chat, office, wanted)
    if group != ANY and group not in wanted:
        chat.say(_("Dạ, việc đó hiện chưa có trường nào báo. Các trường đang cần:"))
    found = office.wanted_needs(group if group in wanted else "")
    commune = _commune(chat, office)
    here = [need for need in found if need.commune_id == commune]
    if commune is not None and not here:
        chat.say(_("Dạ, ở xã anh/chị hỏi chưa có trường báo nhu cầu này. Nơi khác đang cần:"))
    told = (here or found)[:MOST_TOLD]
    for need in told:
        chat.say(office.about_need(need))
    further = len(here or found) - len(told)
    if further:
        chat.say(_("Còn {count} nơi nữa cũng đang cần.").format(count=further))
    if not all(need.focal_phone for need in told):
        chat.say(_("Muốn giúp, anh/chị nhắn: ủng hộ, cán bộ sẽ gọi lại. Em không nhận tiền ở đây."))
        return
    chat.say(
        _("Muốn giúp, anh/chị gọi đầu mối, hoặc nhắn: ủng hộ. Em không nhận tiền qua tin nhắn.")
    )


async def _group(chat: Chat, office: Office, wanted: dict[str, str]) -> str:
    """What they want to help with: as they said it, or else asked."""
    options = (*wanted.items(), (ANY, _(ANY_WORDS)))
    words = _("Anh/chị muốn giúp trường việc gì ạ?")
    asked = Groups("need_group", words, options, also=office.names_of_needs())
    if "need_group" not in chat.talk.answers:
        for text in _said(chat):
            if group := group_named(text, asked.also).value:
                return group
    return await chat.ask(asked)


def _commune(chat: Chat, office: Office) -> int | None:
    """The commune that they named, if they did."""
    place = questions.Place.among("", "", office.communes(), hint="", find=office.communes_meant)
    named = (commune_near(text, place.read_text).value for text in _said(chat))
    return next((found for found in named if found is not None), None)


def _said(chat: Chat) -> list[str]:
    """The newest words first."""
    return [*reversed(chat.talk.told), chat.opening]
