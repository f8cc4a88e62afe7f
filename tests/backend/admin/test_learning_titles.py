"""Titles over HTTP: entered, confirmed, scored, signed, printed; never by another commune."""

import re

from backend.clock import today
from backend.db import Database
from backend.officers.models import Officer
from tests.backend.learning_titles.factory import enter, make_course, officer_of, passed, signed
from tests.backend.media.pictures import PNG_PICTURE
from tests.factories import World
from tests.site import Visitor, words

HOME, DECISIONS = "/admin/learning-titles", "/admin/title-decisions"
BEST = {"children": "all", "adults": "regularly", "conditions": "good"}
SIGNATURE = {
    "number": "7/QĐ-UBND",
    "on": f"{today():%d/%m/%Y}",
    "signer_name": "Lê Văn Ký",
    "signer_title": "Chủ tịch UBND xã",
}


def version(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found[1]


def test_from_paper_to_certificate(officer: Visitor, colleague: Visitor) -> None:
    assert "Bộ tiêu chí mẫu" in words(officer.open(f"{HOME}/new?title=family"))
    fields = {"title": "family", "year": today().year, "hamlet": "Thôn 1", **BEST}
    refused = officer.submit(f"{HOME}/new", **fields, applicant=" ")
    assert refused.status_code == 422
    made = officer.submit(f"{HOME}/new", **fields, applicant="Trần Thị Lan (mẫu)")
    place = made.headers["location"]
    again = officer.submit(f"{HOME}/new", **fields, applicant="Trần Thị Lan (mẫu)")
    assert again.status_code == 409
    assert "Trần Thị Lan (mẫu)" in words(officer.open(f"{HOME}?status=waiting&title=family"))
    seen = version(colleague.open(place).text)
    assert colleague.submit(f"{place}/confirm", version=seen, text="").status_code == 303
    assert colleague.submit(f"{place}/confirm", version=seen, text="").status_code == 409
    points = {"points_children": "30", "points_adults": "40", "points_conditions": "30"}
    seen = version(colleague.open(place).text)
    refused = colleague.submit(f"{place}/score", version=seen, then="pass", **points)
    assert refused.status_code == 422
    assert 'value="40"' in refused.text
    reasons = {f"reason_{name}": "đã xem tận nhà" for name in BEST}
    colleague.submit(f"{place}/score", version=seen, then="pass", **points, **reasons)
    assert "Đạt, chờ quyết định" in words(officer.open(place))
    officer.open("/admin/title-decisions")
    draft = officer.submit("/admin/title-decisions", year=today().year).headers["location"]
    assert officer.get(f"{draft}/certificates.xlsx").status_code == 409
    page = officer.open(draft)
    officer.submit(f"{draft}/freeze", version=version(page.text), **SIGNATURE)
    assert "Quyết định 7/QĐ-UBND" in words(officer.open(draft))
    assert "7/QĐ-UBND" in words(officer.open(place))
    assert officer.get(f"{draft}/decision.pdf").content.startswith(b"%PDF")
    assert officer.get(f"{draft}/decision.docx").content.startswith(b"PK")
    assert officer.get(f"{draft}/certificates.xlsx").content.startswith(b"PK")


def test_other_communes_find_nothing(address: str, database: Database, world: World) -> None:
    with database.transaction() as session:
        own: Officer = officer_of(session, world.officer)
        one = passed(session, world, enter(session, own))
        decision, course = signed(session, world), make_course(session, world)
    with Visitor(address) as stranger:
        stranger.sign_in("canbo5")
        assert "Trần Thị Lan" not in words(stranger.open(HOME))
        for place in (
            f"{HOME}/{one.id}",
            f"/admin/title-decisions/{decision.id}",
            f"/admin/title-decisions/{decision.id}/decision.pdf",
            f"/admin/learning-centres/{course.centre_id}",
        ):
            assert stranger.get(place).status_code == 404, place
        for place in (
            f"{HOME}/{one.id}/refuse",
            f"/admin/title-decisions/{decision.id}/freeze",
            f"/admin/learning-centres/{course.centre_id}/close",
        ):
            sent = stranger.submit(place, version=1, text="x", **SIGNATURE)
            assert sent.status_code == 404, place


def test_centres_courses_and_study_sessions(officer: Visitor) -> None:
    home = "/admin/learning-centres"
    officer.open(home)
    fields = {"name": "Trung tâm (mẫu)", "address": "Thôn 1", "led_by_association": "1"}
    place = officer.submit(home, **fields).headers["location"]
    assert officer.submit(home, **fields).status_code == 409
    day = f"{today():%d/%m/%Y}"
    course = {"name": "Lớp may", "starts_on": day, "ends_on": day, "joining": "đến ghi tên"}
    assert officer.submit(f"{place}/courses", **course).status_code == 303
    assert officer.submit(f"{place}/courses", **course).status_code == 409
    shown = officer.open(place)
    assert "đang nhận" in words(shown)
    off = re.search(r'action="([^"]*/call-off)"', shown.text)
    assert off
    officer.submit(off[1])
    assert "không mở" in words(officer.open(place))
    study = {"kind": "policy", "topic": "Chủ trương", "held_on": day, "people": "45"}
    assert officer.submit(f"{home}/studies", **study, first_timers="46").status_code == 422
    for _twice in range(2):
        officer.submit(f"{home}/studies", **study, first_timers="40")
    assert words(officer.open(home)).count("Chủ trương") >= 1
    rows = officer.open("/admin/figures/rows?figure=studied-policy&always=1")
    assert rows.status_code == 200


def test_a_title_is_taken_away_by_a_later_decision(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        one = passed(session, world, enter(session, officer_of(session, world.officer)))
        first, place = f"{DECISIONS}/{signed(session, world).id}", f"{HOME}/{one.id}"
        code = one.code
    officer.open(first)
    draft = officer.submit(f"{first}/amend").headers["location"]
    assert officer.submit(f"{first}/amend").headers["location"] == draft
    fields = {"kind": "revoked", "code": code, "note": "giấy khen là của người khác"}
    seen = version(officer.open(draft).text)
    for wrong in ({"kind": ""}, {"kind": "x"}, {"code": "DH-0"}, {"note": " "}):
        refused = officer.submit(f"{draft}/rows", version=seen, **{**fields, **wrong})
        assert refused.status_code == 422, wrong
    assert officer.submit(f"{draft}/rows", version=seen, **fields).status_code == 303
    assert officer.submit(f"{draft}/rows", version=seen, **fields).status_code == 409
    shown = officer.open(draft)
    assert "– Hủy công nhận giấy khen là của người khác" in words(shown)
    officer.submit(f"{draft}/freeze", version=version(shown.text), **SIGNATURE)
    assert "sửa bằng 7/QĐ-UBND" in words(officer.open(first))
    said = words(officer.open(place))
    assert "Đã hủy công nhận theo Quyết định 7/QĐ-UBND" in said
    assert "Lý do: giấy khen là của người khác" in said
    assert "sửa đổi" in words(officer.open(DECISIONS))
    assert officer.get(f"{draft}/decision.pdf").content.startswith(b"%PDF")


def test_another_commune_amends_nothing(address: str, database: Database, world: World) -> None:
    with database.transaction() as session:
        own = officer_of(session, world.officer)
        one = passed(session, world, enter(session, own))
        first = f"{DECISIONS}/{signed(session, world).id}"
    with Visitor(address) as stranger:
        stranger.sign_in("canbo5")
        for path in (f"{first}/amend", f"{first}/rows", f"{HOME}/{one.id}/photos"):
            sent = stranger.post(
                path,
                data={"csrf_token": stranger.token, "version": 1, "kind": "revoked"},
                files={"photo": ("a.png", PNG_PICTURE)},
            )
            assert sent.status_code == 404, path


def test_a_photo_is_put_to_a_criterion_and_shown_with_it(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        place = f"{HOME}/{enter(session, officer_of(session, world.officer)).id}"

    def send(content: bytes, criterion: str = "children") -> int:
        seen = version(officer.open(place).text)
        fields = {"csrf_token": officer.token, "version": seen, "criterion": criterion}
        files = {"photo": ("anh.jpg", content)}
        return officer.post(f"{place}/photos", data=fields, files=files).status_code

    assert send(b"%PDF-1.4") == 422
    assert send(PNG_PICTURE, "khong-co") == 422
    assert send(PNG_PICTURE) == 303
    shown = officer.open(place)
    photo = re.search(r'src="([^"]*/photos/\d+)"', shown.text)
    assert photo
    kept = officer.get(photo[1])
    assert (kept.status_code, kept.headers["content-type"]) == (200, "image/png")
    assert "Thêm ảnh minh chứng" in words(shown)
    assert officer.get(f"{place}/photos/999").status_code == 404
