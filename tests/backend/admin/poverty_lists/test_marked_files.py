"""The file comes back with its flaws, and its mended rows are added."""

from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from openpyxl import load_workbook
from sqlalchemy import select

from backend.audit import AuditEntry
from backend.db import Database
from backend.disclosures.models import Disclosure
from backend.disclosures.words import ReceiverKind
from backend.poverty_lists.models import (
    PovertyListFile,
)
from tests.backend.admin.poverty_lists.forms import (
    BAD,
    LISTS,
    NEW,
    SAME,
    drafted,
    number_of,
    publish,
    written,
)
from tests.factories import World
from tests.site import Visitor, words


def test_the_officer_gets_the_file_back_with_its_flaws_and_what_was_not_accepted(
    officer: Visitor, world: World, tmp_path: Path
) -> None:
    draft = drafted(officer, world.commune, written(tmp_path, *SAME, BAD, *NEW))
    for what, name in (
        ("marked", "ds, chỗ cần sửa.xlsx"),
        ("not-accepted", "ds, dòng chưa nhận.xlsx"),
    ):
        answer = officer.get(f"{LISTS}/{number_of(draft)}/{what}")
        assert answer.status_code == 200, what
        assert name in unquote(answer.headers["content-disposition"])
        workbook = load_workbook(BytesIO(answer.content))
        assert workbook.sheetnames == ["Danh sách", "Cần sửa"]
    [_title, _header, row] = workbook["Danh sách"].iter_rows(values_only=True)
    assert row[2] == "1980"


def test_who_takes_a_list_out_is_in_the_trail_and_in_the_register_once_a_day(
    officer: Visitor, database: Database, world: World, tmp_path: Path
) -> None:
    number = number_of(drafted(officer, world.commune, written(tmp_path, *SAME, BAD, *NEW)))
    for what in ("marked", "marked", "not-accepted"):
        officer.get(f"{LISTS}/{number}/{what}")
    with database.reading() as session:
        trail = select(AuditEntry.details).where(AuditEntry.action == "download_list")
        rows = len(SAME) + len(NEW)
        whole, rest = (
            {"paper": "marked.xlsx", "rows": rows + 1},
            {"paper": "not-accepted.xlsx", "rows": 1},
        )
        assert session.scalars(trail.order_by(AuditEntry.id)).all() == [whole, whole, rest]
        register = select(Disclosure.paper, Disclosure.people, Disclosure.receiver_kind)
        assert session.execute(register.order_by(Disclosure.id)).all() == [
            ("marked.xlsx", rows + 1, ReceiverKind.OFFICE),
            ("not-accepted.xlsx", 1, ReceiverKind.OFFICE),
        ]


def test_a_mended_row_is_added_to_the_list(officer: Visitor, world: World, tmp_path: Path) -> None:
    draft = drafted(officer, world.commune, written(tmp_path, *SAME, BAD, *NEW))
    publish(officer, draft)
    rest = load_workbook(BytesIO(officer.get(f"{LISTS}/{number_of(draft)}/not-accepted").content))
    rest["Danh sách"]["B3"] = "Hồ Văn Lành"
    mended = BytesIO()
    rest.save(mended)
    addition = drafted(officer, world.commune, mended.getvalue(), kind="changes")
    assert "Mọi dòng đều nhận được" in words(officer.open(addition))
    published = publish(officer, addition)
    assert "Hồ Văn Lành" in words(officer.open(published.headers["location"]))
    assert words(officer.open(LISTS)).count("✓ đang dùng") == 2


def test_without_the_file_its_rows_are_still_there(
    officer: Visitor, database: Database, world: World
) -> None:
    page = officer.open(f"{LISTS}/{world.poverty_list}")
    assert "Tải tệp đã đánh dấu" not in words(page)
    gone = officer.get(f"{LISTS}/{world.poverty_list}/marked")
    assert gone.status_code == 404
    with database.reading() as session:
        assert session.get(PovertyListFile, world.poverty_list) is None


def test_when_every_row_was_accepted_there_is_nothing_to_mend(
    officer: Visitor, world: World, file: bytes
) -> None:
    draft = drafted(officer, world.commune, file)
    answer = officer.get(f"{LISTS}/{number_of(draft)}/not-accepted")
    assert answer.status_code == 422
    assert "đều đã nhận được" in words(answer)
