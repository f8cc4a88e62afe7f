"""A photo that nobody asked for is neither fetched nor kept, wherever in a talk it comes."""

import pytest
from sqlalchemy import func, select

from backend.db import Database
from backend.media.models import MediaFile
from backend.messages.models import InboxMessage
from bot.inbox import Inbox
from bot.messages import Kind
from tests.bot.inbox.talks import TALK, Talks
from tests.factories import World
from tests.stage import OPERATOR

REFUSED = "không giữ ảnh vừa rồi"
HANDLE = "https://photo-stal-29.zdn.vn/no/jpg/secret.jpg"


@pytest.fixture
def talks(database: Database, world: World) -> Talks:
    return Talks(database, Inbox(database, OPERATOR))


def kept(talks: Talks) -> int:
    with talks.database.reading() as session:
        return session.scalar(select(func.count()).select_from(MediaFile)) or 0


def test_at_no_question_that_asks_for_none(talks: Talks) -> None:
    """Between any two answers of a whole registration, and after it."""
    for answer in ("chào em", *TALK):
        [refusal] = talks.says("", kind=Kind.IMAGE, media=HANDLE)
        assert REFUSED in refusal
        talks.says(answer)
    [refusal] = talks.says("", kind=Kind.IMAGE, media=HANDLE)
    assert REFUSED in refusal
    assert kept(talks) == 0


def test_where_it_lay_is_not_kept_either(talks: Talks) -> None:
    talks.says("chào em")
    talks.says("xem này", kind=Kind.IMAGE, media=HANDLE)
    with talks.database.reading() as session:
        for message in session.scalars(select(InboxMessage)):
            assert HANDLE not in repr(vars(message))


def test_a_photo_that_is_given_up_before_sending_is_not_kept(talks: Talks) -> None:
    talks.says("máy con tôi bị hỏng", "đồng ý", "1", "rơi từ trên bàn xuống")
    talks.says("", kind=Kind.IMAGE, media=HANDLE)
    talks.says("huỷ")
    assert kept(talks) == 0


def test_the_one_that_was_asked_for_is_kept_once_it_is_sent(talks: Talks) -> None:
    talks.says("máy con tôi bị hỏng", "đồng ý", "1", "rơi từ trên bàn xuống")
    talks.says("", kind=Kind.IMAGE, media="AgAC-1")
    talks.says("A Lưới 1", "gửi đi")
    with talks.database.reading() as session:
        [media] = session.scalars(select(MediaFile))
        assert media.reference == "telegram:AgAC-1"
