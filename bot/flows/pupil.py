"""Which pupil it is, and what the pupil learns with at home."""

from dataclasses import dataclass

from backend.i18n import _
from backend.office import Office
from backend.support_requests.models import Lacking
from bot.conversation import Chat
from bot.flows.invitation import know
from bot.flows.lacking import lacking_of
from bot.flows.pupil_name import ask_pupil_name
from bot.flows.review import Line
from bot.flows.school import ask_school
from bot.flows.siblings import children
from bot.questions import BirthYear, SchoolClass


@dataclass(frozen=True)
class Pupil:
    """A pupil as the person describes it. `birth_year` is None when nobody knows."""

    name: str
    birth_year: int | None
    school: str
    class_name: str
    lacking: Lacking | None


async def ask_pupil(chat: Chat, office: Office, *, asks_device: bool = True) -> Pupil:
    """Name, year of birth, school, class, and the device where it matters."""
    told = children(chat)[0]
    name = await ask_pupil_name(chat, told)
    birth_year = BirthYear(
        "child_birth_year",
        _("{child} sinh năm nào ạ? Ví dụ: 2014.").format(child=name),
        hint=_("Anh/chị ghi năm sinh, ví dụ: 2014; hoặc tuổi, ví dụ: 9 tuổi."),
        today=office.today(),
        of_child=True,
    )
    know(chat, birth_year, told.birth_year)
    born = await chat.ask(birth_year)
    school = await ask_school(chat, office, name)
    school_class = SchoolClass(
        "class",
        _("Học lớp mấy ạ? Ví dụ: 5, hoặc 5A."),
        hint=_("Anh/chị ghi lớp, ví dụ: 5, hoặc 5A. Không nhớ thì anh/chị nhắn: không nhớ."),
        short=_("Học lớp mấy ạ?"),
    )
    know(chat, school_class, told.class_name or None)
    class_name = school_class.show(await chat.ask(school_class))
    lacking = Lacking(await chat.ask(lacking_of(name))) if asks_device else None
    return Pupil(name, born or None, school, class_name, lacking)


def lines_of(pupil: Pupil) -> list[Line]:
    """The pupil's lines of a review."""
    names = (_("tên con"), _("tên cháu"), _("tên em"), _("tên học sinh"))
    lines = [
        Line("child_name", _("Học sinh"), pupil.name, names),
        Line("child_birth_year", _("Năm sinh"), str(pupil.birth_year or _("không nhớ"))),
        Line("school", _("Trường"), pupil.school),
        Line("class", _("Lớp"), pupil.class_name),
    ]
    if pupil.lacking:
        lines.append(Line("lacking", _("Máy học"), pupil.lacking.label))
    return lines
