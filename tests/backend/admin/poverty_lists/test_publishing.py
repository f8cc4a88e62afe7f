"""A list from the commune's file to the published version and back."""

from pathlib import Path

from backend.db import Database
from tests.backend.admin.poverty_lists.forms import LISTS, SAME, drafted, publish, written
from tests.backend.poverty_lists.reading.sheets import Cells, write
from tests.factories import World, make_request
from tests.site import Visitor, words


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
