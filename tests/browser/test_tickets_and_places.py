"""Tickets, public computers, posters and today's tasks in a real browser: with none, one and many,
and with the longest names."""

import re
import struct
import zlib
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.access_points import service as access_points
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.service import add_unit
from backend.db import Database
from backend.media import service as media
from backend.media.models import MediaFile
from backend.message_quotas.models import ChannelMonth
from backend.message_quotas.service import this_month
from backend.officers.models import Officer, OfficerId, Role
from backend.poverty_lists.effects import VERIFIED_OTHERWISE
from backend.programmes.fields import Answer, Field
from backend.support_requests.models import Status, Supplement
from backend.teachers.models import Teacher
from backend.tickets import service
from backend.tickets.commands import SubmitTicket
from backend.tickets.kinds import kinds
from backend.tickets.models import Ticket
from tests.backend.access_points.factory import OFFICE_HOURS, make_access_point
from tests.backend.invitations.factory import make_invitation
from tests.browser.conftest import Watched
from tests.factories import SINCE, World, make_contact, make_officer, make_request
from tests.site import Visitor

pytestmark = pytest.mark.browser
LONG = "Nguyễn Thị Ngọc Ánh Nguyệt Tôn Nữ Bảo Hoàng Phương Thảo"
SCHOOL = "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Hồng Thủy"
PLACE = "Trung tâm Văn hóa, Thông tin, Thể thao và Học tập cộng đồng xã A Lưới 1 (cơ sở hai)"
EVERY_DAY = "T2-T6 7:30-11:30, 13:30-17:00, 18:00-20:30; T7 8:00-11:00; CN 8:00-10:30, 14:00-16:00"
STORY = "Hôm qua cháu đi học về làm rơi máy xuống suối, vớt lên bật không được. " * 6
UNBROKEN = "https://vi-du.example/" + "giay-khen-nam-hoc-2026-2027-" * 6


