"""Schools of Điện Biên with what they need, for the province of the demo. Communes are real, schools and
needs are invented."""

from collections.abc import Callable
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.load_country import load_country
from backend.administrative_units.loading import serve
from backend.administrative_units.models import AdministrativeUnit, Level
from backend.administrative_units.service import unit_with_code
from backend.officers.models import Officer
from backend.school_needs import service
from backend.school_needs.service import NeedForm
from backend.schools.service import SchoolForm, add
from bot.demo.past import hour_of, working_day

DIEN_BIEN = "11"
LEVELS = {"MN": "Trường Mầm non", "TH": "Trường Tiểu học", "THCS": "Trường THCS"}
# group, text, quantity, cost, urgency
NEEDS = (
    ("power-water", "Bể nước và đường ống (mẫu)", "1", "45.000.000", "danger"),
    ("toilet", "Nhà vệ sinh cho học sinh (mẫu)", "1", "80.000.000", "term"),
    ("supplies", "Chăn ấm cho học sinh ở lại trường (mẫu)", "60", "18.000.000", "danger"),
    ("building", "Sửa mái phòng học (mẫu)", "2", "120.000.000", "term"),
)
REPORTED = 0.9  # of the schools have told what they need


def make_schools_of_province(
    session: Session, count: int, chance: Random, tell: Callable[[str], None]
) -> None:
    """Through the services, each need on a day of the past year."""
    load_country(session, DIEN_BIEN)
    serve(session, DIEN_BIEN)
    province = unit_with_code(session, DIEN_BIEN)
    officer = session.scalars(select(Officer).where(Officer.unit_id == province.id)).first()
    communes = session.scalars(
        select(AdministrativeUnit)
        .where(
            AdministrativeUnit.parent_id == province.id,
            AdministrativeUnit.level == Level.COMMUNE,
            AdministrativeUnit.valid_to.is_(None),
        )
        .order_by(AdministrativeUnit.code)
    ).all()
    if officer is None:
        return
    for number in range(count):
        commune = communes[number % len(communes)]
        level, words = list(LEVELS.items())[number // len(communes) % len(LEVELS)]
        form = SchoolForm(f"{words} {commune.name} số {number // len(communes) + 2} (mẫu)", level)
        school = add(session, officer, commune.id, form)
        if chance.random() < REPORTED:
            group, text, quantity, cost, urgency = chance.choice(NEEDS)
            need = NeedForm("", group, text, quantity, cost, urgency, published=True)
            with clock.at(hour_of(working_day(chance.randint(1, 330)), 9)):
                made = service.add(session, officer, school.id, need)
                made.reported_on = clock.today()
        if number % 50 == 0:
            session.flush()
            tell(f"{number}/{count} trường")
