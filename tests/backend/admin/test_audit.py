"""The trail on the site: who may read it, what of it, and whether it is whole."""

import pytest

from backend import audit
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.officers.models import Officer, Role
from backend.support_requests.models import SupportRequest
from tests.factories import World, make_officer, make_request
from tests.site import Visitor, words


@pytest.fixture
def request_id(database: Database, world: World) -> int:
    """A request of xã A Lưới 1 whose number was looked at, and an act in the other commune."""
    with database.transaction() as session:
        for name, unit_id in (("kt", world.commune), ("kt2", world.other_commune), ("qt", 1)):
            unit = session.get_one(AdministrativeUnit, unit_id)
            role = Role.ADMINISTRATOR if name == "qt" else Role.INSPECTOR
            make_officer(session, name, f"Phan {name}", unit, role)
        made = make_request(session, world.commune).id
        looked = session.get_one(Officer, world.officer)
        request = session.get_one(SupportRequest, made)
        audit.record(session, "show_phone", request, by=looked, why="call_family")
        stranger = session.get_one(Officer, world.stranger)
        audit.record(session, "change_password", stranger, by=stranger)
    return made


def test_the_trail_is_told_in_words(stranger: Visitor, request_id: int) -> None:
    stranger.sign_in("kt")
    page = words(stranger.open("/admin/audit"))
    assert "xem số điện thoại Gọi cho gia đình" in page
    assert f"hồ sơ số {request_id}" in page
    assert "show_phone" not in page


def test_one_sees_the_own_unit_and_what_is_below(stranger: Visitor, request_id: int) -> None:
    seen = {}
    for name in ("kt", "kt2", "qt"):
        stranger.cookies.clear()
        stranger.sign_in(name)
        page = stranger.open("/admin/audit").text.partition("<tbody>")[2]
        seen[name] = ("xem số điện thoại" in page, "đổi mật khẩu" in page)
    assert seen == {"kt": (True, False), "kt2": (False, True), "qt": (True, True)}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("action=show_phone", True),
        ("action=approve", False),
        ("action=%27;--", True),  # no such act: as if nothing was chosen
        ("subject=support_requests&subject_id={id}", True),
        ("subject=support_requests&subject_id=999999999999999999", False),
        ("subject=tickets", False),
        ("officer=99999", False),
        ("officer=x", True),
        ("on=2020-01-01", False),
        ("on=1/1/2020", False),
        ("on=01012020", False),
        ("on=32/13/2020", True),
        ("before=1", False),
    ],
)
def test_the_trail_is_filtered(stranger: Visitor, request_id: int, query: str, shown: bool) -> None:
    stranger.sign_in("kt")
    page = stranger.open(f"/admin/audit?{query.format(id=request_id)}").text
    assert ("Gọi cho gia đình" in page.partition("<tbody>")[2]) == shown


def test_pages_are_turned_by_key_and_lose_nothing(
    stranger: Visitor, database: Database, world: World, request_id: int
) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, world.officer)
        for _number in range(90):
            audit.record(session, "sign_in", officer, by=officer)
    stranger.sign_in("kt")
    page, rows = stranger.open("/admin/audit?action=sign_in"), 0
    while True:
        rows += page.text.count('<th scope="row">')
        following = page.text.partition('class="button second" href="')[2].partition('"')[0]
        if not following:
            break
        page = stranger.open("/admin/audit" + following.replace("&amp;", "&"))
    assert rows >= 91  # theirs, and the inspector's own signing in


def test_who_has_not_the_task_reads_nothing(officer: Visitor, request_id: int) -> None:
    for path in ("/admin/audit", "/admin/audit/chain"):
        assert officer.get(path).status_code == 403
    assert "Nhật ký" not in words(officer.open("/admin/more"))


def test_the_chain_is_whole_and_has_a_mark_to_note_down(stranger: Visitor, request_id: int) -> None:
    stranger.sign_in("kt")
    page = words(stranger.open("/admin/audit/chain"))
    assert "Nguyên vẹn" in page
    assert "Dấu của dòng này" in page
    assert "Nguyên vẹn" in words(stranger.open("/admin/audit/chain?after=2"))
