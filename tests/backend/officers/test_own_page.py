"""The own page over HTTP: second step, password, sessions."""

import re

import pyotp
from sqlalchemy import select, update

from backend import clock
from backend.db import Database
from backend.officers import second_step
from backend.officers.models import (
    Officer,
    OfficerId,
    OfficerSession,
    SecondStep,
)
from tests.backend.officers.accounts import CODE
from tests.factories import PASSWORD, World
from tests.site import Visitor, demo_settings, hidden, running, words

NEW_PASSWORD = "bún bò cơm hến"


def app_code(database: Database, officer_id: int) -> str:
    """What the app shows; steps before it count as unused."""
    with database.transaction() as session:
        found = session.get_one(SecondStep, officer_id)
        found.last_step = 0
        return pyotp.TOTP(found.secret).at(clock.now())


def test_the_second_step_is_set_up_used_and_left_on_the_own_page(
    chief: Visitor, stranger: Visitor, database: Database
) -> None:
    with database.reading() as session:
        number = session.scalars(select(Officer.id).where(Officer.username == "quantri")).one()
    chief.open("/admin/me")
    chief.submit("/admin/me/second-step/begin")
    page = chief.open("/admin/me/second-step")
    assert 'src="data:image/svg+xml' in page.text
    assert chief.submit("/admin/me/second-step/confirm", code="000000").status_code == 422
    done = chief.submit("/admin/me/second-step/confirm", code=app_code(database, number))
    codes = CODE.findall(words(done))
    assert len(codes) == 10
    assert chief.submit("/admin/me/second-step/begin").status_code == 409

    asked = stranger.sign_in("quantri")
    assert "6 chữ số trong ứng dụng" in words(asked)
    assert stranger.get("/admin/").status_code == 303, "the password alone opens nothing"
    token = hidden(asked, "csrf_token")
    wrong = stranger.post("/admin/sign-in/code", data={"csrf_token": token, "code": "000000"})
    assert (wrong.status_code, "Mã chưa đúng" in words(wrong)) == (422, True)
    strange = stranger.post("/admin/sign-in/code", data={"csrf_token": "x", "code": codes[0]})
    assert strange.status_code == 403
    sent = {"csrf_token": token, "code": codes[0], "next": "/admin/more"}
    right = stranger.post("/admin/sign-in/code", data=sent)
    assert (right.status_code, right.headers["location"]) == (303, "/admin/more")
    assert stranger.get("/admin/").status_code == 200
    assert "Còn 9 mã dự phòng" in words(chief.open("/admin/me"))

    place = "/admin/me/second-step/remove"
    assert chief.submit(place, current="sai").status_code == 422
    assert chief.submit(place, current=PASSWORD).status_code == 303
    with database.reading() as session:
        assert not second_step.confirmed(session, OfficerId(number))


def test_whose_role_needs_it_sets_it_up_on_the_way_in(
    database: Database, world: World, address: str
) -> None:
    settings = demo_settings(two_step_roles="administrator")
    with running(database, settings) as strict, Visitor(strict) as visitor:
        asked = visitor.sign_in("quantri")
        assert "Đặt mã hai bước" in words(asked)
        assert visitor.get("/admin/").status_code == 303
        with database.reading() as session:
            number = session.scalars(select(Officer.id).where(Officer.username == "quantri")).one()
        token = hidden(asked, "csrf_token")
        sent = {"csrf_token": token, "next": "/admin/more", "code": "000000"}
        assert visitor.post("/admin/sign-in/set-up", data=sent).status_code == 422
        sent["code"] = app_code(database, number)
        done = visitor.post("/admin/sign-in/set-up", data=sent)
        assert len(CODE.findall(words(done))) == 10
        assert visitor.open("/admin/me").status_code == 200
        refused = visitor.submit("/admin/me/second-step/remove", current=PASSWORD)
        assert refused.status_code == 409


