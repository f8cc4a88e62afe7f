"""The page behind the picture on a poster: for everybody, without a trace of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import select, update
from starlette.applications import Starlette

from backend import clock
from backend.db import Database
from backend.invitations.models import Invitation
from backend.public.pages import public_routes
from backend.settings import Settings
from tests.backend.invitations.factory import make_invitation
from tests.factories import World
from tests.site import Visitor, demo_settings, serving, words

with_channels = partial(
    demo_settings, telegram_bot_name="noisong_bot", zalo_link="https://zalo.me/1234567890"
)


@contextmanager
def visiting(database: Database, settings: Settings) -> Iterator[Visitor]:
    app = Starlette(routes=public_routes(database, settings))
    with serving(app) as address, Visitor(address) as visitor:
        yield visitor


@pytest.fixture
def poster(database: Database, world: World) -> str:
    """The code of a school's poster."""
    with database.transaction() as session:
        return make_invitation(session, world, "TRUONG 1450", "Trường Hồng <Thủy>").code


def test_the_page_names_the_place_and_both_channels(database: Database, poster: str) -> None:
    with visiting(database, with_channels(operator_phone="0234 3878 123")) as visitor:
        page = visitor.get(f"/s/{poster}")
    assert page.status_code == 200
    assert "Trường Hồng &lt;Thủy&gt;, xã A Lưới 1" in page.text
    assert f'href="https://t.me/noisong_bot?start={poster}"' in page.text
    assert 'href="https://zalo.me/1234567890"' in page.text
    assert 'href="tel:02343878123"' in page.text
    assert "TRUONG 1450" in words(page)


def test_nothing_of_the_visitor_is_kept_but_one_more_opening(
    database: Database, poster: str
) -> None:
    with visiting(database, with_channels()) as visitor:
        pages = [visitor.get(f"/s/{poster}") for _time in range(2)]
        assert visitor.head(f"/s/{poster}").status_code == 200, "which opens nothing"
    assert all("set-cookie" not in page.headers for page in pages)
    assert pages[0].text == pages[1].text
    with database.reading() as session:
        assert session.scalars(select(Invitation.opened_count)).one() == 2


def test_the_page_is_closed_to_scripts_frames_and_search_engines(
    database: Database, poster: str
) -> None:
    with visiting(database, with_channels()) as visitor:
        for code in (poster, "khong-co"):
            page = visitor.get(f"/s/{code}")
            policy = page.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert "script-src" not in policy
            assert page.headers["referrer-policy"] == "no-referrer"
            assert page.headers["x-robots-tag"] == "noindex"
            assert "<script" not in page.text
            assert len(page.content) < 8_000, "for a weak line"


@pytest.mark.parametrize(
    "code", ["khong-co", "x" * 3000, "%00", "a'--", "../admin", "Ma-Truong-1450"]
)
def test_an_unknown_code_still_leads_to_the_service(
    database: Database, poster: str, code: str
) -> None:
    with visiting(database, with_channels()) as visitor:
        page = visitor.get(f"/s/{code}")
        if page.headers["content-type"].startswith("text/plain"):
            assert "/" in code, page.text  # another address altogether
            return
    assert page.status_code == 404
    assert "Mã này đã cũ, nhưng anh/chị vẫn xin máy được như thường." in words(page)
    assert 'href="https://t.me/noisong_bot"' in page.text
    assert "start=" not in page.text
    assert "1450" not in page.text


def test_a_revoked_code_looks_like_one_that_never_was(database: Database, poster: str) -> None:
    with database.transaction() as session:
        session.execute(update(Invitation).values(revoked_at=clock.now()))
    with visiting(database, with_channels()) as visitor:
        assert visitor.get(f"/s/{poster}").text == visitor.get("/s/khong-co").text


@pytest.mark.parametrize(
    ("settings", "present", "absent"),
    [
        (demo_settings(), ["Anh/chị đến UBND xã"], ["Zalo", "Telegram", "Gọi", "Bấm để nhắn tin"]),
        (
            demo_settings(telegram_bot_name="@noisong_bot"),
            ["Telegram", "t.me/noisong_bot?"],
            ["Zalo"],
        ),
        (demo_settings(zalo_link="https://zalo.me/1"), ["Zalo", "TRUONG 1450"], ["Telegram"]),
        (demo_settings(operator_phone="(0234) 3.878.123"), ['href="tel:02343878123"'], ["Zalo"]),
        (
            with_channels(simulator=True),
            ["/simulator?like=zalo", 'action="/simulator"', 'value="ma-truong-1450"'],
            ["t.me", "zalo.me"],
        ),
    ],
)
def test_a_channel_that_is_not_set_up_is_not_shown(
    database: Database,
    poster: str,
    settings: Settings,
    present: list[str],
    absent: list[str],
) -> None:
    with visiting(database, settings) as visitor:
        page = visitor.get(f"/s/{poster}").text
    assert [text for text in present if text not in page] == []
    assert [text for text in absent if text in page] == []
