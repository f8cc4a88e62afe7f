"""Reading posts: an officer those of the own units."""

from collections.abc import Sequence

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.posts.models import Post, PostId

PAGE = 30


def post(session: Session, officer: Officer, post_id: PostId) -> Post:
    """One post. Raises `NotFound`, also for another unit's and for one that was struck."""
    query = select(Post).where(
        Post.id == post_id, Post.removed_on.is_(None), scope.within(officer, Post.unit_id)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFound(_("Không có tin này trong đơn vị của anh/chị."))
    return found


def posts(
    session: Session, officer: Officer, before: PostId | None = None
) -> Sequence[tuple[Post, str]]:
    """With the unit's name, the latest day first: at most a page and one more."""
    unit = AdministrativeUnit
    query = (
        select(Post, unit)
        .join(unit, unit.id == Post.unit_id)
        .where(scope.within(officer, Post.unit_id), Post.removed_on.is_(None))
        .order_by(Post.posted_on.desc(), Post.id.desc())
        .limit(PAGE + 1)
    )
    if before:
        last = select(Post.posted_on).where(Post.id == before).scalar_subquery()
        query = query.where(tuple_(Post.posted_on, Post.id) < tuple_(last, before))
    return [(one, place.full_name) for one, place in session.execute(query)]
