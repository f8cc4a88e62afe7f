"""The whole report of Kế hoạch 168/KH-UBND (17/11/2021) of A Lưới: data that reach what the plan wants,
all four hamlets, every pupil and every package, give its parts in its order, in .xlsx and in DOCX. The
plan itself has no result; people and money here are invented."""

import io
from collections.abc import Sequence
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.service import add_unit
from backend.coverage import plan, service
from backend.coverage.models import HamletCoverage
from backend.coverage.service import Found
from backend.db import Database
from backend.devices.models import Device
from backend.donors.service import donor_named
from backend.gifts import rounds
from backend.gifts.rounds import ShareForm
from backend.need_surveys.service import keep_lines
from backend.officers.models import Officer
from backend.papers.shapes import Paper
from backend.papers.word import docx
from backend.papers.workbook import write
from backend.posts.service import PostForm, add
from backend.programmes.rules import Circumstance
from backend.reports import queries
from backend.reports.periods import period_of
from backend.reports.service import Asked, begin
from tests.backend.counter import Counter
from tests.backend.devices.factory import make_device
from tests.backend.gifts.factory import begin as begin_round
from tests.backend.gifts.factory import make_gift, make_money
from tests.backend.schools.factory import make_school
from tests.factories import SINCE, World, make_request

TODAY = clock.today()
POOR, NEAR = Circumstance.POOR, Circumstance.NEAR_POOR
# Head, its year, hamlet, class; all on the list. Each has one pupil, who gets a machine and a package.
FAMILIES = (
    ("Hồ Thị A Lơ", 1985, "Thôn 1", POOR),
    ("Hồ Văn Nghiên", 1979, "Thôn 2", NEAR),
    ("Hồ Thị Hoa", 1988, "Thôn 1", POOR),
    ("Hồ Thị Hòa", 1990, "Thôn 1", POOR),
)
DONOR = "Công ty Sao Mai (mẫu)"
HEADINGS = (
    "I. Tuyên truyền chương trình",
    "II. Đảm bảo việc phủ sóng di động",
    "III. Hỗ trợ máy tính, thiết bị học trực tuyến hoặc học qua truyền hình",
    "IV. Nhu cầu theo trường",
    "V. Máy theo nguồn",
    "VI. Gói cước",
    "VII. Kinh phí huy động qua Mặt trận Tổ quốc",
    "VIII. Các phần ủng hộ đã tiếp nhận",
    "IX. Mục tiêu của kế hoạch",
    "X. Khó khăn, vướng mắc và kiến nghị",
)
# What each part says, number by number. Hamlets and schools are told by name below.
LINES = (
    ("Tin, bài, buổi truyền thông", 3),
    ("Lượt người tiếp cận", 870),
    ("Thôn mà kế hoạch ghi tên", 4),
    ("Thôn trong kế hoạch đã phủ sóng 4G", 4),
    ("Thôn chưa có sóng", 0),
    ("Thôn sóng yếu", 0),
    ("Học sinh các lớp đó", 60),
    ("Học sinh thuộc diện chưa có máy (khảo sát)", 4),
    ("Học sinh nhà chưa có Internet (khảo sát)", 7),
    ("Đã bàn giao", 4),
    ("Gói cước đã đăng ký", 4),
    ("Gói cước đang dùng", 3),
    ("Lần ủng hộ", 2),
    ("Tiền ủng hộ đã nhận (đồng)", 50_000_000),
    ("Tiền ủng hộ đã phân bổ (đồng)", 30_000_000),
    ("Máy, thiết bị được ủng hộ", 5),
)
TABLES = (
    ("Loa truyền thanh", 1, 120),
    ("Trang thông tin điện tử", 1, 300),
    ("Zalo", 1, 450),
    ("Cộng", 3, 870),
    ("xã A Lưới 1", 4, 4, 4, 0, 4),
    ("xã A Lưới 5", 0, 1, 0, 1, 0),
    ("xã A Lưới 4", 0, 0, 0, 0, 0),
    ("Tổng cộng", 4, 5, 4, 1, 4),
    ("Trường Tiểu học Hồng Thủy (mẫu)", 40, 3, 5),
    ("Trường THCS Hồng Thủy (mẫu)", 20, 1, 2),
    ("Ngân sách nhà nước", 1, 1, 0),
    (DONOR, 5, 3, 2),
    ("Cộng", 6, 4, 2),
    ("Còn từ kỳ trước", 0),
    ("Nhận trong kỳ", 50_000_000),
    ("Phân bổ trong kỳ (đủ hai chữ ký)", 30_000_000),
    ("Còn cuối kỳ (1 + 2 - 3)", 20_000_000),
    ("Đủ máy cho học sinh thuộc diện, chưa có thiết bị (mục tiêu 100%)", 4, 4, "100%", "Đạt"),
    ("Đủ máy cho học sinh phát sinh trong năm (mục tiêu 100%)", 4, 4, "100%", "Đạt"),
    ("Gói cước cho học sinh đã nhận máy (mục tiêu 100%)", 4, 4, "100%", "Đạt"),
    ("Phủ sóng 4G 4 thôn chưa có sóng (mục tiêu 100%)", 4, 4, "100%", "Đạt"),
    ("Tăng chất lượng sóng 4G ở thôn sóng yếu (mục tiêu 100%)", 1, 1, "100%", "Đạt"),
)


