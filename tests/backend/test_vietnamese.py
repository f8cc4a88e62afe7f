"""The forms in which Vietnamese text is compared."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.vietnamese import clean, compact, fold, normal

Form = Callable[[str], str]
FORMS: tuple[Form, ...] = (clean, normal, fold, compact)

CLEAN = [
    ("  Hồ\u00a0Thị \t A\n Lơ ", "Hồ Thị A Lơ"),
    ("Ho\u0302\u0300 Thi\u0323", "Hồ Thị"),
    ("Hồ\u200b Thị\u00ad A Lơ\ufeff", "Hồ Thị A Lơ"),
    ("H’Bian H‘Bian HʼBian H´Bian H′Bian H`Bian", "H'Bian " * 5 + "H'Bian"),
    ("2022–2025 — HT‑2026", "2022-2025 - HT-2026"),
    ("\u00d0ặng \u00f0ức", "Đặng đức"),
    ("a\x00b\x1fc", "a b c"),
    ("H\u200bo\u200b\u0300a", "Hòa"),
    ("", ""),
]
NORMAL = [
    ("Hoà", "hòa"),
    ("HOÀ", "hòa"),
    ("khoẻ", "khỏe"),
    ("Thuỷ Thuý Thuỵ", "thủy thúy thụy"),
    ("hoàn thuyền khoảng huỳnh suýt", "hoàn thuyền khoảng huỳnh suýt"),
    ("Quý Quỳ già giá giỏ", "quý quỳ già giá giỏ"),
    ("Lí", "lí"),
    ("ĐẶNG", "đặng"),
]
FOLDED = [
    ("Hồ Thị A Lơ", "ho thi a lo"),
    ("Đặng Quốc Huy", "dang quoc huy"),
    ("ĐỖ THỊ Ô", "do thi o"),
    ("H’Wiên Byă", "h'wien bya"),
    ("Y Thông Ayŭn", "y thong ayun"),
    ("Bh’nướch", "bh'nuoch"),
    ("Hoa Hòa Hoà Hoá Hoả Hoạ", "hoa hoa hoa hoa hoa hoa"),
    ("ươ ăâêô", "uo aaeo"),
]
COMPACT = [
    ("H’ Bian", "hbian"),
    ("HBian", "hbian"),
    ("H-Bian", "hbian"),
    ("Rơ Châm", "rocham"),
    ("HT-2026-000123", "ht2026000123"),
    ("«Kơ_Sor»...", "kosor"),
]
TABLES = {clean: CLEAN, normal: NORMAL, fold: FOLDED, compact: COMPACT}
CASES = [(form, *case) for form, table in TABLES.items() for case in table]

PLAIN = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÊƠƯ hoaquythuy’-. "
MARKS = "\u0300\u0301\u0303\u0309\u0323"
HIDDEN = "\u00a0\u200b\u200d\u00ad"
letters = st.sampled_from(PLAIN + MARKS + HIDDEN + "\u00d0àạỳếựŭ")
texts = st.text(letters, max_size=30)


@pytest.mark.parametrize(
    ("form", "text", "expected"), CASES, ids=[f"{case[0].__name__}-{case[1]}" for case in CASES]
)
def test_a_text_takes_the_form_that_the_table_says(form: Form, text: str, expected: str) -> None:
    assert form(text) == expected


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@given(text=texts)
@example(text="o\u200b\u0300a")
def test_a_form_of_a_form_is_itself(form: Form, text: str) -> None:
    assert form(form(text)) == form(text)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@given(text=texts)
def test_the_encoding_makes_no_difference(form: Form, text: str) -> None:
    composed, decomposed = (unicodedata.normalize(kind, text) for kind in ("NFC", "NFD"))
    assert form(composed) == form(decomposed) == form(text)


@given(text=texts)
def test_what_is_the_same_strictly_is_the_same_loosely(text: str) -> None:
    assert fold(clean(text)) == fold(normal(text)) == fold(text)
    assert compact(fold(text)) == compact(text)


@pytest.mark.parametrize("form", [normal, fold, compact], ids=lambda form: form.__name__)
@given(text=texts)
def test_case_makes_no_difference(form: Form, text: str) -> None:
    assert form(text.upper()) == form(text.lower()) == form(text)


@given(text=texts)
def test_a_folded_text_has_only_plain_letters(text: str) -> None:
    assert fold(text).isascii()
    assert compact(text).isalnum() or compact(text) == ""
