"""The digital collection: what a commune's library has to read and to see, found by any word."""

import re
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.errors import Invalid, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.public_computers.book_models import CollectionItem, CollectionItemId
from backend.public_computers.collection_words import item_key, item_words, score, wanted_words
from backend.public_computers.words import Collected
from backend.vietnamese import fold

PAGE = 30
MOST_LOOKED_AT = 500  # items that hold a word of the question; the best of them are told
_LINK = re.compile(r"https://[^\s/?#]+\.[^\s/?#]+\S*", re.IGNORECASE)


def add(
    session: Session,
    officer: Officer,
    unit_id: UnitId,
    *,
    title: str,
    kind: str,
    link: str,
    about: str = "",
    subtitles: str = "",
) -> CollectionItem:
    """A new item of a commune; the same link again is the item that is there. Raises `Invalid` beside
    the field, `NotFound` for a commune that is not the officer's."""
    unit = session.get(AdministrativeUnit, unit_id)
    if (
        unit is None
        or unit.level is not Level.COMMUNE
        or not scope.reaches(session, officer, unit_id)
    ):
        raise NotFound(_("Không có xã này trong đơn vị của anh/chị."))
    if not title.strip():
        raise Invalid(_("Anh/chị ghi tên, ví dụ: Lịch sử xã nhà."), field="title")
    if kind not in list(Collected):
        raise Invalid(_("Anh/chị chọn loại."), field="kind")
    if not _LINK.fullmatch(link.strip()):
        raise Invalid(
            _("Anh/chị chép đường dẫn bắt đầu bằng https://, ví dụ: https://thuvien.vn/sach."),
            field="link",
        )
    query = select(CollectionItem).where(
        CollectionItem.unit_id == unit_id,
        CollectionItem.link == link.strip(),
        CollectionItem.removed_on.is_(None),
    )
    if found := session.scalars(query).first():
        return found
    item = CollectionItem(
        unit_id=unit_id,
        title=title.strip(),
        kind=Collected(kind),
        link=link.strip(),
        about=about.strip(),
        subtitles=subtitles.strip(),
        key=item_key(item_words(title, about, subtitles, Collected(kind))),
        removed_on=None,
    )
    session.add(item)
    session.flush()
    audit.record(session, "add_collection_item", item, by=officer)
    return item


def remove(session: Session, officer: Officer, item_id: CollectionItemId) -> None:
    """People are not told of it any more. Raises `NotFound`."""
    within = scope.within(officer, CollectionItem.unit_id)
    item = session.scalar(select(CollectionItem).where(CollectionItem.id == item_id, within))
    if item is None:
        raise NotFound(_("Không có mục này trong đơn vị của anh/chị."))
    if item.removed_on is None:
        item.removed_on = clock.today()
        session.flush()
        audit.record(session, "remove_collection_item", item, by=officer)


def items(
    session: Session, officer: Officer, before: CollectionItemId | None = None
) -> Sequence[CollectionItem]:
    """The officer's items, newest first: a page and one more."""
    query = select(CollectionItem).where(
        scope.within(officer, CollectionItem.unit_id), CollectionItem.removed_on.is_(None)
    )
    if before:
        query = query.where(CollectionItem.id < before)
    return session.scalars(query.order_by(CollectionItem.id.desc()).limit(PAGE + 1)).all()


def collection(session: Session, text: str, most: int = 3) -> list[CollectionItem]:
    """What the collections of all communes have on the words of a question, the best first; nothing
    where a question has no word that tells."""
    wanted = wanted_words(text)
    if not wanted:
        return []
    holds = or_(
        *(CollectionItem.key.contains(f" {fold(word)} ", autoescape=True) for word in wanted)
    )
    query = select(CollectionItem).where(holds, CollectionItem.removed_on.is_(None))
    found = session.scalars(query.order_by(CollectionItem.id.desc()).limit(MOST_LOOKED_AT)).all()
    scored = [(score(_words_of(item), wanted), item) for item in found]
    best = max((points for points, _item in scored), default=0)
    kept = [pair for pair in scored if pair[0] * 2 > best]
    kept.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [item for _points, item in kept[:most]]


def told(item: CollectionItem) -> str:
    """An item in one line: "Chiến thắng (phim, phụ đề Anh): https://…"."""
    kind = item.kind.label.split(",")[0].lower()
    if item.subtitles:
        kind = _("{kind}, phụ đề {languages}").format(kind=kind, languages=item.subtitles)
    return f"{item.title} ({kind}): {item.link}"


def _words_of(item: CollectionItem) -> list[str]:
    return item_words(item.title, item.about, item.subtitles, item.kind)
