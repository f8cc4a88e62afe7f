"""Applications for titles, decisions and centres; all of them invented."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.approved_lists.signing import Signature
from backend.contacts.models import ContactId
from backend.learning_titles import applying, assessing, centres, recognising
from backend.learning_titles.applying import Entry
from backend.learning_titles.assessing import Given
from backend.learning_titles.centre_models import LearningCourse
from backend.learning_titles.centres import CentreForm, CourseForm
from backend.learning_titles.commands import ApplyForTitle
from backend.learning_titles.models import TitleApplication, TitleDecision
from backend.officers.models import Officer, OfficerId
from backend.programmes.fields import Answer
from tests.factories import World

BEST = {
    "family": {"children": "all", "adults": "regularly", "conditions": "good"},
    "clan": {"children": "all", "adults": "regularly", "conditions": "good"},
    "community": {"members": "most", "self_study": "regularly", "conditions": "good"},
    "unit": {"members": "most", "self_study": "regularly", "conditions": "good"},
    "worker": {"courses": "several", "self_study": "regularly", "conditions": "good"},
    "official": {"courses": "several", "self_study": "regularly", "conditions": "good"},
}
SIGNED = Signature("12/qđ-ubnd", date(2026, 11, 20), "Lê Văn Ký", "Chủ tịch UBND xã")


def officer_of(session: Session, number: int) -> Officer:
    """One of the world's officers."""
    return session.get_one(Officer, OfficerId(number))


def apply_by_chat(
    session: Session, world: World, contact_id: ContactId, title: str = "family", **said: Any
) -> TitleApplication:
    """The best answers, with a photo for the first criterion."""
    answers = {**BEST[title], **said.pop("answers", {})}
    first = next(iter(answers))
    given = [Answer(name, value, value) for name, value in answers.items()]
    given.append(Answer(f"photo_{first}", "telegram:f1", "có ảnh"))
    fields = {
        "applicant_name": "Trần Thị Lan",
        "unit_id": UnitId(world.commune),
        "hamlet": "Thôn 1",
        "words": "hai con có giấy khen",
        **said,
    }
    return applying.apply(session, contact_id, ApplyForTitle(title, answers=tuple(given), **fields))


def enter(
    session: Session, officer: Officer, title: str = "family", **said: Any
) -> TitleApplication:
    """An application that an officer writes down."""
    usual: dict[str, Any] = {
        "year": clock.today().year,
        "unit_id": UnitId(officer.unit_id),
        "applicant_name": "Trần Thị Lan",
        "hamlet": "Thôn 1",
        "words": "",
        "answers": BEST[title],
    }
    return applying.enter(session, officer, Entry(title=title, **{**usual, **said}))


def full_marks(application: TitleApplication) -> dict[str, Given]:
    """The most points for each criterion, with a reason."""
    most = {"children": 30, "adults": 40, "members": 30, "self_study": 40, "courses": 30}
    return {
        code: Given(str(most.get(code, 30)), "đã xem tận nơi") for code in BEST[application.title]
    }


def passed(session: Session, world: World, application: TitleApplication) -> TitleApplication:
    """Confirmed, scored with full marks and passed by the second officer of the commune."""
    colleague = officer_of(session, world.colleague)
    one = assessing.confirm(session, colleague, application.id, application.version)
    one = assessing.score(session, colleague, one.id, one.version, full_marks(one))
    return assessing.pass_on(session, colleague, one.id, one.version)


def signed(session: Session, world: World, year: int | None = None) -> TitleDecision:
    """A decision with everybody who passed."""
    officer = officer_of(session, world.officer)
    draft = recognising.gather(session, officer, year or clock.today().year)
    number = Signature(f"{draft.id}/QĐ-UBND", clock.today(), "Lê Văn Ký", "Chủ tịch UBND xã")
    return recognising.freeze(session, officer, draft.id, draft.version, number)


def make_course(session: Session, world: World, **said: Any) -> LearningCourse:
    """A course that begins today at a new centre of the commune."""
    officer = officer_of(session, world.officer)
    form = CentreForm(
        said.pop("centre", "Trung tâm A Lưới 1 (mẫu)"), "Thôn 1", "0234 3878 111", True
    )
    home = centres.add(session, officer, UnitId(world.commune), form)
    usual = {
        "name": "Lớp may (mẫu)",
        "starts_on": clock.today(),
        "ends_on": clock.today(),
        "joining": "đến ghi tên, miễn phí",
    }
    return centres.add_course(session, officer, home.id, CourseForm(**{**usual, **said}))


def write_down(session: Session, world: World, text: str) -> None:
    """A course that a talk begins with: "Lớp may (mẫu)"."""
    make_course(session, world, name=text, ends_on=clock.today() + timedelta(days=30))