@pytest.fixture
def paper(database: Database, world: World) -> Paper:
    """The report of the city for this year, over three communes."""
    counter = Counter(database, world)
    with database.transaction() as session:
        _add_a_luoi_4(session, world)
        _cover(session, world)
        _publish(session, world)
        _survey(session, world)
        _stock(session, world)
        _raise_money(session, world)
        elsewhere = make_request(
            session,
            world.other_commune,
            chat_id="xa5",
            child_name="Hồ Văn Chờ (mẫu)",
            head_name="Hồ Thị Chờ (mẫu)",
        )
        assert elsewhere.id
    for number, (head, born, hamlet, circumstance) in enumerate(FAMILIES):
        request_id = counter.delivered(
            f"nha{number}",
            f"M-{number}",
            head_name=head,
            head_birth_year=born,
            hamlet=hamlet,
            circumstance=circumstance,
            child_name=f"Hồ Văn Em {number} (mẫu)",
        )
        counter.register(request_id, f"091234560{number}")
        if number:
            counter.activate(request_id)
    with database.transaction() as session:
        officer = session.get_one(Officer, world.province_officer)
        year = period_of("year", TODAY)
        assert year
        which = Asked("song-va-may-tinh", "ket-qua-song-va-may-tinh", UnitId(world.province), year)
        return queries.opened(session, officer, begin(session, officer, which)).paper


def _add_a_luoi_4(session: Session, world: World) -> None:
    """The commune in which A Min C9 lies today."""
    province = session.get_one(AdministrativeUnit, world.province)
    named = ("xã", "A Lưới 4")
    add_unit(session, Level.COMMUNE, *named, parent=province, code="20101", valid_from=SINCE)


def _cover(session: Session, world: World) -> None:
    """The four hamlets of mục II.2.a got 4G; Thôn 1 of another commune was weak and is no more."""
    officer = session.get_one(Officer, world.province_officer)
    assert plan.load_plans(session) == 4
    rows = session.query(HamletCoverage).order_by(HamletCoverage.id).all()
    good = Found("ok", "4g", "viettel", TODAY, "biên bản đo (mẫu)", date(2021, 12, 31))
    for row in rows:
        service.record(session, officer, row.unit_id, row.version, good)
    weak = session.query(AdministrativeUnit).filter_by(parent_id=world.other_commune, name="Thôn 1")
    hamlet = weak.one().id
    poor = Found("weak", "3g", "vinaphone", TODAY, "dân báo (mẫu)", date(2022, 12, 31))
    found = service.record(session, officer, hamlet, 0, poor)
    service.record(session, officer, hamlet, found.version, good)


def _publish(session: Session, world: World) -> None:
    """Three posts of the plan (mục IV.2, IV.6), one of another programme."""
    officer = session.get_one(Officer, world.officer)
    for channel, programme, reach in (
        ("loudspeaker", "song-va-may-tinh", "120"),
        ("website", "song-va-may-tinh", "300"),
        ("zalo", "", "450"),
        ("zalo", "dien-thoai-thong-minh", "99"),
    ):
        form = PostForm(f"Tin {reach} (mẫu)", channel, TODAY, programme=programme, reach=reach)
        add(session, officer, officer.unit_id, form)


