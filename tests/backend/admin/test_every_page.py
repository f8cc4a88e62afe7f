"""What holds for every page of the site, whoever adds one: each is walked by its address."""

import pytest

from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers.models import Role
from backend.officers.pages import public
from backend.site.app import PAGES
from tests.backend.admin.rows import Numbers, make_rows
from tests.factories import World, make_officer
from tests.site import Visitor, words

# What whoever is signed in may send: looking for something, and leaving.
OPEN_TO_ALL = {
    "/admin/sign-out",
    "/admin/devices/search",
    "/admin/device-intake/file",
    "/admin/device-intake/check",
    "/admin/hand-overs/{day_id}/find",
    "/admin/saved-views",
    "/admin/saved-views/{view_id}/rename",
    "/admin/saved-views/{view_id}/remove",
    "/admin/me/switch",
    "/admin/me/password",
    "/admin/me/second-step/begin",
    "/admin/me/second-step/confirm",
    "/admin/me/second-step/codes",
    "/admin/me/second-step/remove",
    "/admin/me/sessions/end",
    "/admin/me/sessions/end-others",
    "/admin/requests/search",
    "/admin/requests/{request_id}/find",
    "/admin/requests/{request_id}/phone",
    "/admin/poverty-lists/{list_id}/find",
}
# What belongs to the roles that a programme's step names.
DECISIONS = {
    f"/admin/requests/{{request_id}}/{verb}"
    for verb in ("identify", "approve", "refuse", "send-back", "return")
}
# What inspectors do. A breach may be the administrator's own doing: they record it without them.
OF_INSPECTORS = ("/admin/inspections", "/admin/breaches")
FIELDS = {"version": 1, "operator": "Viettel", "on": "1/1/2026", "why": "call_family"}


def routes(method: str) -> list[str]:
    """Every address of the site that needs somebody signed in."""
    return [
        f"/admin{route.path}"
        for pages in PAGES
        if pages is not public
        for route in pages.routes
        if method in (route.methods or ())
    ]


@pytest.fixture
def numbers(database: Database, world: World) -> Numbers:
    """What the addresses can hold."""
    with database.transaction() as session:
        return make_rows(session, world)


def test_without_signing_in_every_page_leads_to_the_door(
    stranger: Visitor, numbers: Numbers
) -> None:
    for path in routes("GET"):
        answer = stranger.get(path.format(**numbers))
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith("/admin/sign-in"), path
    for path in routes("POST"):
        assert stranger.post(path.format(**numbers)).status_code == 401, path


def test_an_officer_of_another_commune_finds_nothing_in_whatever_role(
    stranger: Visitor, officer: Visitor, database: Database, world: World, numbers: Numbers
) -> None:
    with database.transaction() as session:
        elsewhere = session.get_one(AdministrativeUnit, world.other_commune)
        for role in Role:
            make_officer(session, f"la-{role}", "Người Nơi Khác", elsewhere, role)
    seen = [path for path in routes("GET") if "{" in path]
    for path in seen:
        assert officer.open(path.format(**numbers)).status_code in (200, 403), path
    for role in Role:
        stranger.cookies.clear()
        stranger.sign_in(f"la-{role}")
        for path in seen:
            assert stranger.get(path.format(**numbers)).status_code in (403, 404), (role, path)
        for path in [path for path in routes("POST") if "{" in path]:
            answer = stranger.submit(path.format(**numbers), **FIELDS)
            assert answer.status_code in (403, 404), (role, path)
            assert "Hồ Văn Nam" not in answer.text


def test_who_inspects_changes_nothing(
    stranger: Visitor, database: Database, world: World, numbers: Numbers
) -> None:
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "kiemtra", "Phan Thị Kiểm", commune, Role.INSPECTOR)
    stranger.sign_in("kiemtra")
    answers = {
        path: stranger.submit(path.format(**numbers), **FIELDS).status_code
        for path in routes("POST")
        if path not in OPEN_TO_ALL and not path.startswith(OF_INSPECTORS)
    }
    expected = {path: 409 if path in DECISIONS else 403 for path in answers}
    assert {path: status for path, status in answers.items() if status != expected[path]} == {}


def test_a_form_without_its_token_does_nothing(officer: Visitor, numbers: Numbers) -> None:
    for path in routes("POST"):
        for token in ("", "x", officer.token[:-1]):
            answer = officer.post(path.format(**numbers), data={"csrf_token": token})
            assert answer.status_code == 403, path
    assert "Chờ duyệt" in words(officer.open(f"/admin/requests/{numbers['request_id']}"))
