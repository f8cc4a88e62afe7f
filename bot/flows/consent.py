"""The privacy notice and the yes to it: part of every flow that asks for personal data."""

from backend.contacts.commands import HOUSEHOLD_REQUESTS, REQUESTS, TICKETS
from backend.i18n import _
from backend.office import Office
from backend.programmes.schema import Programme
from bot.conversation import Chat
from bot.flows.agreement import agrees, kept
from bot.flows.notice import enough_of
from bot.flows.privacy_notices import NOTICES


async def consented(chat: Chat, office: Office, programme: Programme) -> bool:
    """True once the person has agreed to the data of a child's request being asked, now or before.
    Says what a no means."""
    notice = {
        "what": _("xét hỗ trợ"),
        "asks": _("tên, năm sinh học sinh, chủ hộ; trường, nơi ở, điện thoại"),
        "all": _(
            "tên, năm sinh, trường lớp, máy đang học của học sinh; tên, năm sinh chủ hộ; diện hộ; "
            "xã, thôn; số điện thoại"
        )
        + _own_fields(programme),
        "seen_by": _("Cán bộ, nhà mạng xem; duyệt thì dán tên chủ hộ"),
        "kept": kept(office, programme),
        "seen_in_full": _(
            "Người xem: cán bộ xã, tỉnh lo việc này, cán bộ kiểm tra; nhà trường khi cần hỏi lại. Nhà "
            "mạng nhận số điện thoại để mở gói cước, không nhận tên. Được duyệt thì nơi nhận quyết "
            "định, như Mặt trận Tổ quốc, có danh sách ghi tên học sinh; danh sách dán ở xã có tên chủ "
            "hộ, không có tên học sinh."
        ),
    }
    return _has_agreed(office, REQUESTS) or await agrees(chat, office, REQUESTS, notice)


async def consented_for_household(chat: Chat, office: Office, programme: Programme) -> bool:
    """The same for what concerns a household as a whole. Who agreed to a child's data being asked
    has agreed to these."""
    notice = {
        "what": _("xét hỗ trợ"),
        "asks": _("tên, năm sinh chủ hộ; hoàn cảnh, nơi ở, điện thoại"),
        "all": _("tên, năm sinh chủ hộ; diện hộ; xã, thôn; số điện thoại") + _own_fields(programme),
        "seen_by": _("Cán bộ, nhà mạng xem; duyệt thì dán tên chủ hộ"),
        "kept": kept(office, programme),
        "seen_in_full": _(
            "Người xem: cán bộ thôn, xã, sở, tỉnh lo việc này, cán bộ kiểm tra; nhà mạng nhận số điện "
            "thoại khi có gói cước. Được duyệt thì nơi nhận quyết định, như Mặt trận Tổ quốc, có danh "
            "sách; danh sách dán ở xã có tên chủ hộ."
        ),
    }
    has_agreed = _has_agreed(office, REQUESTS) or _has_agreed(office, HOUSEHOLD_REQUESTS)
    return has_agreed or await agrees(chat, office, HOUSEHOLD_REQUESTS, notice)


def _has_agreed(office: Office, purpose: str) -> bool:
    """Whether what they agreed to still covers all that is done."""
    return office.has_consented(purpose, enough_of(NOTICES, purpose))


def _own_fields(programme: Programme) -> str:
    """What a programme asks besides, to be read behind the rest."""
    fields = programme.request.fields if programme.request else ()
    return "".join(f"; {_(field.label).lower()}" for field in fields)


async def consented_to_form(
    chat: Chat, office: Office, name: str, asks: str, in_full: str = ""
) -> bool:
    """The same for a form, whose data in short are what it `asks`. Who agreed to more has agreed to
    this."""
    notice = {
        "what": _("giải quyết phiếu «{name}»").format(name=name),
        "asks": asks,
        "all": in_full or asks,
        "seen_by": _("Cán bộ lo phiếu này xem"),
        "seen_in_full": _("Người xem: cán bộ giải quyết phiếu này, và cán bộ kiểm tra."),
    }
    return office.has_consented() or await agrees(chat, office, TICKETS, notice)
