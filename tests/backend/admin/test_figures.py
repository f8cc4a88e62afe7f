"""Every figure opens to exactly its rows, for every role and unit; nothing of another unit."""

import re
from html import unescape

import pytest

from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.service import add_unit
from backend.db import Database
from backend.figures.parts import Part
from backend.officers.models import Role
from backend.tickets.commands import SubmitTicket
from backend.tickets.kinds import kinds
from backend.tickets.service import submit
from tests.backend.figures.factory import make_figures
from tests.factories import SINCE, World, make_contact, make_officer, make_request
from tests.site import Visitor, words

LINK = re.compile(r'<a href="(/admin/figures/rows\?[^"]*)">([\d.]+)</a>')
MOST_BYTES = 5 * 1024  # of a page on the wire, without style and script
DIVISIONS = ("unit", "month", "programme", "circumstance")


def opened(page: str) -> list[tuple[str, int]]:
    """Every figure of a page that opens: its address and its number."""
    return [(unescape(a), int(number.replace(".", ""))) for a, number in LINK.findall(page)]


def count_rows(visitor: Visitor, address: str) -> int:
    """The rows behind an address, through all its pages."""
    count = 0
    while address:
        page = visitor.get(address)
        assert page.status_code == 200, address
        count += page.text.count('<a class="whole"')
        onward = re.search(r'<a class="button second" href="([^"]*)">Xem tiếp', page.text)
        address = unescape(onward[1]) if onward else ""
    return count


def walk(visitor: Visitor, start: str, *, pages: int) -> int:
    """Compares every figure of a page and of so many pages that lead closer; gives how many."""
    seen: dict[str, int] = {}
    waiting, known = [start], {start}
    while waiting:
        text = visitor.get(waiting.pop()).text
        for address, number in opened(text):
            assert seen.setdefault(address, number) == number, address
        for closer in map(
            unescape, re.findall(r'href="(/admin/figures\?[^"]*(?:unit|about)=[^"]*)"', text)
        ):
            if closer not in known and len(known) < pages:
                known.add(closer)
                waiting.append(closer)
    for address, number in seen.items():
        assert count_rows(visitor, address) == number, address
    return len(seen)


def test_every_figure_of_a_commune_opens_to_its_rows_in_every_role(
    stranger: Visitor, database: Database, world: World
) -> None:
    make_figures(database, world)
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        for role in Role:
            make_officer(session, f"la-{role}", "Người Mới", commune, role)
    for role in Role:
        stranger.cookies.clear()
        stranger.sign_in(f"la-{role}")
        starts = [f"/admin/figures?always=1&about={part}" for part in Part]
        assert sum(walk(stranger, start, pages=1) for start in starts) > 30, role
    assert walk(stranger, "/admin/figures?always=1", pages=8) > 40
    assert walk(stranger, "/admin/figures/way?always=1", pages=1) >= 3


@pytest.mark.parametrize("by", DIVISIONS)
def test_every_figure_of_a_province_opens_to_its_rows_however_it_is_divided(
    stranger: Visitor, database: Database, world: World, by: str
) -> None:
    make_figures(database, world)
    stranger.sign_in("tinh")
    assert walk(stranger, f"/admin/figures?by={by}", pages=6) > 20
    assert walk(stranger, f"/admin/figures?by={by}&since=2020-01-01&until=2026-06-30", pages=1) >= 0


