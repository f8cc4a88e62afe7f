"""«Đăng ký gia đình học tập»: a title is applied for, criterion by criterion, each with a photo."""

from collections.abc import Iterator, Mapping

from backend.administrative_units.models import UnitId
from backend.i18n import N_, _
from backend.learning_titles.commands import ApplyForTitle
from backend.office import Office
from backend.programmes.fields import Answer, Field
from bot.conversation import Chat
from bot.flows.consent import consented_to_form
from bot.flows.criteria import ask_criterion, criterion_fields
from bot.flows.fields import LONGEST_WORDS
from bot.flows.form_course import applies
from bot.flows.review import Line, review
from bot.flows.title_applicant import ask_applicant, ask_title
from bot.flows.title_place import ask_where
from bot.questions import Text

ASKS = N_("tên người hoặc đơn vị đăng ký, ảnh minh chứng, nơi ở")
IN_FULL = N_(
    "danh hiệu, tên người hoặc đơn vị đăng ký, việc học và điều kiện học, ảnh minh chứng, xã, khu phố"
)
OTHERS = 5  # questions besides those of the rubric


async def apply_for_title(chat: Chat, office: Office) -> ApplyForTitle | None:
    """Which title, who, how each criterion is met, where; read back, and sent off."""
    if not await consented_to_form(chat, office, _("Danh hiệu học tập"), _(ASKS), _(IN_FULL)):
        return None
    offer = await ask_title(chat, office)
    fields, answers = list(criterion_fields(offer.rubric)), dict[str, Answer]()
    chat.expects(_expected(fields, answers))
    who = await ask_applicant(chat, offer)
    for field in fields:
        if applies(field, answers):
            chat.expects(_expected(fields, answers))
            answers[field.name] = await ask_criterion(chat, office, field)
    asked = _("Anh/chị kể minh chứng giúp em: giấy khen, lớp đã học, việc đã làm ạ?")
    words = await chat.ask(Text("words", asked, longest=LONGEST_WORDS))
    commune, hamlet, places = await ask_where(chat, office)
    title = Line("title", _("Danh hiệu"), _(offer.name))
    told = [*_lines(fields, answers), Line("words", _("Minh chứng"), words), *places]
    await review(chat, _("Anh/chị xem lại giúp em:"), [title, *who.lines, *told])
    given = tuple(answer for answer in answers.values() if answer.value)
    name = who.name or hamlet
    return ApplyForTitle(offer.code, name, UnitId(commune.id), hamlet, words, given)


def _expected(fields: list[Field], answers: Mapping[str, Answer]) -> int:
    return OTHERS + sum(applies(field, answers) for field in fields)


def _lines(fields: list[Field], answers: Mapping[str, Answer]) -> Iterator[Line]:
    for field in fields:
        if field.name in answers and answers[field.name].shown:
            yield Line(field.name, _(field.label), answers[field.name].shown)
