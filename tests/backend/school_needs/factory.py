"""Schools with needs, sponsors and focal officers; all of them invented."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.administrative_units.service import unit_with_code
from backend.officers.models import Officer, OfficerId
from backend.school_needs import focal_officers, pledging, service
from backend.school_needs.models import NeedId, Pledge, SchoolNeed
from backend.school_needs.pledging import PledgeForm
from backend.school_needs.service import NeedForm
from backend.schools.models import School, SchoolSite
from tests.backend.schools.factory import make_school, make_site
from tests.factories import World


def province(session: Session, world: World) -> Officer:
    """The officer of the province, who reaches every school."""
    return session.get_one(Officer, OfficerId(world.province_officer))


def mai(session: Session, world: World) -> Officer:
    """Lê Thị Mai, approver of `commune`."""
    return session.get_one(Officer, OfficerId(world.officer))


def need_form(**said: Any) -> NeedForm:
    """A need of a toilet at the school as a whole."""
    usual = {"site": "", "group": "toilet", "text": "Nhà vệ sinh hai ngăn", "quantity": "1"}
    return NeedForm(**{**usual, **said})


def make_need(
    session: Session, world: World, school: School, site: SchoolSite | None = None, **said: Any
) -> SchoolNeed:
    """A need of a school, at one of its sites where one is named."""
    form = need_form(site=str(site.id) if site else "", **said)
    return service.add(session, province(session, world), school.id, form)


def make_pledge(session: Session, world: World, need: SchoolNeed, **said: Any) -> Pledge:
    """Somebody promises to help with a need, unless `received` says that it came."""
    form = PledgeForm(**{"donor": "Công ty Sao Mai (mẫu)", "kind": "goods", **said})
    session.refresh(need)
    return pledging.pledge(session, province(session, world), NeedId(need.id), need.version, form)


def make_gift(session: Session, world: World, school: School | None = None, **said: Any) -> Pledge:
    """Warm clothes that came without having been asked for."""
    usual: dict[str, Any] = {
        "donor": "Hội Chữ thập đỏ (mẫu)",
        "kind": "goods",
        "thing": "ao-am",
        "quantity": "30",
    }
    form = PledgeForm(**{**usual, **said})
    return pledging.record_gift(
        session,
        province(session, world),
        UnitId(world.commune),
        school.id if school else None,
        form,
    )


def write_down(session: Session, world: World, line: str) -> None:
    """As transcripts write it, `TRƯỜNG 20056 tên | cấp` a school, `ĐẦU MỐI cấp | tên | số` a focal
    officer of the province, `NHU CẦU tên trường | điểm trường | nhóm | cần gì | số lượng` a need that
    sponsors see."""
    for word, write in (("TRƯỜNG ", _school), ("ĐẦU MỐI ", _focal), ("NHU CẦU ", _need)):
        if line.startswith(word):
            facts = [part.strip() for part in line.removeprefix(word).split("|")]
            write(session, world, facts)


def _school(session: Session, world: World, facts: list[str]) -> None:
    code, _space, name = facts[0].partition(" ")
    unit_id = unit_with_code(session, code).id
    make_school(session, world, name, facts[1], unit_id=unit_id)


def _focal(session: Session, world: World, facts: list[str]) -> None:
    level, name, phone = facts
    focal_officers.appoint(session, province(session, world), level, 0, name, phone)


def _need(session: Session, world: World, facts: list[str]) -> None:
    name, place, group, text, quantity = facts
    school = session.scalars(select(School).where(School.name == name)).one()
    site = make_site(session, world, school, place) if place else None
    said = {"group": group, "text": text, "quantity": quantity, "published": True}
    make_need(session, world, school, site, **said)


def publish_newest(session: Session, officer: Officer, _told: str) -> None:
    """The newest need is shown to sponsors."""
    need = _newest(session)
    form = NeedForm(
        site=str(need.site_id or ""),
        group=need.group_code,
        text=need.text,
        quantity=str(need.quantity),
        urgency=need.urgency,
        published=True,
    )
    service.change(session, officer, need.id, need.version, form)


def pledge_newest(session: Session, officer: Officer, told: str) -> None:
    """`Công ty Sao Mai (mẫu), 10`: somebody promises to help with the newest need, with so many."""
    donor, _comma, quantity = told.partition(", ")
    need = _newest(session)
    form = PledgeForm(donor=donor, kind="goods", quantity=quantity)
    pledging.pledge(session, officer, need.id, need.version, form)


def receive_newest(session: Session, officer: Officer, _told: str) -> None:
    """What was promised last has arrived today."""
    made = session.scalars(select(Pledge).order_by(Pledge.id.desc()).limit(1)).one()
    pledging.receive(session, officer, made.id, made.version, clock.today())


def _newest(session: Session) -> SchoolNeed:
    return session.scalars(select(SchoolNeed).order_by(SchoolNeed.id.desc()).limit(1)).one()
