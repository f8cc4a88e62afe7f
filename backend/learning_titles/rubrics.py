"""The rubrics that the service knows: one file each in `rubrics/`, and those kept with applications."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import clock
from backend.errors import Invalid
from backend.i18n import _
from backend.learning_titles.models import RubricId, TitleRubric
from backend.learning_titles.schema import Rubric
from backend.toml_files import Text, read_file, texts_in

CATALOGUE = Path(__file__).parent / "rubrics"


def read_rubric(path: Path) -> Rubric:
    """One file. Raises `Invalid` with the file, the line, the place in it, and what was expected."""
    return read_file(path, Rubric)[0]


def read_folder(folder: Path) -> Sequence[Rubric]:
    """Every file of a folder. Raises `Invalid` as well when two of them score a title in one year."""
    found: list[tuple[str, Rubric]] = []
    for path in sorted(folder.glob("*.toml")):
        rubric = read_rubric(path)
        for name, other in found:
            if overlap(rubric, other):
                raise Invalid(
                    f"{path.name}: titles: {name} scores the same title in the same years"
                )
        found.append((path.name, rubric))
    return [rubric for _name, rubric in found]


def overlap(one: Rubric, other: Rubric) -> bool:
    """Whether both would score the same application."""
    same_years = any(
        mine.first <= yours.last and yours.first <= mine.last
        for mine in one.years
        for yours in other.years
    )
    return same_years and bool(set(one.titles) & set(other.titles))


@cache
def rubrics() -> Sequence[Rubric]:
    """All of them."""
    return read_folder(CATALOGUE)


def rubric_for(title: str, year: int) -> Rubric | None:
    """How a title is scored in a year."""
    fitting = (each for each in rubrics() if title in each.titles and each.covers(year))
    return next(fitting, None)


def kept(session: Session, rubric: Rubric) -> RubricId:
    """The row of a rubric as it is now, written with its first application."""
    content = rubric.model_dump(mode="json")
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    values = {"content": content, "content_hash": digest, "created_at": clock.now()}
    session.execute(insert(TitleRubric).values(**values).on_conflict_do_nothing())
    query = select(TitleRubric.id).where(TitleRubric.content_hash == digest)
    return session.scalars(query).one()


def rubric_of(session: Session, rubric_id: RubricId) -> Rubric:
    """The rubric by which an application is scored, as it stood."""
    return _parsed(json.dumps(session.get_one(TitleRubric, rubric_id).content))


def about(rubric: Rubric) -> str:
    """Which rubric it is, as officers and papers say it."""
    if rubric.sample:
        return _("Bộ tiêu chí mẫu, chờ Hội Khuyến học ban hành")
    return _("Bộ tiêu chí theo {decision}, bản {version}").format(
        decision=rubric.decision, version=rubric.version
    )


@cache
def _parsed(content: str) -> Rubric:
    return Rubric.model_validate_json(content)


_TEXTS = ("name", "label", "question", "evidence", "photo")


def texts(
    file: IO[bytes], _keywords: object, _comment_tags: object, options: object
) -> Iterator[Text]:
    """What people read in a file, for the catalogues of `locales/` (an extractor of Babel's)."""
    return texts_in(file, lambda key, _table: key in _TEXTS)
