"""What a programme's file may say besides requests: schools' needs, titles, public places, reports."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from backend.programmes.fields import Strict, Words
from backend.schools.words import SchoolLevel

LONGEST_TITLE = 40  # letters; it stands on a button
Title = Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9-]{2,40}$")]
# A figure that a target is held against or a report shows; `figures/catalogue.py` has them by code.
Counted = Annotated[str, Field(pattern=r"^[a-z0-9-]{2,60}$")]


class AreaCount(Strict):
    """How many of something there are in a unit, which no request tells: officers enter it by year,
    and targets take it as their denominator (figure "area-" and the code)."""

    code: Code
    name: Words


class NeedGroup(Strict):
    """One kind of need of a school, the group of the yearly report that it falls into, and ways to
    name it in chat."""

    code: Code
    name: Words
    reported_as: Code
    examples: tuple[Words, ...] = ()


class ReportedGroup(Strict):
    """One group of needs as the report words it, and the levels of schools in the report's order;
    other levels follow in the usual one. Of a group that is `beyond` the document a line is written
    only when there are such needs."""

    code: Code
    name: Words
    wording: Words
    levels: tuple[SchoolLevel, ...] = ()
    beyond: bool = False


class GiftKind(Strict):
    """Something that schools are given without having asked for it, as the report counts it up."""

    code: Code
    name: Words


class Needs(Strict):
    """Needs of schools and their sites: the groups to choose from, and those of the report."""

    groups: tuple[NeedGroup, ...] = Field(min_length=1)
    reported: tuple[ReportedGroup, ...] = Field(min_length=1)
    gifts: tuple[GiftKind, ...] = ()

    @model_validator(mode="after")
    def _every_group_is_reported(self) -> Self:
        known = {each.code for each in self.reported}
        for each in self.groups:
            if each.reported_as not in known:
                raise ValueError(
                    f"group {each.code}: reported_as = {each.reported_as!r} is no group"
                )
        return self


class AwardedTitle(Strict):
    """A title that is awarded, who seeks it, and the area count that its holders are a share of.
    Its rubrics are in `backend/learning_titles/rubrics/`."""

    code: Code
    name: Words
    applicant: Literal["family", "clan", "community", "unit", "citizen"]
    out_of: Code
    said: str = ""  # other names for it in chat, `; ` between them


class Upkeep(Strict):
    """One task of keeping public machines in order, and how often."""

    code: Code
    name: Words
    every_days: int = Field(ge=1, le=366)


class CostLine(Strict):
    """One line of a year's costs."""

    code: Code
    name: Words


class Places(Strict):
    """Public computers: upkeep, lines of cost, and the growth of visits wanted, percent a year."""

    upkeep: tuple[Upkeep, ...] = Field(min_length=1)
    costs: tuple[CostLine, ...] = Field(min_length=1)
    growth_from: int
    growth_to: int


class Retention(Strict):
    """How long what people said is kept: `months` after the end of a request its names are emptied;
    `audit_months` later also what proves that it was served, so that nobody is served twice. Each
    with the source that says so, and how sure it is."""

    months: int = Field(ge=1, le=120)
    source: Words
    audit_months: int = Field(ge=0, le=240)
    audit_source: Words
    note: str = ""


class ReportPart(Strict):
    """A heading with words, figures (a line each) and a table, of which any may be missing. The words
    may hold figures in braces: {handed-over}. `table` names one of `backend/reports/tables.py`."""

    heading: str = ""
    text: str = ""
    figures: tuple[Counted, ...] = ()
    table: str = ""


class Report(Strict):
    """A report that an office sends upwards, in the order of the document that it follows."""

    code: Code
    title: Words
    to: tuple[Words, ...] = ()  # who receives it
    parts: tuple[ReportPart, ...] = Field(min_length=1)
