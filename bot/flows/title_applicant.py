"""Which title is sought, and who seeks it: a family, a clan, a hamlet, an organisation, a citizen."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.i18n import N_, _
from backend.learning_titles.schema import TitleOffer
from backend.office import Office
from bot.conversation import Chat
from bot.flows.review import Line
from bot.questions import PersonName, ShortText, TellingChoice, named

_PEOPLE = {
    "family": (N_("Chủ hộ"), N_("Họ tên chủ hộ đăng ký là gì ạ?")),
    "citizen": (N_("Người đăng ký"), N_("Họ tên người đăng ký là gì ạ?")),
}
_GROUPS = {
    "clan": (N_("Dòng họ"), N_("Dòng họ mình tên gì ạ? Ví dụ: họ Hồ ở Khu phố 3.")),
    "unit": (N_("Đơn vị"), N_("Đơn vị tên gì ạ? Ví dụ: Trường Tiểu học Hoa Sen.")),
}
COMMUNITY = "community"


@dataclass(frozen=True)
class Applicant:
    """Whose application it is; a hamlet's own `name` is asked with its place."""

    name: str
    lines: Sequence[Line]


async def ask_title(chat: Chat, office: Office) -> TitleOffer:
    """One of those offered this year."""
    offers = {offer.code: offer for offer in office.titles()}
    options = tuple((code, _(offer.name)) for code, offer in offers.items())
    also = named({code: offer.said for code, offer in offers.items() if offer.said})
    asked = _("Anh/chị đăng ký danh hiệu nào ạ?")
    which = TellingChoice("title", asked, options, also=also, label=_("Danh hiệu"))
    return offers[await chat.ask(which)]


async def ask_applicant(chat: Chat, offer: TitleOffer) -> Applicant:
    """The name; of a hamlet nothing yet."""
    if offer.applicant == COMMUNITY:
        return Applicant("", ())
    if offer.applicant in _PEOPLE:
        label, asked = _PEOPLE[offer.applicant]
        hint = _("Em cần họ và tên, ví dụ: Trần Thị Lan.")
        name = await chat.ask(PersonName("applicant_name", _(asked), hint=hint))
    else:
        label, asked = _GROUPS[offer.applicant]
        name = await chat.ask(ShortText("group", _(asked)))
    question = "applicant_name" if offer.applicant in _PEOPLE else "group"
    return Applicant(name, [Line(question, _(label), name)])
