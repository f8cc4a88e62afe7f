"""The pages of officers over HTTP: one-time link, appointments, second step, own page, programmes."""

import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Literal

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.numbering import Counter
from backend.officers import passwords, second_step, service
from backend.officers.models import (
    Appointment,
    Officer,
    OfficerId,
    OfficerSession,
    Role,
    SecondStep,
)
from backend.officers.rules import Term
from backend.programmes.models import ProgrammeRevision
from tests.factories import PASSWORD, World, make_officer
from tests.site import Visitor, demo_settings, hidden, running, words

NEW_PASSWORD = "bún bò cơm hến"
LONG = "Hồ Thị Ngọc Ánh Nguyệt Thùy Dương Phương Thảo Uyên Nhi Nguyễn Hoàng Bảo Trâm Anh"
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


@pytest.fixture
def address(database: Database, world: World) -> Iterator[str]:
    """Where the site runs; xã A Lưới 1 has an administrator."""
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "quantri", "Hồ Quản", unit, Role.ADMINISTRATOR)
    with running(database) as address:
        yield address


@pytest.fixture
def chief(address: str) -> Iterator[Visitor]:
    """The administrator of xã A Lưới 1."""
    with Visitor(address) as visitor:
        visitor.sign_in("quantri")
        yield visitor


@pytest.fixture
def stranger(address: str) -> Iterator[Visitor]:
    """Somebody without a session."""
    with Visitor(address) as visitor:
        yield visitor


def start(visitor: Visitor, code: str, password: str = NEW_PASSWORD, again: str = "") -> str:
    """Sets a password with a one-time link; gives what is read then."""
    form = visitor.get("/admin/start", params={"code": code})
    fields = {"password": password, "again": again or password}
    sent = {"token": hidden(form, "token"), "code": code, **fields}
    answer = visitor.post("/admin/start", data=sent, follow_redirects=True)
    return words(answer)


def test_an_officer_is_added_sets_a_password_and_works(chief: Visitor, stranger: Visitor) -> None:
    chief.open("/admin/officers/new")
    wanted = {"full_name": LONG, "username": "Nguyet", "role": "storekeeper"}
    shown = chief.submit("/admin/officers/new", **wanted)
    assert shown.status_code == 200
    code = CODE.findall(words(shown))[0]
    assert "gọi điện đọc" in words(shown)
    assert code not in str(shown.headers)
    assert code not in words(chief.open("/admin/officers")), "it is shown once"
    assert "Chưa đặt mật khẩu" in words(chief.open("/admin/officers"))
    again = chief.submit("/admin/officers/new", **wanted)
    assert (again.status_code, "đã có" in words(again)) == (422, True)
    assert "chưa giống nhau" in start(stranger, code, again="khác hẳn đi")
    assert "ít nhất 10" in start(stranger, code, "ngắn")
    assert "dễ đoán" in start(stranger, code, "nguyetnguyet"[:11])
    assert "đăng nhập bằng tên nguyet" in start(stranger, code.lower())
    assert "đã dùng" in start(stranger, code)
    assert stranger.sign_in("nguyet", NEW_PASSWORD).status_code == 303
    assert LONG in words(stranger.open("/admin/"))


def test_codes_are_guessed_five_times_and_no_more(chief: Visitor, stranger: Visitor) -> None:
    wanted = {"full_name": "Hồ Mới", "username": "moi", "role": "verifier"}
    code = CODE.findall(words(chief.submit("/admin/officers/new", **wanted)))[0]
    for number in range(5):
        assert "Mã này không đúng" in start(stranger, f"2222-2222-222{number + 2}")
    assert "15 phút" in start(stranger, code)


def test_a_start_form_from_elsewhere_does_nothing(chief: Visitor, stranger: Visitor) -> None:
    wanted = {"full_name": "Hồ Mới", "username": "moi", "role": "verifier"}
    code = CODE.findall(words(chief.submit("/admin/officers/new", **wanted)))[0]
    sent = {"code": code, "password": NEW_PASSWORD, "again": NEW_PASSWORD, "token": "x"}
    assert stranger.post("/admin/start", data=sent).status_code == 403


