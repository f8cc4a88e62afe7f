"""Finding requests by what was typed, among any number.

What has all the rare ones of the typed words is looked up, and looked through for the others. Where
no word is rare ("nguyen thi"), the newest requests are looked through instead: a page of them is
soon full.
"""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    SQLColumnExpression,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import UnitId
from backend.db import ring_of
from backend.officers.models import Officer
from backend.support_requests.listing import PAGE, Listing, Row, rows_of
from backend.support_requests.models import RequestId, SupportRequest
from backend.support_requests.queue_models import QueueEntry, RequestText, RequestWord
from backend.support_requests.words import Alternatives, asked

RARE = 5000  # requests
_LAST = "\U0010ffff"


def search(
    session: Session,
    officer: Officer,
    text: str,
    *,
    before: RequestId | None = None,
    after: RequestId | None = None,
    limit: int = PAGE,
) -> Listing:
    """The requests that have every typed word, newest first, paged as `listing` does."""
    wanted = asked(text, ring_of(session).word)
    if not wanted:
        return Listing(())
    units = scope.communes(session, officer)
    if before:
        ids = _find(session, officer, units, wanted, before, limit + 1, back=True)
        if len(ids) > limit:
            return Listing(_opened(session, officer, ids[:limit]), ids[limit - 1], ids[0])
        after = None
    ids = _find(session, officer, units, wanted, after, limit + 1)
    return Listing(
        _opened(session, officer, ids[:limit]),
        before=ids[0] if after and ids else None,
        after=ids[limit - 1] if len(ids) > limit else None,
    )


def _find(
    session: Session,
    officer: Officer,
    units: Sequence[UnitId],
    wanted: Sequence[Alternatives],
    key: RequestId | None,
    limit: int,
    *,
    back: bool = False,
) -> Sequence[RequestId]:
    """Numbers of requests, those next to the key first."""
    text, entry = RequestText, QueueEntry
    counted = sorted((_how_many(session, units, one), at) for at, one in enumerate(wanted))
    rare = [wanted[at] for count, at in counted if count <= RARE]
    common = [wanted[at] for count, at in counted if count > RARE]
    number: SQLColumnExpression[RequestId]
    if rare:
        first, *others = (_having(units, one) for one in rare)
        number = first.subquery().c.request_id
        query = select(number).where(*map(number.in_, others)).distinct()
    else:
        number = entry.request_id
        query = select(number).where(entry.unit_id == officer.unit_id)
    if common:
        query = query.join(text, text.request_id == number).where(*map(_has, common))
    if key:
        query = query.where(number > key if back else number < key)
    return session.scalars(query.order_by(number if back else number.desc()).limit(limit)).all()


def _how_many(session: Session, units: Sequence[UnitId], alternatives: Alternatives) -> int:
    """How many have a word, as far as it matters: `RARE` + 1 is too many."""
    some = _having(units, alternatives).limit(RARE + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _having(units: Sequence[UnitId], alternatives: Alternatives) -> CompoundSelect[RequestId]:
    """The requests that have a word. As ranges, each by itself: for these both databases use their
    index, for a LIKE with a parameter and for ranges joined by OR they may not."""
    number, word = RequestWord.request_id, RequestWord.word
    here = select(number).where(RequestWord.unit_id.in_(units))
    return union_all(*(here.where(word.between(one, one + _LAST)) for one in alternatives))


def _has(alternatives: Alternatives) -> ColumnElement[bool]:
    return or_(*(RequestText.words.contains(f" {word}", autoescape=True) for word in alternatives))


def _opened(session: Session, officer: Officer, ids: Sequence[RequestId]) -> Sequence[Row]:
    query = select(SupportRequest).where(SupportRequest.id.in_(ids))
    newest_first = query.order_by(SupportRequest.id.desc())
    return rows_of(session, officer, session.scalars(newest_first).all())
