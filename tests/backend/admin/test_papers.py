"""Papers over HTTP: each is there for who may see it, and what is not signed is not made public."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from backend.audit import AuditEntry
from backend.db import Database
from backend.deliveries.models import DayId, DayState, HandOverDay, HandOverRow
from backend.disclosures.models import Disclosure
from backend.papers import pages, writing
from backend.papers.models import Export
from tests.backend.papers.factory import make_day, make_signed_list
from tests.factories import World, make_request
from tests.site import Visitor, words

PHONE = "0912345678"
CHILD = "Hồ Văn Nam"


@pytest.fixture
def numbers(database: Database, world: World) -> dict[str, int]:
    """A signed list, a draft and a day of xã A Lưới 1."""
    with database.transaction() as session:
        request = make_request(session, world.commune)
        other = make_request(session, world.commune, chat_id="hai", child_name="Hồ Thị Mẫu")
        return {
            "signed": make_signed_list(session, world, request).id,
            "draft": make_signed_list(session, world, other, number=None).id,
            "day": make_day(session, world, request).id,
        }


def content_of(file: bytes) -> str:
    """The words of a file of any of the kinds."""
    if file.startswith(b"%PDF-"):
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
    if "xl/workbook.xml" in ZipFile(BytesIO(file)).namelist():
        rows = load_workbook(BytesIO(file)).active.values
        return " ".join(str(cell) for row in rows for cell in row)
    tables = Document(BytesIO(file)).tables
    return " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)


@pytest.mark.parametrize(
    ("path", "said", "unsaid"),
    [
        ("approved-lists/{signed}/decision.pdf", CHILD, PHONE),
        ("approved-lists/{signed}/decision.docx", CHILD, PHONE),
        ("approved-lists/{draft}/decision.pdf", "DỰ THẢO", PHONE),
        ("approved-lists/{draft}/decision.docx", "DỰ THẢO", PHONE),
        ("approved-lists/{signed}/list.xlsx", CHILD, PHONE),
        ("approved-lists/{signed}/posting.pdf", "Đã duyệt", CHILD),
        ("approved-lists/{signed}/posting.docx", "Đã duyệt", CHILD),
        ("hand-overs/{day}/minutes.pdf", CHILD, PHONE),
        ("hand-overs/{day}/minutes.docx", CHILD, PHONE),
        ("hand-overs/{day}/family-minutes.pdf", CHILD, PHONE),
        ("progress.pdf", "Tổng cộng", CHILD),
        ("progress.docx", "Tổng cộng", CHILD),
        ("progress.xlsx", "Tổng cộng", CHILD),
    ],
)
def test_a_paper_is_fetched_as_a_file(
    officer: Visitor, stranger: Visitor, numbers: dict[str, int], path: str, said: str, unsaid: str
) -> None:
    address = "/admin/papers/" + path.format(**numbers)
    file = officer.get(address)
    assert file.status_code == 200
    assert file.headers["content-disposition"].startswith('attachment; filename="')
    text = content_of(file.content)
    assert said in text
    assert unsaid not in text
    stranger.sign_in("canbo5")
    elsewhere = stranger.get(address)
    assert elsewhere.status_code == (404 if "{" in path else 200)
    if elsewhere.is_success:
        assert CHILD not in content_of(elsewhere.content)


NAMING = (
    *("approved-lists/{signed}/decision.pdf", "approved-lists/{signed}/decision.docx"),
    *("approved-lists/{signed}/posting.pdf", "approved-lists/{signed}/posting.docx"),
    *("approved-lists/{signed}/list.xlsx", "hand-overs/{day}/minutes.pdf"),
    *("hand-overs/{day}/minutes.docx", "hand-overs/{day}/family-minutes.pdf"),
)


def printed(database: Database) -> list[tuple[str, dict[str, str]]]:
    with database.reading() as session:
        entry = AuditEntry
        query = select(entry.subject, entry.details).where(entry.action == "print_paper")
        return [(subject, details) for subject, details in session.execute(query)]


@pytest.mark.parametrize("path", NAMING)
def test_who_takes_names_along_is_in_the_trail(
    officer: Visitor, stranger: Visitor, database: Database, numbers: dict[str, int], path: str
) -> None:
    address = "/admin/papers/" + path.format(**numbers)
    assert officer.get(address).status_code == 200
    paper = path.rpartition("/")[2]
    subject = "hand_over_days" if "hand-overs" in path else "approved_lists"
    assert printed(database) == [(subject, {"paper": paper})]
    stranger.sign_in("canbo5")
    assert stranger.get(address).status_code == 404
    assert len(printed(database)) == 1


def test_a_paper_without_names_or_one_that_was_refused_leaves_no_trace(
    officer: Visitor, database: Database, numbers: dict[str, int]
) -> None:
    for path in (
        "progress.pdf",
        "approved-lists/{signed}/loudspeaker",
        "hand-overs/{day}/loudspeaker",
        "results/loudspeaker",
    ):
        assert officer.get("/admin/papers/" + path.format(**numbers)).status_code == 200
    refused = officer.get(f"/admin/papers/approved-lists/{numbers['draft']}/posting.pdf")
    assert refused.status_code == 409
    assert printed(database) == []


def test_the_families_of_a_day_are_printed_in_its_order_each_on_a_page(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        requests = [
            make_request(session, world.commune, chat_id=f"c{at}", child_name=f"Mẫu Thứ {at}")
            for at in (2, 1, 3)
        ]
        day = make_day(session, world, requests[0]).id
        session.add_all(HandOverRow(day_id=day, request_id=one.id) for one in requests[1:])
        names = [one.child_name for one in requests]
    address = f"/admin/papers/hand-overs/{day}/family-minutes.pdf"
    assert address in officer.open(f"/admin/hand-overs/{day}").text
    file = officer.get(address)
    pages = [page.extract_text() for page in PdfReader(BytesIO(file.content)).pages]
    assert [[name for name in names if name in page] for page in pages] == [[one] for one in names]
    with database.reading() as session:
        (noted,) = session.scalars(select(Disclosure))
        assert (noted.paper, noted.people) == ("family-minutes.pdf", 3)


def test_a_day_on_which_nobody_received_has_no_copies_to_print(
    officer: Visitor, database: Database, numbers: dict[str, int]
) -> None:
    with database.transaction() as session:
        session.get_one(HandOverDay, DayId(numbers["day"])).state = DayState.CLOSED
    answer = officer.get(f"/admin/papers/hand-overs/{numbers['day']}/family-minutes.pdf")
    assert answer.status_code == 409
    assert "không có gia đình nào nhận máy" in words(answer)
    assert printed(database) == []


def test_a_list_too_long_to_print_leads_to_its_workbook(
    officer: Visitor, numbers: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_PRINTED", 0)
    place = f"/admin/papers/approved-lists/{numbers['signed']}"
    for paper in ("decision.pdf", "decision.docx", "posting.pdf"):
        answer = officer.get(f"{place}/{paper}")
        assert answer.status_code == 409
        assert "tải bản Excel" in words(answer)
    assert officer.get(f"{place}/list.xlsx").status_code == 200


def test_what_is_not_signed_is_not_made_public(officer: Visitor, numbers: dict[str, int]) -> None:
    for paper in ("posting.pdf", "posting.docx", "loudspeaker"):
        answer = officer.get(f"/admin/papers/approved-lists/{numbers['draft']}/{paper}")
        assert answer.status_code == 409
        assert CHILD not in answer.text


def test_what_is_read_aloud_names_nobody(officer: Visitor, numbers: dict[str, int]) -> None:
    for place in (f"approved-lists/{numbers['signed']}", f"hand-overs/{numbers['day']}"):
        page = officer.open(f"/admin/papers/{place}/loudspeaker")
        assert page.status_code == 200
        for private in (CHILD, "A Lơ", PHONE):
            assert private not in words(page)


def test_the_page_of_papers_leads_to_each(officer: Visitor, numbers: dict[str, int]) -> None:
    page = officer.open("/admin/papers")
    assert f"approved-lists/{numbers['signed']}/posting.pdf" in page.text
    assert f"approved-lists/{numbers['draft']}/posting.pdf" not in page.text
    assert f"hand-overs/{numbers['day']}/minutes.docx" in page.text
    assert f"hand-overs/{numbers['day']}/family-minutes.pdf" in page.text
    assert "Văn bản và bảng Excel" in officer.open("/admin/more").text


def test_an_officer_asks_waits_and_fetches(
    officer: Visitor, colleague: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune)
    page = officer.open("/admin/papers/exports?noun=requests&status=waiting")
    assert "theo bộ lọc đang xem" in words(page)
    assert "Điểm máy tính" not in words(page)
    refused = officer.submit("/admin/papers/exports/requests", filters="status=waiting", why="zz")
    assert "chọn lý do" in words(refused)
    assert 'value="status=waiting"' in refused.text
    answer = officer.submit("/admin/papers/exports/requests", filters="status=waiting", why="")
    place = answer.headers["location"]
    assert "Đang chờ đến lượt" in words(officer.open(place))
    assert officer.submit(f"{place}/fetch").status_code == 409
    with database.reading() as session:
        job_id = session.scalars(select(Export.job_id)).one()
        assert job_id
    writing.run_now(database, job_id)
    assert "1 dòng" in words(officer.open(place))
    file = officer.submit(f"{place}/fetch")
    assert file.headers["content-disposition"].endswith('.xlsx"')
    assert PHONE not in str(list(load_workbook(BytesIO(file.content)).active.values))
    assert colleague.get(place).status_code == 404
    assert colleague.submit(f"{place}/fetch").status_code == 404
    with database.reading() as session:
        actions = select(AuditEntry.action).where(AuditEntry.subject == "exports")
        assert sorted(session.scalars(actions)) == ["ask_export", "disclose_rows", "fetch_export"]
