"""Over HTTP: the head of a hamlet decides the first step, and a commune divides a quota to schools."""

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import Database
from backend.officers.models import Officer, OfficerId, Role
from backend.programmes.service import load_catalogue
from backend.quotas.service import QuotaForm, set_quota
from backend.support_requests.models import Status, SupportRequest
from tests.backend.programmes.sixth import CODE, FILE
from tests.backend.programmes.test_phones import Huế
from tests.backend.schools.factory import make_school
from tests.factories import World, make_officer
from tests.site import Visitor, hidden, words


@pytest.fixture
def hue(database: Database, world: World) -> Huế:
    return Huế(database, world)


def test_a_commune_appoints_in_its_hamlets_and_in_no_others(
    address: str, database: Database, world: World
) -> None:
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "quantri", "Lê Quản", commune, Role.ADMINISTRATOR)
    with Visitor(address) as visitor:
        visitor.sign_in("quantri")
        page = visitor.open("/admin/officers/new")
        assert ">Thôn 1</option>" in page.text
        number = re.search(r'value="(\d+)">Thôn 1</option>', page.text)
        assert number
        typed = {"username": "thon1", "full_name": "Hồ Văn Trưởng", "role": "verifier"}
        typed |= {"since": f"{clock.today():%d/%m/%Y}", "until": ""}
        made = visitor.submit("/admin/officers/new", **typed, unit_id=number[1])
        assert made.status_code == 200, words(made)
        elsewhere = {**typed, "username": "thon9", "unit_id": world.other_commune}
        assert visitor.submit("/admin/officers/new", **elsewhere).status_code in (403, 404, 422)
    with database.reading() as session:
        head = session.scalars(select(Officer).where(Officer.username == "thon1")).one()
        assert session.get_one(AdministrativeUnit, head.unit_id).full_name == "Thôn 1"


def test_the_head_of_a_hamlet_decides_the_first_step_of_the_own_families(
    address: str, hue: Huế
) -> None:
    with hue.database.transaction() as session:
        query = select(AdministrativeUnit).where(
            AdministrativeUnit.parent_id == hue.world.commune, AdministrativeUnit.name == "Thôn 1"
        )
        hamlet = session.scalars(query).one()
        make_officer(session, "thon1", "Hồ Văn Trưởng", hamlet, Role.VERIFIER)
    own = hue.ask()
    other = hue.ask(hamlet="Thôn 2", head_name="Hồ Văn Nghiên", head_birth_year=1979)
    with Visitor(address) as visitor:
        visitor.sign_in("thon1")
        case = f"/admin/requests/{own}"
        page = visitor.open(case)
        assert page.status_code == 200
        assert "Hồ Thị A Lơ" in words(page)
        assert visitor.open(f"/admin/requests/{other}").status_code == 404
        assert "Hồ Văn Nghiên" not in visitor.open("/admin/requests").text
        page = visitor.open(case)
        version = hidden(page, "version")
        assert visitor.submit(f"{case}/approve", version=version).status_code == 303
        assert visitor.submit(f"{case}/approve", version=version).status_code in (403, 409)
    with hue.database.reading() as session:
        request = session.get_one(SupportRequest, own)
        assert (request.step, request.status) == (1, Status.WAITING)


def test_a_commune_divides_its_line_to_schools_on_its_page(
    officer: Visitor, stranger: Visitor, database: Database, world: World, tmp_path: Path
) -> None:
    shutil.copy(FILE, tmp_path)
    with database.transaction() as session:
        load_catalogue(session, tmp_path)
        school = make_school(session, world).id
        above = session.get_one(Officer, OfficerId(world.province_officer))
        line = (CODE, "warm", "nha-tai-tro", "ca-chuong-trinh")
        for unit, amount in ((world.province, "9"), (world.commune, "5")):
            quota = set_quota(session, above, 0, QuotaForm(UnitId(unit), *line, amount, ""))
        there = f"/admin/quotas/{quota.id}"
    assert "Chưa chia cho trường nào" in words(officer.open(there))
    typed = {"school_id": school, "decision_number": ""}
    refused = officer.submit(f"{there}/divide", **typed, amount="6")
    assert refused.status_code == 422
    assert "chỉ còn 5" in words(refused)
    assert officer.submit(f"{there}/divide", **typed, amount="3").status_code == 303
    assert officer.submit(f"{there}/divide", **typed, amount="3").status_code == 409
    page = words(officer.open(there))
    assert "Đã chia cho trường 3" in page
    assert "Hồ sơ đã dùng 0 Còn 2" in page
    stranger.sign_in("canbo5")
    assert stranger.open(there).status_code == 404
