"""Any form that a file describes: a fault, a complaint, a school's need, a donation and others."""

from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import Place
from backend.i18n import _
from backend.office import Office
from backend.programmes.fields import Answer, Field
from backend.tickets.commands import SubmitTicket
from backend.tickets.schema import TicketKind
from bot.conversation import Chat, Next
from bot.flows.about_what import ask_commune, known_commune
from bot.flows.consent import consented_to_form
from bot.flows.fields import ask_field
from bot.flows.form_course import applies, expected, leads_to
from bot.flows.registered import Registered
from bot.flows.review import Line, review
from bot.reading.intents import Intent

FEWEST_REVIEWED = 3
# The fields that the short notice names one by one; the others are what the form is about.
PERSONAL = ("person", "donor", "phone", "school", "hamlet", "photo", "own_request")


def form(code: str, unfinished: str, *intents: Intent) -> Registered:
    """The flow of one kind of ticket, and what it is called while it is half done."""

    async def steps(chat: Chat, office: Office) -> SubmitTicket | Next | None:
        return await submit_ticket(chat, office, office.ticket_kind(code))

    return Registered(steps, intents, unfinished=unfinished)


async def submit_ticket(chat: Chat, office: Office, kind: TicketKind) -> SubmitTicket | Next | None:
    """Asks what the form asks, reads it back where it is long, and sends it off."""
    if kind.only_teachers and office.school() is None:
        chat.say(_("Nhu cầu của trường do thầy cô báo, sau khi xã xác nhận thầy cô dạy ở đó ạ."))
        return Next("confirm_teacher")
    place = [_("xã")] if known_commune(office, kind, ()) is None else []
    in_full = ", ".join([*(_(field.label).lower() for field in kind.fields), *place])
    personal = [_(field.label).lower() for field in kind.fields if field.kind in PERSONAL]
    asks = ", ".join([_("nội dung phiếu"), *personal, *place])
    consented = kind.is_right or await consented_to_form(chat, office, _(kind.name), asks, in_full)
    if not consented:
        return None
    answers: dict[str, Answer] = {}
    commune: Place | None = None
    for field in kind.fields:
        if not applies(field, answers):
            continue
        chat.expects(expected(kind, answers, office))
        if field.kind == "hamlet":
            commune = await ask_commune(chat, office, kind, tuple(answers.values()))
        answer = await ask_field(chat, office, field, commune)
        if following := leads_to(field, answer):
            return Next(following)
        answers[field.name] = answer
    commune = commune or await ask_commune(chat, office, kind, tuple(answers.values()))
    if len(answers) >= FEWEST_REVIEWED:
        lines = [
            Line(_question_name(field, commune), _(field.label), answers[field.name].shown)
            for field in kind.fields
            if field.name in answers and answers[field.name].shown
        ]
        if "commune" in chat.talk.answers:
            lines.append(Line("commune", _("Xã"), commune.full_name))
        await review(chat, _("Anh/chị xem lại giúp em:"), lines)
    return SubmitTicket(kind.code, UnitId(commune.id), tuple(answers.values()))


def _question_name(field: Field, commune: Place) -> str:
    return f"{field.name}:{commune.id}" if field.kind == "hamlet" else field.name


def is_owed(office: Office, command: object) -> bool:
    """Whether what follows is told to everybody, whatever they agreed to."""
    return isinstance(command, SubmitTicket) and office.ticket_kind(command.kind).is_right
