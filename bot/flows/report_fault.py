"""A machine is broken: the family's own, or one of those for everybody."""

from collections.abc import Sequence

from backend.access_points.rules import Found
from backend.i18n import _
from backend.office import Office
from backend.programmes.fields import Answer, Field
from backend.tickets.commands import SubmitTicket
from bot.conversation import Chat, Next
from bot.flows.consent import consented_to_form
from bot.flows.fields import ask_field
from bot.flows.review import Line, review
from bot.flows.submit_ticket import submit_ticket
from bot.flows.whereabouts import ask_whereabouts
from bot.questions import Choice
from bot.reading.landmarks import kinds_in
from bot.reading.machine_codes import is_public, read_machine

PUBLIC = "report_public_fault"
NOT_KNOWN = "not_known"


async def report_fault(chat: Chat, office: Office) -> SubmitTicket | Next | None:
    """As the opening words say: a place for everybody is named, or none is."""
    if is_public(chat.opening):
        return Next(PUBLIC)
    return await submit_ticket(chat, office, office.ticket_kind("report_fault"))


async def report_public_fault(chat: Chat, office: Office) -> SubmitTicket | None:
    """Where, which machine, and what is the matter with it."""
    kind = office.ticket_kind(PUBLIC)
    fields = {field.name: field for field in kind.fields}
    labels = ", ".join(_(field.label).lower() for field in kind.fields)
    if not await consented_to_form(chat, office, _(kind.name), _("nội dung phiếu"), labels):
        return None
    where = await ask_whereabouts(chat, office, [chat.opening])
    found = [one for one in office.access_points(where) if one.near] if where else []
    if not found:
        chat.say(_("Em chưa biết nơi có máy công cộng ở gần đó. Anh/chị nhắn: gặp cán bộ."))
        return None
    place = await _place(chat, fields["place"], found)
    machine = await _machine(chat, office, fields["machine"], place)
    symptom = await ask_field(chat, office, fields["symptom"], None)
    answers = (
        Answer("place", str(place.point.id), place.point.name),
        Answer("machine", machine, _("máy {code}").format(code=machine or "?")),
        symptom,
    )
    lines = [Line(each.field, _(fields[each.field].label), each.shown) for each in answers]
    await review(chat, _("Anh/chị xem lại giúp em:"), lines)
    return SubmitTicket(PUBLIC, place.point.unit_id, answers)


async def _place(chat: Chat, field: Field, found: Sequence[Found]) -> Found:
    """The one that was named, or the only one, or as the person says."""
    kinds = kinds_in(chat.opening)
    meant = [one for one in found if kinds & kinds_in(one.point.name)] or list(found)
    if len(meant) == 1 and field.name not in chat.talk.answers:
        return meant[0]
    options = tuple((str(one.point.id), one.point.name) for one in found)
    chosen = await chat.ask(Choice(field.name, _(field.question), options))
    return next(one for one in found if str(one.point.id) == chosen)


async def _machine(chat: Chat, office: Office, field: Field, place: Found) -> str:
    """The number on its sticker, as it was said at once or when asked; "" where nobody knows it."""
    codes = office.machine_codes(place.point.id)
    said = read_machine(chat.opening, codes)
    if said and field.name not in chat.talk.answers:
        return said
    if not codes:
        return ""
    options = tuple((code, _("Máy {code}").format(code=code)) for code in codes)
    none = (NOT_KNOWN, _("Không rõ số"))
    chosen = await chat.ask(Choice(field.name, _(field.question), (*options, none)))
    return "" if chosen == NOT_KNOWN else chosen
