"""The officer's page of posters, over HTTP."""

import re

from sqlalchemy import select

from backend.db import Database
from backend.invitations.models import Invitation
from tests.backend.invitations.factory import make_invitation
from tests.factories import World
from tests.site import Visitor, words

PAGE = "/admin/invitations"


def made(database: Database, world: World, typed: str = "THON 4825", place: str = "Thôn 1") -> int:
    with database.transaction() as session:
        return make_invitation(session, world, typed, place).id


def test_an_officer_makes_a_poster_and_downloads_it(
    officer: Visitor, database: Database, world: World
) -> None:
    assert "Chưa có áp phích nào." in words(officer.open(PAGE))
    answer = officer.submit(PAGE, commune=world.commune, school="Trường Tiểu học Hồng Thủy")
    assert answer.status_code == 303
    shown = officer.open(answer.headers["location"])
    code = re.search(r"TRUONG \d{4}", words(shown))
    assert code, words(shown)
    assert f"Đã có áp phích, mã {code[0]}." in words(shown)
    (link,) = re.findall(r'href="(/admin/invitations/\d+/poster\.pdf)"', shown.text)
    pdf = officer.get(link)
    assert pdf.headers["content-type"] == "application/pdf"
    file = f"ap-phich-{code[0].lower().replace(' ', '-')}.pdf"
    assert pdf.headers["content-disposition"] == f'attachment; filename="{file}"'
    assert pdf.content.startswith(b"%PDF-")


def test_the_list_shows_how_often_a_poster_was_followed(
    officer: Visitor, database: Database, world: World
) -> None:
    made(database, world)
    with database.transaction() as session:
        poster = session.scalars(select(Invitation)).one()
        poster.opened_count, poster.started_count = 1234, 56
    assert "Thôn 1 THON 4825 1.234 56" in words(officer.open(PAGE))


def test_a_refused_poster_is_asked_for_again_with_what_was_typed(
    officer: Visitor, database: Database, world: World
) -> None:
    made(database, world, "TRUONG 1450", "Trường Hồng Vân")
    officer.open(PAGE)
    refused = officer.submit(PAGE, commune=world.commune, school="truong hong van")
    assert refused.status_code == 409
    assert "Nơi này đã có áp phích." in words(refused)
    assert 'value="truong hong van"' in refused.text


def test_a_revoked_poster_leaves_the_list(
    officer: Visitor, database: Database, world: World
) -> None:
    poster = made(database, world)
    officer.open(PAGE)
    assert officer.submit(f"{PAGE}/{poster}/revoke").status_code == 303
    shown = words(officer.open(PAGE))
    assert "Đã thu hồi mã THON 4825." in shown
    assert "Chưa có áp phích nào." in shown
    assert officer.submit(f"{PAGE}/{poster}/revoke").status_code == 409


def test_every_hamlet_gets_one_and_all_come_in_one_file(
    officer: Visitor, database: Database, world: World
) -> None:
    made(database, world)  # of Thôn 1
    assert "Làm cho 1 thôn chưa có" in words(officer.open(PAGE))
    assert officer.submit(f"{PAGE}/hamlets", commune=world.commune).status_code == 303
    shown = officer.open(PAGE)
    assert "Đã có áp phích cho 1 thôn." in words(shown)
    assert "chưa có Làm" not in words(shown)
    assert officer.submit(f"{PAGE}/hamlets", commune=world.commune).status_code == 409
    pdf = officer.get(f"{PAGE}/posters.pdf?commune={world.commune}")
    assert b"/Type/Pages/Count 2/" in pdf.content


def test_another_communes_posters_do_not_exist(
    stranger: Visitor, database: Database, world: World
) -> None:
    poster = made(database, world)
    stranger.sign_in("canbo5")
    assert "THON 4825" not in words(stranger.open(f"{PAGE}?commune={world.commune}"))
    for tried in (poster, 999):
        assert stranger.get(f"{PAGE}/{tried}/poster.pdf").status_code == 404
        assert stranger.submit(f"{PAGE}/{tried}/revoke").status_code == 404
    for path in (PAGE, f"{PAGE}/hamlets"):
        assert stranger.submit(path, commune=world.commune).status_code == 404
    assert stranger.get(f"{PAGE}/posters.pdf?commune={world.commune}").status_code == 404
    assert stranger.get(f"{PAGE}/posters.pdf").status_code == 404


def test_a_province_officer_chooses_the_commune(
    stranger: Visitor, database: Database, world: World
) -> None:
    made(database, world)
    stranger.sign_in("tinh")
    page = stranger.open(f"{PAGE}?commune={world.commune}")
    assert "THON 4825" in words(page)
    other = stranger.open(f"{PAGE}?commune={world.other_commune}")
    assert "THON 4825" not in words(other)
    assert "Làm áp phích mới cho xã A Lưới 5" in words(other)
    for nonsense in ("0", "abc", str(2**63), "-1"):
        assert stranger.get(f"{PAGE}?commune={nonsense}").status_code in (200, 404)


def test_who_is_not_signed_in_is_sent_to_the_door(
    stranger: Visitor, database: Database, world: World
) -> None:
    poster = made(database, world)
    for path in (PAGE, f"{PAGE}/{poster}/poster.pdf"):
        assert "/admin/sign-in" in stranger.get(path).headers["location"]


def test_a_school_name_is_shown_as_it_is(
    officer: Visitor, database: Database, world: World
) -> None:
    officer.open(PAGE)
    officer.submit(PAGE, commune=world.commune, school="<script>alert(1)</script> & Co")
    page = officer.open(PAGE)
    assert "<script>alert(1)" not in page.text
    assert "<script>alert(1)</script> & Co" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_many_posters_come_page_by_page_and_each_once(
    officer: Visitor, database: Database, world: World
) -> None:
    codes = {f"TRUONG {number}" for number in range(4825, 4855)}
    for code in sorted(codes):
        made(database, world, code, f"Trường số {code[-2:]}")
    first = officer.open(PAGE)
    (more,) = re.findall(r'href="(\?commune=[^"]+before=\d+)"', first.text)
    second = officer.open(PAGE + more.replace("&amp;", "&"))
    shown = [set(re.findall(r"TRUONG \d{4}", words(page))) for page in (first, second)]
    assert shown[0] | shown[1] == codes
    assert not shown[0] & shown[1]
    assert "Tải tất cả 30 tờ" in words(first)
