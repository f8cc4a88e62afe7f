"""The pages of quotas, approved lists, inspections and own steps, over HTTP."""

import re

import pytest

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.officers.models import Role
from tests.backend.counter import APPROVE, REFUSE, Counter
from tests.backend.quotas.factory import approve, approved_by_commune, divided, load_programme
from tests.factories import make_officer
from tests.site import Visitor, hidden, words

QUOTAS, LISTS, CHECKS = "/admin/quotas", "/admin/approved-lists", "/admin/inspections"
LINE = {
    "programme": "song-va-may-tinh",
    "benefit": "device",
    "source": "ngan-sach",
    "round": "ca-chuong-trinh",
}
SIGNED = {
    "number": "168/QĐ-UBND",
    "on": "1/11/2026",
    "signer_name": "Hồ Văn Ký",
    "signer_title": "Chủ tịch UBND xã",
}


def add_inspector(counter: Counter) -> None:
    with counter.database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, UnitId(counter.world.commune))
        make_officer(session, "kiemtra", "Phan Thị Soi", commune, Role.INSPECTOR)


def test_a_quota_is_set_divided_and_opens_to_the_requests_that_use_it(
    stranger: Visitor, counter: Counter
) -> None:
    load_programme(counter)
    stranger.sign_in("tinh")
    page = stranger.open(f"{QUOTAS}?programme=song-va-may-tinh")
    assert "Duyệt không giới hạn" in words(page)
    province = stranger.submit(QUOTAS, **LINE, unit_id=counter.world.province, amount="10")
    assert province.status_code == 303, words(province)
    there = province.headers["location"]
    stranger.open(there)
    commune = {"unit_id": counter.world.commune, "amount": "11"}
    refused = stranger.submit(f"{there}/divide", **commune)
    assert refused.status_code == 422
    assert "chỉ còn 10 để chia" in words(refused)
    assert stranger.submit(f"{there}/divide", **{**commune, "amount": "4"}).status_code == 303
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    page = stranger.open(there)
    assert "Hồ Văn Nam" in words(page)
    assert "Nguồn đầu tiên theo thứ tự" in words(page)
    twice = stranger.submit(f"{there}/divide", **{**commune, "amount": "4"})
    assert twice.status_code == 409
    assert stranger.submit(f"{there}/change", amount="9", version="1").status_code == 303
    assert stranger.submit(f"{there}/change", amount="8", version="1").status_code == 409


def test_who_waits_for_a_place_is_listed_and_served_again(
    stranger: Visitor, counter: Counter
) -> None:
    load_programme(counter)
    divided(counter, 0)
    approve(counter, approved_by_commune(counter, 1))
    stranger.sign_in("tinh")
    page = stranger.open(f"{QUOTAS}?programme=hai-buoc")
    assert "đang chờ vì hết chỉ tiêu" in words(page)
    waiting = f"{QUOTAS}/waiting"
    assert "Hồ Văn Nam" in words(stranger.open(f"{waiting}?programme=hai-buoc"))
    assert stranger.submit(waiting, programme="hai-buoc").status_code == 303
    assert "Vẫn chưa có chỉ tiêu trống" in words(stranger.open(f"{waiting}?programme=hai-buoc"))


def test_a_list_is_gathered_signed_printed_and_amended(officer: Visitor, counter: Counter) -> None:
    request_id = counter.submit()
    counter.decide(request_id, APPROVE)
    assert "Chưa có danh sách nào" in words(officer.open(LISTS))
    there = officer.submit(LISTS, programme="song-va-may-tinh").headers["location"]
    version = hidden(officer.open(there), "version")
    refused = officer.submit(f"{there}/freeze", **{**SIGNED, "number": "số mấy"}, version=version)
    assert refused.status_code == 422
    assert "Hồ Văn Ký" in refused.text
    assert officer.submit(f"{there}/freeze", **SIGNED, version=version).status_code == 303
    again = officer.submit(f"{there}/freeze", **SIGNED, version=version)
    assert again.status_code == 409
    printed = officer.open(f"{there}/print")
    assert "Danh sách kèm quyết định 168/QĐ-UBND" in words(printed)
    assert "Hồ Thị A Lơ" in words(printed)
    later = officer.submit(f"{there}/amend").headers["location"]
    version = hidden(officer.open(later), "version")
    removal = {"kind": "removed", "code": counter.code(request_id), "note": "Đã có máy."}
    assert officer.submit(f"{later}/rows", **removal, version=version).status_code == 303
    version = hidden(officer.open(later), "version")
    signature = {**SIGNED, "number": "170/QĐ-UBND"}
    assert officer.submit(f"{later}/freeze", **signature, version=version).status_code == 303
    assert "sửa bằng 170/QĐ-UBND" in words(officer.open(there))