def _survey(session: Session, world: World) -> None:
    """Mục IV.3: how many pupils lack a machine, class by class."""
    officer = session.get_one(Officer, world.officer)
    for name, level, lines in (
        ("Trường Tiểu học Hồng Thủy (mẫu)", "TH", "4A; 20; 1; 3\n5A; 20; 2; 2"),
        ("Trường THCS Hồng Thủy (mẫu)", "THCS", "6A; 20; 1; 2"),
    ):
        keep_lines(session, officer, make_school(session, world, name, level).id, lines)


def _stock(session: Session, world: World) -> None:
    """One machine of the budget, five of a donor, one that another programme's source paid for."""
    donor = donor_named(session, UnitId(world.commune), DONOR)
    for number in range(6):
        device: Device = make_device(session, world, serial=f"M-{number}")
        device.source = "" if number else "Ngân sách nhà nước"
        device.donor_id = donor if number else None
    make_device(session, world, serial="M-9").source = "nghi-quyet-20"


def _raise_money(session: Session, world: World) -> None:
    """Five machines and 50 million through the Front (mục IV.8), of which 30 are given out."""
    officer = session.get_one(Officer, world.officer)
    make_gift(session, world, thing="5 máy tính bảng", quantity="5")
    money = make_money(session, world, "50.000.000")
    made = begin_round(session, world, "Đợt 1 (mẫu)")
    form = ShareForm(money.id, "30.000.000", purpose="đường truyền cho trường")
    rounds.take(session, officer, made.id, made.version, form)
    for signer in (world.officer, world.colleague):
        rounds.sign(session, session.get_one(Officer, signer), made.id, made.version)


def of_xlsx(paper: Paper) -> list[list[object]]:
    """The rows of the workbook, without empty cells."""
    file = io.BytesIO()
    write(file, paper)
    rows = load_workbook(file).active.iter_rows(values_only=True)
    found = [[cell for cell in row if cell is not None and cell != ""] for row in rows]
    return [row for row in found if row]


def of_docx(paper: Paper) -> list[list[str]]:
    """The paragraphs and the rows of tables of the document."""
    document = Document(io.BytesIO(docx(paper)))
    rows = [[cell.text for cell in row.cells] for each in document.tables for row in each.rows]
    found = [[each.text] for each in document.paragraphs] + rows
    return [[cell for cell in row if cell] for row in found if any(row)]


def has(rows: Sequence[Sequence[object]], wanted: Sequence[object]) -> bool:
    """Whether a row says all this, side by side, before or behind other cells."""
    return any(
        list(row[at : at + len(wanted)]) == list(wanted)
        for row in rows
        for at in range(len(row) - len(wanted) + 1)
    )


def printed(row: Sequence[object]) -> list[str]:
    """As a document prints it."""
    return [f"{cell:,}".replace(",", ".") if isinstance(cell, int) else str(cell) for cell in row]


def test_the_report_reaches_the_plan_and_says_so_in_its_order_and_in_both_files(
    paper: Paper,
) -> None:
    _has_the_parts_in_order(paper)
    _says_every_number(paper)
    _tells_the_four_hamlets(paper)
    said = str(of_xlsx(paper)) + str(of_docx(paper))
    for name in (*(head for head, *_rest in FAMILIES), "Em 0", "0912345600"):
        assert name not in said


def _has_the_parts_in_order(paper: Paper) -> None:
    assert [each.heading for each in paper.sections if each.heading] == list(HEADINGS)
    both: tuple[Sequence[Sequence[object]], ...] = (of_xlsx(paper), of_docx(paper))
    for rows in both:
        firsts = [row[0] for row in rows]
        at = [firsts.index(heading) for heading in HEADINGS]
        assert at == sorted(at)


def _says_every_number(paper: Paper) -> None:
    workbook, document = of_xlsx(paper), of_docx(paper)
    for wanted in (*LINES, *TABLES):
        assert has(workbook, wanted), wanted
        assert has(document, printed(wanted)), wanted


def _tells_the_four_hamlets(paper: Paper) -> None:
    """Each with signal, operator and day."""
    rows = [row for row in of_xlsx(paper) if "biên bản đo (mẫu)" in row]
    named = [str(row[1]) for row in rows]
    assert len(rows) == 5, "four of the plan, one that was weak"
    for hamlet in ("Thôn 1, xã A Lưới 1", "Thôn 2, xã A Lưới 1", "Thôn Paring", "Thôn A Min C9"):
        assert any(hamlet in name for name in named), hamlet
    assert {str(row[2]) for row in rows} == {"Có sóng tốt"}
    assert {str(row[3]) for row in rows} == {"4G Viettel"}
