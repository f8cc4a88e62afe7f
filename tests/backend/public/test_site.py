"""Pages for everybody: they come, are light, and tell nothing of a person."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from backend import clock
from backend.db import Database
from backend.public.site import PLACES
from backend.support_requests.models import SupportRequest
from backend.support_requests.public import typed_code
from tests.backend.admin.rows import make_rows
from tests.backend.public.test_landing import visiting, with_channels
from tests.factories import World, make_request
from tests.site import Visitor, demo_settings, words

MOST_BYTES = 24_000  # of a page with its style, unpacked; a third of it on the wire
PHONE = "0905999888"
PLANTED = ("Hồ Văn Bí Mật", "Hồ Thị Kín", PHONE)


@pytest.fixture
def visitor(database: Database, world: World) -> Iterator[Visitor]:
    """Somebody who only looks, in a world where twelve asked before this month."""
    earlier = clock.now() - timedelta(days=40)
    with clock.at(earlier), database.transaction() as session:
        for number in range(12):
            request = make_request(
                session, world.commune, chat_id=f"x{number}", child_name=f"Hồ Văn Bí Mật {number}"
            )
            request.head_name, request.phone = "Hồ Thị Kín", PHONE
        for number in range(3):
            make_request(
                session, world.other_commune, chat_id=f"y{number}", child_name=f"Lê {number}"
            )
    with visiting(database, with_channels(operator_phone="0234 3878 123")) as visitor:
        yield visitor


@pytest.fixture
def rows(visitor: Visitor, database: Database, world: World) -> None:
    """A row of everything that the service knows."""
    with database.transaction() as session:
        make_rows(session, world)


def every_page(visitor: Visitor) -> list[str]:
    """Every address that can be reached by links from the start."""
    waiting, known = [path for path, _title in PLACES], {path for path, _title in PLACES}
    while waiting:
        page = visitor.get(waiting.pop())
        assert page.status_code == 200, page.url
        for path in re.findall(r'href="(/[^"#]*)"', page.text):
            if path not in known:
                known.add(path)
                waiting.append(path)
    return sorted(known)


@pytest.mark.usefixtures("rows")
def test_every_page_comes_is_light_and_has_one_heading(visitor: Visitor) -> None:
    pages = every_page(visitor)
    assert len(pages) >= 9, pages
    for path in pages:
        page = visitor.get(path)
        assert page.text.count("<h1>") == 1, path
        assert len(page.content) < MOST_BYTES, path
        assert "set-cookie" not in page.headers
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "<script" not in page.text, path
        assert " style=" not in page.text, path


@pytest.mark.usefixtures("rows")
def test_no_page_tells_of_a_person(visitor: Visitor, database: Database) -> None:
    with database.reading() as session:
        codes = session.scalars(select(SupportRequest.code)).all()
        names = session.scalars(select(SupportRequest.child_name)).all()
        heads = session.scalars(select(SupportRequest.head_name)).all()
    secrets = {*PLANTED, *codes, *filter(None, names), *heads}
    for path in every_page(visitor):
        said = words(visitor.get(path))
        assert [secret for secret in secrets if secret in said] == [], path


def test_results_are_told_in_steps(visitor: Visitor, database: Database, world: World) -> None:
    said = words(visitor.get("/ket-qua?programme=song-va-may-tinh"))
    assert "xã A Lưới 1 thành phố Huế từ 10 dưới 5" in said
    assert "Cộng ít nhất 10 –" in said
    assert "A Lưới 5" not in said, "three and nobody look the same"
    assert re.search(r"\b1[1-4]\b", said.replace("10 đến 14", "")) is None


def test_what_happened_this_month_changes_nothing(
    visitor: Visitor, database: Database, world: World
) -> None:
    address = "/ket-qua?programme=song-va-may-tinh"
    before = visitor.get(address).text
    with database.transaction() as session:
        for number in range(9):
            make_request(
                session, world.commune, chat_id=f"moi{number}", child_name=f"Lê Văn {number}"
            )
    assert visitor.get(address).text == before


def test_a_programme_is_told_as_its_file_says(visitor: Visitor) -> None:
    said = words(visitor.get("/chuong-trinh/song-va-may-tinh"))
    for part in ("Ai được?", "Xét qua mấy bước?", "Theo văn bản nào?", "Hay hỏi", "168"):
        assert part in said
    assert "<svg" in visitor.get("/chuong-trinh/song-va-may-tinh").text


@pytest.mark.parametrize(
    "path",
    ["/chuong-trinh/khong-co", "/chuong-trinh/%00", "/thong-bao/0", "/thong-bao/x",
     "/thong-bao/99999999999999999999", "/chuong-trinh/..%2f..", "/thong-bao/-1"],
)  # fmt: skip
def test_an_address_that_leads_nowhere_leads_back(visitor: Visitor, path: str) -> None:
    page = visitor.get(path)
    assert page.status_code == 404
    if page.headers["content-type"].startswith("text/html"):
        assert "Về trang đầu" in page.text


@pytest.mark.parametrize(
    "query", ["programme=x", "programme=%00", "page=0", "page=-5", "page=99999"]
)
def test_whatever_the_address_says_results_come(visitor: Visitor, query: str) -> None:
    assert visitor.get(f"/ket-qua?{query}").status_code == 200


def test_the_code_tells_the_step_and_the_day_only(visitor: Visitor, database: Database) -> None:
    with database.reading() as session:
        request = session.scalars(select(SupportRequest).order_by(SupportRequest.id.desc())).first()
    assert request
    said = words(visitor.post("/ho-so", data={"code": request.code.lower().replace("-", " ")}))
    assert "Chờ duyệt" in said
    assert "Cập nhật ngày" in said
    for secret in (request.child_name, request.head_name, "A Lưới", "Huế", "Thôn"):
        assert str(secret) not in said


@pytest.mark.parametrize("code", ["", "HT-2026-999999", "x" * 5000, "'; --", "\0", "9", "HT 2026"])
def test_a_wrong_code_is_told_kindly(visitor: Visitor, code: str) -> None:
    page = visitor.post("/ho-so", data={"code": code})
    assert page.status_code == 200
    assert "Em không thấy hồ sơ có mã này" in page.text


def test_a_right_and_a_wrong_code_take_the_same_time(visitor: Visitor, database: Database) -> None:
    with database.reading() as session:
        code = session.scalars(select(SupportRequest.code)).first()
    took = []
    for typed in (code, "HT-2026-999999", "khong"):
        began = time.monotonic()
        visitor.post("/ho-so", data={"code": typed})
        took.append(time.monotonic() - began)
    assert min(took) >= 0.25
    assert max(took) - min(took) < 0.2


def test_guessing_is_stopped(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.public.status_pages.SECONDS", 0)
    statuses = [visitor.post("/ho-so", data={"code": str(n)}).status_code for n in range(12)]
    assert statuses == [200] * 10 + [429] * 2


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("HT-2026-000123", "HT-2026-000123"),
        (" ht 2026 123 ", "HT-2026-000123"),
        ("ht2026000123", "HT-2026-000123"),
        ("HT–2026–000123", "HT-2026-000123"),
        ("ht.2026.123", "HT-2026-000123"),
        ("HT-26-123", ""),
        ("123", ""),
        ("", ""),
        ("HT-2026-0001234", ""),
        ("HT-２０２６-000123", "HT-2026-000123"),
    ],
)
def test_codes_are_read_as_people_type_them(typed: str, code: str) -> None:
    assert typed_code(typed) == code


def test_search_engines_are_told_what_may_be_found(database: Database, world: World) -> None:
    with visiting(database, demo_settings(public_url="https://noisong.example.vn")) as visitor:
        assert "Disallow: /admin" in visitor.get("/robots.txt").text
        listed = visitor.get("/sitemap.txt").text.split()
        assert "https://noisong.example.vn/chuong-trinh/song-va-may-tinh" in listed
        for address in listed:
            page = visitor.get(address.removeprefix("https://noisong.example.vn"))
            assert page.status_code == 200
            assert "x-robots-tag" not in page.headers
            assert "noindex" not in page.text
