"""A household says that it needs nothing: asked whose word it is, and never asked for again."""

from backend.i18n import _
from backend.need_answers.commands import DeclareNoNeed
from backend.office import Office
from bot.conversation import Chat, Next
from bot.flows import own_household, phone
from bot.flows.consent import consented_for_household
from bot.flows.declined import ask_declined, ask_noted
from bot.flows.not_here import runs_in
from bot.flows.review import Line, review
from bot.flows.withdraw_request import withdrawable

OF_FORM = 1  # questions: whether to note it
TAKEN_OVER = ("commune", "head_name", "head_birth_year", "phone")


async def no_need(chat: Chat, office: Office) -> DeclareNoNeed | Next | None:
    """Thanks, and notes it where the person wants that: otherwise the commune would ask again."""
    programme = await ask_declined(chat, office)
    if programme is None or programme.request is None:
        return None
    if any(office.programme_of(r).code == programme.code for r in withdrawable(office)):
        return Next("withdraw_request")
    thing = _(programme.request.thing)
    chosen = await ask_noted(chat, thing)
    if chosen == "ask":
        return Next("request_support")
    chat.ends_all = True
    if chosen == "end":
        chat.say(
            _("Dạ, em không ghi gì. Khi nào cần, anh/chị nhắn: xin {thing}.").format(thing=thing)
        )
        return None
    if not await consented_for_household(chat, office, programme):
        return None
    _take_over(chat)
    known = own_household.known(office)
    own_household.expect_questions(chat, known, OF_FORM)
    household = await own_household.ask_for(chat, office, known, OF_FORM)
    if elsewhere := await runs_in(chat, office, programme, household.commune):
        return elsewhere.end
    number = await phone.ask_phone(chat, household)
    lines = [
        Line("no_need", _("Nhu cầu"), _("chưa cần {thing}").format(thing=thing)),
        *own_household.lines_of(household),
        *phone.lines_of(household, number),
    ]
    await review(chat, _("Anh/chị xem lại giúp em:"), lines)
    return DeclareNoNeed(
        programme=programme.code,
        unit_id=household.commune.id,
        hamlet=household.hamlet,
        head_name=household.head_name,
        head_birth_year=household.head_birth_year,
        phone=number,
    )


def _take_over(chat: Chat) -> None:
    """What was answered already in the request that is given up."""
    told = chat.beside.answers if chat.beside else {}
    for name in told:
        if name in TAKEN_OVER or name.startswith("hamlet:"):
            chat.talk.answers.setdefault(name, told[name])
