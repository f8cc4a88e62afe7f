"""Keeping needs: entering, changing, showing to sponsors, the platform, closing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock
from backend.errors import Conflict, Invalid
from backend.i18n import _, day
from backend.officers.models import Officer
from backend.school_needs import queries
from backend.school_needs.clauses import promises
from backend.school_needs.groups import group
from backend.school_needs.models import NeedEvent, NeedId, SchoolNeed
from backend.school_needs.rules import state_of
from backend.school_needs.taking_part import note_needs
from backend.school_needs.words import NeedHappened, NeedState, Urgency
from backend.schools import queries as schools
from backend.schools.models import School, SchoolId, SiteId
from backend.vietnamese import clean, fold

LONGEST_TEXT = 300
MOST = 1_000_000
MOST_DONG = 10**12


@dataclass(frozen=True)
class NeedForm:
    """A need as an officer types it: `site` is a site's number or "" for the school as a whole,
    `group` a group's code, `quantity` and `cost` (đồng, may be "") digits, dots allowed."""

    site: str
    group: str
    text: str
    quantity: str
    cost: str = ""
    urgency: str = Urgency.YEAR
    published: bool = False


def add(session: Session, officer: Officer, school_id: SchoolId, form: NeedForm) -> SchoolNeed:
    """A new need of a school, which thereby has reported. Raises `Invalid` beside the field,
    `Conflict` when the school is closed or the same need is open already."""
    school = schools.school(session, officer, school_id, lock=True)
    require_open(school)
    need = SchoolNeed(
        unit_id=school.unit_id,
        school_id=school.id,
        state=NeedState.OPEN,
        reported_on=clock.today(),
        version=1,
        closed_reason="",
        mistaken=False,
        pushed_link="",
    )
    _fill(session, officer, school, need, form)
    if same(session, need):
        words = _("Trường đã có nhu cầu này và chưa xong. Anh/chị mở nhu cầu đó trong danh sách.")
        raise Conflict(words, field="text")
    return keep(session, officer, need)


def keep(session: Session, officer: Officer, need: SchoolNeed) -> SchoolNeed:
    """Stores a need that was filled in, and that its school has reported this year."""
    session.add(need)
    session.flush()
    note(session, officer, need, NeedHappened.REPORTED)
    note_needs(session, officer, need.school_id, need.unit_id)
    return need


def same(session: Session, need: SchoolNeed) -> SchoolNeed | None:
    """Another need of the school in the same words, at the same place, that is not done with."""
    query = select(SchoolNeed).where(
        SchoolNeed.school_id == need.school_id,
        SchoolNeed.group_code == need.group_code,
        SchoolNeed.ended_on.is_(None),
    )
    words = fold(need.text)
    return next(
        (
            each
            for each in session.scalars(query)
            if each.site_id == need.site_id and fold(each.text) == words and each.id != need.id
        ),
        None,
    )


def change(
    session: Session, officer: Officer, need_id: NeedId, version: int, form: NeedForm
) -> SchoolNeed:
    """What is different now. Raises `Invalid` beside the field, `Conflict` when a colleague was
    faster or the need is done with."""
    need = open_for_change(session, officer, need_id, version)
    school = schools.school(session, officer, need.school_id)
    _fill(session, officer, school, need, form)
    note(session, officer, need, NeedHappened.CHANGED)
    derive(session, need)
    return need


def push(
    session: Session, officer: Officer, need_id: NeedId, version: int, on: date, link: str
) -> SchoolNeed:
    """It stands on the humanitarian platform since a day, at a link where there is one. Raises
    `Invalid` for a day to come or for what is no link."""
    need = open_for_change(session, officer, need_id, version)
    if on > clock.today():
        raise Invalid(_("Ngày này chưa tới. Anh/chị ghi ngày đã đưa lên."), field="on")
    if on < need.reported_on:
        raise Invalid(_("Ngày này trước ngày trường báo. Anh/chị ghi lại ngày."), field="on")
    if link and not link.startswith(("https://", "http://")):
        words = _("Anh/chị dán đường dẫn bắt đầu bằng https://, hoặc để trống.")
        raise Invalid(words, field="link")
    need.pushed_on, need.pushed_link = on, link
    note(session, officer, need, NeedHappened.PUSHED, day(on))
    return need


