"""A name in a programme's file that leads nowhere is told with file, line and what was expected."""

from pathlib import Path

import pytest

from backend.errors import Invalid
from backend.programmes.service import CATALOGUE
from backend.reports.checking import check_catalogue
from tests.backend.reports.factory import ADDED, CODE


def check(folder: Path, added: str) -> str:
    """The sentence about a file, "" for none."""
    written = (CATALOGUE / f"{CODE}.toml").read_text("utf-8")
    folder.joinpath("thu.toml").write_text(written + added, "utf-8")
    try:
        check_catalogue(folder)
    except Invalid as fault:
        return str(fault)
    return ""


def test_every_file_of_the_catalogue_names_only_what_there_is() -> None:
    check_catalogue()


def test_a_whole_file_has_no_fault(tmp_path: Path) -> None:
    assert check(tmp_path, ADDED) == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('reached = "handed-over"', 'reached = "handed-under"', "targets.reached: 'handed-under'"),
        ('out_of = "area-thu-ho"', 'out_of = "area-ho-la"', "targets.out_of: 'area-ho-la'"),
        ('"made", "waiting"', '"made", "wating"', "reports.parts.figures: 'wating'"),
        ("nhận {made} đề", "nhận {maed} đề", "reports.parts.text: 'maed'"),
        ("nhận {made} đề", "nhận {made đề", "reports.parts.text: "),
        ("nhận {made} đề", "nhận {made!r} đề", "reports.parts.text: "),
        ("nhận {made} đề", "nhận {made:>9} đề", "reports.parts.text: "),
        ('table = "by_unit"', 'table = "by_units"', "reports.parts.table: 'by_units'"),
        ('heading = "III. MỤC TIÊU"', 'heading = "I. TÌNH HÌNH"', "stands twice"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in ADDED
    said = check(tmp_path, ADDED.replace(old, new))
    assert said.startswith("thu.toml")
    assert told in said
    written = (tmp_path / "thu.toml").read_text("utf-8").splitlines()
    if "stands twice" not in told and "'" in told:
        line = int(said.partition("line ")[2].partition(":")[0])
        assert new.split(" = ")[-1].strip('"') in written[line - 1]


def test_several_lines_of_figures_are_looked_through(tmp_path: Path) -> None:
    added = ADDED.replace('["made", "waiting",', '[\n  "made",\n  "wating",')
    said = check(tmp_path, added)
    line = int(said.partition("line ")[2].partition(":")[0])
    assert "wating" in (tmp_path / "thu.toml").read_text("utf-8").splitlines()[line - 1]
