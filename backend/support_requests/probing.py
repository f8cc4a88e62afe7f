"""Who may be trying names out, for an officer's eyes.

Names are compared by their key, which no database can make. So the database counts by what was written,
and only what may be many has its requests read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.contacts.models import ContactId
from backend.i18n import _
from backend.officers.models import Officer
from backend.support_requests.models import SupportRequest
from backend.support_requests.tries import DAY, FREE, MANY_CONTACTS, MONTH, Named
from backend.vietnamese import compact

AT_ONCE = 1000  # names in one statement


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
        scope.within(officer, SupportRequest.unit_id),
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
            for codes in _many_contacts(session, recent)
        ),
    ]


def _many_heads(
    session: Session, recent: ColumnElement[bool], now: datetime
) -> Iterator[tuple[str, ...]]:
    """For each contact and day with many heads, a request of each head."""
    request = SupportRequest
    busy = (
        select(request.contact_id)
        .where(recent)
        .group_by(request.contact_id)
        .having(func.count() >= FREE)
    )
    query = select(request.contact_id, request.created_at, request.head_name, request.code)
    found: dict[tuple[ContactId | None, int], dict[str, str]] = defaultdict(dict)
    rows = session.execute(query.where(recent, request.contact_id.in_(busy)).order_by(request.id))
    for contact_id, at, head, code in rows:
        found[contact_id, (now - at) // DAY].setdefault(compact(head), code)
    return (tuple(heads.values()) for heads in found.values() if len(heads) >= FREE)


def _many_contacts(session: Session, recent: ColumnElement[bool]) -> Iterator[tuple[str, ...]]:
    """For each household that many contacts name, a request of each contact."""
    request = SupportRequest
    query = select(request.id, request.unit_id, request.head_name, request.contact_id, request.code)
    found: dict[Named, dict[ContactId | None, str]] = defaultdict(dict)
    names = _often_written(session, recent)
    rows = [
        row
        for start in range(0, len(names), AT_ONCE)
        for row in session.execute(
            query.where(recent, request.head_name.in_(names[start : start + AT_ONCE]))
        )
    ]
    for _id, unit_id, head, contact_id, code in sorted(rows, key=lambda row: row[0]):
        found[unit_id, compact(head)].setdefault(contact_id, code)
    return (tuple(codes.values()) for codes in found.values() if len(codes) >= MANY_CONTACTS)


def _often_written(session: Session, recent: ColumnElement[bool]) -> Sequence[str]:
    """Heads' names, as written, of the households that may have been named by many contacts."""
    request = SupportRequest
    counts = (
        select(request.unit_id, request.head_name, func.count())
        .where(recent)
        .group_by(request.unit_id, request.head_name)
    )
    rows = session.execute(counts).all()
    keys = {head: compact(head) for head in {head for _unit_id, head, _count in rows}}
    often: Counter[Named] = Counter()
    for unit_id, head, count in rows:
        often[unit_id, keys[head]] += count
    many = {place for place, count in often.items() if count >= MANY_CONTACTS}
    return sorted({head for unit_id, head, _count in rows if (unit_id, keys[head]) in many})
