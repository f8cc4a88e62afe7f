"""A list from the commune's file to the published version and back, over HTTP."""

from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from backend.db import Database
from backend.officers.models import Officer
from backend.poverty_lists import importing
from backend.poverty_lists.models import (
    ListId,
    ListKind,
    PovertyList,
    PovertyListEntry,
    PovertyListFile,
)
from tests.backend.poverty_lists.reading.sheets import HEADER, Cells, write
from tests.factories import World, make_request
from tests.site import Visitor, words

LISTS = "/admin/poverty-lists"
TITLE: Cells = ["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"]
SAME: tuple[Cells, ...] = (
    [1, "Hồ Thị A Lơ", "1985", "", "Tà Ôi", "Thôn 1", "Hộ nghèo", ""],
    [2, "Hồ Văn Nghiên", "1979", "", "Tà Ôi", "Thôn 2", "Hộ cận nghèo", ""],
    [3, "Hồ Thị Hoa", "1988", "", "Tà Ôi", "Thôn 1", "Hộ nghèo", ""],
    [4, "Hồ Thị Hòa", "1990", "", "Tà Ôi", "Thôn 1", "Hộ nghèo", ""],
)
NEW: tuple[Cells, ...] = (
    [5, "Pơ Loong Thị Mai", "1979", "046179001234", "Cơ Tu", "Thôn 1", "Hộ nghèo", ""],
    [6, "A Lăng Thị Bhướp", "1985", "", "Cơ Tu", "Thôn 2", "Hộ cận nghèo", ""],
)


def written(folder: Path, *rows: Cells, name: str = "file.xlsx") -> bytes:
    return write(folder / name, {"Danh sách": [TITLE, HEADER, *rows]}).read_bytes()


@pytest.fixture
def file(tmp_path: Path) -> bytes:
    """The commune's list with two households more."""
    return written(tmp_path, *SAME, *NEW)


def send(
    visitor: Visitor,
    unit_id: int,
    content: bytes,
    name: str = "ho-ngheo-2026.xlsx",
    kind: str = "year",
) -> httpx.Response:
    """The upload form."""
    visitor.open(LISTS)
    return visitor.post(
        LISTS,
        data={"csrf_token": visitor.token, "unit_id": unit_id, "kind": kind},
        files={"file": (name, content)} if name else {"file": ("", b"")},
    )


def drafted(
    visitor: Visitor, unit_id: int, content: bytes, kind: str = "year", name: str = "ds.xlsx"
) -> str:
    """The address of the preview, which is open."""
    draft: str = send(visitor, unit_id, content, name=name, kind=kind).headers["location"]
    visitor.open(draft)
    return draft


def number_of(draft: str) -> ListId:
    return ListId(int(draft.rpartition("/")[2]))


def publish(visitor: Visitor, draft: str, **fields: object) -> httpx.Response:
    return visitor.submit(f"{draft}/publish", **fields)


def test_a_file_is_previewed_published_and_shown_with_masked_ids(
    officer: Visitor, world: World, file: bytes
) -> None:
    draft = drafted(officer, world.commune, file)
    preview = words(officer.open(draft))
    assert "6 hộ đọc được" in preview
    assert "Pơ Loong Thị Mai" in preview
    assert "Mới vào danh sách: 2" in preview
    assert "Giữ nguyên: 4" in preview
    assert "chưa công bố" in words(officer.open(LISTS))
    published = publish(officer, draft).headers["location"]
    page = officer.open(published)
    assert "6 hộ" in words(page)
    assert "••••••••1234" in page.text
    assert "046179001234" not in page.text
    assert words(officer.open(LISTS)).count("✓ đang dùng") == 1
    found = words(officer.submit(f"{published}/find", q="bhuop"))
    assert "A Lăng Thị Bhướp" in found
    assert "Pơ Loong" not in found


def test_a_dropped_draft_changes_nothing(officer: Visitor, world: World, file: bytes) -> None:
    draft = drafted(officer, world.commune, file)
    officer.submit(f"{draft}/drop")
    assert "Danh sách đang dùng giữ nguyên" in words(officer.open(LISTS))
    assert officer.get(draft).status_code == 404


