"""Raw Telex and VNI, told apart from plain words and from names of the mountains."""

import pytest

from bot.reading.typing_methods import from_telex, from_vni, recover
from tests.bot.reading.notation import listed

TELEX = """
khoong không | chuwa chưa | rooif rồi | ddungs đúng | cos có | nguyeexn nguyễn | nguyenex nguyễn
thij thị | ddwcs đức | ddoongf đồng | tieengs tiếng | vieetj việt | dduwowngf đường
nguwowif người | thuowr thuở | quyeenf quyền | giangf giàng | truwowngf trường | hoaf hòa
hoanf hoàn | quys quý | thuyr thủy | khuyar khuỷa | mays máy | ddieenj điện | thoaij thoại
"""
VNI = """
kho6ng không | chu7a chưa | ro62i rồi | d9u1ng đúng | co1 có | nguye64n nguyễn | thi5 thị
d9u71c đức | d9u7o7ng2 đường | d9uo7ng2 đường | ngu7o7i2 người | tru7o7ng2 trường | ma1y máy
la8m lăm | thuy3 thủy | quy1 quý | d9ie6n5 điện
"""
PLAIN = """
khong co may | Nguyen Van A | Moong Van Xieng | Po Loong | Ksor H'Lan | Siu Blum | A Jar | Rcom
thon1 | thang3 | lop5 | 5A | 10A1 | HT2026 | Zalo | Viettel | internet | xin | sinh | Hồ Thị Lơ
ok | dc | hk | 4G | k | Y Sam | Puih | Krajan | 0912345678
"""


def _pairs(table: str) -> list[tuple[str, str]]:
    return [(raw, meant) for raw, meant in map(str.split, listed(table))]


@pytest.mark.parametrize(("raw", "meant"), _pairs(TELEX))
def test_raw_telex_becomes_the_word_that_was_meant(raw: str, meant: str) -> None:
    assert from_telex(raw) == meant


@pytest.mark.parametrize(("raw", "meant"), _pairs(VNI))
def test_raw_vni_becomes_the_word_that_was_meant(raw: str, meant: str) -> None:
    assert from_vni(raw) == meant


@pytest.mark.parametrize("text", listed(PLAIN))
def test_what_may_be_plain_stays_as_it_is(text: str) -> None:
    assert recover(text) == text


def test_case_is_kept() -> None:
    assert recover("Nguyeenx THIJ ddwcs") == "Nguyễn THỊ đức"


@pytest.mark.parametrize("word", ["cas", "hocj", "batr", "hachf"])
def test_a_syllable_that_ends_in_a_stop_takes_only_two_tones(word: str) -> None:
    meant = from_telex(word)
    assert meant is None or meant in ("cá", "học")
