"""Whatever stands in a name is text in every format, and is there as it was written."""

from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from backend.papers import decision, minutes
from backend.papers.printed import pdf
from backend.papers.rules import plain
from backend.papers.shapes import Paper
from backend.papers.workbook import write
from tests.backend.papers.reading import (
    docx_cells,
    pdf_pages,
    squeezed,
    xlsx_rows,
)
from tests.backend.papers.samples import LONG, day_minutes, list_row, minutes_row, signed_list

MARKUP = "#*_`$\\@<>&{}[]()=+-~^|\"'%/;:.,!?"
LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)
ALPHABET = LETTERS + LETTERS.upper() + MARKUP + "0123456789 \t\r\n"
NAMES = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=40).filter(plain)
ANY_TEXT = st.text(min_size=1, max_size=60).filter(plain)
HOSTILE = [
    '=HYPERLINK("http://evil.example","bấm")',
    "=1+1",
    "+84912345678",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '#import "x.typ": *',
    "#sys.inputs",
    "$x^2$",
    "*đậm* _nghiêng_ `mã`",
    "<w:p>&amp;</w:p>",
    "</w:t><w:br/>",
    "{{ 7*7 }} {% if x %}",
    "\\u{41} \\n",
    "// chú thích",
    "/* chú thích */",
    "Hồ\u200bVăn",
    "Hồ Thị \ud800",
    "Hồ\ufffeVăn",
    "N\u0002m",
]


def hostile(test: Callable[..., None]) -> Callable[..., None]:
    """With every line of `HOSTILE` as an example."""
    for name in HOSTILE:
        test = example(name)(test)
    return test


def all_of(name: str) -> tuple[Paper, ...]:
    """The decision and both kinds of minutes with this name on every line that holds one."""
    row = list_row(child_name=name, head_name=name, hamlet=name, note=name)
    listed = signed_list(row, amends="1/QĐ-UBND", signer_name=name)
    given_out = minutes_row(child=name, head=name, receiver=name, relation="")
    day = day_minutes(given_out, people=(name,))
    return decision.decision(listed), minutes.minutes(day), *minutes.family_minutes(day)


@hostile
@settings(max_examples=10)
@given(ANY_TEXT)
def test_a_name_stays_a_name_in_docx(name: str) -> None:
    for paper in all_of(name):
        assert plain(name) in docx_cells(paper)


@hostile
@settings(max_examples=15)
@given(NAMES)
def test_a_name_stays_a_name_in_pdf(name: str) -> None:
    for paper in all_of(name):
        assert squeezed(plain(name)) in "".join(pdf_pages(paper))


@hostile
@settings(max_examples=25)
@given(ANY_TEXT)
def test_a_name_stays_a_name_in_xlsx(name: str) -> None:
    posted = decision.posting(signed_list(list_row(head_name=name), programme=name))
    values = [value for row in xlsx_rows(posted) for value in row]
    assert plain(name) in values
    assert any(plain(name) in str(value) for value in values[:60])


@pytest.mark.parametrize("name", ["=1+1", "+84", "-2", "@x"])
def test_what_could_calculate_is_marked_as_text_in_xlsx(name: str) -> None:
    file = BytesIO()
    write(file, decision.posting(signed_list(list_row(head_name=name))))
    cells = [cell for row in load_workbook(file).active.iter_rows() for cell in row]
    (found,) = [cell for cell in cells if cell.value == name]
    assert found.quotePrefix


def test_a_very_long_list_repeats_its_head_on_every_page_and_loses_nobody() -> None:
    names = [f"{LONG} {number}" for number in range(60)] + ["X" * 200]
    too_long = list_row(99, child_name="¥ " * 900)  # for one page
    rows = [list_row(at, child_name=name) for at, name in enumerate(names, 1)]
    listed = signed_list(*rows, too_long)
    pages = pdf_pages(decision.decision(listed))
    assert len(pages) > 3
    for page in pages[1:]:
        assert squeezed("Học sinh") in page
        assert squeezed("Chủ hộ") in page
    whole = "".join(pages)
    for name in names:
        assert squeezed(name) in whole
    assert whole.count("¥") == 900


def test_a_word_too_long_for_its_column_is_broken_into_lines_and_still_found_by_a_search() -> None:
    word = "HồVănMẫu" * 20
    file = pdf(decision.decision(signed_list(list_row(child_name=word))))
    text = PdfReader(BytesIO(file)).pages[1].extract_text()
    assert max(map(len, text.split())) < 40
    assert word in squeezed(text)
    assert "Hồ Thị A Lơ" in text
    assert "HT-2026-000001" in text