def test_a_reset_shows_a_new_code_and_signs_everybody_out(
    chief: Visitor, stranger: Visitor, world: World
) -> None:
    stranger.sign_in("canbo2")
    account = f"/admin/officers/{world.colleague}"
    chief.open(account)
    shown = chief.submit(f"{account}/link", version=1)
    code = CODE.findall(words(shown))[0]
    assert stranger.get("/admin/").status_code == 303
    assert "vừa có người sửa" in words(chief.submit(f"{account}/link", version=1)), "pressed twice"
    start(stranger, code)
    assert stranger.sign_in("canbo2", NEW_PASSWORD).status_code == 303


def test_an_account_is_switched_off_and_on_and_named(
    chief: Visitor, stranger: Visitor, world: World
) -> None:
    account = f"/admin/officers/{world.colleague}"
    assert chief.submit(f"{account}/switch-off", version=1).status_code == 303
    assert "Đã tắt" in words(chief.open(account))
    assert stranger.sign_in("canbo2").status_code == 422
    assert chief.submit(f"{account}/switch-on", version=2).status_code == 303
    assert stranger.sign_in("canbo2").status_code == 303
    assert chief.submit(f"{account}/rename", version=3, full_name=LONG).status_code == 303
    assert LONG in words(chief.open(account))


def test_an_appointment_begins_and_ends_on_the_page(
    chief: Visitor, database: Database, world: World
) -> None:
    account = f"/admin/officers/{world.colleague}"
    chief.open(account)
    refused = chief.submit(f"{account}/appointments", version=1, role="storekeeper", since="")
    assert refused.status_code == 422
    assert "vừa là" in words(refused)
    with database.reading() as session:
        number = session.scalars(
            select(Appointment.id).where(Appointment.officer_id == world.colleague)
        ).one()
    place = f"{account}/appointments/{number}/end"
    assert chief.submit(place, version=1, last_day="hôm nay").status_code == 422
    yesterday = clock.today() - timedelta(days=1)
    assert chief.submit(place, version=1, last_day=yesterday.isoformat()).status_code == 303
    kept = chief.submit(f"{account}/appointments", version=2, role="storekeeper", since="")
    assert kept.status_code == 303
    shown = words(chief.open(account))
    assert "Cán bộ thiết bị, xã A Lưới 1" in shown
    assert "Đã bỏ" in shown or "Đã hết" in shown


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_other_roles_see_no_account(
    stranger: Visitor, database: Database, world: World, role: Role
) -> None:
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "khac", "Hồ Khác", unit, role)
    stranger.sign_in("khac")
    account = f"/admin/officers/{world.colleague}"
    for path in ("/admin/officers", "/admin/officers/new", account):
        assert stranger.open(path).status_code == 403, path
    for path in ("/admin/officers/find", "/admin/officers/new", f"{account}/link"):
        answer = stranger.submit(path, version=1, words="Hải")
        assert answer.status_code == 403, path
        assert "Trần Văn Hải" not in answer.text


class Busybody(PasswordHasher):
    """Writes to the database from elsewhere whenever a password is hashed or looked at."""

    def __init__(self, database: Database) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.database, self.times = database, 0

    def _write(self) -> None:
        def write() -> None:
            with self.database.transaction() as session:
                session.add(Counter(series=f"elsewhere-{self.times}", value=1))
            self.times += 1

        before, thread = self.times, threading.Thread(target=write, daemon=True)
        thread.start()
        thread.join(5)
        assert self.times == before + 1, "somebody waits until the password was looked at"

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        """Writes, then verifies."""
        self._write()
        return super().verify(hash, password)

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        """Writes, then hashes."""
        self._write()
        return super().hash(password, salt=salt)


