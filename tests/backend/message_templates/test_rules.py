"""What a text with variables says, and what is wrong with one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.message_templates.rules import VARIABLES, example, fill, flaws, missing, used

VALUES = {"child": "An", "code": "HT-1", "date": "1/2/2026", "place": "xã"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Máy của {child} đã về.", []),
        ("{code} {code}", []),
        ("Không có chỗ trống nào.", []),
        ("{chid}", ["chid"]),
        ("{Child}", ["Child"]),
        ("{tên con} và {ngày}", ["tên con", "ngày"]),
        ("{ child }", [" child "]),
        ("{}", [""]),
        ("{child", [""]),
        ("child}", [""]),
        ("{{child}}", [""]),
        ("{child} }{", [""]),
        ("{x} {", ["x", ""]),
        ("{child!r}", ["child!r"]),
        ("{0.__class__}", ["0.__class__"]),
    ],
)
def test_unknown_variables_and_lone_braces_are_named(text: str, written: list[str]) -> None:
    found = flaws(text)
    assert [flaw.written for flaw in found] == written
    assert all(str(flaw) for flaw in found)


@pytest.mark.parametrize(
    ("written", "likely"),
    [("chid", "{child}"), ("Code", "{code}"), (" date", "{date}"), ("zz", "")],
)
def test_a_slip_is_answered_with_the_likely_variable(written: str, likely: str) -> None:
    (flaw,) = flaws(f"{{{written}}}")
    assert ("Có phải" in str(flaw)) == bool(likely)
    assert likely in str(flaw)


def test_what_lacks_a_value_is_named_once() -> None:
    assert missing("{date} {place} {date} {child}", {"child": "An", "place": " "}) == [
        "date",
        "place",
    ]


@given(st.dictionaries(st.sampled_from(sorted(VARIABLES)), st.text(max_size=20), min_size=4))
def test_a_value_is_never_read_for_variables_again(values: dict[str, str]) -> None:
    values |= {"child": "{code}", "code": "{child}"}
    assert fill("{child}|{code}", values) == "{code}|{child}"


@given(st.text(alphabet="ab{}chilđ ", max_size=30))
def test_a_text_without_flaws_can_be_filled_completely(text: str) -> None:
    if not flaws(text):
        filled = fill(text, VALUES)
        assert "{" not in filled
        assert used(filled) == []


def test_the_example_is_filled_and_invented() -> None:
    filled = example("{child} {code} {date} {place}")
    assert "{" not in filled
    assert "Mẫu" in filled
