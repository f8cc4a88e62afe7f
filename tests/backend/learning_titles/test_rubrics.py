"""A rubric's file is strict, its faults are named with their line, and a used one is never changed."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from backend.db import Database
from backend.errors import Invalid
from backend.learning_titles.figures import awarded_titles
from backend.learning_titles.models import TitleRubric
from backend.learning_titles.rubrics import about, kept, read_folder, rubric_for, rubric_of, rubrics

WHOLE = """titles = ["family"]
years = [{ first = 2026, last = 2030 }]
version = 1
sample = true
pass_mark = 5

[[criteria]]
code = "reading"
name = "Đọc sách"
points = 10
question = "Có đọc sách không?"
options = [
  { value = "yes", label = "Có", points = 10 },
  { value = "no", label = "Không" },
]
"""
FAULTS = [
    ("pass_mark = 5", "pass_mark = 11", "pass_mark is above"),
    ("pass_mark = 5", "pass_mark = 0", "line 5: pass_mark"),
    ("points = 10\n", "points = 9\n", "line 7: criteria.0"),
    ("points = 10\n", "points = 101\n", "line 10: criteria.0.points"),
    ("sample = true", 'sample = true\ndecision = "1/QĐ"', "either a sample or issued"),
    ("sample = true\n", "", "either a sample or issued"),
    ("sample = true", "smaple = true", "smaple"),
    ("last = 2030", "last = 2025", "last is before first"),
    ('code = "reading"', 'code = "Reading 1"', "line 8: criteria.0.code"),
    ('value = "no"', 'value = "yes"', "same value"),
    ('question = "Có đọc sách không?"', 'question = "?"\nphoto = "Ảnh?"', "evidence has to say"),
    ("version = 1", 'version = "1"', "line 3: version"),
    ("[[criteria]]", "[[criteria]", "rubric.toml"),
]


def write(folder: Path, text: str, name: str = "rubric.toml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(("right", "wrong", "told"), FAULTS)
def test_a_fault_is_named(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    assert right in WHOLE
    with pytest.raises(Invalid) as refused:
        read_folder(write(tmp_path, WHOLE.replace(right, wrong, 1)))
    assert told in str(refused.value)
    assert "rubric.toml" in str(refused.value)


def test_two_rubrics_never_score_one_application(tmp_path: Path) -> None:
    write(tmp_path, WHOLE)
    write(
        tmp_path, WHOLE.replace("first = 2026, last = 2030", "first = 2021, last = 2025"), "a.toml"
    )
    assert len(read_folder(tmp_path)) == 2
    write(tmp_path, WHOLE.replace("last = 2030", "last = 2026"), "b.toml")
    with pytest.raises(Invalid, match="scores the same title"):
        read_folder(tmp_path)


def test_every_title_has_a_rubric_in_every_year_of_the_programme() -> None:
    for title in awarded_titles():
        for year in range(2021, 2031):
            assert rubric_for(title.code, year), (title.code, year)
        assert rubric_for(title.code, 2020) is None


def test_a_sample_is_called_so() -> None:
    assert all(each.sample for each in rubrics())
    assert "mẫu" in about(rubrics()[0])


def test_a_rubric_is_kept_once_and_as_it_was(database: Database) -> None:
    first = rubrics()[0]
    later = first.model_copy(update={"pass_mark": first.pass_mark + 1, "version": 2})
    with database.transaction() as session:
        one, again, other = kept(session, first), kept(session, first), kept(session, later)
        assert one == again != other
        assert session.scalar(select(func.count(TitleRubric.id))) == 2
        assert rubric_of(session, one).pass_mark == first.pass_mark
        assert rubric_of(session, other).pass_mark == first.pass_mark + 1
