"""Many needs at once, from lines. What is there already is left as it is, so that the same lines may be
sent twice; nothing is kept while one line is bad."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit
from backend.errors import Conflict, Invalid, Refused
from backend.i18n import _
from backend.officers.models import Officer
from backend.school_needs import service
from backend.school_needs.from_ticket import MAIN_PLACE
from backend.school_needs.service import MOST, MOST_DONG, NeedForm, read_count
from backend.school_needs.typed_lines import TypedNeed, how, read_group, read_lines, read_urgency
from backend.schools.models import School, SchoolSite
from backend.schools.rules import keys_of, school_key, site_key
from backend.vietnamese import fold

MOST_LINES = 300
_IN_COMMUNE = re.compile(r"\(([^()]+)\)\s*$")  # "TH Núa Ngam (xã Núa Ngam)"


@dataclass(frozen=True)
class PlannedNeed:
    """What a line would become: a need of a school, or (`problem`) what to mend."""

    typed: TypedNeed
    school: School | None = None
    form: NeedForm | None = None
    problem: str = ""


@dataclass(frozen=True)
class _Known:
    """The schools that a line may name, by every key, and their sites."""

    schools: Mapping[str, Sequence[tuple[School, str]]]
    sites: Mapping[tuple[int, str], str]


def plan(session: Session, officer: Officer, text: str) -> list[PlannedNeed]:
    """What each line would become; writes nothing. Raises `Invalid` for no line or too many."""
    typed = read_lines(text)
    if not typed:
        raise Invalid(_("Anh/chị dán ít nhất một dòng."), field="lines")
    if len(typed) > MOST_LINES:
        words = _("Mỗi lần nhiều nhất {count} dòng. Anh/chị chia thành mấy lần.")
        raise Invalid(words.format(count=MOST_LINES), field="lines")
    known = _known(session, officer)
    return [_planned(known, each) for each in typed]


def carry_out(session: Session, officer: Officer, text: str) -> tuple[int, int]:
    """Keeps them: how many are new, how many were there. Raises `Invalid` while a line is bad."""
    planned = plan(session, officer, text)
    if any(each.problem for each in planned):
        raise Invalid(_("Còn dòng chưa đúng. Anh/chị sửa các dòng đó rồi gửi lại."), field="lines")
    added = 0
    for each in planned:
        if each.school and each.form:
            try:
                service.add(session, officer, each.school.id, each.form)
                added += 1
            except Conflict:  # it is there already
                continue
    return added, len(planned) - added


def _planned(known: _Known, typed: TypedNeed) -> PlannedNeed:
    try:
        school = _school(known, typed["school"])
        return PlannedNeed(typed, school, _form(known, school, typed))
    except Refused as refusal:
        return PlannedNeed(typed, problem=str(refusal))


def _school(known: _Known, name: str) -> School:
    in_commune = _IN_COMMUNE.search(name)
    key = school_key(_IN_COMMUNE.sub("", name)) if in_commune else school_key(name)
    found = known.schools.get(key) or known.schools.get(school_key(name)) or ()
    if in_commune and len(found) > 1:
        wanted = fold(in_commune[1])
        found = [
            pair for pair in found if wanted in (fold(pair[1]), fold(pair[1]).split(" ", 1)[-1])
        ]
    if not found:
        raise Invalid(_("Không thấy trường này trong danh sách trường. Anh/chị xem lại tên."))
    if len(found) > 1:
        words = _(
            "Nhiều xã có trường tên này. Anh/chị ghi thêm xã trong ngoặc: {name} ({commune})."
        )
        raise Invalid(words.format(name=found[0][0].name, commune=found[0][1]))
    return found[0][0]


def _form(known: _Known, school: School, typed: TypedNeed) -> NeedForm:
    site = site_key(typed["site"])
    if site not in MAIN_PLACE and (school.id, site) not in known.sites:
        raise Invalid(_("Trường không có điểm trường này. Anh/chị thêm ở mục Trường học."))
    group = read_group(typed["group"])
    if group is None:
        raise Invalid(_("Em không rõ nhóm nhu cầu. Anh/chị ghi, ví dụ: nhà vệ sinh."))
    if not typed["text"]:
        raise Invalid(_("Thiếu phần cần gì. Anh/chị ghi: {how}.").format(how=how()))
    quantity = typed["quantity"] or "1"
    read_count(quantity, "lines", MOST)
    cost = re.sub(r"(?i)[.,\s]|đồng|đ|vnd", "", typed["cost"])
    if cost:
        read_count(cost, "lines", MOST_DONG)
    return NeedForm(
        site=known.sites.get((school.id, site), "") if site not in MAIN_PLACE else "",
        group=group,
        text=typed["text"][: service.LONGEST_TEXT],
        quantity=quantity,
        cost=cost,
        urgency=read_urgency(typed["urgency"]),
        published=True,
    )


def _known(session: Session, officer: Officer) -> _Known:
    unit = AdministrativeUnit
    query = (
        select(School, unit)
        .join(unit, unit.id == School.unit_id)
        .where(scope.within(officer, School.unit_id), School.closed_on.is_(None))
    )
    schools: dict[str, list[tuple[School, str]]] = {}
    for school, place in session.execute(query):
        for key in keys_of(school.name, school.other_names):
            schools.setdefault(key, []).append((school, place.full_name))
    sites = (
        select(SchoolSite.school_id, SchoolSite.key, SchoolSite.id)
        .join(School, School.id == SchoolSite.school_id)
        .where(scope.within(officer, School.unit_id), SchoolSite.closed_on.is_(None))
    )
    return _Known(
        schools,
        {(school_id, key): str(site_id) for school_id, key, site_id in session.execute(sites)},
    )
