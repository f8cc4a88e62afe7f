"""Which pupil it is, and what the pupil learns with at home."""

from dataclasses import dataclass

from backend.i18n import _
from backend.office import Office
from backend.support_requests.models import Lacking
from bot.conversation import Chat
from bot.flows.invitation import know
from bot.flows.lacking import lacking_of
from bot.flows.review import Line
from bot.questions import BirthYear, PersonName, SchoolClass, SchoolName


@dataclass(frozen=True)
class Pupil:
    """A pupil as the person describes it. `birth_year` is None when nobody knows."""

    name: str
    birth_year: int | None
    school: str
    class_name: str
    lacking: Lacking


async def ask_pupil(chat: Chat, office: Office) -> Pupil:
    """Name, year of birth, school, class and device."""
    name = await chat.ask(
        PersonName(
            "child_name",
            _("Họ tên đầy đủ của học sinh là gì ạ? Ghi như trong giấy khai sinh giúp em."),
            hint=_("Em cần họ và tên, ví dụ: Hồ Văn Tí."),
            of_child=True,
        )
    )
    born = await chat.ask(
        BirthYear(
            "child_birth_year",
            _("{child} sinh năm nào ạ? Ví dụ: 2014.").format(child=name),
            hint=_("Anh/chị ghi năm sinh, ví dụ: 2014; hoặc tuổi, ví dụ: 9 tuổi."),
            today=office.today(),
            of_child=True,
        )
    )
    school = await _ask_school(chat, office, name)
    school_class = SchoolClass(
        "class",
        _("Học lớp mấy ạ? Ví dụ: 5, hoặc 5A."),
        hint=_("Anh/chị ghi lớp, ví dụ: 5, hoặc 5A. Không nhớ thì anh/chị nhắn: không nhớ."),
        short=_("Học lớp mấy ạ?"),
    )
    class_name = school_class.show(await chat.ask(school_class))
    lacking = await chat.ask(lacking_of(name))
    return Pupil(name, born or None, school, class_name, Lacking(lacking))


async def _ask_school(chat: Chat, office: Office, child: str) -> str:
    question = SchoolName(
        "school",
        _("{child} học trường nào ạ?").format(child=child),
        hint=_("Anh/chị ghi tên trường giúp em, ví dụ: Tiểu học Hồng Thủy."),
    )
    invited = office.invited_to()
    know(chat, question, invited.school or None if invited else None)
    return await chat.ask(question)


def lines_of(pupil: Pupil) -> list[Line]:
    """The pupil's lines of a review."""
    names = (_("tên con"), _("tên cháu"), _("tên em"), _("tên học sinh"))
    return [
        Line("child_name", _("Học sinh"), pupil.name, names),
        Line("child_birth_year", _("Năm sinh"), str(pupil.birth_year or _("không nhớ"))),
        Line("school", _("Trường"), pupil.school),
        Line("class", _("Lớp"), pupil.class_name),
        Line("lacking", _("Máy học"), pupil.lacking.label),
    ]
