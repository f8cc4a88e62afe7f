"""A list from the commune's file to the published version, over HTTP."""

from pathlib import Path

import httpx
import pytest

from tests.backend.poverty_lists.reading.sheets import HEADER, write
from tests.factories import World
from tests.site import Visitor, hidden, words

HOUSEHOLDS = (
    [1, "Pơ Loong Thị Mai", "1979", "046179001234", "Cơ Tu", "Thôn 1", "Hộ nghèo", ""],
    [2, "A Lăng Thị Bhướp", "1985", "", "Cơ Tu", "Thôn 2", "Hộ cận nghèo", ""],
)


@pytest.fixture
def file(tmp_path: Path) -> bytes:
    """A commune's sheet."""
    rows = [["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"], HEADER, *HOUSEHOLDS]
    return write(tmp_path / "file.xlsx", {"Danh sách": rows}).read_bytes()


def send(
    visitor: Visitor, unit_id: int, content: bytes, name: str = "ho-ngheo-2026.xlsx"
) -> httpx.Response:
    """The upload form."""
    visitor.open("/admin/poverty-lists")
    return visitor.post(
        "/admin/poverty-lists",
        data={"csrf_token": visitor.token, "unit_id": unit_id},
        files={"file": (name, content)} if name else {"file": ("", b"")},
    )


def test_a_file_is_previewed_published_and_shown_with_masked_ids(
    officer: Visitor, world: World, file: bytes
) -> None:
    draft = send(officer, world.commune, file).headers["location"]
    preview = words(officer.open(draft))
    assert "2 hộ đọc được" in preview
    assert "Pơ Loong Thị Mai" in preview
    assert "chưa công bố" in words(officer.open("/admin/poverty-lists"))
    published = officer.submit(f"{draft}/publish").headers["location"]
    page = officer.open(published)
    assert "2 hộ" in words(page)
    assert "••••••••1234" in page.text
    assert "046179001234" not in page.text
    assert words(officer.open("/admin/poverty-lists")).count("✓ đang dùng") == 1
    found = words(officer.get(published, params={"q": "bhuop"}))
    assert "A Lăng Thị Bhướp" in found
    assert "Pơ Loong" not in found


def test_a_dropped_draft_changes_nothing(officer: Visitor, world: World, file: bytes) -> None:
    draft = send(officer, world.commune, file).headers["location"]
    officer.open(draft)
    officer.submit(f"{draft}/drop")
    assert "Danh sách đang dùng giữ nguyên" in words(officer.open("/admin/poverty-lists"))
    assert officer.get(draft).status_code == 404


def test_a_file_that_cannot_be_used_is_refused_in_words(
    officer: Visitor, world: World, tmp_path: Path
) -> None:
    empty = write(tmp_path / "empty.xlsx", {"Danh sách": [HEADER]}).read_bytes()
    for content, name in ((b"khong phai bang tinh", "anh.xlsx"), (empty, "rong.xlsx")):
        refused = send(officer, world.commune, content, name)
        assert refused.status_code == 422, name
        assert 'role="alert"' in refused.text
    missing = send(officer, world.commune, b"", name="")
    assert "Anh/chị chọn tệp rồi gửi lại." in words(missing)


def test_a_file_for_another_commune_is_refused(officer: Visitor, world: World, file: bytes) -> None:
    assert send(officer, world.other_commune, file).status_code == 404


def test_a_file_beyond_20_mebibytes_is_refused_while_it_comes(
    officer: Visitor, world: World
) -> None:
    answer = send(officer, world.commune, b"x" * (22 * 1024 * 1024))
    assert answer.status_code == 413
    assert "Tệp lớn quá 20 MB" in words(answer)


def test_the_same_file_is_not_published_twice(officer: Visitor, world: World, file: bytes) -> None:
    for expected in (303, 409):
        draft = send(officer, world.commune, file).headers["location"]
        token = hidden(officer.open(draft), "csrf_token")
        answer = officer.post(f"{draft}/publish", data={"csrf_token": token})
        assert answer.status_code == expected
