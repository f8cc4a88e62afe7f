"""What anybody reads of learning in each commune, and pages packed for a weak line."""

import gzip
from datetime import timedelta

import pytest
from sqlalchemy import update
from starlette.responses import HTMLResponse

from backend import clock
from backend.db import Database
from backend.figures.public import last_month
from backend.learning_titles.models import TitleDecision
from backend.public.compressing import SMALLEST, pack
from tests.backend.learning_titles.factory import enter, officer_of, passed, signed
from tests.backend.public.test_landing import visiting, with_channels
from tests.factories import World
from tests.site import words


def make_titles(database: Database, world: World, count: int) -> None:
    """So many families that a decision of the last month names."""
    year = last_month(clock.today()).year
    with database.transaction() as session:
        officer = officer_of(session, world.officer)
        for number in range(count):
            name = f"Gia đình Bí Mật {number} (mẫu)"
            passed(session, world, enter(session, officer, year=year, applicant_name=name))
        signed(session, world, year)
        ago = last_month(clock.today()) - timedelta(days=1)
        session.execute(update(TitleDecision).values(decision_date=ago))


def test_titles_are_told_by_commune_and_nobody_is_named(database: Database, world: World) -> None:
    make_titles(database, world, 7)
    with visiting(database, with_channels()) as visitor:
        assert "Học tập ở từng xã" in words(visitor.get("/tim-hieu"))
        said = words(visitor.get("/con-so-hoc-tap"))
    assert "xã A Lưới 1 thành phố Huế Gia đình học tập: từ 5" in said
    assert "ít nhất 5" in said
    assert "Bí Mật" not in said
    assert "7" not in said.replace(f"{last_month(clock.today()):%d/%m/%Y}", "").split("làm tròn")[0]


def test_four_look_like_none(database: Database, world: World) -> None:
    make_titles(database, world, 4)
    with visiting(database, with_channels()) as visitor:
        said = words(visitor.get("/con-so-hoc-tap"))
    assert "Chưa có con số" in said
    assert "A Lưới" not in said


@pytest.mark.parametrize("page", ["0", "-1", "99999"])
def test_whatever_page_is_asked_for_comes(database: Database, world: World, page: str) -> None:
    with visiting(database, with_channels()) as visitor:
        assert visitor.get(f"/con-so-hoc-tap?page={page}").status_code == 200


LONG = "máy tính " * SMALLEST
ACCEPTED = [
    ("gzip", True), ("gzip, deflate, br", True), ("br;q=1, GZIP;q=0.8", True), ("*", True),
    ("", False), ("identity", False), ("br", False), ("gzip;q=0", False), ("gzip; q=0.000", False),
    ("gzip;q=0.001", True), ("x-gzip-like", False),
]  # fmt: skip


@pytest.mark.parametrize(("accepted", "is_packed"), ACCEPTED)
def test_a_page_is_packed_for_whoever_can_unpack_it(accepted: str, is_packed: bool) -> None:
    answer = pack(accepted, HTMLResponse(LONG))
    body = bytes(answer.body)
    assert (answer.headers.get("content-encoding") == "gzip") is is_packed
    assert (gzip.decompress(body) if is_packed else body).decode() == LONG
    assert int(answer.headers["content-length"]) == len(body)
    assert answer.headers["vary"] == "Accept-Encoding"


def test_a_short_page_stays_as_it_is() -> None:
    assert "content-encoding" not in pack("gzip", HTMLResponse("x" * (SMALLEST - 1))).headers


def test_the_pages_travel_packed_and_light(database: Database, world: World) -> None:
    with visiting(database, with_channels()) as visitor:
        for path in ("/", "/chuong-trinh", "/tim-hieu", "/ket-qua", "/ho-so", "/khong-co"):
            page = visitor.get(path)
            if page.status_code == 200:
                assert page.headers["content-encoding"] == "gzip", path
                assert page.num_bytes_downloaded < 4 * 1024, path
