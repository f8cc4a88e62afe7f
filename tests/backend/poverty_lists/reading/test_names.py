import pytest

from backend.poverty_lists.reading.names import read_head_name


@pytest.mark.parametrize(
    ("written", "name", "note", "telling"),
    [
        ("Hồ Thị A Lơ", "Hồ Thị A Lơ", "", False),
        ("  HỒ THỊ   A LƠ. ", "HỒ THỊ A LƠ", "", False),
        ("Hồ Văn\nNghiên", "Hồ Văn Nghiên", "", False),
        ("Hồ Văn\u00a0Nghiên\u200b", "Hồ Văn Nghiên", "", False),
        ("Hồ Văn Vai (đã chết)", "Hồ Văn Vai", "đã chết", True),
        ("Hồ Văn Vai(chuyển đi)", "Hồ Văn Vai", "chuyển đi", True),
        ("Hồ Văn Vai (TN)", "Hồ Văn Vai", "TN", True),
        ("Hồ Văn Nam (con ông Vai)", "Hồ Văn Nam", "con ông Vai", False),
        ("Hồ Văn Nam (A)", "Hồ Văn Nam", "A", False),
        ("Hồ Văn Nam 1", "Hồ Văn Nam", "1", False),
        ("Hồ Văn Nam (con ông Vai", "Hồ Văn Nam", "con ông Vai", False),
        ("1. Hồ Văn Nam", "Hồ Văn Nam", "", False),
        ("Y Sâm", "Y Sâm", "", False),
        ("H’Bian", "H'Bian", "", False),
        ("Bh’nướch Thị Nga", "Bh'nướch Thị Nga", "", False),
        ("", "", "", False),
        ("...", "", "", False),
        ("-", "", "", False),
        ("(đã chết)", "", "", False),
        ("123", "", "", False),
    ],
)
def test_a_note_after_the_name_is_moved_aside(
    written: str, name: str, note: str, telling: bool
) -> None:
    head = read_head_name(written)

    assert (head.name, head.note, head.telling) == (name, note, telling)
