"""Which household it is: asked the same way whatever the lists say, so that nobody learns from the
questions who stands on them."""

from dataclasses import dataclass

from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import Place
from backend.i18n import _
from backend.office import Office
from backend.programmes.fields import Answer
from backend.programmes.rules import Circumstance
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.models import Relation
from bot.conversation import Chat
from bot.flows.head import ask_head
from bot.flows.place import ask_commune, ask_hamlet
from bot.flows.review import Line

__all__ = ["Household", "ask_commune", "ask_household", "lines_of"]


@dataclass(frozen=True)
class Household:
    """A household as the person describes it; `known_by` is the question that took it over from an
    earlier request, with the telephone number."""

    commune: Place
    hamlet: str
    head_name: str
    head_birth_year: int | None
    known_by: str = ""
    phone: str = ""

    def request(
        self,
        programme: str,
        benefit: str,
        relation: Relation,
        circumstance: Circumstance,
        phone: str,
        answers: tuple[Answer, ...],
    ) -> SubmitSupportRequest:
        """What this household asks for; of a child nothing is said yet."""
        return SubmitSupportRequest(
            programme=programme,
            benefit=benefit,
            relation=relation,
            circumstance=circumstance,
            unit_id=UnitId(self.commune.id),
            hamlet=self.hamlet,
            head_name=self.head_name,
            head_birth_year=self.head_birth_year,
            phone=phone,
            answers=answers,
        )


async def ask_household(chat: Chat, office: Office, *, by_head: bool = False) -> Household:
    """Commune, hamlet, head of household and the head's year of birth. `by_head`: it is the head who
    writes."""
    commune = await ask_commune(chat, office)
    hamlet = await ask_hamlet(chat, office, commune)
    head, born = await ask_head(chat, office, is_writing=by_head)
    return Household(commune, hamlet, head, born)


def lines_of(household: Household) -> list[Line]:
    """The household's lines of a review."""
    return [
        Line("commune", _("Nơi ở"), household.commune.full_name, (_("xã"),)),
        Line(f"hamlet:{household.commune.id}", _("Thôn"), household.hamlet),
        Line("head_name", _("Chủ hộ"), household.head_name, (_("tên chủ hộ"),)),
        Line("head_birth_year", _("Chủ hộ sinh"), str(household.head_birth_year or _("không nhớ"))),
    ]
