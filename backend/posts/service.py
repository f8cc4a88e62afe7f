"""Writing down what was published."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import UnitId
from backend.db import locked
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.posts.models import Post, PostChannel, PostId

MOST = 100_000_000


@dataclass(frozen=True)
class PostForm:
    """A post as it is typed. `programme` is a code or ""."""

    title: str
    channel: str
    posted_on: date
    campaign: str = ""
    programme: str = ""
    link: str = ""
    reach: str = ""


def add(session: Session, officer: Officer, unit_id: UnitId, form: PostForm) -> Post:
    """Keeps it; the same title on the same channel and day once. Raises `Invalid` beside the field."""
    if not scope.reaches(session, officer, unit_id):
        raise NotFound(_("Không có đơn vị này trong phạm vi của anh/chị."))
    if not form.title.strip():
        raise Invalid(_("Anh/chị ghi tên tin, bài hoặc buổi họp."), field="title")
    if form.channel not in list(PostChannel):
        raise Invalid(_("Anh/chị chọn kênh truyền thông."), field="channel")
    if form.posted_on > clock.today():
        raise Invalid(_("Ngày này chưa đến. Anh/chị xem lại."), field="posted_on")
    link = form.link.strip()
    if link and not link.startswith(("https://", "http://")):
        raise Invalid(_("Đường dẫn bắt đầu bằng https://. Anh/chị chép lại."), field="link")
    same = select(Post.id).where(
        Post.unit_id == unit_id,
        Post.posted_on == form.posted_on,
        Post.channel == PostChannel(form.channel),
        Post.title == form.title.strip(),
        Post.removed_on.is_(None),
    )
    if session.scalar(same.limit(1)):
        raise Conflict(_("Tin này đã ghi rồi. Anh/chị xem danh sách."))
    post = Post(
        unit_id=unit_id,
        programme=form.programme,
        campaign=form.campaign.strip(),
        title=form.title.strip(),
        channel=PostChannel(form.channel),
        link=link,
        posted_on=form.posted_on,
        reach=_reach(form.reach),
        officer_id=officer.id,
        created_at=clock.now(),
    )
    session.add(post)
    session.flush()
    audit.record(session, "add_post", post, by=officer)
    return post


def count_reach(
    session: Session, officer: Officer, post_id: PostId, version: int, reach: str
) -> None:
    """How many it reached, as is known some days later. Raises `Conflict` when somebody was faster."""
    post = _own(session, officer, post_id, version)
    post.reach = _reach(reach)
    post.version += 1
    session.flush()
    audit.record(session, "count_post_reach", post, by=officer)


def remove(session: Session, officer: Officer, post_id: PostId, version: int) -> None:
    """Strikes one that was written by mistake."""
    post = _own(session, officer, post_id, version)
    post.removed_on = clock.today()
    post.version += 1
    session.flush()
    audit.record(session, "remove_post", post, by=officer)


def _own(session: Session, officer: Officer, post_id: PostId, version: int) -> Post:
    query = select(Post).where(
        Post.id == post_id, Post.removed_on.is_(None), scope.within(officer, Post.unit_id)
    )
    found = session.scalar(locked(query))
    if found is None:
        raise NotFound(_("Không có tin này trong đơn vị của anh/chị."))
    if found.version != version:
        raise Conflict(_("Tin này vừa có người sửa. Anh/chị xem lại rồi ghi."))
    return found


def _reach(text: str) -> int | None:
    bare = text.strip().replace(".", "").replace(" ", "")
    if not bare:
        return None
    if not (bare.isascii() and bare.isdecimal()) or len(bare) > 9 or int(bare) > MOST:
        raise Invalid(_("Anh/chị ghi số người bằng chữ số, ví dụ: 350."), field="reach")
    return int(bare)
