"""The pages of devices, of handing over and of donors, over HTTP."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from sqlalchemy import select

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.deliveries import days
from backend.deliveries.days import DayForm
from backend.devices.models import Device
from backend.donors.models import Donor
from backend.media.stripping import stripped
from backend.officers.models import Officer, OfficerId, Role
from tests.backend.counter import APPROVE, Counter
from tests.backend.devices.factory import make_device
from tests.backend.media.pictures import PNG_PICTURE
from tests.factories import World, make_officer
from tests.site import Visitor, hidden, words

TODAY = clock.today().isoformat()
INTAKE = "/admin/device-intake"
PAGES = ("devices", "devices/loans", "hand-overs", "receipts", "donors")


@pytest.fixture
def device(database: Database, world: World) -> str:
    """The address of a tablet in the stock of xã A Lưới 1, given by somebody."""
    with database.transaction() as session:
        return f"/admin/devices/{make_device(session, world, donor='Công ty Mẫu').id}"


@pytest.fixture
def day(database: Database, world: World) -> str:
    """The address of a day of today in xã A Lưới 1."""
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(world.officer))
        form = DayForm("hội trường xã", clock.today(), "7:30", "Lê Thị Mai")
        return f"/admin/hand-overs/{days.plan(session, officer, officer.unit_id, form).id}"


def intake(world: World, lines: str, **changes: object) -> dict[str, object]:
    fields = {"unit_id": world.commune, "kind": "tablet", "model": "Tab A9", "donor": "Công ty Mẫu"}
    return {**fields, "received_on": TODAY, "lines": lines} | changes


@pytest.mark.parametrize("place", [*PAGES, "device-intake"])
def test_an_empty_page_says_what_to_do(officer: Visitor, place: str) -> None:
    page = officer.open(f"/admin/{place}")
    assert page.status_code == 200
    assert page.text.count("<h1") == 1


def test_nothing_is_taken_in_until_it_is_confirmed(officer: Visitor, world: World) -> None:
    officer.open(INTAKE)
    bad = officer.submit(f"{INTAKE}/check", **intake(world, "SN1\nSN1\nSN2"))
    assert "1 trên 3 dòng chưa nhập được" in words(bad)
    assert "Nhập 3 máy" not in words(bad)
    good = officer.submit(f"{INTAKE}/check", **intake(world, "SN1\nSN2"))
    assert "Nhập 2 máy" in words(good)
    assert "SN1" not in words(officer.open("/admin/devices"))
    officer.open(INTAKE)
    done = officer.submit(INTAKE, **intake(world, "SN1\nSN2"))
    assert done.status_code == 303, words(done)
    assert "SN2" in words(officer.open(done.headers["location"]))
    twice = officer.submit(INTAKE, **intake(world, "SN1\nSN2"))
    assert twice.status_code == 409
    assert "Chưa nhập máy nào" in words(twice)


def test_a_workbook_becomes_lines_that_can_be_mended(officer: Visitor) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["DANH SÁCH MÁY"], ["STT", "Loại máy", "Số sê-ri"], [1, "Dell", 12345678]):
        book.active.append(row)
    book.save(file)
    officer.open(INTAKE)
    fields = {"csrf_token": officer.token}
    files = {"file": ("may.xlsx", file.getvalue())}
    page = officer.post(f"{INTAKE}/file", data=fields, files=files)
    assert "1\tDell\t12345678" in page.text
    for content in (b"", b" \n\t\n", b"%PDF-1.7", b"PK\x03\x04"):
        refused = officer.post(f"{INTAKE}/file", data=fields, files={"file": ("a.xlsx", content)})
        assert refused.status_code == 422, content


def test_what_cannot_be_taken_in_keeps_what_was_typed(officer: Visitor, world: World) -> None:
    officer.open(INTAKE)
    for change in ({"kind": ""}, {"received_on": "mai"}, {"lines": " "}, {"source": "NSTW"}):
        refused = officer.submit(f"{INTAKE}/check", **intake(world, "SN1") | change)
        assert refused.status_code == 422, change
        assert "Tab A9" in refused.text
    elsewhere = intake(world, "SN1", unit_id=world.other_commune)
    assert officer.submit(f"{INTAKE}/check", **elsewhere).status_code == 404


def test_a_device_tells_its_life_and_what_may_happen_next(officer: Visitor, device: str) -> None:
    version = hidden(officer.open(device), "version")
    fields = {"on": TODAY, "person": "Hồ Thị Na", "until": TODAY, "version": version}
    assert officer.submit(f"{device}/lent", **fields).status_code == 303
    page = words(officer.open(device))
    assert "Cho mượn : Hồ Thị Na" in page.replace("Cho mượn:", "Cho mượn :")
    assert "Người mượn trả" in page
    assert "Hồ Thị Na" in words(officer.open("/admin/devices/loans?due=soon"))
    assert "Hồ Thị Na" not in words(officer.open("/admin/devices/loans?due=over"))
    version = hidden(officer.open(device), "version")
    assert (
        officer.submit(f"{device}/broke", on=TODAY, text="vỡ", version=version).status_code == 303
    )
    library = words(officer.open("/admin/devices/loans"))
    assert "Máy hỏng, đang sửa" in library
    assert "chưa đưa đi sửa" in library
    late = officer.submit(f"{device}/lost", on=TODAY, text="rơi", version=version)
    assert late.status_code == 409
    for never in ("received", "handed_over"):
        assert officer.submit(f"{device}/{never}", on=TODAY, version=2).status_code == 422
    assert officer.submit(f"{device}/eaten", on=TODAY, version=2).status_code == 404


def test_figures_open_to_their_rows(officer: Visitor, device: str) -> None:
    page = officer.open("/admin/devices?state=in_stock")
    assert "Trong kho 1" in words(page)
    assert "TAB-0001" in words(page)
    assert "TAB-0001" not in words(officer.open("/admin/devices?state=lost"))
    assert "TAB-0001" not in words(officer.open("/admin/devices?source=NSTW"))
    assert "TAB-0001" in words(officer.submit("/admin/devices/search", serial="0001"))
    for strange in ("state=x", "unit=-1", "before=99999999999999999999", "donor=abc"):
        assert officer.open(f"/admin/devices?{strange}").status_code == 200, strange


def test_a_donor_sees_the_way_of_the_gift_and_no_name(
    officer: Visitor, counter: Counter, device: str, database: Database
) -> None:
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    counter.hand_over(request_id, "TAB-0001")
    with database.reading() as session:
        # The donor gave to the commune's stock.
        donor_id = session.scalars(select(Donor.id)).one()
    page = officer.open(f"/admin/donors/{donor_id}")
    assert "một em lớp 5" in words(page)
    request = counter.request(request_id)
    for secret in (request.child_name, request.head_name, request.code, request.school):
        assert secret not in page.text
    assert request.code in officer.open(device).text


def test_a_day_from_the_invitation_to_the_signed_sheet(
    officer: Visitor, counter: Counter, device: str, day: str
) -> None:
    came, away = counter.submit(), counter.submit("tele-2", child_name="Hồ Thị Na")
    for request_id in (came, away):
        counter.decide(request_id, APPROVE)

    def act(path: str, **fields: object) -> str:
        version = hidden(officer.open(day), "version")
        answer = officer.submit(f"{day}/{path}", version=version, **fields)
        assert answer.status_code == 303, words(answer)
        return words(officer.open(answer.headers["location"]))

    invited = {f"request-{came}": "1", f"request-{away}": "1"}
    assert "Đã mời 2 gia đình" in act("invite", **invited)
    assert "Mời anh/chị đến nhận máy" in counter.told()[-1]
    assert "Đã xếp 1 máy" in act("assign-in-order")
    rows = re.findall(r'name="came-(\d+)" value="yes"', officer.open(day).text)
    refused = officer.submit(f"{day}/close", version=hidden(officer.open(day), "version"))
    assert "Chưa điểm danh dòng 1, 2" in words(refused)
    ticked = {f"came-{rows[0]}": "yes", f"name-{rows[0]}": "Hồ Thị A Lơ", f"came-{rows[1]}": "no"}
    act("tick", **ticked, **{f"relation-{rows[0]}": "bố hoặc mẹ", f"reason-{rows[1]}": "đi rẫy"})
    assert "Đã bàn giao 1 máy. Vắng 1." in act("close")
    sheet = words(officer.open(f"{day}/sheet"))
    assert "TAB-0001" in sheet
    assert "Hồ Thị Na" not in sheet
    assert counter.status(came) == "handed_over"


def test_a_photo_of_the_sheet_is_kept_and_anything_else_refused(
    officer: Visitor, stranger: Visitor, day: str
) -> None:
    officer.open(day)

    def send(content: bytes) -> int:
        fields = {"csrf_token": officer.token}
        return officer.post(
            f"{day}/photos", data=fields, files={"photo": ("a.png", content)}
        ).status_code

    assert send(PNG_PICTURE) == 303
    assert send(b"<script>alert(1)</script>") == 422
    assert send(PNG_PICTURE + b"0" * 6 * 2**20) == 422
    found = re.search(rf'src="({day}/photos/\d+)"', officer.open(day).text)
    assert found
    kept = stripped(PNG_PICTURE)[1]
    answer = officer.get(found[1])
    assert (answer.headers["content-type"], answer.content) == ("image/png", kept)
    stranger.sign_in("canbo5")
    assert stranger.get(found[1]).status_code == 404


@pytest.mark.parametrize("act", ["lost", "broke", "sent", "accepted", "returned", "scrapped"])
def test_an_officer_of_another_commune_finds_no_device(
    stranger: Visitor, device: str, act: str
) -> None:
    stranger.sign_in("canbo5")
    assert stranger.get(device).status_code == 404
    fields = {"on": TODAY, "text": "x", "version": 1}
    assert stranger.submit(f"{device}/{act}", **fields).status_code == 404
    for place in PAGES:
        assert "TAB-0001" not in stranger.open(f"/admin/{place}").text


@pytest.mark.parametrize(
    "act",
    [
        "change",
        "call-off",
        "invite",
        "assign",
        "assign-in-order",
        "tick",
        "close",
        "rows/1/take-off",
    ],
)
def test_an_officer_of_another_commune_finds_no_day(stranger: Visitor, day: str, act: str) -> None:
    stranger.sign_in("canbo5")
    assert stranger.get(day).status_code == stranger.get(f"{day}/sheet").status_code == 404
    fields = {"place": "x", "held_on": TODAY, "starts_at": "8:00", "giver": "y", "reason": "z"}
    answer = stranger.submit(f"{day}/{act}", version=1, **fields, **{"request-1": "1"})
    assert answer.status_code == 404, words(answer)


def test_an_inspector_looks_and_writes_nothing(
    stranger: Visitor, device: str, day: str, database: Database, world: World
) -> None:
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "kiemtra", "Hồ Văn Kiểm", commune, Role.INSPECTOR)
    stranger.sign_in("kiemtra")
    for place in (device, day, *(f"/admin/{place}" for place in PAGES)):
        assert stranger.open(place).status_code == 200
    assert stranger.get(INTAKE).status_code == 403
    assert stranger.submit(f"{device}/lost", on=TODAY, text="x", version=1).status_code == 403
    assert stranger.submit(f"{day}/close", version=1).status_code == 403


def test_a_past_or_wordless_day_is_refused_beside_its_field(officer: Visitor) -> None:
    officer.open("/admin/hand-overs")
    fields = {"place": "nhà văn hóa", "held_on": TODAY, "starts_at": "7h30", "giver": "Mai"}
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    for change in ({"held_on": yesterday}, {"starts_at": "sáng"}, {"place": ""}, {"giver": " "}):
        refused = officer.submit("/admin/hand-overs", **{**fields, **change})
        assert refused.status_code == 422
        assert 'aria-invalid="true"' in refused.text
        assert "nhà văn hóa" in refused.text or change == {"place": ""}
    assert officer.submit("/admin/hand-overs", **fields).status_code == 303


def test_the_stock_is_offered_on_the_case(
    officer: Visitor, counter: Counter, device: str, database: Database
) -> None:
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    assert '<option value="TAB-0001">' in officer.open(f"/admin/requests/{request_id}").text
    with database.reading() as session:
        assert session.scalars(select(Device.version)).one() == 1
