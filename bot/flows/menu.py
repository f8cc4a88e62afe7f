"""The greeting and what one can ask for: the few things that most people want, and the rest."""

from backend.i18n import N_, _
from backend.office import Office
from bot.conversation import Chat, Next
from bot.flows.request_support import PROGRAMME
from bot.flows.topics import is_asked
from bot.questions import Choice, Options
from bot.reading.base import NOTHING, Reading
from bot.reading.intents import Intent, read_intent

OTHERS, FEWEST_WORDS = "others", 3
# A flow's name and the label; a flow that is not there is not offered.
FIRST = (
    ("request_support", N_("Xin máy tính cho học sinh")),
    ("check_status", N_("Xem hồ sơ đến đâu")),
    ("confirm_receipt", N_("Báo đã nhận máy")),
    ("about_programme", N_("Hỏi về chương trình")),
    ("check_package", N_("Gói cước Internet")),
    ("ask_officer", N_("Gặp cán bộ")),
    (OTHERS, N_("Việc khác")),
)
SECOND = (
    ("deny_receipt", N_("Báo chưa nhận được máy")),
    ("report_fault", N_("Báo máy hỏng")),
    ("report_coverage", N_("Báo sóng yếu, mất sóng")),
    ("complain", N_("Phản ánh, khiếu nại")),
    ("find_access_point", N_("Tìm chỗ có máy tính, mạng gần nhà")),
    ("need_of_school", N_("Trường báo nhu cầu")),
    ("learning_title", N_("Danh hiệu học tập")),
    ("donate", N_("Ủng hộ máy, tiền")),
    ("view_data", N_("Xem thông tin của tôi")),
    ("link_channel", N_("Nối với điện thoại khác")),
)


class _Services(Choice):
    """Only what is clearly named: a first sentence may speak of anything."""

    def read_text(self, text: str) -> Reading[str]:
        """A service, or nothing."""
        reading = super().read_text(text)
        return reading if reading.certain else NOTHING


async def menu(chat: Chat, office: Office) -> Next:
    """Offers the services; the one that is chosen goes on. A question about the programme that the
    readers of wishes did not know as one is answered."""
    if _may_ask(chat.opening):
        programme = office.programme(PROGRAMME)
        if programme and is_asked(programme.questions, chat.opening):
            return Next("about_programme")
    greeting = _("Chào anh/chị, em là trợ lý tự động của {operator}. Anh/chị cần gì ạ?")
    text = greeting.format(operator=office.operator.name)
    chosen = await chat.ask(_Services("menu", text, _there(FIRST), short=_("Anh/chị cần gì ạ?")))
    if chosen == OTHERS:
        chosen = await chat.ask(Choice(OTHERS, _("Anh/chị cần việc nào ạ?"), _there(SECOND)))
    return Next(chosen)


def _may_ask(text: str) -> bool:
    """Not in a word or two, and not where it is known that something else is asked."""
    return len(text.split()) >= FEWEST_WORDS and read_intent(text).value is not Intent.OUT_OF_SCOPE


def _there(services: Options) -> Options:
    """The services whose flow there is."""
    from bot.flows import FLOWS  # the menu is one of them

    return tuple((flow, _(label)) for flow, label in services if flow in {*FLOWS, OTHERS})
