"""The figures of titles: who applied, who was recognised, who was taught, where one can learn."""

from collections.abc import Iterator, Sequence
from functools import cache

from sqlalchemy import ColumnElement, exists, true
from sqlalchemy.orm import Session, aliased

from backend.figures.figure import Clause, Figure
from backend.i18n import N_, _
from backend.learning_titles import sources
from backend.learning_titles.centre_models import LearningCentre, StudySession
from backend.learning_titles.models import TitleApplication, TitleAward
from backend.learning_titles.words import StudyKind, TitleStatus
from backend.programmes.sections import AwardedTitle
from backend.programmes.service import CATALOGUE, read_programme

_LOOKS = {
    TitleStatus.WAITING: "wait",
    TitleStatus.SENT_BACK: "info",
    TitleStatus.PASSED: "info",
    TitleStatus.REFUSED: "plain",
    TitleStatus.RECOGNISED: "good",
    TitleStatus.REVOKED: "plain",
}


def _all(_session: Session) -> ColumnElement[bool]:
    return true()


def _in_status(status: TitleStatus) -> Clause:
    return lambda _session: TitleApplication.status == status


def _applied_for(title: str) -> Clause:
    return lambda _session: TitleApplication.title == title


def _awarded(title: str) -> Clause:
    return lambda _session: TitleAward.title == title


def _of_kind(kind: StudyKind) -> Clause:
    return lambda _session: StudySession.kind == kind


def _first_led(_session: Session) -> ColumnElement[bool]:
    """A centre led by the commune's association; of several in one commune only the first, for the
    target counts associations."""
    earlier = aliased(LearningCentre)
    return LearningCentre.led_by_association & ~exists().where(
        earlier.unit_id == LearningCentre.unit_id,
        earlier.led_by_association,
        earlier.closed_on.is_(None),
        earlier.id < LearningCentre.id,
    )


@cache
def awarded_titles() -> Sequence[AwardedTitle]:
    """The titles of all programmes' files, in their order."""
    files = sorted(CATALOGUE.glob("*.toml"))
    found = (title for file in files for title in read_programme(file).titles)
    return list({title.code: title for title in found}.values())


def registered_code(title: str) -> str:
    """The code of the figure of a title's applications."""
    return f"titles-registered-{title}"


def recognised_code(title: str) -> str:
    """The code of the figure of a title's awards."""
    return f"titles-recognised-{title}"


def _of_titles() -> Iterator[Figure]:
    for title in awarded_titles():
        words = _("Đăng ký: {title}").format(title=title.name)
        code, clause = registered_code(title.code), _applied_for(title.code)
        yield Figure(code, sources.APPLICATIONS, words, clause, "info", part=True)
    for title in awarded_titles():
        words = _("Được công nhận: {title}").format(title=title.name)
        code, clause = recognised_code(title.code), _awarded(title.code)
        yield Figure(code, sources.AWARDS, words, clause, "good", part=True)


@cache
def figures_of_titles() -> Sequence[Figure]:
    """All of them; made when they are wanted, since a programme's file names the titles."""
    by_status = (
        Figure(
            f"title-{status.value.replace('_', '-')}",
            sources.APPLICATIONS,
            status.label,
            _in_status(status),
            _LOOKS[status],
            part=True,
        )
        for status in TitleStatus
    )
    return (
        Figure("titles-registered", sources.APPLICATIONS, N_("Hồ sơ danh hiệu"), _all, "info"),
        *by_status,
        Figure("titles-recognised", sources.AWARDS, N_("Danh hiệu đã công nhận"), _all, "good"),
        *_of_titles(),
        Figure(
            "studied-policy",
            sources.STUDIES,
            N_("Cán bộ, hội viên đã học tập, quán triệt"),
            _of_kind(StudyKind.POLICY),
            "good",
            amount=StudySession.first_timers,
        ),
        Figure(
            "studied-technology",
            sources.STUDIES,
            N_("Cán bộ khuyến học đã tập huấn công nghệ thông tin"),
            _of_kind(StudyKind.TECHNOLOGY),
            "good",
            amount=StudySession.first_timers,
        ),
        Figure("learning-centres", sources.CENTRES, N_("Trung tâm học tập cộng đồng"), _all),
        Figure(
            "communes-leading-centres",
            sources.CENTRES,
            N_("Phường, xã có lãnh đạo Hội Khuyến học tham gia quản lý trung tâm"),
            _first_led,
            "good",
            part=True,
        ),
        Figure(
            "learning-courses", sources.COURSES, N_("Lớp, khoá học của trung tâm"), _all, "info"
        ),
    )