def test_every_figure_opens_to_its_rows(officer: Visitor, world: World, tmp_path: Path) -> None:
    changed = [*SAME[1], ""]
    changed[6] = "Hộ nghèo"
    moved = [*SAME[2]]
    moved[5] = "Thôn 2"
    content = written(tmp_path, SAME[0], changed, moved, *NEW, [7, "", "1980", "", "", "", "", ""])
    draft = drafted(officer, world.commune, content)
    rows = f"{LISTS}/{number_of(draft)}/rows"
    expected = {
        "hamlet=Thôn+2&standing=near_poor": ["A Lăng Thị Bhướp"],
        "hamlet=Thôn+2&commune=": ["Hồ Văn Nghiên", "Hồ Thị Hoa", "A Lăng Thị Bhướp"],
        "change=entered": ["Pơ Loong Thị Mai", "A Lăng Thị Bhướp"],
        "change=moved": ["Hồ Thị Hoa"],
        "change=same": ["Hồ Thị A Lơ"],
        "change=standing&before=near_poor&standing=poor": ["Hồ Văn Nghiên"],
        "left=1": ["Hồ Thị Hòa"],
    }
    everybody = {name for names in expected.values() for name in names}
    for query, names in expected.items():
        page = words(officer.get(f"{rows}?{query}"))
        assert {name for name in everybody if name in page} == set(names), query
    preview = officer.open(draft).text
    for link in ("change=entered", "left=1", "before=near_poor&amp;standing=poor", "hamlet="):
        assert link in preview, link
    assert "trước: Hộ cận nghèo" in words(officer.get(f"{rows}?change=standing"))
    assert "trước: Thôn 1" in words(officer.get(f"{rows}?change=moved"))


@pytest.mark.parametrize(
    "query", ["change=x", "standing=rich", "after=abc", "after=-1", "unit=99999999999999999999"]
)
def test_a_query_that_nobody_wrote_breaks_no_page(
    officer: Visitor, world: World, query: str
) -> None:
    assert officer.get(f"{LISTS}/{world.poverty_list}/rows?{query}").status_code == 200


def test_when_many_leave_publishing_takes_a_second_word(
    officer: Visitor, world: World, tmp_path: Path
) -> None:
    draft = drafted(officer, world.commune, written(tmp_path, SAME[0]))
    asked = publish(officer, draft)
    assert asked.status_code == 409
    assert "thiếu 3 hộ" in words(asked)
    assert 'name="sure"' in asked.text
    assert "Đã công bố" in words(
        officer.open(publish(officer, draft, sure="yes").headers["location"])
    )


def test_requests_that_a_list_touches_are_named_before_it_counts_and_before_it_is_undone(
    officer: Visitor, database: Database, world: World, tmp_path: Path
) -> None:
    with database.transaction() as session:
        code = make_request(session, world.commune).code
    near_poor = [*SAME[0]]
    near_poor[6] = "Hộ cận nghèo"
    draft = drafted(officer, world.commune, written(tmp_path, near_poor, *SAME[1:]))
    preview = words(officer.open(draft))
    assert code in preview
    assert "đổi diện hộ (Hộ nghèo → Hộ cận nghèo)" in preview
    published = publish(officer, draft).headers["location"]
    undo = words(officer.open(f"{published}/undo"))
    assert code in undo
    assert "Hộ cận nghèo → Hộ nghèo" in undo
    undone = words(officer.open(officer.submit(f"{published}/undo").headers["location"]))
    assert "đã hoàn tác" in undone
    assert "Lê Thị Mai hoàn tác" in undone
    assert words(officer.open(LISTS)).count("✓ đang dùng") == 1


def test_a_list_on_which_a_later_one_rests_is_not_undone(
    officer: Visitor, world: World, file: bytes
) -> None:
    publish(officer, drafted(officer, world.commune, file))
    first = f"{LISTS}/{world.poverty_list}"
    officer.open(f"{first}/undo")
    refused = officer.submit(f"{first}/undo")
    assert refused.status_code == 409
    assert "hoàn tác danh sách đó trước" in words(refused)


def test_columns_are_read_as_the_officer_says_and_forgotten_again(
    officer: Visitor, database: Database, world: World, file: bytes
) -> None:
    draft = drafted(officer, world.commune, file)
    sheet = f"{draft}/sheets/1"
    page = officer.open(sheet)
    assert "•" * 8 + "1234" in words(page)
    assert "046179001234" not in page.text
    assert officer.submit(sheet, read="auto", **{"column-6": "note"}).status_code == 303
    assert hamlets(database, draft) == {""}
    assert 'value="note" selected' in officer.open(sheet).text
    officer.submit(f"{sheet}/reset")
    assert hamlets(database, draft) == {"Thôn 1", "Thôn 2"}


def hamlets(database: Database, draft: str) -> set[str]:
    query = select(PovertyListEntry.hamlet).where(PovertyListEntry.list_id == number_of(draft))
    with database.reading() as session:
        return set(session.scalars(query))


def test_reading_again_changes_nothing_that_counts(
    officer: Visitor, world: World, file: bytes
) -> None:
    before = words(officer.open(f"{LISTS}/{world.poverty_list}"))
    draft = drafted(officer, world.commune, file)
    officer.submit(f"{draft}/sheets/1", read="auto", **{"column-2": "note"})
    officer.open(draft)
    assert words(officer.open(f"{LISTS}/{world.poverty_list}")) == before


