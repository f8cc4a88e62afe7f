"""Who may be trying names out, for an officer's eyes."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.i18n import _
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest
from backend.support_requests.tries import DAY, FREE, MANY_CONTACTS, MONTH
from backend.vietnamese import compact


@dataclass(frozen=True)
class Unusual:
    """Something unusual in a sentence, and the codes of the requests to look at."""

    sentence: str
    codes: tuple[str, ...]


def unusual(session: Session, officer: Officer) -> list[Unusual]:
    """One contact that names many heads in a day, and many contacts that name one household, among
    the requests of the officer's unit in the last month."""
    by_contact: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    by_home: dict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    request = SupportRequest
    now = clock.now()
    query = select(request).where(
        scope.within(officer, request.unit_id),
        request.created_at > now - MONTH,
        request.contact_id.is_not(None),
    )
    for found in session.scalars(query.order_by(request.id)):
        if found.contact_id is None:
            continue
        day = (now - found.created_at) // DAY
        key = compact(found.head_name)
        by_contact[found.contact_id, day].setdefault(key, found.code)
        by_home[found.unit_id, key].setdefault(found.contact_id, found.code)
    names = [
        Unusual(
            _("Một người nhắn tin nêu tên {count} chủ hộ khác nhau trong một ngày.").format(
                count=len(heads)
            ),
            tuple(heads.values()),
        )
        for heads in by_contact.values()
        if len(heads) >= FREE
    ]
    homes = [
        Unusual(
            _("{count} người nhắn tin khác nhau cùng nêu tên một chủ hộ.").format(count=len(codes)),
            tuple(codes.values()),
        )
        for codes in by_home.values()
        if len(codes) >= MANY_CONTACTS
    ]
    return names + homes
