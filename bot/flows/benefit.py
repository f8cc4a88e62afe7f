"""Which of a programme's benefits it is: by the answers, or else asked."""

from collections.abc import Mapping, Sequence

from backend.i18n import _
from backend.programmes.fields import Answer
from backend.programmes.schema import Grant, Programme
from bot.conversation import Chat
from bot.questions import Choice

BENEFIT = "benefit"  # the question


async def ask_benefit(chat: Chat, programme: Programme, answers: Sequence[Answer]) -> str:
    """The code of the benefit that fits the answers; asked where there is a choice."""
    given = {answer.field: answer.value for answer in answers}
    fitting = [grant for grant in programme.grants if _fits(grant, given)] or programme.grants
    if len(fitting) == 1:
        return fitting[0].code
    options = tuple((grant.code, _(grant.name)) for grant in fitting)
    also = tuple((_(grant.thing), grant.code) for grant in fitting)
    asked = _("Gia đình muốn nhận theo cách nào ạ?")
    return await chat.ask(Choice(BENEFIT, asked, options, also=also))


def _fits(grant: Grant, given: Mapping[str, object]) -> bool:
    return all(given.get(name) in wanted for name, wanted in grant.answers.items())