def test_what_was_typed_survives_the_second_step_too(chief: Visitor, database: Database) -> None:
    with database.transaction() as session:
        officer = session.scalars(select(Officer).where(Officer.username == "quantri")).one()
        secret = second_step.begin(session, officer).secret
        codes = second_step.confirm(session, officer, pyotp.TOTP(secret).at(clock.now()))
        session.execute(update(OfficerSession).values(ended_at=clock.now()))
    door = chief.submit("/admin/officers/new", full_name='Hồ "Thị" Mới', username="moi")
    fields = {name: hidden(door, name) for name in ("token", "next", "kept")}
    login = {"username": "quantri", "password": PASSWORD}
    asked = chief.post("/admin/sign-in", data={**fields, **login})
    sent = {name: hidden(asked, name) for name in ("csrf_token", "next", "kept")}
    reopen = chief.post("/admin/sign-in/code", data={**sent, "code": codes[0]})
    assert hidden(reopen, "full_name") == 'Hồ "Thị" Mới'
    assert 'action="/admin/officers/new"' in reopen.text


def test_the_password_is_changed_and_other_places_are_signed_out(
    chief: Visitor, stranger: Visitor
) -> None:
    stranger.sign_in("quantri")
    place = "/admin/me/password"
    new = {"password": NEW_PASSWORD, "again": NEW_PASSWORD}
    wrong = chief.submit(place, current="sai", **new)
    assert "hiện nay chưa đúng" in words(wrong)
    assert NEW_PASSWORD not in wrong.text
    assert chief.submit(place, current=PASSWORD, password="ngắn", again="ngắn").status_code == 422
    assert chief.submit(place, current=PASSWORD, **new).status_code == 303
    assert chief.get("/admin/me").status_code == 200
    assert stranger.get("/admin/me").status_code == 303
    assert stranger.sign_in("quantri").status_code == 422
    assert stranger.sign_in("quantri", NEW_PASSWORD).status_code == 303


def test_guessing_the_present_password_on_the_own_page_is_limited(chief: Visitor) -> None:
    new = {"password": NEW_PASSWORD, "again": NEW_PASSWORD}
    for _number in range(5):
        assert chief.submit("/admin/me/password", current="sai", **new).status_code == 422
    assert "sau 1 phút" in words(chief.submit("/admin/me/password", current=PASSWORD, **new))


def test_sessions_are_named_and_ended(chief: Visitor, address: str, database: Database) -> None:
    phone = "Mozilla/5.0 (Linux; Android 13) Chrome/106.0 Mobile Safari/537.36"
    with Visitor(address) as other, Visitor(address) as third, Visitor(address) as another:
        for visitor in (other, third):
            visitor.headers["user-agent"] = phone
            visitor.sign_in("quantri")
        another.sign_in("canbo")
        shown = chief.open("/admin/me")
        assert words(shown).count("Chrome trên điện thoại Android, mạng 127.0.*") >= 2
        assert "127.0.0.1" not in shown.text
        for number, left in ((0, 200), (0, 303)):
            chosen = re.findall(r'name="session" value="(\w+)"', chief.open("/admin/me").text)
            chief.submit("/admin/me/sessions/end", session=chosen[number])
            states = sorted(visitor.get("/admin/me").status_code for visitor in (other, third))
            assert states[0] == left if left == 200 else states == [303, 303]
        assert chief.submit("/admin/me/sessions/end", session="x").status_code == 303
        other.sign_in("quantri")
        with database.reading() as session:
            foreign = session.scalars(
                select(OfficerSession.token_hash)
                .join(Officer, Officer.id == OfficerSession.officer_id)
                .where(Officer.username == "canbo")
            ).one()
        chief.submit("/admin/me/sessions/end", session=foreign)
        assert another.get("/admin/me").status_code == 200, "nobody ends another officer's"
        chief.submit("/admin/me/sessions/end-others")
        assert other.get("/admin/me").status_code == 303
        assert chief.get("/admin/me").status_code == 200


def test_signing_in_tells_of_the_time_before(chief: Visitor, stranger: Visitor) -> None:
    stranger.sign_in("quantri", "sai hẳn rồi")
    form = stranger.get("/admin/sign-in")
    login = {"username": "quantri", "password": PASSWORD, "token": hidden(form, "token")}
    told = words(stranger.post("/admin/sign-in", data=login, follow_redirects=True))
    assert "Lần đăng nhập trước:" in told
    assert "có 1 lần nhập sai" in told
