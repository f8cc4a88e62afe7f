"""Writing the workbook of breaches: a new one, what becomes known, who was told, the end."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.breaches import queries
from backend.breaches.models import Breach, BreachAccount, BreachId, BreachNotice
from backend.breaches.words import DATA, Told
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.numbering import next_code
from backend.officers import permissions
from backend.officers.models import Officer
from backend.officers.permissions import Task

SERIES = "VP"
MOST_PEOPLE = 100_000_000


@dataclass(frozen=True)
class AccountForm:
    """What is known, as typed. `people` is "" while nobody can say."""

    found_at: datetime
    found_by: str
    happened: str
    data: frozenset[str]
    people: str
    is_counted: bool
    consequences: str
    measures: str
    via_zalo: bool


@dataclass(frozen=True)
class NoticeForm:
    """Who was told and when, as typed; or, unless `is_told`, who need not be."""

    receiver: str
    is_told: bool
    told_at: datetime
    note: str


def record(session: Session, officer: Officer, form: AccountForm, token: str) -> Breach:
    """A new breach of the officer's unit. The form with the same `token` sent again is the same one.
    Raises `Invalid` beside the field."""
    permissions.require(officer, Task.KEEP_BREACHES)
    account = _account(officer, form)
    once = f"{officer.id}-{token}"[:64]
    same = select(Breach).where(Breach.once == once)
    if already := session.scalar(same):
        return already
    made = Breach(
        code=next_code(session, SERIES, clock.today().year),
        unit_id=officer.unit_id,
        officer_id=officer.id,
        created_at=clock.now(),
        once=once,
    )
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
    except IntegrityError:  # a double click, of which the other half was faster
        return session.scalars(same).one()
    account.breach_id = made.id
    session.add(account)
    audit.record(session, "record_breach", made, by=officer, code=made.code)
    return made


def amend(
    session: Session, officer: Officer, breach_id: BreachId, version: int, form: AccountForm
) -> None:
    """What is known by now; what was written before stays. Raises `Invalid` beside the field."""
    made = _to_change(session, officer, breach_id, version)
    account = _account(officer, form)
    account.breach_id = made.id
    session.add(account)
    audit.record(session, "amend_breach", made, by=officer)


def tell(
    session: Session,
    officer: Officer,
    breach_id: BreachId,
    version: int,
    form: NoticeForm,
) -> None:
    """Notes that somebody was told, or need not be. Raises `Invalid` beside the field."""
    made = _to_change(session, officer, breach_id, version)
    if form.receiver not in list(Told):
        raise Invalid(_("Anh/chị chọn đã báo cho ai."), field="receiver")
    found_at = queries.breach(session, officer, breach_id).account.found_at
    if not found_at <= form.told_at <= clock.now():
        words = _("Giờ báo phải sau lúc phát hiện và không ở tương lai. Anh/chị xem lại.")
        raise Invalid(words, field="hour")
    if not (form.is_told or form.note.strip()):
        words = _("Anh/chị ghi ai kết luận là không phải báo, và vì sao.")
        raise Invalid(words, field="note")
    session.add(
        BreachNotice(
            breach_id=made.id,
            officer_id=officer.id,
            written_at=clock.now(),
            receiver=Told(form.receiver),
            is_told=form.is_told,
            told_at=form.told_at,
            note=form.note.strip(),
        )
    )
    audit.record(session, "tell_of_breach", made, by=officer, receiver=form.receiver)


def close(
    session: Session, officer: Officer, breach_id: BreachId, version: int, lessons: str
) -> None:
    """Ends it. Raises `Conflict` while a clock runs: who needs no telling is noted as told so."""
    made = _to_change(session, officer, breach_id, version)
    if made.closed_at:
        raise Conflict(_("Vụ này đã khép rồi."))
    if queries.breach(session, officer, breach_id).open_clocks:
        words = _("Chưa báo đủ nơi. Anh/chị ghi đã báo, hoặc ghi ai kết luận là không phải báo.")
        raise Conflict(words)
    if not lessons.strip():
        raise Invalid(_("Anh/chị ghi bài học: sẽ làm gì để không lặp lại."), field="lessons")
    made.closed_at, made.lessons = clock.now(), lessons.strip()
    audit.record(session, "close_breach", made, by=officer)


def _to_change(session: Session, officer: Officer, breach_id: BreachId, version: int) -> Breach:
    permissions.require(officer, Task.KEEP_BREACHES)
    found = queries.breach(session, officer, breach_id, lock=True).breach
    if found.version != version:
        raise Conflict(_("Vụ này vừa có người ghi thêm. Anh/chị xem lại ở dưới rồi ghi."))
    found.version += 1
    return found


def _account(officer: Officer, form: AccountForm) -> BreachAccount:
    if form.found_at > clock.now():
        raise Invalid(_("Giờ phát hiện chưa đến. Anh/chị xem lại."), field="hour")
    if not form.happened.strip():
        raise Invalid(_("Anh/chị ghi việc gì đã xảy ra."), field="happened")
    return BreachAccount(
        officer_id=officer.id,
        written_at=clock.now(),
        found_at=form.found_at,
        found_by=form.found_by.strip(),
        happened=form.happened.strip(),
        data=", ".join(code for code in DATA if code in form.data),
        people=_people(form.people),
        is_counted=form.is_counted,
        consequences=form.consequences.strip(),
        measures=form.measures.strip(),
        via_zalo=form.via_zalo,
    )


def _people(text: str) -> int | None:
    digits = "".join(text.replace(".", "").split())
    if not digits:
        return None
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else -1
    if not 0 <= number <= MOST_PEOPLE:
        words = _("Anh/chị ghi một con số, ví dụ: 120. Chưa biết thì để trống.")
        raise Invalid(words, field="people")
    return number