def test_more_rows_than_a_page_holds_are_all_there(
    officer: Visitor, database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.figures.queries.PAGE", 3)
    make_figures(database, world)
    assert count_rows(officer, "/admin/figures/rows?figure=made") == 12


def test_the_lines_of_a_division_add_up_to_the_whole(
    officer: Visitor, database: Database, world: World
) -> None:
    make_figures(database, world)
    whole = words(officer.get("/admin/figures?always=1"))
    assert "Đề nghị đã gửi 12" in whole
    assert "Chưa rõ thôn, xã" in whole
    for by in DIVISIONS:
        text = officer.get(f"/admin/figures?always=1&by={by}").text
        table = text[text.index("numbers divided") :].partition("</table>")[0]
        made = [number for address, number in opened(table) if "figure=made" in address]
        assert sum(made) == 12, by


def test_a_unit_out_of_scope_is_not_found(officer: Visitor, world: World) -> None:
    for unit in (world.other_commune, world.province, 10**9):
        for path in ("/admin/figures", "/admin/figures/way", "/admin/figures/rows"):
            assert officer.get(f"{path}?unit={unit}").status_code == 404, path
    assert officer.get("/admin/figures/rows?figure=khong-co").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["since=x&until=9999-99-99", "since=2026-12-31&until=2026-01-01", "by=%00", "after=-1",
     "programme=%27--", "programme=khong-co", "unit=0", "since=9999-12-31", "circumstance=%00",
     "about=khong-co", "about=%00&about=tickets"],
)  # fmt: skip
def test_whatever_an_address_says_the_page_comes(officer: Visitor, query: str) -> None:
    for path in ("/admin/figures", "/admin/figures/way", "/admin/figures/rows"):
        assert officer.get(f"{path}?{query}").status_code == 200, (path, query)


def test_the_page_names_nobody(officer: Visitor, database: Database, world: World) -> None:
    make_figures(database, world)
    for path in (*(f"/admin/figures?about={part}" for part in Part), "/admin/figures/way"):
        assert "Hồ Văn" not in officer.get(path).text


def test_a_target_stands_beside_what_was_reached_and_says_what_nobody_counted(
    officer: Visitor, database: Database, world: World
) -> None:
    make_figures(database, world)
    text = words(officer.get("/admin/figures?about=targets"))
    assert "đã bàn giao 4 / học sinh thuộc diện chưa có máy (khảo sát) 0" in text
    assert "gói cước đã đăng ký 2 / đã bàn giao 4 = 50%" in text
    assert "chưa lớp nào khảo sát trong kỳ này" in text
    assert "Phủ sóng 4G toàn bộ 04 thôn" in text


def weight(visitor: Visitor, address: str) -> int:
    """Bytes of a page on the wire."""
    with visitor.stream("GET", address) as answer:
        return sum(len(part) for part in answer.iter_raw())


@pytest.mark.parametrize("part", Part)
def test_each_part_is_light_and_all_that_leads_on_from_it_stays_in_it(
    officer: Visitor, database: Database, world: World, part: Part
) -> None:
    make_figures(database, world)
    with database.transaction() as session:
        contact = make_contact(session, "moi-loai-phieu")
        for kind in kinds().values():
            if not kind.only_teachers:
                submit(session, contact, SubmitTicket(kind.code, UnitId(world.commune), ()))
    address = f"/admin/figures?always=1&about={part}"
    assert weight(officer, address) <= MOST_BYTES
    text = officer.get(address).text
    assert text.count('aria-current="page"') >= 2
    tabs = set(re.findall(r"about=([a-z]+)\"", text))
    assert tabs >= set(Part) - {Part.REQUESTS}
    rows = [shown for shown, _number in opened(text) if part not in (Part.REQUESTS, Part.TARGETS)]
    for shown in rows[:3]:
        assert f"about={part}" in shown
        assert f"about={part}" in officer.get(shown).text.partition("← Số liệu")[0]


def test_a_province_with_many_communes_gets_a_light_page_and_all_of_them(
    stranger: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        province = session.get_one(AdministrativeUnit, world.province)
        for number in range(30):
            name = f"Phong Điền Thượng {number}"
            unit = add_unit(session, Level.COMMUNE, "xã", name, parent=province, valid_from=SINCE)
            make_request(session, unit.id, chat_id=f"x{number}", child_name=f"Hồ Văn {number}")
    stranger.sign_in("tinh")
    seen: set[str] = set()
    address = "/admin/figures"
    while address:
        assert weight(stranger, address) <= MOST_BYTES, address
        text = stranger.get(address).text
        seen |= set(re.findall(r"xã Phong Điền Thượng \d+", text))
        onward = re.search(r'<a class="button second" href="([^"]*after=[^"]*)"', text)
        address = unescape(onward[1]) if onward else ""
    assert len(seen) == 30
