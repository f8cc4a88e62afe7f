"""The programmes as a talk knows them: how sentences name them, for whom, and where one lives."""

from collections.abc import Sequence

from backend.administrative_units.models import UnitId
from backend.office import Office
from backend.programmes.schema import Programme
from bot.conversation import Talk
from bot.reading.offers import Offer, asks_for, meant, wishes

PROGRAMME = "programme"  # the question after it
# Kept among the answers: the programme never asked for; the commune to be asked anew; the thing wanted.
KNOWN, PLACE_AGAIN, ASKED_FOR = "programme_code", "place_again", "asked_for"


def offer_of(programme: Programme) -> Offer:
    """A programme as a sentence may mean it. Raises `LookupError` for one that takes no requests."""
    request = programme.request
    if request is None:
        raise LookupError(f"{programme.code} takes no requests")
    things = (request.thing, *(grant.thing for grant in programme.grants))
    examples = (request.title, *request.examples)
    return Offer(programme.code, examples, tuple(dict.fromkeys(things)), is_for_pupils(programme))


def is_for_pupils(programme: Programme) -> bool:
    """Whether each child gets it, and not the household as a whole."""
    return programme.request is not None and programme.request.subject == "pupil"


def of_households(programmes: Sequence[Programme]) -> list[Programme]:
    """Those that a household as a whole asks for."""
    return [programme for programme in programmes if not is_for_pupils(programme)]


def for_a_pupil(office: Office, talk: Talk, text: str) -> Programme | None:
    """The programme of which a text that speaks of pupils means to ask: the one that it names, or
    else the only one for pupils where the family lives, or anywhere. None where it is to be asked."""
    offered = office.programmes_here(None)
    code = meant([offer_of(each) for each in offered], text).code
    named = [each for each in offered if each.code == code and is_for_pupils(each)]
    here = office.programmes_here(known_commune(talk, office))
    found = named or _of_pupils(here) or _of_pupils(offered)
    return found[0] if len(found) == 1 else None


def _of_pupils(programmes: Sequence[Programme]) -> list[Programme]:
    return [programme for programme in programmes if is_for_pupils(programme)]


def asks_by_name(office: Office, text: str) -> bool:
    """Whether a text that no reader of wishes knows asks for something that a programme gives."""
    if not wishes(text):
        return False
    return asks_for([offer_of(each) for each in office.programmes_here(None)], text).certain


def is_another(office: Office, talk: Talk | None, text: str) -> bool:
    """Whether a text asks for another programme than that whose form a talk is."""
    form = form_of(talk)
    offers = [offer_of(each) for each in office.programmes_here(None)] if form else []
    return meant(offers, text).code not in (form, None)


def form_of(talk: Talk | None) -> str | None:
    """The code of the programme whose form a talk is."""
    answers = talk.answers if talk else {}
    return answers.get(PROGRAMME) or answers.get(KNOWN)


def known_commune(talk: Talk, office: Office) -> UnitId | None:
    """Where the person lives as far as it was told: in this talk, by a poster, in the last request."""
    if "commune" in talk.answers:
        return UnitId(talk.answers["commune"])
    if PLACE_AGAIN in talk.answers:
        return None
    if invited := office.invited_to():
        return UnitId(invited.commune.id)
    return next((UnitId(request.unit_id) for request in office.requests()), None)
