"""A day with two hundred families: found at once, ticked off a page at a time, light on the wire."""

import re

import pytest
from sqlalchemy import insert, select

from backend.db import Database
from backend.deliveries.models import HandOverRow
from backend.support_requests.models import RequestId, Status, SupportRequest
from tests.backend.devices.factory import make_device
from tests.backend.papers.factory import make_day
from tests.factories import World, make_contact, make_request
from tests.site import Visitor, hidden, words

FAMILIES = 200
WARM = 5 * 1024  # bytes on the wire


@pytest.fixture
def day(database: Database, world: World) -> str:
    """The address of a day of today with 200 families (invented)."""
    with database.transaction() as session:
        contact_id = make_contact(session, "yard")
        first = make_request(session, world.commune, contact_id=contact_id, child_name="Hồ Văn 1")
        first.status = Status.APPROVED
        session.flush()
        made = make_day(session, world, first)
        more = [_like(first, number) for number in range(2, FAMILIES + 1)]
        session.execute(insert(SupportRequest), more)
        rows = [{"day_id": made.id, "request_id": one["id"], "came": None} for one in more]
        session.execute(insert(HandOverRow), rows)
        return f"/admin/hand-overs/{made.id}"


def _like(first: SupportRequest, number: int) -> dict[str, object]:
    """The columns of one more request."""
    kept = {column.key: getattr(first, column.key) for column in SupportRequest.__mapper__.columns}
    code = f"HT-2026-{900_000 + number}"
    head = f"Kăn {number} Lịch"
    changes = {"code": code, "child_name": f"Hồ Văn {number}", "head_name": head}
    return {**kept, **changes, "id": RequestId(first.id + 1000 + number)}


def rows(text: str) -> list[str]:
    """The rows whose presence the page asks for."""
    return re.findall(r'name="came-(\d+)" value="yes"', text)


def weight(officer: Visitor, address: str) -> int:
    """Bytes of the answer as they travel."""
    with officer.stream("GET", address) as answer:
        return sum(map(len, answer.iter_raw()))


def test_every_page_of_a_full_day_is_short_and_light(officer: Visitor, day: str) -> None:
    last = rows(officer.open(day).text)[-1]
    for address in (
        day,
        f"{day}?show=all",
        f"{day}?show=open&after={last}",
        f"{day}/assign",
        f"{day}/invite",
        f"{day}/sheet",
        f"{day}/sheet?part=3",
    ):
        page = officer.open(address)
        assert page.status_code == 200, address
        assert page.text.count("<tr") <= 41, address
        assert weight(officer, address) <= WARM, address


def test_walking_through_the_pages_meets_everybody_once(officer: Visitor, day: str) -> None:
    address, seen = day, []
    while address:
        text = officer.open(address).text
        seen += rows(text)
        found = re.search(r'<p class="more"><a[^>]*href="([^"]*)"', text)
        address = found[1].replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) == FAMILIES


def test_who_was_ticked_off_makes_room_for_the_next(officer: Visitor, day: str) -> None:
    page = officer.open(day)
    held = rows(page.text)
    form = {f"came-{row}": "yes" for row in held[:5]} | {f"name-{row}": "Hồ Na" for row in held}
    address = f"{day}/tick?show=open&after=0"
    done = officer.submit(address, version=hidden(page, "version"), **form)
    assert done.status_code == 303
    again = officer.open(done.headers["location"])
    assert rows(again.text)[0] == held[5]
    assert "Chưa điểm danh 195" in words(again)
    assert "Đã đến 5" in words(again)


def test_ticking_one_page_leaves_the_others_alone(
    officer: Visitor, day: str, database: Database
) -> None:
    page = officer.open(day)
    one = rows(page.text)[0]
    fields = {f"came-{one}": "yes", f"name-{one}": "Hồ Na"}
    officer.submit(f"{day}/tick", version=hidden(page, "version"), **fields)
    page = officer.open(f"{day}?show=open&after=0")
    two = rows(page.text)[0]
    fields = {f"came-{two}": "no", f"name-{two}": "", f"reason-{two}": "đi rẫy"}
    officer.submit(f"{day}/tick", version=hidden(page, "version"), **fields)
    with database.reading() as session:
        query = select(HandOverRow.came).where(HandOverRow.id.in_([int(one), int(two)]))
        assert list(session.scalars(query.order_by(HandOverRow.id))) == [True, False]


