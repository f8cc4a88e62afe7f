"""When a child's picture or name may be shown to others."""

from collections.abc import Set
from typing import Literal

from backend.contacts.models import Whose
from backend.contacts.purposes import Leave
from backend.i18n import _
from backend.programmes.rules import Reason
from backend.support_requests.models import Relation

ASKED_FROM = 7  # years: from then on the child says yes as well (Law 91/2025/QH15, Art. 24)
MAY_ANSWER = (Relation.PARENT,)  # by chat; a guardian shows the paper to an officer, and signs


def asks_child(leave: Leave, birth_year: int | None, year: int) -> bool:
    """Whether the child's own yes is wanted in `year`: for who turns seven in it, or may be older."""
    return bool(leave.asked_child) and (birth_year is None or year - birth_year >= ASKED_FROM)


def may_publish(
    leave: Leave, birth_year: int | None, year: int, agreed: Set[Whose]
) -> Literal[True] | Reason:
    """Only with a yes of the parent or guardian, and of the child where it is asked."""
    lacks_parent = Whose.OWN not in agreed
    lacks_child = asks_child(leave, birth_year, year) and Whose.CHILD not in agreed
    if lacks_parent and lacks_child:
        return Reason(_("Chưa có lời đồng ý của bố mẹ hoặc người giám hộ, và của chính em."))
    if lacks_parent:
        return Reason(_("Chưa có lời đồng ý của bố mẹ hoặc người giám hộ."))
    if lacks_child:
        return Reason(_("Chưa có lời đồng ý của chính em: từ 7 tuổi phải hỏi em."))
    return True
