"""Many schools at once, from pasted lines. What is there already is left as it is, so that the same
lines may be sent twice; nothing is kept while one line is bad."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units import queries as units
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import Place
from backend.errors import Invalid
from backend.households.hamlets import hamlets_agree
from backend.i18n import _
from backend.officers.models import Officer
from backend.schools import service
from backend.schools.models import School, SchoolSite
from backend.schools.rules import bare_site, school_key, site_key
from backend.schools.service import SchoolForm, SiteForm
from backend.schools.typed_lines import MOST_LINES, BadLine, TypedSchool, read_lines


@dataclass(frozen=True)
class PlannedSchool:
    """What would be added: a school that is not `known`, and these sites."""

    typed: TypedSchool
    known: School | None
    new_sites: tuple[str, ...]

    @property
    def adds(self) -> bool:
        """Whether anything of it is new."""
        return self.known is None or bool(self.new_sites)


@dataclass(frozen=True)
class Plan:
    """The dry run of pasted lines."""

    schools: tuple[PlannedSchool, ...]
    bad: tuple[BadLine, ...]

    @property
    def new_schools(self) -> int:
        """How many schools would be added."""
        return sum(each.known is None for each in self.schools)

    @property
    def new_sites(self) -> int:
        """How many sites would be added."""
        return sum(len(each.new_sites) for each in self.schools)


def plan(session: Session, officer: Officer, unit_id: UnitId, text: str) -> Plan:
    """What the lines would add to a commune; writes nothing. Raises `Invalid` for no line or too
    many, `NotFound` for a commune that is not the officer's."""
    service.require_commune(session, officer, unit_id)
    if text.count("\n") >= MOST_LINES:
        words = _("Mỗi lần nhiều nhất {count} dòng. Anh/chị chia thành mấy lần.")
        raise Invalid(words.format(count=MOST_LINES), field="lines")
    read = read_lines(text)
    if not (read.schools or read.bad):
        raise Invalid(_("Anh/chị dán ít nhất một dòng."), field="lines")
    keys = [school_key(typed.name) for typed in read.schools]
    query = select(School).where(School.unit_id == unit_id, School.key.in_(keys))
    known = {school.key: school for school in session.scalars(query)}
    sites = _known_sites(session, list(known.values()))
    planned, bad = [], list(read.bad)
    for key, typed in zip(keys, read.schools, strict=True):
        there = known.get(key)
        if there and there.level is not typed.level:
            bad.append(_other_level(typed, there))
            continue
        new = tuple(
            site for site in typed.sites if not there or (there.id, site_key(site)) not in sites
        )
        planned.append(PlannedSchool(typed, there, new))
    return Plan(tuple(planned), tuple(sorted(bad, key=lambda each: each.number)))


def carry_out(session: Session, officer: Officer, unit_id: UnitId, text: str) -> Plan:
    """Adds what `plan` told of. Raises `Invalid` while a line is bad; says what was added."""
    told = plan(session, officer, unit_id, text)
    if told.bad:
        raise Invalid(_("Còn dòng chưa đúng. Anh/chị sửa các dòng đó rồi gửi lại."), field="lines")
    hamlets = units.hamlets(session, unit_id)
    for each in told.schools:
        form = SchoolForm(each.typed.name, each.typed.level)
        school = each.known or service.add(session, officer, unit_id, form)
        for name in each.new_sites:
            site = SiteForm(name, _hamlet(hamlets, name))
            service.add_site(session, officer, school.id, school.version, site)
    return told


def _known_sites(session: Session, schools: list[School]) -> set[tuple[int, str]]:
    query = select(SchoolSite.school_id, SchoolSite.key)
    rows = session.execute(query.where(SchoolSite.school_id.in_([each.id for each in schools])))
    return {(school_id, key) for school_id, key in rows}


def _other_level(typed: TypedSchool, there: School) -> BadLine:
    words = _(
        "Trường này đã có trong xã với cấp {level}. Anh/chị sửa cấp, hoặc sửa ở trang trường."
    )
    return BadLine(typed.number, typed.name, words.format(level=there.level.label))


def _hamlet(hamlets: list[Place], site: str) -> str:
    """The number of the one hamlet that a site is named after, or ""."""
    name = bare_site(site)
    agreeing = [each.id for each in hamlets if hamlets_agree(each.full_name, name)]
    return str(agreeing[0]) if len(agreeing) == 1 else ""
