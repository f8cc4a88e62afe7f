"""Who may be trying names out, for an officer's eyes.

`tries` notices it with the request that makes it many. Only what was noticed within the month is looked
at, so that the first page is as quick in a large province as in a small commune.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.contacts.models import ContactId
from backend.i18n import _
from backend.officers.models import Officer
from backend.support_requests.models import ProbingKind, ProbingSign, SupportRequest
from backend.support_requests.tries import DAY, FREE, MANY_CONTACTS, MONTH, Named

MOST = 5000  # more than a page shows, fewer than a statement may name


@dataclass(frozen=True)
class Unusual:
    """Something unusual in a sentence, and the codes of the requests to look at."""

    sentence: str
    codes: tuple[str, ...]


def unusual(session: Session, officer: Officer) -> list[Unusual]:
    """One contact that names many heads in a day, and many contacts that name one household, among
    the requests of the officer's unit in the last month."""
    now = clock.now()
    request = SupportRequest
    # No column of an index: few requests are looked at, and the officer's are hundreds of thousands.
    own = scope.within(officer, request.unit_id + 0)
    recent = and_(own, request.created_at > now - MONTH, request.contact_id.is_not(None))
    many_heads, many_contacts = _noticed(session, own, now)
    names = _("Một người nhắn tin nêu tên {count} chủ hộ khác nhau trong một ngày.")
    homes = _("{count} người nhắn tin khác nhau cùng nêu tên một chủ hộ.")
    return [
        *(
            Unusual(names.format(count=len(codes)), codes)
            for codes in _many_heads(session, recent, many_heads, now)
        ),
        *(
            Unusual(homes.format(count=len(codes)), codes)
            for codes in _many_contacts(session, recent, many_contacts)
        ),
    ]


def _noticed(
    session: Session, own: ColumnElement[bool], now: datetime
) -> tuple[set[ContactId | None], set[Named]]:
    """The contacts and the households of which it was noticed. Whatever is many within the month now
    was so when the last of its requests came in, and that one is the officer's too."""
    request = SupportRequest
    query = (
        select(ProbingSign.kind, request.contact_id, request.unit_id, request.head_key)
        .join(request, request.id == ProbingSign.request_id)
        .where(own, ProbingSign.noticed_at > now - MONTH)
        .distinct()
        .limit(MOST)
    )
    contacts: set[ContactId | None] = set()
    homes: set[Named] = set()
    for kind, contact_id, unit_id, head in session.execute(query):
        if kind is ProbingKind.MANY_HEADS:
            contacts.add(contact_id)
        else:
            homes.add((unit_id, head))
    return contacts, homes


def _many_heads(
    session: Session, recent: ColumnElement[bool], contacts: set[ContactId | None], now: datetime
) -> Iterator[tuple[str, ...]]:
    """For each contact and day with many heads, a request of each head."""
    if not contacts:
        return
    request = SupportRequest
    query = select(request.contact_id, request.created_at, request.head_key, request.code)
    found: dict[tuple[ContactId | None, int], dict[str, str]] = defaultdict(dict)
    rows = session.execute(
        query.where(recent, request.contact_id.in_(contacts)).order_by(request.id)
    )
    for contact_id, at, head, code in rows:
        found[contact_id, (now - at) // DAY].setdefault(head, code)
    yield from (tuple(heads.values()) for heads in found.values() if len(heads) >= FREE)


def _many_contacts(
    session: Session, recent: ColumnElement[bool], homes: set[Named]
) -> Iterator[tuple[str, ...]]:
    """For each household that many contacts name, a request of each contact."""
    if not homes:
        return
    request = SupportRequest
    query = select(request.unit_id, request.head_key, request.contact_id, request.code)
    # Units and heads apart: of pairs IN a list, SQLite makes a look at every request.
    in_units = request.unit_id.in_({unit_id for unit_id, _head in homes})
    of_heads = request.head_key.in_({head for _unit_id, head in homes})
    found: dict[Named, dict[ContactId | None, str]] = defaultdict(dict)
    rows = session.execute(query.where(recent, in_units, of_heads).order_by(request.id))
    for unit_id, head, contact_id, code in rows:
        if (unit_id, head) in homes:
            found[unit_id, head].setdefault(contact_id, code)
    yield from (tuple(codes.values()) for codes in found.values() if len(codes) >= MANY_CONTACTS)
