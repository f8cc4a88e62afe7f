"""Naming a view of the queue, naming it anew, letting it go. Everybody has only the own ones."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.db import locked
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.saved_views.models import SavedView, SavedViewId
from backend.support_requests.filters import Filters
from backend.vietnamese import clean

LONGEST_NAME = 60  # letters
MOST = 20


def save(session: Session, officer: Officer, name: str, filters: Filters) -> SavedView:
    """Keeps the filters under a name; those that are kept already get the new name. Raises `Invalid`
    without a name or a filter, `Conflict` when there are too many."""
    name = _checked(name)
    if not filters.query:
        raise Invalid(_("Anh/chị chọn ít nhất một điều kiện lọc rồi lưu."), field="name")
    # The row of the officer is locked, so that saving twice at once makes one.
    session.scalars(locked(select(Officer).where(Officer.id == officer.id))).one()
    own = select(SavedView).where(SavedView.officer_id == officer.id)
    view = session.scalar(own.where(SavedView.query == filters.query))
    if view:
        view.name = name
        return view
    if (session.scalar(select(func.count()).select_from(own.subquery())) or 0) >= MOST:
        raise Conflict(
            _("Anh/chị đã lưu {count} bộ lọc. Xóa bớt bộ lọc cũ rồi lưu tiếp.").format(count=MOST)
        )
    view = SavedView(officer_id=officer.id, name=name, query=filters.query, created_at=clock.now())
    session.add(view)
    session.flush()
    audit.record(session, "save_view", view, by=officer)
    return view


def rename(session: Session, officer: Officer, view_id: SavedViewId, name: str) -> SavedView:
    """Gives one of the own views another name. Raises `NotFound`, `Invalid`."""
    view = _own(session, officer, view_id)
    view.name = _checked(name)
    return view


def remove(session: Session, officer: Officer, view_id: SavedViewId) -> None:
    """Lets one of the own views go. Raises `NotFound`, also when it is gone already."""
    view = _own(session, officer, view_id)
    audit.record(session, "remove_view", view, by=officer)
    session.delete(view)
    session.flush()


def _own(session: Session, officer: Officer, view_id: SavedViewId) -> SavedView:
    own = select(SavedView).where(SavedView.id == view_id, SavedView.officer_id == officer.id)
    view = session.scalar(locked(own))
    if view is None:
        raise NotFound(_("Anh/chị không có bộ lọc này. Có thể nó đã được xóa."))
    return view


def _checked(name: str) -> str:
    name = clean(name)
    if not name:
        raise Invalid(_("Anh/chị đặt tên cho bộ lọc, như «Thôn 1 quá hạn»."), field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid(
            _("Tên bộ lọc dài quá {count} chữ cái. Anh/chị đặt ngắn hơn.").format(
                count=LONGEST_NAME
            ),
            field="name",
        )
    return name
