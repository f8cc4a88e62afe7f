"""The pages of coverage, gifts, posts and surveys, over HTTP."""

import pytest

from backend import clock
from backend.db import Database
from tests.backend.gifts.factory import make_gift, make_round
from tests.backend.schools.factory import make_school
from tests.factories import World
from tests.site import Visitor, words

TODAY = f"{clock.today():%d/%m/%Y}"
PAGES = ("coverage", "gifts", "gift-rounds", "posts", "need-surveys")


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_page_says_what_to_do(officer: Visitor, name: str) -> None:
    page = officer.open(f"/admin/{name}")
    assert page.status_code == 200
    assert "Chưa có" in words(page) or "Chưa ghi" in words(page)


def test_a_gift_is_kept_and_its_donor_has_a_code(officer: Visitor, stranger: Visitor) -> None:
    officer.open("/admin/gifts")
    typed = {
        "donor": "Công ty Sao Mai (mẫu)",
        "kind": "device",
        "thing": "20 máy tính xách tay",
        "quantity": "20",
        "received_on": TODAY,
        "receipt": "BN-7",
        "received_by": "Mặt trận Tổ quốc xã (mẫu)",
    }
    refused = officer.submit("/admin/gifts", **{**typed, "quantity": "nhiều"})
    assert refused.status_code == 422
    assert "nhiều" in refused.text
    answer = officer.submit("/admin/gifts", **typed)
    assert answer.status_code == 303, words(answer)
    address = answer.headers["location"]
    assert "20 máy chưa giao" in words(officer.open(address))
    officer.open("/admin/gifts")
    assert officer.submit("/admin/gifts", **typed).status_code == 409
    stranger.sign_in("canbo5")
    assert stranger.open(address).status_code == 404


def test_two_officers_sign_a_round(
    officer: Visitor, colleague: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        made, _share = make_round(session, world, make_gift(session, world))
        address = f"/admin/gift-rounds/{made.id}"
    officer.open(address)
    first = officer.submit(f"{address}/sign", version=2)
    assert first.status_code == 303, words(first)
    assert "Ký thay" not in words(officer.open(address))
    own = officer.submit(f"{address}/sign", version=3)
    assert own.status_code == 409
    colleague.open(address)
    assert colleague.submit(f"{address}/sign", version=3).status_code == 303
    assert "Có hiệu lực từ" in words(colleague.open(address))


def test_a_hamlet_is_written_down_and_seen_by_nobody_else(
    officer: Visitor, stranger: Visitor
) -> None:
    page = officer.open("/admin/coverage")
    unit = page.text.partition(">Thôn 1 · ")[0].rpartition('value="')[2].strip('"')
    typed = {"unit_id": unit, "signal": "weak", "network": "3g", "operator": "viettel"}
    typed |= {"found_on": TODAY, "evidence": "đo (mẫu)"}
    answer = officer.submit("/admin/coverage", **typed)
    assert answer.status_code == 303, words(answer)
    assert "Sóng yếu" in words(officer.open(answer.headers["location"]))
    stranger.sign_in("canbo5")
    assert stranger.open(answer.headers["location"]).status_code == 404


def test_a_post_is_kept_once_and_struck(officer: Visitor) -> None:
    officer.open("/admin/posts")
    typed = {"title": "Loa sáng (mẫu)", "channel": "loudspeaker", "posted_on": TODAY}
    assert officer.submit("/admin/posts", **typed).status_code == 303
    page = officer.open("/admin/posts")
    assert "Loa sáng (mẫu)" in words(page)
    assert officer.submit("/admin/posts", **typed).status_code == 409
    officer.open("/admin/posts/1")
    bad = officer.submit("/admin/posts/1/reach", reach="đông", version=1)
    assert bad.status_code == 422
    assert officer.submit("/admin/posts/1/reach", reach="350", version=1).status_code == 303
    assert officer.submit("/admin/posts/1/remove", version=2).status_code == 303
    assert officer.open("/admin/posts/1").status_code == 404


def test_a_survey_is_pasted_and_compared(
    officer: Visitor, stranger: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        address = f"/admin/need-surveys/{make_school(session, world).id}"
    officer.open(address)
    assert officer.submit(address, lines="3A; 28; 40; 1").status_code == 422
    assert officer.submit(address, lines="3A; 28; 12; 9").status_code == 303
    assert "còn 12 em chưa gửi" in words(officer.open(address))
    stranger.sign_in("canbo5")
    assert stranger.open(address).status_code == 404