def test_a_row_is_taken_out_of_a_draft_and_the_draft_thrown_away(
    officer: Visitor, counter: Counter
) -> None:
    counter.decide(counter.submit(), APPROVE)
    there = officer.submit(LISTS, programme="song-va-may-tinh").headers["location"]
    page = officer.open(there)
    drop = re.search(rf'action="({there}/rows/\d+/drop)"', page.text)
    assert drop
    version = hidden(page, "version")
    assert officer.submit(drop[1], version=version).status_code == 303
    assert officer.submit(drop[1], version=version).status_code == 409
    version = hidden(officer.open(there), "version")
    assert officer.submit(f"{there}/drop", version=version).status_code == 303
    assert officer.get(there).status_code == 404


def test_a_sample_is_drawn_and_a_finding_written_down(stranger: Visitor, counter: Counter) -> None:
    counter.delivered()
    add_inspector(counter)
    stranger.sign_in("kiemtra")
    assert "Chưa có đợt kiểm tra nào" in words(stranger.open(CHECKS))
    assert stranger.submit(CHECKS, size="nhiều").status_code == 422
    there = stranger.submit(CHECKS, size="100%").headers["location"]
    page = stranger.open(there)
    assert "bốc lại vẫn đúng" in words(page)
    row = re.search(r'href="(/admin/inspections/rows/\d+)"', page.text)
    assert row
    version = hidden(stranger.open(row[1]), "version")
    told = {"finding": "broken", "note": "", "on": "2026-11-22", "version": version}
    refused = stranger.submit(row[1], **told)
    assert refused.status_code == 422
    assert "vỡ màn hình" in words(refused)
    told["on"] = clock.today().isoformat()
    assert stranger.submit(row[1], **{**told, "note": "Vỡ màn hình."}).status_code == 303
    assert "Vỡ màn hình." in words(stranger.open(f"{there}?finding=broken"))
    assert "Hồ Văn Nam" not in words(stranger.open(f"{there}?finding=works"))


def test_the_own_step_is_listed_and_goes_back_and_is_opened_anew(
    stranger: Visitor, counter: Counter
) -> None:
    load_programme(counter)
    request_id = approved_by_commune(counter, 1)
    stranger.sign_in("tinh")
    assert "Tỉnh duyệt" in words(stranger.open("/admin/approvals"))
    case = f"/admin/requests/{request_id}"
    version = hidden(stranger.open(case), "version")
    assert "Trả về bước «Xã thẩm định»" in words(stranger.open(case))
    back = stranger.submit(f"{case}/return", reason="Thiếu xác nhận.", version=version)
    assert back.status_code == 303
    assert "Không có hồ sơ nào chờ" in words(stranger.open("/admin/approvals"))
    counter.decide(request_id, REFUSE, "Không đúng diện.")
    page = stranger.open(case)
    assert "Xét lại hồ sơ này" in words(page)
    reopened = stranger.submit(
        f"{case}/reopen", reason="Khiếu nại đúng.", version=counter.version(request_id)
    )
    assert reopened.status_code == 303


PATHS = [QUOTAS, LISTS, CHECKS, "/admin/approvals", f"{QUOTAS}/waiting"]


@pytest.mark.parametrize("path", PATHS)
def test_without_signing_in_nothing_is_shown(stranger: Visitor, path: str) -> None:
    assert stranger.get(path).status_code == 303


def test_another_commune_finds_nothing_and_other_roles_may_only_look(
    stranger: Visitor, officer: Visitor, counter: Counter
) -> None:
    counter.delivered()
    there = officer.submit(LISTS, programme="song-va-may-tinh").headers["location"]
    quota = officer.submit(QUOTAS, **LINE, unit_id=counter.world.commune, amount="5")
    add_inspector(counter)
    stranger.sign_in("canbo5")
    for path in (there, f"{there}/print", quota.headers["location"], f"{CHECKS}/1"):
        assert stranger.get(path).status_code == 404
    stranger.cookies.clear()
    stranger.sign_in("kiemtra")
    assert stranger.get(there).status_code == 200
    assert stranger.submit(f"{there}/amend").status_code == 403
    assert stranger.submit(QUOTAS, **LINE, amount="5").status_code == 403
    assert officer.submit(CHECKS, size="1").status_code == 403
