"""Style and script keep to what Chrome 109 and Firefox 115 know, the last ones of Windows 7.

Source: the support tables of MDN's browser-compat-data, read for these two versions.
"""

import re
from pathlib import Path

import pytest

import backend.admin

FOLDER = Path(backend.admin.__file__).parent
STYLE = (FOLDER / "static" / "site.css").read_text()
SCRIPT = (FOLDER / "static" / "site.js").read_text()
TOO_NEW_IN_STYLE = (
    r":has\(",  # Firefox 121
    r"color-mix\(|oklch\(|oklab\(|lch\(|lab\(|light-dark\(",  # Chrome 111, 123
    r"\bsubgrid\b",  # Chrome 117
    r"text-wrap(-style)?\s*:",  # Chrome 114
    r"@(container\s+style|scope|starting-style|property|view-transition|position-try)\b",
    r"\d(lh|rlh|cap)\b",  # Firefox 120
    r":(user-valid|user-invalid|popover-open|state\()",  # Chrome 119
    r"(animation-timeline|field-sizing|interpolate-size|anchor-name|text-box)\s*:",
    r"\btranslate\s*:[^;]*\bcalc-size|abs\(|sign\(|round\(",  # Chrome 125
    r"line-clamp\s*:(?![^;]*;\s*-webkit)",
    r"\{[^{}]*&[^{}]*\{",  # nesting: Chrome 112, Firefox 117
)
TOO_NEW_IN_SCRIPT = (
    r"\.(toSorted|toReversed|toSpliced|with)\(",  # Chrome 110
    r"\b(Object|Map)\.groupBy|Array\.fromAsync|Promise\.(withResolvers|try)|URL\.(canParse|parse)",
    r"showPopover|startViewTransition|\.isWellFormed|\.checkVisibility",  # Firefox 125 and later
    r"/[a-z]*v[a-z]*\.(test|exec)\(",  # the flag v: Chrome 112
    r"\bimport\s.*\bwith\s*\{|\busing\s+\w+\s*=",
)


def markup() -> list[Path]:
    """Every template."""
    return sorted((FOLDER / "templates").rglob("*.html"))


@pytest.mark.parametrize("feature", TOO_NEW_IN_STYLE)
def test_the_style_uses_nothing_newer(feature: str) -> None:
    assert not re.search(feature, without_comments(STYLE))


@pytest.mark.parametrize("feature", TOO_NEW_IN_SCRIPT)
def test_the_script_uses_nothing_newer(feature: str) -> None:
    assert not re.search(feature, SCRIPT)


def test_the_markup_uses_nothing_newer_and_nothing_inline() -> None:
    for path in markup():
        found = re.search(
            r"<details[^>]*\sname=|\spopover\b|\sinert\b|<dialog|<search\b|<style|\sstyle=|\son[a-z]+=",
            path.read_text(),
        )
        assert not found, f"{path.name}: {found}"


def test_the_search_for_newer_things_finds_them() -> None:
    style = (
        "a { color: color-mix(in srgb, red, blue) } p:has(b) { width: 2lh } .a { & b { top: 0 } }"
    )
    assert sum(bool(re.search(feature, style)) for feature in TOO_NEW_IN_STYLE) == 4
    script = "rows.toSorted(); Object.groupBy(rows, f)"
    assert sum(bool(re.search(feature, script)) for feature in TOO_NEW_IN_SCRIPT) == 2


def without_comments(style: str) -> str:
    """The style's rules only."""
    return re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