TYPED = (
    *("Hồ Văn 187", "ho van 187", "HOVAN187", "kan 187 lich", "187"),
    *("HT-2026-900187", "ht2026900187", "900187", "HT 2026 900187"),
)


def test_a_family_is_found_as_people_type_it_and_can_be_ticked_there(
    officer: Visitor, day: str
) -> None:
    officer.open(day)
    for typed in TYPED:
        page = officer.submit(f"{day}/find", words=typed)
        assert page.status_code == 200
        assert "Hồ Văn 187" in words(page), typed
        assert len(rows(page.text)) == 1, typed


def test_who_is_not_there_is_not_found(officer: Visitor, day: str) -> None:
    officer.open(day)
    for typed in ("", "   ", "Không Có Ai", "%", "_", "…", "0" * 100, "201"):
        page = officer.submit(f"{day}/find", words=typed)
        assert page.status_code == 200
        assert rows(page.text) == [], typed


def test_a_refused_page_keeps_its_families_and_what_was_typed(officer: Visitor, day: str) -> None:
    officer.open(day)
    page = officer.submit(f"{day}/find", words="900187")
    (row,) = rows(page.text)
    fields = {f"came-{row}": "no", f"name-{row}": "Hồ Lạ", f"reason-{row}": ""}
    refused = officer.submit(f"{day}/tick", version=hidden(page, "version"), **fields)
    assert refused.status_code == 422
    assert rows(refused.text) == [row]
    assert "Hồ Lạ" in refused.text
    assert "Dòng 187" in words(refused)


def test_the_rest_is_absent_with_one_reason(officer: Visitor, day: str) -> None:
    page = officer.open(day)
    early = officer.submit(f"{day}/close", version=hidden(page, "version"))
    assert "Chưa điểm danh 200 gia đình: dòng 1, 2, 3, 4, 5, 6, 7, 8, 9, 10…" in words(early)
    version = hidden(page, "version")
    assert officer.submit(f"{day}/rest-away", version=version, reason=" ").status_code == 422
    done = officer.submit(f"{day}/rest-away", version=version, reason="mưa lớn, suối dâng")
    assert done.status_code == 303
    assert "Vắng 200" in words(officer.open(done.headers["location"]))


def test_devices_are_given_out_a_page_at_a_time(
    officer: Visitor, day: str, database: Database, world: World
) -> None:
    with database.transaction() as session:
        device = make_device(session, world).id
    first = re.findall(r'name="device-(\d+)"', officer.open(f"{day}/assign").text)
    address = f"{day}/assign?after={first[-1]}"
    page = officer.open(address)
    second = re.findall(r'name="device-(\d+)"', page.text)
    assert not set(first) & set(second)
    fields = {f"device-{row}": "" for row in second} | {f"device-{second[3]}": device}
    done = officer.submit(address, version=hidden(page, "version"), **fields)
    assert done.headers["location"] == address
    assert f'<option value="{device}" selected>' in officer.open(address).text


def test_a_strange_address_still_shows_the_day(officer: Visitor, day: str) -> None:
    for strange in ("x", "-1", "9" * 25, "99999999", "²"):
        assert officer.open(f"{day}?show={strange}&after={strange}").status_code == 200
        assert officer.open(f"{day}/assign?after={strange}").status_code == 200
        assert officer.open(f"{day}/invite?after={strange}").status_code == 200
        assert officer.open(f"{day}/sheet?part={strange}").status_code == 200


def test_an_officer_of_another_commune_finds_none_of_it(stranger: Visitor, day: str) -> None:
    stranger.sign_in("canbo5")
    for place in ("", "/assign", "/invite", "/sheet?part=2"):
        assert stranger.get(day + place).status_code == 404, place
    for act in ("find", "rest-away", "tick?show=open&after=0", "assign?after=1", "invite"):
        fields = {"version": 1, "words": "Hồ", "reason": "mưa", "request-1": "1", "device-1": ""}
        answer = stranger.submit(f"{day}/{act}", **fields)
        assert answer.status_code == 404, act
        assert "Hồ Văn" not in answer.text
