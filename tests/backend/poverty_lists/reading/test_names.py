import pytest

from backend.poverty_lists.reading.names import read_name
from backend.poverty_lists.reading.problems import Kind
from backend.vietnamese import clean


@pytest.mark.parametrize(
    ("written", "name", "note", "problem"),
    [
        ("Hồ Thị A Lơ", "Hồ Thị A Lơ", "", None),
        ("  HỒ THỊ   A LƠ. ", "Hồ Thị A Lơ", "", None),
        ("Hồ Văn\nNghiên", "Hồ Văn Nghiên", "", None),
        ("Hồ Văn\u00a0Nghiên\u200b", "Hồ Văn Nghiên", "", None),
        ("Hồ Văn Vai (đã chết)", "Hồ Văn Vai", "đã chết", Kind.HEAD_DEAD),
        ("Hồ Văn Vai(chuyển đi)", "Hồ Văn Vai", "chuyển đi", Kind.HEAD_MOVED),
        ("Hồ Văn Vai (TN)", "Hồ Văn Vai", "TN", Kind.NAME_NOTE),
        ("Hồ Văn Nam (con ông Vai)", "Hồ Văn Nam", "con ông Vai", None),
        ("Hồ Văn Nam (A)", "Hồ Văn Nam", "A", None),
        ("Hồ Văn Nam 1", "Hồ Văn Nam", "1", None),
        ("Hồ Văn Nam (con ông Vai", "Hồ Văn Nam", "con ông Vai", None),
        ("1. Hồ Văn Nam", "Hồ Văn Nam", "", None),
        ("Y Sâm", "Y Sâm", "", None),
        ("H’Bian", "H'Bian", "", None),
        ("Bh’nướch Thị Nga", "Bh'nướch Thị Nga", "", None),
        ("", "", "", None),
        ("...", "", "", None),
        ("-", "", "", None),
        ("(đã chết)", "", "", None),
        ("123", "", "", None),
    ],
)
def test_a_note_after_the_name_is_moved_aside(
    written: str, name: str, note: str, problem: Kind | None
) -> None:
    head = read_name(clean(written))

    assert (head.name, head.note, head.problem) == (name, note, problem)
