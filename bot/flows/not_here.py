"""A programme does not run where the family lives: what does, and the way on."""

from dataclasses import dataclass

from backend.administrative_units.queries import Place
from backend.office import Office
from backend.programmes.schema import Programme
from bot.conversation import Chat, Next
from bot.flows.offered import known_commune
from bot.flows.place import ask_commune
from bot.flows.way_on import way_on


@dataclass(frozen=True)
class Elsewhere:
    """That a request ends here, and how."""

    end: Next | None


async def runs_there(
    chat: Chat, office: Office, programme: Programme, *, asks: bool = True
) -> Elsewhere | None:
    """None where the programme runs in the family's commune, which is asked where nothing tells it
    (or, where it may not be asked, supposed to be right)."""
    if not programme.units:
        return None
    commune = known_commune(chat.talk, office)
    if commune is None and not asks:
        return None
    is_asked = commune is None or (asks and "commune" in chat.talk.answers)
    place = await ask_commune(chat, office) if is_asked or not commune else office.commune(commune)
    return await runs_in(chat, office, programme, place)


async def runs_in(
    chat: Chat, office: Office, programme: Programme, commune: Place
) -> Elsewhere | None:
    """The same for a commune that is known for sure."""
    here = office.programmes_here(commune.id) if programme.units else [programme]
    if programme.code in {each.code for each in here}:
        return None
    return Elsewhere(await way_on(chat, programme, commune, here))
