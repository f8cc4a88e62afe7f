"""Who may be trying names out, for an officer's eyes.

`tries` notices it with the request that makes it many. Only what was noticed within the month is looked
at, so that the first page is as quick in a large province as in a small commune.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.contacts.models import ContactId
from backend.i18n import _
from backend.officers.models import Officer
from backend.support_requests.models import ProbingKind, ProbingSign, SupportRequest
from backend.support_requests.tries import DAY, FREE, MANY_CONTACTS, MONTH, Named


@dataclass(frozen=True)
class Unusual:
    """Something unusual in a sentence, and the codes of the requests to look at."""

    sentence: str
    codes: tuple[str, ...]


def unusual(session: Session, officer: Officer) -> list[Unusual]:
    """One contact that names many heads in a day, and many contacts that name one household, among
    the requests of the officer's unit in the last month."""
    now = clock.now()
    recent = and_(
        # No column of an index: few requests are looked at, and the officer's are hundreds of thousands.
        scope.within(officer, SupportRequest.unit_id + 0),
        SupportRequest.created_at > now - MONTH,
        SupportRequest.contact_id.is_not(None),
    )
    names = _("Một người nhắn tin nêu tên {count} chủ hộ khác nhau trong một ngày.")
    homes = _("{count} người nhắn tin khác nhau cùng nêu tên một chủ hộ.")
    return [
        *(
            Unusual(names.format(count=len(codes)), codes)
            for codes in _many_heads(session, recent, now)
        ),
        *(
            Unusual(homes.format(count=len(codes)), codes)
            for codes in _many_contacts(session, recent, now)
        ),
    ]


def _many_heads(
    session: Session, recent: ColumnElement[bool], now: datetime
) -> Iterator[tuple[str, ...]]:
    """For each contact and day with many heads, a request of each head."""
    request = SupportRequest
    noticed = _noticed(ProbingKind.MANY_HEADS, now).with_only_columns(request.contact_id)
    query = select(request.contact_id, request.created_at, request.head_key, request.code)
    found: dict[tuple[ContactId | None, int], dict[str, str]] = defaultdict(dict)
    rows = session.execute(
        query.where(recent, request.contact_id.in_(noticed)).order_by(request.id)
    )
    for contact_id, at, head, code in rows:
        found[contact_id, (now - at) // DAY].setdefault(head, code)
    return (tuple(heads.values()) for heads in found.values() if len(heads) >= FREE)


def _many_contacts(
    session: Session, recent: ColumnElement[bool], now: datetime
) -> Iterator[tuple[str, ...]]:
    """For each household that many contacts name, a request of each contact."""
    request = SupportRequest
    place = (request.unit_id, request.head_key)
    homes = _noticed(ProbingKind.MANY_CONTACTS, now).with_only_columns(*place).subquery()
    # joined: of two columns IN a query, SQLite makes a look at every request
    same_home = and_(request.unit_id == homes.c.unit_id, request.head_key == homes.c.head_key)
    query = select(*place, request.contact_id, request.code).join(homes, same_home)
    found: dict[Named, dict[ContactId | None, str]] = defaultdict(dict)
    rows = session.execute(query.where(recent).order_by(request.id))
    for unit_id, head, contact_id, code in rows:
        found[unit_id, head].setdefault(contact_id, code)
    return (tuple(codes.values()) for codes in found.values() if len(codes) >= MANY_CONTACTS)


def _noticed(kind: ProbingKind, now: datetime) -> Select[SupportRequest]:
    """The requests with which it was noticed. Whatever is many within the month now was so when the
    last of its requests came in."""
    return (
        select(SupportRequest)
        .join(ProbingSign, ProbingSign.request_id == SupportRequest.id)
        .where(ProbingSign.kind == kind, ProbingSign.noticed_at > now - MONTH)
        .distinct()
    )
