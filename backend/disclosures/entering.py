"""What an officer writes into the register: a list that was given by hand, a paper passed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.disclosures import queries, rules
from backend.disclosures.models import DisclosedRequest, Disclosure, DisclosureId
from backend.disclosures.rules import Receiver
from backend.disclosures.service import Requests, keep_once
from backend.disclosures.words import PURPOSES, Basis, ReceiverKind
from backend.errors import Invalid
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.service import newest_revision
from backend.support_requests.models import RequestId, SupportRequest

BY_HAND = "by_hand"


@dataclass(frozen=True)
class HandForm:
    """As typed. `fields` are codes, `requests` codes of requests in one text; "" for none."""

    on: date
    fields: Sequence[str]
    people: str
    purpose: str
    programme: str = ""
    requests: str = ""
    note: str = ""


def enter(
    session: Session, officer: Officer, to: Receiver, form: HandForm, token: str
) -> Disclosure:
    """A row of what was given outside the service. `token` is the form's: sent twice it is one row.
    Raises `Invalid` beside the field."""
    note = form.note.strip()
    rules.require_no_number(note, "note")
    if to.basis is Basis.OTHER and not note:
        raise Invalid(_("Anh/chị ghi căn cứ vào ô chú thích."), field="note")
    if form.purpose not in PURPOSES:
        raise Invalid(_("Anh/chị chọn đưa để làm gì."), field="purpose")
    if form.programme and newest_revision(session, form.programme) is None:
        raise Invalid(_("Anh/chị chọn chương trình."), field="programme")
    requests = _requests(session, officer, form.requests)
    made = Disclosure(
        at=_moment(form.on),
        fields=", ".join(rules.fields(form.fields)),
        people=rules.people(form.people),
        purpose=form.purpose,
        programme=form.programme,
        subject="",
        subject_id=0,
        paper=BY_HAND,
        note=note or None,
        unit_id=officer.unit_id,
    )
    return _keep(session, officer, made, to, token, requests)


def pass_on(
    session: Session,
    officer: Officer,
    disclosure_id: DisclosureId,
    to: Receiver,
    on: date,
    token: str,
) -> Disclosure:
    """A further row: what was taken out was given to somebody. Raises `Invalid`, also when it stays in
    the office."""
    earlier = queries.disclosure(session, officer, disclosure_id).disclosure
    kept = ("fields", "people", "purpose", "programme", "subject", "subject_id", "paper", "unit_id")
    made = Disclosure(at=_moment(on), **{name: getattr(earlier, name) for name in kept})
    families = select(DisclosedRequest.request_id).where(
        DisclosedRequest.disclosure_id == earlier.id
    )
    return _keep(session, officer, made, to, token, families)


def _keep(
    session: Session,
    officer: Officer,
    made: Disclosure,
    to: Receiver,
    token: str,
    requests: Requests | None,
) -> Disclosure:
    if to.kind is ReceiverKind.OFFICE:
        raise Invalid(_("Anh/chị chọn nơi nhận ở ngoài đơn vị."), field="receiver_kind")
    made.officer_id = officer.id
    made.receiver_kind, made.receiver, made.basis = to.kind, to.name, to.basis
    made.once = sha256(f"{officer.id}|{token}".encode()).hexdigest()
    kept = keep_once(session, made, requests)
    if kept is made:
        audit.record(session, "enter_disclosure", made, by=officer, people=made.people)
    return kept


def _moment(on: date) -> datetime:
    if on > clock.today():
        raise Invalid(_("Ngày này chưa đến. Anh/chị xem lại."), field="on")
    return clock.now() if on == clock.today() else datetime.combine(on, time(12), clock.VIETNAM)


def _requests(session: Session, officer: Officer, text: str) -> Requests | None:
    """The requests that codes name. Raises `Invalid` when one of them is not the officer's."""
    codes = rules.request_codes(text)
    if text.strip() and not codes:
        raise Invalid(_("Anh/chị ghi mã hồ sơ, ví dụ: HT-2026-000012."), field="requests")
    query = select(SupportRequest.id).where(
        SupportRequest.code.in_(codes), scope.within(officer, SupportRequest.unit_id)
    )
    found: Sequence[RequestId] = session.scalars(query).all()
    if len(found) < len(codes):
        words = _("Có mã hồ sơ không thuộc đơn vị của anh/chị. Anh/chị xem lại từng mã.")
        raise Invalid(words, field="requests")
    return query if codes else None