def test_a_choice_by_which_nothing_can_be_read_is_taken_back(
    officer: Visitor, world: World, file: bytes
) -> None:
    draft = drafted(officer, world.commune, file)
    officer.submit(f"{draft}/sheets/1", read="no")
    failed = officer.open(draft)
    assert "chưa đọc được" in words(failed)
    assert f"{draft}/sheets/1" in failed.text
    assert 'value="no" selected' in officer.open(f"{draft}/sheets/1").text
    officer.submit(f"{draft}/sheets/1/reset")
    assert "6 hộ đọc được" in words(officer.open(draft))


def test_a_choice_is_remembered_for_the_next_file_of_its_form(
    officer: Visitor, database: Database, world: World, tmp_path: Path, file: bytes
) -> None:
    draft = drafted(officer, world.commune, file)
    officer.submit(f"{draft}/sheets/1", read="auto", **{"column-6": ""})
    officer.open(draft)
    assert publish(officer, draft, sure="yes").status_code == 303
    again = drafted(officer, world.commune, written(tmp_path, *SAME))
    assert "cách chọn cột của lần trước" in words(officer.open(again))
    assert hamlets(database, again) == {""}


@pytest.mark.parametrize(
    ("field", "value"), [("column-2", "password"), ("font-2", "comic"), ("column-2", "head_name'")]
)
def test_a_choice_that_the_page_does_not_offer_is_refused(
    officer: Visitor, world: World, file: bytes, field: str, value: str
) -> None:
    sheet = f"{drafted(officer, world.commune, file)}/sheets/1"
    assert officer.submit(sheet, **{field: value}).status_code == 422


def test_fonts_may_be_chosen_for_every_column(officer: Visitor, world: World, file: bytes) -> None:
    sheet = f"{drafted(officer, world.commune, file)}/sheets/1"
    assert 'name="font-2"' not in officer.open(sheet).text
    assert 'name="font-2"' in officer.open(f"{sheet}?fonts=1").text
    officer.submit(sheet, **{"font-2": "unicode"})
    assert 'value="unicode" selected' in officer.open(sheet).text


def test_a_school_sends_its_own_list(officer: Visitor, world: World, tmp_path: Path) -> None:
    header: Cells = ["STT", "Họ và tên học sinh", "Ngày sinh", "Lớp", "Họ tên cha mẹ", "Thôn"]
    rows = [["DANH SÁCH HỌC SINH NĂM 2026"], header]
    rows += [[1, "Hồ Văn Nam", "2014", "5A", "Hồ Thị A Lơ", "Thôn 1"]]
    content = write(tmp_path / "truong.xlsx", {"Lớp 5A": rows}).read_bytes()
    draft = drafted(officer, world.commune, content, kind="pupils")
    preview = words(officer.open(draft))
    assert "1 học sinh đọc được" in preview
    assert "Hồ Văn Nam , lớp 5A" in preview or "Hồ Văn Nam, lớp 5A" in preview
    publish(officer, draft)
    assert words(officer.open(LISTS)).count("✓ đang dùng") == 2


BAD = [7, "", "1980", "", "", "Thôn 1", "Hộ nghèo", ""]


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


def waiting(database: Database, world: World, content: bytes) -> str:
    """The address of a list that no worker has begun to read."""
    with database.transaction() as session:
        mai = session.get_one(Officer, world.officer)
        unit, kind = world.commune, ListKind.YEAR
        begun = importing.upload(session, mai, unit, kind, "lớn.xlsx", content)
        return f"{LISTS}/drafts/{begun.id}"


def test_a_large_file_is_read_meanwhile_and_can_be_stopped_and_read_again(
    officer: Visitor, database: Database, world: World, file: bytes
) -> None:
    draft = waiting(database, world, file)
    reading = officer.open(draft)
    assert "Đang chờ đến lượt" in words(reading)
    assert 'http-equiv="refresh"' in reading.text
    assert "Em đang đọc tệp lớn.xlsx" in words(officer.open(LISTS))
    officer.open(officer.submit(f"{draft}/stop").headers["location"])
    assert "đã dừng đọc" in words(officer.open(draft))
    assert officer.submit(f"{draft}/stop").status_code == 409
    officer.submit(f"{draft}/again")
    assert "6 hộ đọc được" in words(officer.open(draft))


