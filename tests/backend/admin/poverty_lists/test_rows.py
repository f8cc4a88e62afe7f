"""Every figure of a list opens to its rows."""

from pathlib import Path

import pytest

from tests.backend.admin.poverty_lists.forms import LISTS, NEW, SAME, drafted, number_of, written
from tests.backend.poverty_lists.reading.sheets import Cells
from tests.factories import World
from tests.site import Visitor, words


def test_every_figure_opens_to_its_rows(officer: Visitor, world: World, tmp_path: Path) -> None:
    changed = [*SAME[1], ""]
    changed[6] = "Hộ nghèo"
    moved = [*SAME[2]]
    moved[5] = "Thôn 2"
    content = written(tmp_path, SAME[0], changed, moved, *NEW, [7, "", "1980", "", "", "", "", ""])
    draft = drafted(officer, world.commune, content)
    rows = f"{LISTS}/{number_of(draft)}/rows"
    expected = {
        "hamlet=Thôn+2&standing=near_poor": ["A Lăng Thị Bhướp"],
        "hamlet=Thôn+2&commune=": ["Hồ Văn Nghiên", "Hồ Thị Hoa", "A Lăng Thị Bhướp"],
        "change=entered": ["Pơ Loong Thị Mai", "A Lăng Thị Bhướp"],
        "change=moved": ["Hồ Thị Hoa"],
        "change=same": ["Hồ Thị A Lơ"],
        "change=standing&before=near_poor&standing=poor": ["Hồ Văn Nghiên"],
        "left=1": ["Hồ Thị Hòa"],
    }
    everybody = {name for names in expected.values() for name in names}
    for query, names in expected.items():
        page = words(officer.get(f"{rows}?{query}"))
        assert {name for name in everybody if name in page} == set(names), query
    preview = officer.open(draft).text
    for link in ("change=entered", "left=1", "before=near_poor&amp;standing=poor", "hamlet="):
        assert link in preview, link
    assert "trước: Hộ cận nghèo" in words(officer.get(f"{rows}?change=standing"))
    assert "trước: Thôn 1" in words(officer.get(f"{rows}?change=moved"))


@pytest.mark.parametrize(
    "query", ["change=x", "standing=rich", "after=abc", "after=-1", "unit=99999999999999999999"]
)
def test_a_query_that_nobody_wrote_breaks_no_page(
    officer: Visitor, world: World, query: str
) -> None:
    assert officer.get(f"{LISTS}/{world.poverty_list}/rows?{query}").status_code == 200


def test_the_pages_are_light(officer: Visitor, world: World, tmp_path: Path) -> None:
    rows: list[Cells] = [
        [number, f"Pơ Loong Thị Mai {number}", "1979", "", "Cơ Tu", f"Thôn {number % 40}", "HN", ""]
        for number in range(400)
    ]
    draft = drafted(officer, world.commune, written(tmp_path, *SAME, *rows))
    for path, most in ((draft, 12_000), (f"{draft}/sheets/1", 9_000)):
        sent = officer.get(path)
        assert sent.num_bytes_downloaded < most, path
