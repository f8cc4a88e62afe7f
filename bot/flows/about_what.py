"""What a form is about: an own request, and a commune. Nothing that is known already is asked."""

from collections.abc import Sequence

from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import Place
from backend.i18n import _
from backend.office import Office
from backend.programmes.fields import Answer, Field
from backend.support_requests.models import SupportRequest
from backend.tickets.schema import TicketKind
from bot import questions
from bot.conversation import Chat
from bot.questions import Choice

NONE = "none"


async def ask_request(chat: Chat, office: Office, field: Field) -> Answer:
    """One of the person's requests, where there are any; "" for none of them."""
    fitting = [r for r in office.requests() if not field.statuses or r.status in field.statuses]
    if not fitting:
        return Answer(field.name, "", "")
    options = [(request.code, _called(request)) for request in fitting]
    if field.none_of_these and not (field.only_one_is_meant and len(fitting) == 1):
        options.append((NONE, _(field.none_of_these)))
    chosen = options[0][0]
    if len(options) > 1:
        given = tuple((request.recipient.split()[-1], request.code) for request in fitting)
        chosen = await chat.ask(Choice(field.name, _(field.question), tuple(options), also=given))
    return Answer(field.name, "" if chosen == NONE else chosen, dict(options)[chosen])


async def ask_commune(
    chat: Chat, office: Office, kind: TicketKind, answers: Sequence[Answer]
) -> Place:
    """The school's, the own request's, for a province's matter any; or as the person says."""
    known = known_commune(office, kind, answers)
    if known is None:
        asked = _(kind.where) if kind.where else _("Anh/chị ở xã nào ạ? Tên xã cũ cũng được.")
        hint = _("Em chưa tìm thấy xã này. Anh/chị ghi lại tên xã giúp em ạ.")
        question = questions.Place.among(
            "commune", asked, office.communes(), hint=hint, find=office.communes_meant
        )
        known = await chat.ask(question)
    return office.commune(UnitId(known))


def known_phone(office: Office) -> str:
    """The number of the newest request that has one."""
    return next((request.phone for request in office.requests() if request.phone), "")


def known_commune(office: Office, kind: TicketKind, answers: Sequence[Answer]) -> int | None:
    """The commune that a form is about where it need not be asked."""
    if kind.where:
        return None
    school = office.school() if kind.only_teachers else None
    requests = office.requests()
    chosen = {answer.value for answer in answers}
    units = [school.unit_id] if school else []
    units += [request.unit_id for request in requests if request.code in chosen]
    before = known_unit(office)
    units += [] if before is None else [UnitId(before)]
    if kind.answered_by == "province":
        units += [place[0] for place in office.communes()][:1]
    return next(iter(units), None)


def known_unit(office: Office) -> int | None:
    """The commune of what the person sent in before, the newest first."""
    units = [request.unit_id for request in office.requests()]
    units += [each.unit_id for each in office.title_applications()]
    units += [ticket.about_unit_id for ticket in office.tickets()]
    units += [answer.unit_id for answer in office.no_needs()]
    return next(iter(units), None)


def _called(request: SupportRequest) -> str:
    return f"{request.recipient} · {request.code}"
