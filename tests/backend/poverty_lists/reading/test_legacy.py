"""Old fonts are found by column and by font; names in Unicode are never touched."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.poverty_lists.draft import LegacyFont
from backend.poverty_lists.reading.formats.content import MendedColumn, Row, Sheet, Value
from backend.poverty_lists.reading.formats.fonts import Fonts, font_named
from backend.poverty_lists.reading.legacy import to_unicode
from tests.backend.poverty_lists.reading.old_fonts import PEOPLE, write_old

TCVN3, VNI = LegacyFont.TCVN3, LegacyFont.VNI
HEADER = ["STT", "Họ và tên chủ hộ", "Giới tính", "Dân tộc", "Thôn"]


def _sheet(*rows: Sequence[Value]) -> Sheet:
    filled = [Row(n, {c: v for c, v in enumerate(r, 1) if v != ""}) for n, r in enumerate(rows, 1)]
    return Sheet("Thôn 1", True, (), filled)


def _read(
    *rows: Sequence[Value],
    fonts: Fonts | None = None,
    chosen: dict[int, LegacyFont | None] | None = None,
) -> list[list[Value]]:
    sheet = to_unicode(_sheet(*rows), fonts, chosen or {})
    return [list(row.cells.values()) for row in sheet.rows]


def _old(text: str, font: LegacyFont = TCVN3) -> str:
    return write_old(text, font)


def _column(texts: Sequence[str]) -> list[Sequence[Value]]:
    people: list[Sequence[Value]] = [[number, text] for number, text in enumerate(texts, 1)]
    return [HEADER[:2], *people]


@pytest.mark.parametrize("font", LegacyFont)
def test_a_header_in_unicode_above_a_body_in_an_old_font(font: LegacyFont) -> None:
    body: list[list[Value]] = [[n, *(_old(text, font) for text in (name, "Nữ", "Tà Ôi", "Thôn Ỷ Tý"))]
            for n, name in enumerate(PEOPLE[:30], 1)]  # fmt: skip

    read = _read(["DANH SÁCH HỘ NGHÈO NĂM 2026"], HEADER, *body)

    assert read[0] == ["DANH SÁCH HỘ NGHÈO NĂM 2026"]
    assert read[1] == HEADER
    assert read[2] == [1, PEOPLE[0], "Nữ", "Tà Ôi", "Thôn Ỷ Tý"]


def test_a_header_in_an_old_font_above_a_body_in_unicode() -> None:
    body: list[list[Value]] = [
        [n, name, "Nữ", "Thái", "Thôn Tôm"] for n, name in enumerate(PEOPLE, 1)
    ]

    read = _read([_old("Danh sách hộ nghèo")], list(map(_old, HEADER)), *body)

    assert read == [["Danh sách hộ nghèo"], HEADER, *body]


def test_one_sheet_may_mix_columns_of_two_fonts_and_of_unicode() -> None:
    body: list[list[Value]] = [[n, _old(name), _old("Nữ"), "Tày", _old("Thôn Cồn Tôm", VNI)]
            for n, name in enumerate(PEOPLE, 1)]  # fmt: skip

    sheet = to_unicode(_sheet(HEADER, *body), None, {})

    assert list(sheet.rows[1].cells.values()) == [1, PEOPLE[0], "Nữ", "Tày", "Thôn Cồn Tôm"]
    assert [(column.number, column.font) for column in sheet.legacy] == [
        (2, TCVN3),
        (3, TCVN3),
        (5, VNI),
    ]
    longest = max(map(_old, PEOPLE), key=len)
    assert sheet.legacy[0].before == longest
    assert sheet.legacy[2].before == "Thoân Coàn Toâm"
    assert sheet.legacy[2].after == "Thôn Cồn Tôm"


UNICODE_COLUMNS: dict[str, list[str]] = {
    "ê đê, gia rai": ["H’Bian Ayŭn", "Y Byă", "H’Kbuôr", "Y Blưn", "Pơ Loong A", "Rơ Châm H’Đrơng"],
    "no letter that only Unicode has": ["Võ Lê", "Hà Lê", "Lê Tú", "Võ Thành Công", "Trí", "Nam Hà"],
    "long, without one": ["Võ Hà", "Võ Tú", "Võ Công", "Võ Thành", "Võ Trí", "Võ Lê", "Võ Cù", "Võ Mãn",
                          "Võ Tô", "Võ Sâm", "Võ Hô", "Võ Hân", "Võ Bích", "Võ Tình"],
    "ethnic groups": ["Thái", "Mông", "Tày", "Kinh", "Tà Ôi", "Cơ Tu", "Dao", "Ê Đê", "Chăm"],
    "hamlets": ["Thôn Lê Lộc 2", "Bản Pá Khoang", "Làng Ó", "Buôn Đôn", "Tổ 3"],
    "eth for đ": ["Ðặng Văn Ðức", "Ðỗ Thị Hoà", "Ðinh Công"],
    "ticks and signs": ["×", "ü", "√", "x", "÷", "²", "½"],
    "units": ["20 m²", "5 × 4", "37 °C", "5 ÷ 10", "± 3", "· đã xong", "1 000 đ"],
    "foreign words": ["Café Hội An", "Müller", "José", "São Paulo", "naïve", "Señor"],
    "old tone places": ["Hoà", "Thuý", "Khoẻ", "Thuỷ", "Hòa"],
    "decomposed": ["Hồ Thị A Lơ", "Võ Văn Đức"],
    "plain": ["Ho Thi A Lo", "Vo Van Duc"],
    "capitals": ["NGUYỄN VĂN ĐỨC", "VÕ LÊ HÀ", "HỒ THỊ ÁNH"],
}  # fmt: skip


@pytest.mark.parametrize("texts", UNICODE_COLUMNS.values(), ids=list(UNICODE_COLUMNS))
def test_a_column_in_unicode_is_never_converted(texts: list[str]) -> None:
    sheet = to_unicode(_sheet(*_column(texts)), None, {})

    assert sheet == _sheet(*_column(texts))


@pytest.mark.parametrize("name", PEOPLE)
def test_no_list_of_one_name_in_unicode_is_converted(name: str) -> None:
    assert _read(*_column([name])) == _column([name])


@given(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=30))
def test_no_list_of_names_in_unicode_is_converted(names: list[str]) -> None:
    assert _read(*_column(names)) == _column(names)


@given(st.lists(st.sampled_from(PEOPLE), min_size=12, max_size=40, unique=True))
@pytest.mark.parametrize("font", [TCVN3, VNI])
def test_every_list_of_a_dozen_names_is_converted(font: LegacyFont, names: list[str]) -> None:
    old = _column([_old(name, font) for name in names])

    assert _read(*old) == _column(names)


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("NGUYÔN V¡N §øC", "Nguyễn Văn Đức"),
        ("Hå ThÞ A L¬", "Hồ Thị A Lơ"),
        ("Lª ThÞ ¸nh", "Lê Thị Ánh"),
        ("Quµng V¨n á", "Quàng Văn Ỏ"),
        ("R¬ Ch©m H’Bian", "Rơ Châm H’Bian"),
        ("D\xad¬ng ThÞ Lùu", "Dương Thị Lựu"),
        ("§inh ThÞ Hång - b¶n 2", "Đinh Thị Hồng - bản 2"),
    ],
)
def test_capitals_that_tcvn3_lacks_come_back(shown: str, meant: str) -> None:
    rows = _column([shown, *map(_old, PEOPLE[20:40])])

    assert _read(*rows)[1] == [1, meant]


def test_vni_in_capitals_becomes_names() -> None:
    names = ["NGUYỄN VĂN ĐỨC", "HỒ THỊ A LƠ", "RƠ CHÂM H’BIAN", "LY A DIA"]

    read = _read(*_column([_old(name, VNI) for name in names]))

    assert [row[1] for row in read[1:]] == [
        "Nguyễn Văn Đức",
        "Hồ Thị A Lơ",
        "Rơ Châm H’Bian",
        "Ly A Dia",
    ]


def _fonts(
    rows: Sequence[Sequence[Value]], name_of_body: str, name_of_header: str = "Arial"
) -> Fonts:
    fonts = Fonts()
    for number, cells in enumerate(rows, 1):
        for column in range(1, len(cells) + 1):
            fonts.put(number, column, font_named(name_of_body if number > 1 else name_of_header))
    return fonts


def test_a_font_that_draws_capitals_gives_names_their_case() -> None:
    rows = _column(["hå thÞ a l¬", "r¬ ch©m h’bian", "ly a dia", "§Æng V¨n Tó"])

    read = _read(*rows, fonts=_fonts(rows, ".VnTimeH"))

    assert [row[1] for row in read[1:]] == [
        "Hồ Thị A Lơ",
        "Rơ Châm H’Bian",
        "Ly A Dia",
        "Đặng Văn Tú",
    ]


def test_a_font_decides_where_letters_cannot() -> None:
    rows = _column(["Võ", "Lê", "Hoà"])

    assert [row[1] for row in _read(*rows, fonts=_fonts(rows, ".VnTime"))[1:]] == [
        "Vừ",
        "Lờ",
        "Hoà",
    ]
    assert _read(*rows, fonts=_fonts(rows, "Times New Roman")) == rows
    assert _read(*rows) == rows


def test_unicode_in_the_name_of_an_old_font_stays_unicode() -> None:
    rows = _column(PEOPLE)

    assert _read(*rows, fonts=_fonts(rows, ".VnTime", ".VnTime")) == rows


def test_rows_of_one_column_in_two_fonts_are_read_each_by_its_own() -> None:
    names = PEOPLE[:20]
    rows = _column([*map(_old, names[:10]), *names[10:]])
    fonts = Fonts()
    for number in range(1, 22):
        fonts.put(number, 2, font_named(".VnTime" if 1 < number < 12 else "Arial"))

    assert _read(*rows, fonts=fonts) == _column(names)


def test_hamlets_in_different_encodings_that_were_pasted_below_each_other() -> None:
    names = PEOPLE[:60]
    rows = _column([*map(_old, names[:20]), *names[20:40], *map(_old, names[40:])])

    assert _read(*rows) == _column(names)


@given(st.lists(st.booleans(), min_size=20, max_size=20), st.permutations(PEOPLE[:20]))
def test_a_name_in_unicode_survives_even_among_cells_that_are_mixed_up(
    old: list[bool], names: list[str]
) -> None:
    rows = _column(
        [_old(name) if is_old else name for is_old, name in zip(old, names, strict=True)]
    )

    telling = [not old_one and any(letter >= "\u1ea0" and letter != "’" for letter in name)
               for old_one, name in zip(old, names, strict=True)]  # fmt: skip
    read = [row[1] for row in _read(*rows)[1:]]
    assert [text for text, tells in zip(read, telling, strict=True) if tells] == [
        name for name, tells in zip(names, telling, strict=True) if tells
    ]


def test_the_officer_may_say_that_letters_are_right_or_which_font_it_is() -> None:
    rows = _column(list(map(_old, PEOPLE)))

    assert _read(*rows, chosen={2: None})[1:] == rows[1:]
    assert _read(*_column(["Võ Lê"]), chosen={2: TCVN3})[1] == [1, "Vừ Lờ"]
    assert _read(*rows, chosen={2: VNI})[1:] != _read(*rows)[1:]


@pytest.mark.parametrize("font", [TCVN3, VNI])
def test_an_old_font_that_a_vietnamese_windows_read_as_windows_1258(font: LegacyFont) -> None:
    shown = [_old(name, font).encode("cp1252").decode("cp1258", "replace") for name in PEOPLE]
    whole = [(text, name) for text, name in zip(shown, PEOPLE, strict=True) if "\ufffd" not in text]
    assert len(whole) > 60

    read = _read(*_column([text for text, _ in whole]))

    assert [row[1] for row in read[1:]] == [name for _, name in whole]


@pytest.mark.parametrize("times", [1, 2])
def test_utf_8_that_was_read_as_windows_1252_is_mended(times: int) -> None:
    def spoil(text: str) -> str:
        for _ in range(times):
            shown = (
                bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
            )
            text = "".join(shown)
        return text

    sheet = to_unicode(_sheet(*_column(list(map(spoil, PEOPLE)))), None, {})

    assert [row.cells[2] for row in sheet.rows[1:]] == PEOPLE
    longest = max(PEOPLE, key=lambda name: len(spoil(name)))
    assert sheet.legacy == ()
    assert sheet.mended == (MendedColumn(2, spoil(longest)[:60], longest[:60]),)


@given(
    st.lists(st.lists(st.text(max_size=12) | st.integers(), min_size=1, max_size=5), max_size=12)
)
def test_any_texts_whatever_come_through(rows: list[list[Value]]) -> None:
    sheet = to_unicode(_sheet(*rows), None, {})

    assert [row.number for row in sheet.rows] == list(range(1, len(rows) + 1))
