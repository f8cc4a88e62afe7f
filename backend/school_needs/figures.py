"""The figures of schools' needs: who has reported, what is lacking where, what came."""

from collections.abc import Iterator, Sequence
from functools import cache

from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import Session

from backend.figures.figure import Clause, Figure
from backend.i18n import N_, _
from backend.programmes.sections import ReportedGroup
from backend.school_needs import sources
from backend.school_needs.clauses import is_to_push
from backend.school_needs.groups import levels_of, needs
from backend.school_needs.models import Pledge, SchoolNeed
from backend.school_needs.words import NeedState
from backend.schools.models import School
from backend.schools.words import SchoolLevel

_LOOKS = {
    NeedState.OPEN: "bad",
    NeedState.MATCHED: "wait",
    NeedState.PARTLY: "info",
    NeedState.MET: "good",
    NeedState.CLOSED: "plain",
}


def _all(_session: Session) -> ColumnElement[bool]:
    return true()


def _of_level(level: SchoolLevel) -> Clause:
    return lambda _session: School.level == level


def _in_state(state: NeedState) -> Clause:
    return lambda _session: SchoolNeed.state == state


SCHOOLS_ASKED = Figure("schools-asked", sources.ASKED, N_("Trường đang dạy"), _all)
SCHOOLS_REPORTED = Figure(
    "schools-reported", sources.REPORTED, N_("Trường đã báo nhu cầu"), _all, "good"
)
SCHOOLS_SILENT = Figure(
    "schools-silent", sources.SILENT, N_("Trường chưa báo nhu cầu"), _all, "wait"
)
NEEDS = Figure("school-needs", sources.NEEDS, N_("Nhu cầu của trường"), _all, "info")
NEEDS_TO_PUSH = Figure(
    "school-needs-to-push",
    sources.NEEDS,
    N_("Nhu cầu chưa đưa lên nền tảng Nhân đạo"),
    lambda _session: is_to_push(),
    "wait",
    part=True,
)
GIFTS = Figure("school-gifts", sources.GIFTS, N_("Lần ủng hộ trường đã nhận"), _all, "good")
GIFT_DONG = Figure(
    "school-gifts-dong",
    sources.GIFTS,
    N_("Giá trị ủng hộ đã nhận (đồng)"),
    lambda _session: Pledge.amount.is_not(None),
    part=True,
    amount=Pledge.amount,
)


@cache
def schools_needing(reported: ReportedGroup, level: SchoolLevel) -> Figure:
    """Schools of a level with a need of a reported group."""
    words = _("{group}: trường cấp {level}").format(group=reported.name, level=level.label)
    code = f"{reported.code}-schools-{_code(level)}"
    return Figure(code, sources.schools_needing(reported), words, _of_level(level), "wait")


@cache
def sites_needing(reported: ReportedGroup, level: SchoolLevel) -> Figure:
    """Sites of schools of a level with a need of a reported group."""
    words = _("{group}: điểm trường cấp {level}").format(group=reported.name, level=level.label)
    code = f"{reported.code}-sites-{_code(level)}"
    return Figure(code, sources.sites_needing(reported), words, _of_level(level), "wait")


def _code(level: SchoolLevel) -> str:
    return level.value.replace("_", "-")


def _by_group() -> Iterator[Figure]:
    for reported in needs().reported:
        for level in levels_of(reported):
            yield schools_needing(reported, level)
            yield sites_needing(reported, level)


def _by_state() -> Iterator[Figure]:
    for state in NeedState:
        code, look = f"school-need-{state.value}", _LOOKS[state]
        yield Figure(code, sources.NEEDS, state.label, _in_state(state), look, part=True)


@cache
def figures_of_needs() -> Sequence[Figure]:
    """All of them; made when they are wanted, since a programme's file names the groups."""
    return (
        SCHOOLS_ASKED,
        SCHOOLS_REPORTED,
        SCHOOLS_SILENT,
        NEEDS,
        *_by_state(),
        NEEDS_TO_PUSH,
        *_by_group(),
        GIFTS,
        GIFT_DONG,
    )
