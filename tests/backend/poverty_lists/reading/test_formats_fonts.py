import pytest

from backend.poverty_lists.draft import LegacyFont
from backend.poverty_lists.reading.formats.fonts import Font, Fonts, font_named


@pytest.mark.parametrize(
    ("name", "font"),
    [
        (".VnTime", Font(LegacyFont.TCVN3)),
        (".VnTimeH", Font(LegacyFont.TCVN3, capitals=True)),
        (".VnArial Narrow", Font(LegacyFont.TCVN3)),
        (".VnArial NarrowH", Font(LegacyFont.TCVN3, capitals=True)),
        (".vntime", Font(LegacyFont.TCVN3)),
        ("'.VnTime'", Font(LegacyFont.TCVN3)),
        ("VNI-Times", Font(LegacyFont.VNI)),
        ("VNI Helve", Font(LegacyFont.VNI)),
        ("VPS Times", Font(LegacyFont.VPS)),
        ("VI Times", Font(LegacyFont.VISCII)),
        ("Times New Roman", Font(None)),
        ("Vivaldi", Font(None)),
        ("Verdana", Font(None)),
        ("", Font(None)),
    ],
)
def test_the_name_of_a_font_tells_its_encoding(name: str, font: Font) -> None:
    assert font_named(name) == font


def test_a_font_holds_down_its_column_until_the_next() -> None:
    fonts = Fonts()
    old = font_named(".VnTime")
    for row, font in [(1, Font(None)), (2, old), (3, old), (9, Font(None))]:
        fonts.put(row, 2, font)

    assert [fonts.at(row, 2) == old for row in (1, 2, 3, 8, 9, 10)] == [
        False, True, True, True, False, False,
    ]  # fmt: skip
    assert fonts.at(2, 3) == Font(None)
