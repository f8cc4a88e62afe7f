"""A family asks for a device for a child ("Sóng và Máy tính cho em")."""

from backend.administrative_units.models import UnitId
from backend.i18n import _
from backend.office import Office
from backend.programmes.rules import Circumstance
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.models import Lacking
from bot.conversation import Chat, Line
from bot.flows.consent import consented
from bot.flows.household import ask_household, lines_of
from bot.questions import BirthYear, Choice, PersonName, Phone, SchoolClass, ShortText

PROGRAMME, BENEFIT = "song-va-may-tinh", "device"


async def request_support(chat: Chat, office: Office) -> SubmitSupportRequest | None:
    """Who asks for whom, the child and its school, what is lacking, the household, a phone."""
    if not await consented(chat, office):
        return None
    relation = await chat.ask(
        Choice("relation", _("Anh/chị xin máy cho ai ạ?"), _relations(), also=_RELATIVES)
    )
    if relation == "self":
        chat.say(_("Em nhờ bố mẹ hoặc thầy cô nhắn giúp nhé, vì cần người lớn đứng ra đề nghị."))
        return None
    child = await chat.ask(
        PersonName(
            "child_name",
            _("Họ tên đầy đủ của học sinh là gì ạ? Ghi như trong giấy khai sinh giúp em."),
            hint=_("Em cần họ và tên, ví dụ: Hồ Văn Tí."),
        )
    )
    born = await chat.ask(
        BirthYear(
            "child_birth_year",
            _("{child} sinh năm nào ạ?").format(child=child),
            hint=_("Anh/chị ghi năm sinh, ví dụ: 2014; hoặc tuổi, ví dụ: 9 tuổi."),
            today=office.today(),
        )
    )
    school = await chat.ask(ShortText("school", _("Em ấy học trường nào ạ?")))
    class_name = await chat.ask(
        SchoolClass("class", _("Học lớp mấy ạ?"), hint=_("Anh/chị ghi lớp, ví dụ: 5 hoặc 5A."))
    )
    lacking = Lacking(
        await chat.ask(
            Choice(
                "lacking",
                _("Hiện em ấy học bằng gì ở nhà ạ?"),
                tuple((kind.value, kind.label) for kind in Lacking),
            )
        )
    )
    if lacking is Lacking.HAS_DEVICE:
        chat.say(
            _(
                "Chương trình dành cho học sinh chưa có máy hoặc thiết bị học, nên em chưa gửi đề nghị."
            )
        )
        chat.say(_("Nếu hoàn cảnh khác, anh/chị nhắn: gặp cán bộ."))
        return None
    circumstance = Circumstance(
        await chat.ask(
            Choice(
                "circumstance",
                _("Gia đình thuộc diện nào ạ?"),
                tuple((kind.value, kind.label) for kind in Circumstance),
            )
        )
    )
    household = await ask_household(chat, office)
    phone = await chat.ask(
        Phone(
            "phone",
            _("Số điện thoại để cán bộ gọi lại là số nào ạ?"),
            hint=_("Em cần số có 10 chữ số, ví dụ: 0912345678."),
        )
    )
    await chat.review(
        _("Anh/chị xem lại giúp em:"),
        [
            Line("child_name", _("Học sinh"), child),
            Line("child_birth_year", _("Năm sinh"), str(born or _("không nhớ"))),
            Line("school", _("Trường"), school),
            Line("class", _("Lớp"), class_name),
            Line("lacking", _("Máy học"), lacking.label),
            Line("circumstance", _("Diện"), circumstance.label),
            *lines_of(household),
            Line("phone", _("Điện thoại"), phone),
        ],
    )
    return SubmitSupportRequest(
        programme=PROGRAMME,
        benefit=BENEFIT,
        relation=relation,
        circumstance=circumstance,
        unit_id=UnitId(household.commune.id),
        hamlet=household.hamlet,
        head_name=household.head_name,
        head_birth_year=household.head_birth_year,
        child_name=child,
        child_birth_year=born or None,
        school=school,
        class_name=class_name,
        lacking=lacking,
        phone=phone,
    )


_RELATIVES = (
    ("con", "parent"),
    ("con gái", "parent"),
    ("con trai", "parent"),
    ("cháu", "grandparent"),
    ("cháu nội", "grandparent"),
    ("cháu ngoại", "grandparent"),
    ("em gái", "sibling"),
    ("em trai", "sibling"),
    ("học trò", "teacher"),
    ("học sinh lớp tôi", "teacher"),
    ("cho tôi", "self"),
    ("tự xin", "self"),
)


def _relations() -> tuple[tuple[str, str], ...]:
    return (
        ("parent", _("Con tôi")),
        ("grandparent", _("Cháu tôi")),
        ("sibling", _("Em tôi")),
        ("teacher", _("Học sinh của tôi (tôi là thầy cô)")),
        ("self", _("Cho chính em (em là học sinh)")),
    )