def picture(width: int, height: int) -> bytes:
    """An invented picture, all of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def answer(field: Field) -> Answer:
    """The longest that people may say to a question of its kind."""
    if field.options:
        longest = max(field.options, key=lambda option: len(option.label))
        return Answer(field.name, longest.value, longest.label)
    said = {
        "photo": ("telegram:anh-mau", "có ảnh"),
        "phone": ("0912345678", "0912345678"),
        "number": ("1200", "1200"),
        "person": (LONG, LONG),
        "school": (SCHOOL, SCHOOL),
    }
    value, shown = said.get(field.kind, (STORY, STORY))
    return Answer(field.name, value, shown)


def make_ticket(
    session: Session, world: World, kind: str = "report_fault", words: str = ""
) -> Ticket:
    """A ticket of xã A Lưới 1; every question of its form is answered, or only told in `words`."""
    contact_id = make_contact(session, f"gửi-{kind}-{words[:20]}")
    fields = kinds()[kind].fields
    answers = tuple(answer(field) for field in fields if field.kind != "own_request")
    if words:
        answers = (Answer("words", words, words),)
    elif fields[0].kind == "own_request":
        child, head = f"{LONG} {kind}", f"Hồ Thị {kind}"
        request = make_request(
            session, world.commune, contact_id=contact_id, child_name=child, head_name=head
        )
        answers = (Answer(fields[0].name, request.code, f"{request.code} · {child}"), *answers)
    if kinds()[kind].only_teachers:
        session.add(
            Teacher(
                contact_id=contact_id,
                unit_id=UnitId(world.commune),
                school=SCHOOL,
                officer_id=OfficerId(world.officer),
                confirmed_at=clock.now(),
            )
        )
        session.flush()
    return service.submit(session, contact_id, SubmitTicket(kind, UnitId(world.commune), answers))


def made_overdue(session: Session, *tickets: Ticket) -> None:
    """Their day has passed."""
    for ticket in tickets:
        ticket.due_on = clock.today() - timedelta(days=12)
    session.flush()


@pytest.mark.parametrize("kind", kinds())
def test_a_ticket_of_every_kind_is_read_with_the_longest_answers(
    window: Watched, database: Database, world: World, kind: str
) -> None:
    with database.transaction() as session:
        ticket_id = make_ticket(session, world, kind).id
    window.sign_in("tinh")
    window.open(f"/admin/tickets/{ticket_id}")
    expect(window.page.get_by_role("heading", level=1)).to_contain_text(kinds()[kind].name)
    window.looks_right(f"ticket-{kind}")


def test_the_list_of_tickets_with_one_and_with_many(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_ticket(session, world)
    window.sign_in()
    window.open("/admin/tickets?status=open")
    window.looks_right("tickets-one")
    with database.transaction() as session:
        every = [make_ticket(session, world, kind) for kind in kinds() if kind != "report_fault"]
        made_overdue(session, *every[:3])
        every[3].due_on = clock.today()
        make_ticket(session, world, words=UNBROKEN)
        for number in range(60):
            make_ticket(session, world, words=f"Việc số {number}: {STORY}")
    window.open("/admin/tickets?status=open")
    expect(window.page.get_by_role("link", name="Xem tiếp")).to_be_visible()
    window.looks_right("tickets-many")
    window.open("/admin/tickets?status=open&kind=learning_title")
    window.looks_right("tickets-of-a-kind")
    window.open("/admin/tickets")
    window.looks_right("tickets-all")
    window.open("/admin/tickets?status=asked")
    window.looks_right("tickets-none-asked")


def test_the_life_of_a_ticket_with_photos(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, world)
        made_overdue(session, ticket)
        place = f"/admin/tickets/{ticket.id}"
    window.sign_in()
    window.open(place)
    expect(window.page.get_by_text("quá hạn 12 ngày")).to_be_visible()
    window.looks_right("ticket-photo-waiting-overdue")
    with database.transaction() as session:
        photo = session.scalars(select(MediaFile)).one()
        media.store(session, photo.id, picture(1600, 1200))
    window.open(place)
    window.looks_right("ticket-photo-stored")
    window.press("Trả lời và kết thúc")
    window.page.get_by_label("Kết quả").select_option(label="Đã sửa xong")
    window.page.get_by_label("Lời trả lời").fill("   ")
    window.press("Trả lời và kết thúc")
    expect(window.page.get_by_role("alert")).to_contain_text("ghi lời trả lời")
    window.looks_right("ticket-answer-missing")
    window.page.get_by_text("Hỏi thêm người gửi").click()
    window.page.get_by_label("Câu hỏi").fill("Máy còn hộp và giấy bảo hành không ạ? " * 8)
    window.press("Gửi câu hỏi")
    expect(window.page.get_by_role("status")).to_contain_text("Đã gửi câu hỏi")
    window.looks_right("ticket-asked")
    window.page.get_by_label("Kết quả").select_option(label="Đã sửa xong")
    window.page.get_by_label("Lời trả lời").fill(f"Mời chị đến nhận máy. {UNBROKEN}")
    window.press("Trả lời và kết thúc")
    expect(window.page.get_by_role("status")).to_contain_text("Đã trả lời")
    window.looks_right("ticket-answered")


def test_a_ticket_whose_photo_never_came_is_passed_on(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, world, "school_need")
        media.fail(session, session.scalars(select(MediaFile.id)).one(), "gone")
        place = f"/admin/tickets/{ticket.id}"
    window.sign_in()
    window.open(place)
    window.page.get_by_text("Chuyển đơn vị khác").click()
    window.looks_right("ticket-photo-failed-pass-on")
    window.page.get_by_label("Đơn vị nhận").select_option(index=1)
    window.press("Chuyển phiếu")
    expect(window.page.get_by_role("status")).to_contain_text("Đã chuyển phiếu")
    window.looks_right("tickets-after-passing-on")
    window.page.context.clear_cookies()
    window.sign_in("tinh")
    window.open(place)
    expect(window.page.get_by_text("nơi giải quyết")).to_be_visible()
    window.looks_right("ticket-passed-on")


def test_a_phone_is_shown_for_a_reason(window: Watched, database: Database, world: World) -> None:
    with database.transaction() as session:
        place = f"/admin/tickets/{make_ticket(session, world, 'confirm_teacher').id}"
    window.sign_in()
    window.open(place)
    window.page.get_by_label("Cần xem số để làm gì?").select_option("call_family")
    window.press("Hiện số")
    expect(window.page.get_by_role("link", name="0912345678")).to_be_visible()
    window.looks_right("ticket-phone-shown")


def test_public_computers_with_none_one_and_many(
    window: Watched, database: Database, world: World
) -> None:
    window.sign_in()
    window.open("/admin/access-points")
    window.looks_right("points-none")
    window.page.get_by_label("Tên nơi đặt máy").fill("Thư viện xã")
    window.page.get_by_label("Giờ mở cửa").fill("T2-T6 giờ hành chính")
    window.page.get_by_label("Số máy").fill("4")
    window.page.get_by_role("button", name="Thêm", exact=True).click()
    window.looks_right("points-refused")
    with database.transaction() as session:
        make_access_point(session, world, machines="4")
    window.open("/admin/access-points")
    window.looks_right("points-one")
    with database.transaction() as session:
        for number in range(12):
            name = PLACE if number == 3 else f"Nhà văn hóa Thôn {number + 1}"
            make_access_point(session, world, name, hours=EVERY_DAY, machines="12")
        closed = make_access_point(session, world, "Bưu điện cũ", machines="2")
        officer = session.get_one(Officer, OfficerId(world.officer))
        access_points.close(session, officer, closed.id, closed.version, clock.today())
    window.open("/admin/access-points")
    window.looks_right("points-many")
    window.page.context.clear_cookies()
    window.sign_in("tinh")
    window.open("/admin/access-points")
    window.page.get_by_text("Thêm điểm máy tính").click()
    window.looks_right("points-province")


def test_a_public_computer_with_its_days(window: Watched, database: Database, world: World) -> None:
    with database.transaction() as session:
        point = make_access_point(
            session,
            world,
            PLACE,
            hours=EVERY_DAY,
            machines="12",
            address="cạnh chợ trung tâm, đi thẳng qua cầu treo rồi rẽ trái, Thôn 1",
            phone="0234 3878 000",
            activities="vào mạng, học tiếng Anh, in bài, học trực tuyến, nộp hồ sơ",
            fee="miễn phí",
            position="16.372, 107.093",
        )
        place = f"/admin/access-points/{point.id}"
        officer = session.get_one(Officer, OfficerId(world.officer))
        reasons = ("tập huấn cho giáo viên và cán bộ thôn của tất cả các trường trong xã", "", "lễ")
        for number, reason in enumerate(reasons):
            day = clock.today() + timedelta(days=3 + number)
            hours = "8:00-11:00" if number == 1 else ""
            access_points.except_day(session, officer, point.id, day, reason, hours)
    window.sign_in()
    window.open(place)
    window.looks_right("point")
    window.page.get_by_label("Ngày", exact=True).fill("hôm nào đó")
    window.press("Ghi ngày này")
    window.looks_right("point-wrong-day")
    window.page.get_by_text("Nơi này không phục vụ nữa").click()
    window.press("Ghi không phục vụ nữa")
    window.looks_right("point-closed")


def test_a_new_public_computer_has_only_what_must_be(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        place = f"/admin/access-points/{make_access_point(session, world, machines='1').id}"
    window.sign_in()
    window.open(place)
    expect(window.page.get_by_label("Giờ mở cửa", exact=True)).to_have_value(OFFICE_HOURS)
    window.looks_right("point-plain")


def test_posters_with_none_and_many(window: Watched, database: Database, world: World) -> None:
    window.sign_in()
    window.open("/admin/invitations")
    window.looks_right("invitations-none")
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        long_name = "Pa Ring Cân Sâm Hồng Thủy Trung tâm"
        add_unit(session, Level.HAMLET, "thôn", long_name, parent=commune, valid_from=SINCE)
        make_invitation(session, world, "XA 1203", "")
        for number in range(12):
            invitation = make_invitation(session, world, f"TRUONG {2000 + number}", SCHOOL)
            invitation.opened_count, invitation.started_count = 12345 * number, 678 * number
    window.open("/admin/invitations")
    window.looks_right("invitations-many")
    window.press("Làm áp phích")
    window.looks_right("invitations-made")
    window.page.context.clear_cookies()
    window.sign_in("tinh")
    window.open("/admin/invitations")
    window.looks_right("invitations-province")


def test_today_with_every_task_and_the_troubles_of_the_channels(
    window: Watched, database: Database, world: World
) -> None:
    with database.transaction() as session:
        province = session.get_one(AdministrativeUnit, world.province)
        make_officer(session, "quantri", LONG, province, Role.ADMINISTRATOR)
        made_overdue(session, make_ticket(session, world), make_ticket(session, world, "donate"))
        months = (("zalo", 2950, 3000), ("zalo_oa", 3000, 3000))
        for channel, pieces, quota in months:
            month = ChannelMonth(channel=channel, month=this_month(), pieces=pieces, quota=quota)
            session.add(month)
        contact_id = make_contact(session, "nhiều-tên")
        requests = [
            make_request(
                session,
                world.commune,
                contact_id=contact_id,
                head_name=f"Hồ Văn Mẫu {number}",
                child_name=f"Hồ Thị Mẫu {number}",
            )
            for number in range(12)
        ]
        requests[0].status = Status.NOT_RECEIVED
        requests[1].status = Status.APPROVED
        session.add(
            Supplement(request_id=requests[2].id, text="Xin gửi ảnh.", created_at=clock.now())
        )
        audit.record(session, VERIFIED_OTHERWISE, requests[3], by=None)
    window.sign_in("quantri")
    expect(window.page.get_by_role("heading", name="Kênh nhắn tin")).to_be_visible()
    expect(window.page.get_by_role("heading", name="Tra cứu khác thường")).to_be_visible()
    expect(window.page.get_by_text("Không còn việc ở")).to_have_count(0)
    window.looks_right("today-full")


def test_the_lists_are_light_on_the_wire(address: str, database: Database, world: World) -> None:
    with database.transaction() as session:
        for number in range(50):
            make_ticket(session, world, words=f"Việc số {number}: máy bật không lên từ hôm qua")
            make_access_point(session, world, f"Nhà văn hóa Thôn {number}", machines="3")
            make_invitation(session, world, f"TRUONG {2000 + number}", f"Tiểu học {number}")
    with Visitor(address) as officer:
        officer.sign_in()
        for place in ("tickets?status=open", "access-points", "invitations"):
            page = officer.get(f"/admin/{place}")
            static = set(re.findall(r"/admin/static/[^\"]+", page.text))
            warm = weight(officer, f"/admin/{place}")
            cold = warm + sum(weight(officer, file) for file in static)
            assert warm <= 5 * 1024, f"{place}: {warm}"
            assert cold <= 12 * 1024, f"{place}: {cold}"


def weight(officer: Visitor, address: str) -> int:
    """Bytes of the answer's body as they travel."""
    with officer.stream("GET", address) as answer:
        return sum(len(chunk) for chunk in answer.iter_raw())
