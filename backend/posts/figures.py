"""Figures of communication. Each opens to its posts."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from backend import scope
from backend.db import table
from backend.figures.figure import Figure
from backend.figures.narrowing import Narrowing
from backend.figures.sources import Clauses, Line, Source
from backend.i18n import N_
from backend.officers.models import Officer
from backend.posts.models import Post


def _within(_session: Session, officer: Officer, narrowed: Narrowing) -> Clauses:
    period, on = narrowed.period, Post.posted_on
    found: list[ColumnElement[bool]] = [scope.within(officer, Post.unit_id)]
    if narrowed.programme:
        found.append(Post.programme.in_(["", narrowed.programme]))
    found += [on >= period.since] if period.since else []
    return [*found, on <= period.until] if period.until else found


def _lines(_session: Session, rows: Sequence[Post]) -> list[Line]:
    return [
        Line(row.title, f"/admin/posts/{row.id}", row.unit_id, row.channel.label, row.posted_on)
        for row in rows
    ]


POSTS = Source(
    N_("Tin, bài, buổi truyền thông trong kỳ"),
    N_("Tính theo ngày đăng, phát hoặc họp. Tin chung cho nhiều chương trình cũng tính."),
    table(Post),
    Post,
    partial(scope.below, Post.unit_id),
    _within,
    lines=_lines,
)


def _kept(_session: Session) -> ColumnElement[bool]:
    return Post.removed_on.is_(None)


FIGURES: Sequence[Figure] = (
    Figure("posts", POSTS, N_("Tin, bài, buổi truyền thông"), _kept, "info"),
    Figure("posts-reach", POSTS, N_("Lượt người tiếp cận"), _kept, amount=Post.reach),
)