def test_a_file_that_cannot_be_used_says_what_to_do(
    officer: Visitor, world: World, tmp_path: Path
) -> None:
    empty = write(tmp_path / "empty.xlsx", {"Danh sách": [HEADER]}).read_bytes()
    for content, name in ((b"%PDF-1.7 giay", "anh.xlsx"), (empty, "rong.xlsx")):
        draft = drafted(officer, world.commune, content, name=name)
        page = officer.open(draft)
        assert 'role="alert"' in page.text, name
        assert "Gửi tệp khác" in words(page)
        officer.submit(f"{draft}/drop")
        assert officer.get(draft).status_code == 404
    missing = send(officer, world.commune, b"", name="")
    assert "Anh/chị chọn tệp rồi gửi lại." in words(missing)
    assert send(officer, world.commune, b"", name="a.xlsx").status_code == 422
    assert send(officer, world.commune, b"x", kind="song").status_code == 422


def test_the_same_file_is_not_doubled_but_opened(
    officer: Visitor, world: World, file: bytes
) -> None:
    draft = drafted(officer, world.commune, file)
    again = send(officer, world.commune, file, name="ten-khac.xlsx")
    assert again.status_code == 303
    assert number_of(again.headers["location"]) == number_of(draft)
    publish(officer, draft)
    told = officer.open(send(officer, world.commune, file).headers["location"])
    assert "đã được công bố ngày" in words(told)
    assert words(officer.open(LISTS)).count("chưa công bố") == 0


def test_a_file_beyond_20_mebibytes_is_refused_while_it_comes(
    officer: Visitor, world: World
) -> None:
    answer = send(officer, world.commune, b"x" * (22 * 1024 * 1024))
    assert answer.status_code == 413
    assert "Tệp lớn quá 20 MB" in words(answer)


def test_a_province_officer_chooses_the_commune_or_the_whole_province(
    address: str, world: World, file: bytes
) -> None:
    with Visitor(address) as visitor:
        visitor.sign_in("tinh")
        form = visitor.open(LISTS).text
        for unit_id in (world.province, world.commune, world.other_commune):
            assert f'<option value="{unit_id}"' in form
        assert send(visitor, world.other_commune, file).status_code == 303


def test_nothing_of_a_list_is_there_for_another_commune(
    address: str, officer: Visitor, database: Database, world: World, tmp_path: Path, file: bytes
) -> None:
    draft = drafted(officer, world.commune, written(tmp_path, *SAME, BAD, *NEW))
    number = number_of(draft)
    reading = waiting(database, world, file)
    with Visitor(address) as stranger:
        stranger.sign_in("canbo5")
        opened = (
            "",
            "/rows",
            "/rows?left=1",
            "/rows?change=entered",
            "/marked",
            "/not-accepted",
            "/undo",
        )
        for path in (
            *(f"{LISTS}/{number}{end}" for end in opened),
            *(f"{LISTS}/{world.poverty_list}{end}" for end in opened),
            draft,
            reading,
            f"{draft}/sheets/1",
            f"{draft}/sheets/1?fonts=1",
        ):
            assert stranger.get(path).status_code == 404, path
        for path in (
            *(
                f"{draft}/{act}"
                for act in ("publish", "drop", "again", "sheets/1", "sheets/1/reset")
            ),
            f"{reading}/stop",
            f"{LISTS}/{world.poverty_list}/undo",
        ):
            assert stranger.submit(path).status_code == 404, path
        assert send(stranger, world.commune, file).status_code == 404
        assert "A Lưới 1" not in words(stranger.open(LISTS))
    assert officer.get(draft).status_code == 200
    with database.reading() as session:
        assert session.get_one(PovertyList, world.poverty_list).undone_at is None


def test_nothing_of_a_list_is_there_without_signing_in(stranger: Visitor, world: World) -> None:
    for end in ("", "/rows", "/marked", "/not-accepted", "/undo"):
        answer = stranger.get(f"{LISTS}/{world.poverty_list}{end}")
        assert answer.status_code == 303, end
        assert "sign-in" in answer.headers["location"]
    assert stranger.post(f"{LISTS}/{world.poverty_list}/undo").status_code == 401


def test_sheets_that_the_file_does_not_have_are_not_found(
    officer: Visitor, world: World, file: bytes
) -> None:
    draft = drafted(officer, world.commune, file)
    assert officer.get(f"{draft}/sheets/2").status_code == 404
    assert officer.get(f"{draft}/sheets/0").status_code == 404


def test_the_pages_are_light(officer: Visitor, world: World, tmp_path: Path) -> None:
    rows = [
        [number, f"Pơ Loong Thị Mai {number}", "1979", "", "Cơ Tu", f"Thôn {number % 40}", "HN", ""]
        for number in range(400)
    ]
    draft = drafted(officer, world.commune, written(tmp_path, *SAME, *rows))
    for path, most in ((draft, 12_000), (f"{draft}/sheets/1", 9_000)):
        sent = officer.get(path)
        assert sent.num_bytes_downloaded < most, path