def close(
    session: Session,
    officer: Officer,
    need_id: NeedId,
    version: int,
    reason: str,
    *,
    mistaken: bool = False,
) -> SchoolNeed:
    """Ends a need that is not met. One that was `mistaken` counts in no figure. Raises `Invalid`
    without a reason."""
    need = open_for_change(session, officer, need_id, version)
    if not reason:
        raise Invalid(_("Anh/chị ghi vì sao đóng, ví dụ: trường đã tự sửa."), field="reason")
    need.closed_reason, need.mistaken = reason, mistaken
    note(session, officer, need, NeedHappened.CLOSED, reason)
    derive(session, need)
    return need


def reopen(session: Session, officer: Officer, need_id: NeedId, version: int) -> SchoolNeed:
    """It is needed after all. Raises `Conflict` when it was not closed."""
    need = locked_need(session, officer, need_id, version)
    if need.state is not NeedState.CLOSED:
        raise Conflict(_("Nhu cầu này đang mở, không cần mở lại."))
    need.closed_reason, need.mistaken = "", False
    note(session, officer, need, NeedHappened.REOPENED)
    derive(session, need)
    return need


def derive(session: Session, need: SchoolNeed, on: date | None = None) -> None:
    """Writes the state that follows from pledges, and the day since when nothing more is wanted."""
    session.flush()
    promised = promises(session, need.id)
    need.state = state_of(need.quantity, promised, closed=bool(need.closed_reason))
    ended = need.state in (NeedState.MET, NeedState.CLOSED)
    need.ended_on = (need.ended_on or on or clock.today()) if ended else None
    session.flush()


def open_for_change(
    session: Session, officer: Officer, need_id: NeedId, version: int
) -> SchoolNeed:
    """The need, locked, if it is as the officer saw it and not closed."""
    need = locked_need(session, officer, need_id, version)
    if need.state is NeedState.CLOSED:
        raise Conflict(_("Nhu cầu này đã đóng. Anh/chị mở lại rồi ghi tiếp."))
    return need


def locked_need(session: Session, officer: Officer, need_id: NeedId, version: int) -> SchoolNeed:
    """The need, locked, if nobody changed it since the officer saw it."""
    need = queries.need(session, officer, need_id, lock=True)
    if need.version != version:
        raise Conflict(_("Nhu cầu này vừa có người ghi. Anh/chị xem lại ở dưới rồi làm tiếp."))
    need.version += 1
    return need


def note(
    session: Session, officer: Officer, need: SchoolNeed, happened: NeedHappened, text: str = ""
) -> None:
    """Adds to the need's history and to the trail."""
    session.add(
        NeedEvent(
            need_id=need.id,
            kind=happened,
            text=text,
            officer_id=officer.id,
            created_at=clock.now(),
        )
    )
    audit.record(session, f"need_{happened.value}", need, by=officer)


def require_open(school: School) -> None:
    """Raises `Conflict` for a school that teaches no more."""
    if school.closed_on:
        raise Conflict(
            _("Trường này không còn hoạt động. Anh/chị chọn trường khác."), field="school"
        )


def read_count(text: str, field: str, most: int = MOST) -> int:
    """ "1.200" is 1200. Raises `Invalid` for anything but a positive number that can be."""
    digits = text.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()) or not 0 < int(digits[:20]) <= most:
        raise Invalid(_("Anh/chị ghi một con số, ví dụ: 30."), field=field)
    return int(digits)


def _fill(
    session: Session, officer: Officer, school: School, need: SchoolNeed, form: NeedForm
) -> None:
    chosen = group(form.group)
    if chosen is None:
        raise Invalid(_("Anh/chị chọn nhóm nhu cầu."), field="group")
    if not clean(form.text):
        raise Invalid(_("Anh/chị ghi trường cần gì, ví dụ: 30 bộ chăn màn."), field="text")
    if form.urgency not in list(Urgency):
        raise Invalid(_("Anh/chị chọn mức gấp."), field="urgency")
    sites = {
        str(site.id): site.id
        for site in schools.sites(session, officer, school.id)
        if not site.closed_on or site.id == need.site_id
    }
    if form.site and form.site not in sites:
        raise Invalid(_("Anh/chị chọn điểm trường trong danh sách."), field="site")
    need.site_id = SiteId(sites[form.site]) if form.site else None
    need.group_code, need.text = chosen.code, clean(form.text)
    need.quantity = read_count(form.quantity, "quantity")
    need.cost = read_count(form.cost, "cost", MOST_DONG) if form.cost else None
    need.urgency, need.published = Urgency(form.urgency), form.published
