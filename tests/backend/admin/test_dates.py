"""Every date on the site is typed and shown with the day first, on whatever computer."""

import re

import pytest

from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers.models import Role
from tests.backend.admin.rows import Numbers, make_rows
from tests.backend.admin.test_every_page import routes
from tests.factories import World, make_officer
from tests.site import Visitor, words

HOW = "Anh/chị ghi ngày trước, rồi tháng, năm."


@pytest.fixture
def administrator(stranger: Visitor, database: Database) -> Visitor:
    """An officer who may look at the trail and at the whole province."""
    with database.transaction() as session:
        province = session.get_one(AdministrativeUnit, 1)
        make_officer(session, "qt", "Phan Quản", province, Role.ADMINISTRATOR)
    stranger.sign_in("qt")
    return stranger


@pytest.fixture
def numbers(database: Database, world: World) -> Numbers:
    """What addresses can hold."""
    with database.transaction() as session:
        return make_rows(session, world)


def field(page: str, name: str) -> str:
    """The tag of a field."""
    found = re.search(rf'<input[^>]* name="{name}"[^>]*>', page)
    assert found, name
    return found[0]


def test_no_page_leaves_the_order_of_a_date_to_the_computer(
    officer: Visitor, numbers: Numbers
) -> None:
    found = 0
    for path in routes("GET"):
        page = officer.get(path.format(**numbers)).text
        assert 'type="date"' not in page, path
        found += page.count('placeholder="ngày/tháng/năm"')
    assert found > 5


@pytest.mark.parametrize(
    ("path", "name"),
    [("/admin/audit", "on"), ("/admin/figures", "since"), ("/admin/figures/way", "until")],
)
@pytest.mark.parametrize(
    ("typed", "shown"),
    [("5/3/2026", "05/03/2026"), ("2026-03-05", "05/03/2026"), ("05.03.26", "05/03/2026")],
)
def test_a_filter_reads_what_is_typed_and_what_the_service_wrote(
    administrator: Visitor, path: str, name: str, typed: str, shown: str
) -> None:
    page = administrator.get(path, params={name: typed})
    assert f'value="{shown}"' in field(page.text, name)
    assert HOW not in words(page)


@pytest.mark.parametrize(
    ("path", "name"),
    [("/admin/audit", "on"), ("/admin/figures", "since"), ("/admin/figures/way", "until")],
)
@pytest.mark.parametrize("typed", ["31/2/2026", "2026/13/1", "hôm qua", '"><b>'])
def test_a_filter_that_cannot_be_read_is_said_beside_its_field(
    administrator: Visitor, path: str, name: str, typed: str
) -> None:
    page = administrator.get(path, params={name: typed})
    assert page.status_code == 200
    assert HOW in words(page)
    assert 'aria-invalid="true"' in field(page.text.replace('"&gt;', "&gt;"), name)
    assert "<b>" not in page.text
    if typed[0].isalnum():
        assert f'value="{typed}"' in field(page.text, name)


def test_links_of_the_figures_keep_days_as_addresses_have_them(administrator: Visitor) -> None:
    page = administrator.get("/admin/figures", params={"since": "5/3/2026", "until": "31122026"})
    assert "since=2026-03-05&amp;until=2026-12-31" in page.text


def test_a_form_that_is_refused_keeps_the_day_as_it_was_typed(officer: Visitor) -> None:
    officer.open("/admin/hand-overs")
    for typed in ("31/2/2027", "12/25/2027", "mai"):
        refused = officer.submit("/admin/hand-overs", held_on=typed, place="x", starts_at="8:00")
        assert refused.status_code == 422
        assert HOW in words(refused)
        assert f'value="{typed}"' in field(refused.text, "held_on")
