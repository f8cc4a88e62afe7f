"""Files as they are sent: large, useless, twice, too big."""

from pathlib import Path

from backend.db import Database
from tests.backend.admin.poverty_lists.forms import (
    LISTS,
    drafted,
    number_of,
    publish,
    send,
    waiting,
)
from tests.backend.poverty_lists.reading.sheets import HEADER, write
from tests.factories import World
from tests.site import Visitor, words


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