def test_nobody_waits_while_a_password_is_hashed_or_looked_at(
    chief: Visitor, stranger: Visitor, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {"full_name": "Hồ Mới", "username": "moi", "role": "verifier"}
    code = CODE.findall(words(chief.submit("/admin/officers/new", **wanted)))[0]
    busy = Busybody(database)
    monkeypatch.setattr(passwords, "_hasher", busy)
    assert "đăng nhập bằng tên moi" in start(stranger, code)
    assert stranger.sign_in("moi", NEW_PASSWORD).status_code == 303
    new = {"password": "canh chua cá lóc", "again": "canh chua cá lóc"}
    changed = stranger.submit("/admin/me/password", current=NEW_PASSWORD, **new)
    assert changed.status_code == 303
    assert busy.times == 4


def test_pages_are_light_on_the_wire(chief: Visitor, database: Database, world: World) -> None:
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.commune)
        for number in range(40):
            make_officer(session, f"nguyen-van-{number}", f"{LONG} {number}", unit, Role.VERIFIER)
    programme = "/admin/programmes?code=song-va-may-tinh"
    for path in ("/admin/officers", "/admin/me", programme):
        with chief.stream("GET", path) as answer:
            assert sum(len(part) for part in answer.iter_raw()) <= 5 * 1024, path


def test_officers_are_found_by_a_part_of_the_name_and_paged(
    chief: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.commune)
        for number in range(32):
            make_officer(session, f"nv{number}", f"Hồ Văn Mẫu {number}", unit, Role.VERIFIER)
    first = chief.open("/admin/officers")
    assert "Mẫu 31" not in words(first)
    more = unescape(re.findall(r'href="(/admin/officers\?after=\d+)"', first.text)[0])
    assert "Mẫu 31" in words(chief.open(more))
    found = words(chief.submit("/admin/officers/find", words="Mẫu 31"))
    assert "Mẫu 31" in found
    assert "Mẫu 30" not in found
    assert "Không thấy cán bộ nào" in words(chief.submit("/admin/officers/find", words="%"))


def test_several_appointments_are_switched_between_in_the_header(
    stranger: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        unit = session.get_one(AdministrativeUnit, world.commune)
        made = make_officer(session, "hai", "Hồ Hai", unit, Role.VERIFIER)
        chief = session.scalars(select(Officer).where(Officer.username == "quantri")).one()
        term = Term(Role.STOREKEEPER, world.commune, clock.today())
        second = service.appoint(session, chief, made.id, 1, term).id
    stranger.sign_in("hai")
    assert "Đang làm việc: Cán bộ thẩm định, xã A Lưới 1" in words(stranger.open("/admin/"))
    assert stranger.submit("/admin/me/switch", appointment=second).status_code == 303
    assert "Đang làm việc: Cán bộ thiết bị, xã A Lưới 1" in words(stranger.open("/admin/"))
    assert stranger.submit("/admin/me/switch", appointment=999_999).status_code == 404


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
    assert "15 phút" in words(chief.submit("/admin/me/password", current=PASSWORD, **new))


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


def test_a_programme_is_read_in_words_with_what_changed(chief: Visitor, database: Database) -> None:
    with database.transaction() as session:
        first = session.scalars(select(ProgrammeRevision)).one()
        content = {**first.content, "offer": "Lời giới thiệu mới (mẫu)."}
        content["steps"] = [{**content["steps"][0], "working_days": 7}]
        content["sources"] = list(reversed(content["sources"]))
        session.add(
            ProgrammeRevision(
                code=first.code,
                number=2,
                content=content,
                content_hash="1" * 64,
                created_at=clock.now(),
            )
        )
        code = first.code
    assert "bản 2" in words(chief.open("/admin/programmes"))
    shown = words(chief.open(f"/admin/programmes?code={code}"))
    assert "trong 7 ngày làm việc" in shown
    assert "ngày làm việc 5 7" in shown
    assert "3 chỗ khác bản trước" in shown
    assert "Học sinh chưa có thiết bị học" in shown
    old = words(chief.open(f"/admin/programmes?code={code}&revision=1"))
    assert "Đây là bản cũ" in old
    assert "trong 5 ngày làm việc" in old
    for address in (f"?code={code}&revision=9", "?code=khong-co", f"?code={code}&revision=0"):
        assert chief.open(f"/admin/programmes{address}").status_code == 404
