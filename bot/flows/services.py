"""What one can ask for, as the menu offers it."""

from dataclasses import dataclass
from datetime import date

from backend.i18n import N_, _
from bot.questions import Choice, Options
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.children import tells_children
from bot.reading.gleaning import birth_year_in, child_name_in, class_in
from bot.reading.heads import head_name_in

OTHERS, FOR_SCHOOLS, FEWEST_FACTS = "others", "for_schools", 2
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
    ("learning_title", N_("Danh hiệu học tập")),
    (FOR_SCHOOLS, N_("Việc của trường, người ủng hộ")),
    ("view_data", N_("Xem thông tin của tôi")),
    ("link_channel", N_("Nối với điện thoại khác")),
)
THIRD = (
    ("need_of_school", N_("Trường báo nhu cầu")),
    ("donate", N_("Ủng hộ máy, tiền")),
    ("find_need", N_("Tìm trường cần giúp")),
)


@dataclass(frozen=True)
class Services(Choice):
    """Only what is clearly named: a first sentence may speak of anything."""

    today: date = date.min

    def read_text(self, text: str) -> Reading[str]:
        """A service, or nothing. Who tells of a pupil asks for one."""
        if tells_pupil(text, self.today):
            return sure("request_support")
        reading = super().read_text(text)
        return reading if reading.certain else NOTHING


def tells_pupil(text: str, today: date) -> bool:
    """Whether a text that is no question tells who a pupil is, or several."""
    facts = (child_name_in(text), birth_year_in(text, today), class_in(text), head_name_in(text))
    tells = sum(fact.value is not None for fact in facts) >= FEWEST_FACTS
    return "?" not in text and (tells or tells_children(text, today))


def there(services: Options) -> Options:
    """The services whose flow there is, and the ways to more of them."""
    from bot.flows import FLOWS  # the menu is one of them

    known = {
        *FLOWS,
        OTHERS,
        *([FOR_SCHOOLS] if any(flow in FLOWS for flow, _label in THIRD) else []),
    }
    return tuple((flow, _(label)) for flow, label in services if flow in known)
