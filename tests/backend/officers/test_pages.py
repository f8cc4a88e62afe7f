"""The pages of officers over HTTP: one-time code, appointments, programmes."""

import re
import threading
from datetime import timedelta
from html import unescape
from typing import Literal

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.numbering import Counter
from backend.officers import passwords, service
from backend.officers.models import (
    Appointment,
    Officer,
    Role,
)
from backend.officers.rules import Term
from backend.programmes.models import ProgrammeRevision
from tests.backend.officers.accounts import CODE
from tests.factories import World, make_officer
from tests.site import Visitor, hidden, words

NEW_PASSWORD = "bún bò cơm hến"
LONG = "Hồ Thị Ngọc Ánh Nguyệt Thùy Dương Phương Thảo Uyên Nhi Nguyễn Hoàng Bảo Trâm Anh"


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
    assert "sau 1 phút" in start(stranger, code)


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


def test_a_programme_is_read_in_words_with_what_changed(chief: Visitor, database: Database) -> None:
    with database.transaction() as session:
        ours = ProgrammeRevision.code == "song-va-may-tinh"
        first = session.scalars(select(ProgrammeRevision).where(ours)).one()
        content = {**first.content, "offer": "Lời giới thiệu mới (mẫu)."}
        content["steps"] = [{**content["steps"][0], "working_days": 7}]
        content["sources"] = list(reversed(content["sources"]))
        session.add(
            ProgrammeRevision(
                code=first.code,
                number=2,
                content=content,
                content_hash="2" * 64,
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
