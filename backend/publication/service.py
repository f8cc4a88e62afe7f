"""Leave to show a child's picture or name: given in chat or on paper, told, required, taken back.

Nothing in this service publishes either by itself. Whatever is added that does calls `require` first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.contacts.models import Consent, ConsentedRequest, ContactId, Whose
from backend.contacts.purposes import BY_CODE, LEAVES, WORDING, Leave
from backend.contacts.service import Origin
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.notices.service import notify
from backend.officers.models import Officer
from backend.programmes.rules import Reason
from backend.publication.commands import AllowPublication
from backend.publication.rules import MAY_ANSWER, asks_child, may_publish
from backend.support_requests import queries
from backend.support_requests.models import RequestId, SupportRequest

ON_PAPER = "paper"  # in place of a channel


@dataclass(frozen=True)
class Standing:
    """One leave for one child: whether it may be used, and the consents that stand."""

    leave: Leave
    may: Literal[True] | Reason
    asks_child: bool
    given: tuple[Consent, ...]


@dataclass(frozen=True)
class Signed:
    """A paper: who signed for the child, whether the child signed or said yes as well, and when."""

    purpose: str
    given_by: str
    by_child: bool
    on: date


def standings(session: Session, request: SupportRequest) -> list[Standing]:
    """Every leave as it stands for the child of a request; none for a household."""
    if request.is_for_household:
        return []
    query = (
        select(Consent)
        .join(ConsentedRequest, ConsentedRequest.consent_id == Consent.id)
        .where(ConsentedRequest.request_id == request.id, Consent.withdrawn_at.is_(None))
        .order_by(Consent.id)
    )
    consents, year = session.scalars(query).all(), clock.today().year
    return [_standing(leave, request, consents, year) for leave in LEAVES]


def allowed(session: Session, request: SupportRequest) -> list[str]:
    """What may be shown, in words."""
    found = standings(session, request)
    return [_(each.leave.name) for each in found if each.may is True]


def _standing(
    leave: Leave, request: SupportRequest, consents: Sequence[Consent], year: int
) -> Standing:
    given = tuple(each for each in consents if each.purpose == leave.code)
    born = request.child_birth_year
    may = may_publish(leave, born, year, {each.whose for each in given})
    return Standing(leave, may, asks_child(leave, born, year), given)


def require(session: Session, request: SupportRequest, purpose: str) -> None:
    """Raises `Conflict` with what is lacking, unless the child's picture (`purposes.PHOTO`) or name
    (`purposes.NAME`) may be shown."""
    found = next((s for s in standings(session, request) if s.leave.code == purpose), None)
    if found is None:
        raise Conflict(_("Hồ sơ này không có học sinh nào để đăng ảnh hay nêu tên."))
    if isinstance(found.may, Reason):
        raise Conflict(found.may.words)


def allow(
    session: Session, contact_id: ContactId, command: AllowPublication, origin: Origin
) -> None:
    """A parent's yes in chat, with the child's. Raises `Conflict` for who may not answer for the child
    and where the child's own words are lacking."""
    request = queries.own_request(session, contact_id, command.code, lock=True)
    leave = BY_CODE[command.purpose]
    if request.relation not in MAY_ANSWER:
        raise Conflict(_("Việc này bố mẹ hoặc người giám hộ trả lời ạ. Anh/chị nhắn: gặp cán bộ."))
    wants_child = asks_child(leave, request.child_birth_year, clock.today().year)
    if wants_child and not command.child_answer:
        raise Conflict(_("Em cần biết lời của chính em học sinh nữa ạ."))
    words = {Whose.OWN: command.answer}
    if wants_child:
        words[Whose.CHILD] = command.child_answer
    given = _given(session, request, leave.code)
    for whose, answer in words.items():
        if whose in given:
            continue
        own = Consent(channel=origin.channel, event_id=origin.event_id, given_at=clock.now())
        _keep(session, own, request, leave.code, whose, answer, contact_id)
    notify(
        session,
        contact_id,
        _("Em đã ghi. Đổi ý lúc nào, anh/chị nhắn: DỪNG. Hồ sơ vẫn xét như thường."),
    )


def allow_on_paper(
    session: Session, officer: Officer, request_id: RequestId, signed: Signed
) -> None:
    """What was signed before an officer. Raises `Invalid` where the child's yes is lacking."""
    request = queries.request(session, officer, request_id, lock=True)
    leave = BY_CODE.get(signed.purpose)
    if leave is None or request.is_for_household:
        raise Invalid(_("Anh/chị chọn việc được cho phép."), field="purpose")
    if signed.on > clock.today():
        raise Invalid(_("Ngày ký không thể ở sau hôm nay."), field="on")
    if asks_child(leave, request.child_birth_year, clock.today().year) and not signed.by_child:
        words = _("Từ 7 tuổi phải có lời đồng ý của chính em. Anh/chị hỏi em, có thì đánh dấu.")
        raise Invalid(words, field="by_child")
    noon = datetime.combine(signed.on, time(12), clock.VIETNAM)
    given = _given(session, request, leave.code)
    for whose in (Whose.OWN, *([Whose.CHILD] if signed.by_child else [])):
        if whose in given:
            continue
        paper = Consent(channel=ON_PAPER, event_id="", given_at=noon, officer_id=officer.id)
        _keep(session, paper, request, leave.code, whose, signed.given_by, officer)


def end(session: Session, officer: Officer, request_id: RequestId, purpose: str) -> None:
    """The family took it back before an officer; the child's word ends with it."""
    request = queries.request(session, officer, request_id, lock=True)
    for standing in standings(session, request):
        for consent in standing.given if standing.leave.code == purpose else ():
            consent.withdrawn_at = clock.now()
            audit.record(session, "withdraw_consent", consent, by=officer)
    session.flush()


def ask_family(session: Session, officer: Officer, request_id: RequestId, purpose: str) -> bool:
    """Asks a parent by message. False when nobody can be reached. Raises `Invalid` for who may not
    answer by chat."""
    request = queries.request(session, officer, request_id, lock=True)
    leave = BY_CODE.get(purpose)
    if leave is None or request.is_for_household:
        raise Invalid(_("Anh/chị chọn việc cần xin phép."), field="purpose")
    if request.relation not in MAY_ANSWER:
        words = _("Người gửi hồ sơ không phải bố mẹ. Anh/chị mời bố mẹ hoặc người giám hộ đến ký.")
        raise Invalid(words, field="purpose")
    asked = _(leave.asked).format(child=request.child_name)
    audit.record(session, "ask_publication", request, by=officer, purpose=purpose)
    told = asked + " " + _("Muốn trả lời, anh/chị nhắn: {words}.").format(words=_(leave.typed))
    return notify(session, request.contact_id, told)


def _given(session: Session, request: SupportRequest, purpose: str) -> set[Whose]:
    """Whose yes stands already: a second press adds none."""
    found = (each for each in standings(session, request) if each.leave.code == purpose)
    return {consent.whose for each in found for consent in each.given}


def _keep(
    session: Session,
    consent: Consent,
    request: SupportRequest,
    purpose: str,
    whose: Whose,
    answer: str,
    by: Officer | ContactId,
) -> None:
    consent.contact_id, consent.notice_version = request.contact_id, WORDING
    consent.purpose, consent.whose, consent.answer = purpose, whose, answer
    session.add(consent)
    session.flush()
    session.add(ConsentedRequest(request_id=request.id, consent_id=consent.id))
    session.flush()
    audit.record(session, "give_consent", consent, by=by)
