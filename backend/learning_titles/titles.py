"""The titles that can be sought, as the programmes of today say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.i18n import N_, _
from backend.learning_titles.models import TitleApplication
from backend.learning_titles.rubrics import rubric_for
from backend.learning_titles.schema import TitleOffer
from backend.programmes.models import RevisionId
from backend.programmes.schema import Step
from backend.programmes.sections import AwardedTitle
from backend.programmes.service import newest_revision, programme_of, programmes_now


@dataclass(frozen=True)
class Sought:
    """A title, and the revision of the programme that awards it."""

    title: AwardedTitle
    revision_id: RevisionId
    steps: Sequence[Step]


def titles(session: Session) -> Mapping[str, Sought]:
    """Every title by its code, in the order of the files."""
    found: dict[str, Sought] = {}
    for programme in programmes_now(session):
        revision = newest_revision(session, programme.code)
        if revision and len(programme.steps) >= 2:
            for title in programme.titles:
                found.setdefault(title.code, Sought(title, revision.id, programme.steps))
    return found


def title_of(session: Session, application: TitleApplication) -> AwardedTitle:
    """The title that an application seeks, as it stood when it was sent."""
    programme = programme_of(session, application.revision_id)
    return next(each for each in programme.titles if each.code == application.title)


def steps_of(session: Session, application: TitleApplication) -> Sequence[Step]:
    """The steps that it goes through, likewise."""
    return programme_of(session, application.revision_id).steps


def applicant_label(title: AwardedTitle) -> str:
    """What the applicant's name is called on a page."""
    return _(_LABELS[title.applicant])


_LABELS = {
    "family": N_("Chủ hộ"),
    "clan": N_("Dòng họ"),
    "community": N_("Khu phố, ấp"),
    "unit": N_("Đơn vị"),
    "citizen": N_("Người đăng ký"),
}


def offers(session: Session, year: int) -> Sequence[TitleOffer]:
    """The titles for which one can apply for a year, each with its rubric."""
    found = ((each.title, rubric_for(code, year)) for code, each in titles(session).items())
    return [
        TitleOffer(title.code, title.name, title.applicant, title.said, rubric)
        for title, rubric in found
        if rubric
    ]
