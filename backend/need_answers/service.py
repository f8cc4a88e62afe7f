"""Keeping that a household needs nothing, until it asks after all."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.contacts.models import ContactId
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.need_answers.commands import DeclareNoNeed
from backend.need_answers.models import NeedAnswer
from backend.need_answers.rules import Home, is_same_home
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.programmes.models import ProgrammeRevision
from backend.programmes.offered import runs_at
from backend.programmes.service import newest_revision, programme_of
from backend.support_requests.models import Status, SupportRequest
from backend.vietnamese import compact

ENDED = (Status.WITHDRAWN, Status.MERGED)


def declare(session: Session, contact_id: ContactId, command: DeclareNoNeed) -> None:
    """A family's own word. Raises `Conflict` when the same person has a request of the household."""
    request = _request_of(session, command)
    if request is not None and request.contact_id == contact_id:
        words = _("Nhà mình đang có hồ sơ {code}. Nếu không cần nữa, anh/chị nhắn: rút hồ sơ.")
        raise Conflict(words.format(code=request.code))
    answer = _keep(session, command, request, contact_id=contact_id)
    audit.record(session, "declare_no_need", answer, by=contact_id, programme=command.programme)
    words = _("Em đã ghi nhà mình chưa có nhu cầu. Khi nào cần, anh/chị cứ nhắn em gửi đề nghị ạ.")
    notify(session, contact_id, words)


def own(session: Session, contact_id: ContactId) -> Iterable[NeedAnswer]:
    """A person's own words that still count, newest first."""
    query = select(NeedAnswer).where(
        NeedAnswer.contact_id == contact_id, NeedAnswer.replaced_by_id.is_(None)
    )
    return session.scalars(query.order_by(NeedAnswer.id.desc()))


def enter(session: Session, officer: Officer, command: DeclareNoNeed) -> NeedAnswer:
    """What a household told an officer. Raises `NotFound` for a commune out of scope, `Conflict` when
    the household has a request, or has said so before."""
    if not scope.reaches(session, officer, command.unit_id):
        raise NotFound(_("Không có xã này trong đơn vị của anh/chị."))
    if request := _request_of(session, command):
        words = _("Hộ này đang có hồ sơ {code}, nên được tính là có nhu cầu.")
        raise Conflict(words.format(code=request.code), field="head_name")
    _lock(session, command.unit_id)
    if _counting(session, command):
        raise Conflict(_("Hộ này đã được ghi là không có nhu cầu."), field="head_name")
    answer = _keep(session, command, None, officer=officer)
    audit.record(session, "enter_no_need", answer, by=officer, programme=command.programme)
    return answer


def replace(session: Session, programme: str, request: SupportRequest) -> None:
    """A household that asks has a need: what it said before counts no more."""
    home = Home(request.head_name, request.head_birth_year, request.hamlet)
    for answer in _named_alike(session, programme, request.unit_id, home):
        answer.replaced_by_id = request.id


def _keep(
    session: Session,
    command: DeclareNoNeed,
    request: SupportRequest | None,
    *,
    contact_id: ContactId | None = None,
    officer: Officer | None = None,
) -> NeedAnswer:
    """The answer, the one there is when it was given before. With a request of the household it is
    kept and does not count."""
    _require_asked(session, command)
    _lock(session, command.unit_id)
    if known := _counting(session, command):
        return known
    answer = NeedAnswer(
        programme=command.programme,
        unit_id=command.unit_id,
        hamlet=command.hamlet,
        hamlet_key=compact(command.hamlet),
        head_name=command.head_name,
        head_key=compact(command.head_name),
        head_birth_year=command.head_birth_year or 0,
        phone=command.phone,
        contact_id=contact_id,
        officer_id=officer.id if officer else None,
        replaced_by_id=request.id if request else None,
        created_at=clock.now(),
    )
    session.add(answer)
    session.flush()
    return answer


def _lock(session: Session, unit_id: UnitId) -> None:
    """Two answers of one household at a moment come one after the other."""
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == unit_id)
    session.execute(unit.with_for_update(key_share=True))


def _require_asked(session: Session, command: DeclareNoNeed) -> None:
    revision = newest_revision(session, command.programme)
    programme = programme_of(session, revision.id) if revision else None
    if programme is None or programme.request is None:
        raise Invalid(_("Chương trình này hiện chưa nhận đề nghị."), field="programme")
    if not runs_at(session, programme, command.unit_id):
        raise Invalid(_("Chương trình này chưa có ở xã, phường đó."), field="programme")


def _counting(session: Session, command: DeclareNoNeed) -> NeedAnswer | None:
    found = _named_alike(session, command.programme, command.unit_id, _home(command))
    return next(iter(found), None)


def _named_alike(
    session: Session, programme: str, unit_id: UnitId, home: Home
) -> Iterable[NeedAnswer]:
    query = select(NeedAnswer).where(
        NeedAnswer.programme == programme,
        NeedAnswer.unit_id == unit_id,
        NeedAnswer.head_key == compact(home.head_name),
        NeedAnswer.replaced_by_id.is_(None),
    )
    return [
        one
        for one in session.scalars(query.order_by(NeedAnswer.id))
        if is_same_home(home, Home(one.head_name, one.head_birth_year or None, one.hamlet))
    ]


def _request_of(session: Session, command: DeclareNoNeed) -> SupportRequest | None:
    """An open request of the household in the programme."""
    query = (
        select(SupportRequest)
        .join(ProgrammeRevision, ProgrammeRevision.id == SupportRequest.revision_id)
        .where(
            ProgrammeRevision.code == command.programme,
            SupportRequest.unit_id == command.unit_id,
            SupportRequest.head_key == compact(command.head_name),
            SupportRequest.status.not_in(ENDED),
        )
    )
    home = _home(command)
    others = session.scalars(query.order_by(SupportRequest.id.desc()))
    return next((r for r in others if is_same_home(home, _home(r))), None)


def _home(said: DeclareNoNeed | SupportRequest) -> Home:
    return Home(said.head_name, said.head_birth_year, said.hamlet)
