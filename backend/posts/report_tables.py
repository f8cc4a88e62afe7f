"""Communication for the report: by channel and by campaign, with sums."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.figures.rules import Period
from backend.i18n import _
from backend.officers.models import Officer
from backend.papers.shapes import Cell, Column, Paragraph, Table
from backend.posts.models import Post, PostChannel

Contents = Sequence[Table | Paragraph]


def posts_by_channel(
    session: Session, officer: Officer, period: Period, programme: str = ""
) -> Contents:
    """How many on each channel about the programme, those about several at once too, and how many
    people they reached as far as it is known."""
    query = (
        select(Post.channel, func.count(), func.sum(Post.reach))
        .where(*_which(officer, period, programme))
        .group_by(Post.channel)
    )
    counts = {channel: (count, int(reach or 0)) for channel, count, reach in session.execute(query)}
    rows: list[Sequence[Cell]] = [
        (at, channel.label, *counts.get(channel, (0, 0)))
        for at, channel in enumerate(PostChannel, start=1)
    ]
    every = counts.values()
    rows.append(("", _("Cộng"), sum(one[0] for one in every), sum(one[1] for one in every)))
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Kênh"), 30),
        Column(_("Số tin, bài, buổi"), 14, centred=True),
        Column(_("Lượt người tiếp cận"), 16, centred=True),
    )
    return (Table(columns, rows),)


def posts_by_campaign(
    session: Session, officer: Officer, period: Period, programme: str = ""
) -> Contents:
    """The same campaign by campaign, each with its first and last day; nothing without any."""
    first = func.min(Post.posted_on)
    query = (
        select(Post.campaign, func.count(), first, func.max(Post.posted_on), func.sum(Post.reach))
        .where(*_which(officer, period, programme))
        .group_by(Post.campaign)
        .order_by(first, Post.campaign)
    )
    found = session.execute(query).all()
    if not found:
        return ()
    rows: list[Sequence[Cell]] = [
        (at, name or _("Không thuộc chiến dịch nào"), count, since, until, int(reach or 0))
        for at, (name, count, since, until, reach) in enumerate(found, start=1)
    ]
    every, reached = sum(one[1] for one in found), sum(int(one[4] or 0) for one in found)
    rows.append(("", _("Cộng"), every, "", "", reached))
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Chiến dịch truyền thông"), 28),
        Column(_("Số tin, bài, buổi"), 11, centred=True),
        Column(_("Từ ngày"), 11, centred=True),
        Column(_("Đến ngày"), 11, centred=True),
        Column(_("Lượt người tiếp cận"), 12, centred=True),
    )
    return (Table(columns, rows),)


def _which(officer: Officer, period: Period, programme: str) -> list[ColumnElement[bool]]:
    found = [scope.within(officer, Post.unit_id), Post.removed_on.is_(None)]
    found += [Post.programme.in_(["", programme])] if programme else []
    found += [Post.posted_on >= period.since] if period.since else []
    return [*found, Post.posted_on <= period.until] if period.until else found


OF_PROGRAMME: Mapping[str, Callable[[Session, Officer, Period, str], Contents]] = {
    "posts_by_campaign": posts_by_campaign,
    "posts_by_channel": posts_by_channel,
}
