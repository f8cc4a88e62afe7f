"""Getting in, staying in, getting out."""

from datetime import datetime, timedelta

from sqlalchemy import select

from backend import clock
from backend.admin.access import safe_next
from backend.db import Database
from backend.officers.models import OfficerSession, SignInFailure
from tests.factories import World, make_request
from tests.site import Visitor, demo_settings, hidden, running, words


def test_the_right_password_opens_the_page_that_was_asked_for(stranger: Visitor) -> None:
    asked = stranger.get("/admin/requests?status=waiting")
    assert asked.status_code == 303
    form = stranger.get(asked.headers["location"])
    assert hidden(form, "next") == "/admin/requests?status=waiting"
    assert stranger.sign_in().headers["location"] == "/admin/"
    assert stranger.get("/admin/requests?status=waiting").status_code == 200


def test_a_wrong_password_is_told_without_saying_which_part_was_wrong(
    stranger: Visitor, database: Database
) -> None:
    known = stranger.sign_in(password="sai-mat-khau")
    unknown = stranger.sign_in("khongco")
    assert known.status_code == unknown.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in words(known)
    assert words(known).replace("canbo", "") == words(unknown).replace("khongco", "")
    with database.reading() as session:
        assert len(session.scalars(select(SignInFailure)).all()) == 2


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(stranger: Visitor) -> None:
    for _ in range(5):
        stranger.sign_in(password="sai-mat-khau")
    answer = stranger.sign_in()
    assert answer.status_code == 403
    assert "thử lại sau 1 phút" in words(answer)


def test_a_sign_in_form_from_elsewhere_opens_nothing(stranger: Visitor) -> None:
    form = {"username": "canbo", "password": "mat-khau-thu-nghiem", "token": ""}
    assert stranger.post("/admin/sign-in", data=form).status_code == 403
    stranger.cookies.set("noisong_door", "mine", path="/admin")
    assert stranger.post("/admin/sign-in", data={**form, "token": "x"}).status_code == 403


def test_signing_out_ends_the_session_on_the_server(officer: Visitor) -> None:
    kept = officer.cookies["noisong_officer"]
    assert officer.submit("/admin/sign-out").status_code == 303
    assert "noisong_officer" not in officer.cookies
    officer.cookies.set("noisong_officer", kept, path="/admin")
    assert officer.get("/admin/").headers["location"] == "/admin/sign-in"


def test_what_was_typed_survives_an_expired_session(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        case = f"/admin/requests/{make_request(session, world.commune).id}"
    officer.open(case)
    with database.transaction() as session:
        session.scalars(select(OfficerSession)).one().last_seen_at -= timedelta(hours=3)
    door = officer.submit(f"{case}/refuse", version=1, ready="", reason='Lời "riêng" của cán bộ')
    assert door.status_code == 401
    assert "Phần đã ghi vẫn được giữ" in words(door)
    fields = {name: hidden(door, name) for name in ("token", "next", "kept")}
    login = {"username": "canbo", "password": "mat-khau-thu-nghiem"}
    reopen = officer.post("/admin/sign-in", data={**fields, **login})
    assert reopen.status_code == 200
    names = ("version", "ready", "reason", "csrf_token", "look_again")
    shown = officer.post(f"{case}/refuse", data={name: hidden(reopen, name) for name in names})
    assert shown.status_code == 200
    assert "vẫn còn đây" in words(shown)
    assert "Lời &#34;riêng&#34; của cán bộ</textarea>" in shown.text
    assert "Chờ duyệt" in words(officer.open(case))


def test_nothing_is_kept_for_a_browser_that_never_had_a_session(stranger: Visitor) -> None:
    door = stranger.post("/admin/requests/1/refuse", data={"reason": "từ trang lạ"})
    assert door.status_code == 401
    assert "từ trang lạ" not in door.text


def test_being_there_is_written_down_at_most_once_a_minute(
    officer: Visitor, database: Database
) -> None:
    def last_seen(back: timedelta = timedelta()) -> datetime:
        with database.transaction() as session:
            row = session.scalars(select(OfficerSession)).one()
            row.last_seen_at -= back
            return row.last_seen_at

    before = last_seen()
    officer.open("/admin/")
    assert last_seen() == before
    earlier = last_seen(back=timedelta(minutes=2))
    officer.open("/admin/")
    assert last_seen() > earlier
    assert clock.now() - last_seen() < timedelta(minutes=1)


def test_cookies_are_kept_from_scripts_other_sites_and_plain_http(
    database: Database, world: World
) -> None:
    with running(database, demo_settings()) as address, Visitor(address) as visitor:
        given = visitor.sign_in().headers["set-cookie"]
    assert "HttpOnly" in given
    assert "SameSite=lax" in given
    assert "Path=/admin" in given
    assert "Secure" not in given
    secure = demo_settings().model_copy(update={"secure_cookies": True})
    with running(database, secure) as address, Visitor(address) as visitor:
        given = visitor.get("/admin/sign-in").headers["set-cookie"]
    assert given.startswith("__Host-noisong_door=")
    assert "Secure" in given
    assert "Path=/;" in given
    assert "Domain" not in given


def test_only_our_own_addresses_are_gone_on_to() -> None:
    assert safe_next("/admin/requests/5?find=A") == "/admin/requests/5?find=A"
    for strange in ("https://xau.vn", "//xau.vn", "/admin//xau.vn", "/admin/\\xau", "/adminx", ""):
        assert safe_next(strange) == "/admin/"
