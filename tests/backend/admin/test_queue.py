"""The queue over HTTP: filters in the address, views that are kept, and the next case of a view."""

import re

import pytest
from sqlalchemy import select

from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.programmes.rules import Circumstance
from backend.saved_views.models import SavedView
from backend.support_requests.models import RequestId
from tests.factories import World, make_contact, make_request
from tests.site import Visitor, hidden, words

VIEW = "status=waiting&circumstance=near_poor"


@pytest.fixture
def cases(database: Database, world: World) -> list[RequestId]:
    """Four waiting requests; the first and the third are near poor."""
    with database.transaction() as session:
        contact = make_contact(session)
        return [
            make_request(
                session,
                world.commune,
                contact_id=contact,
                child_name=f"Em số {number}",
                circumstance=Circumstance.POOR if number % 2 else Circumstance.NEAR_POOR,
                head_name="Hồ Thị A Lơ" if number % 2 else "Hồ Văn Nghiên",
                head_birth_year=1985 if number % 2 else 1979,
                hamlet="Thôn 1" if number % 2 else "Thôn 2",
            ).id
            for number in range(4)
        ]


def shown(visitor: Visitor, query: str) -> list[str]:
    return re.findall(r">(Em số \d)</a>", visitor.open(f"/admin/requests?{query}").text)


def test_filters_stand_in_the_address_and_each_can_be_taken_away(
    officer: Visitor, cases: list[RequestId], database: Database
) -> None:
    with database.reading() as session:
        hamlet = session.scalars(
            select(AdministrativeUnit.id).where(AdministrativeUnit.name == "Thôn 2")
        ).first()
    assert shown(officer, VIEW) == ["Em số 0", "Em số 2"]
    assert shown(officer, f"{VIEW}&unit={hamlet}") == ["Em số 0", "Em số 2"]
    assert shown(officer, f"status=waiting&unit={hamlet}&circumstance=poor") == []
    assert shown(officer, "entered=teacher") == []
    page = officer.open(f"/admin/requests?{VIEW}&unit={hamlet}")
    assert "Đang lọc: Hộ cận nghèo ✕" in words(page)
    for without in (f"status=waiting&amp;unit={hamlet}", VIEW.replace("&", "&amp;")):
        assert f'href="/admin/requests?{without}"' in page.text


def test_another_communes_hamlet_and_nonsense_filter_nothing(
    officer: Visitor, cases: list[RequestId], world: World
) -> None:
    for query in (f"unit={world.other_commune}", "unit=x&due=y&status=z", "before=x&after=99e9"):
        assert len(shown(officer, query)) == 4
        assert "Đang lọc" not in words(officer.open(f"/admin/requests?{query}"))


def test_a_decision_leads_to_the_next_of_the_view(officer: Visitor, cases: list[RequestId]) -> None:
    queue = officer.open(f"/admin/requests?{VIEW}")
    first = re.search(r'class="whole" href="([^"]*)"', queue.text)
    assert first
    page = officer.open(first[1].replace("&amp;", "&"))
    action = re.search(r'action="([^"]*/refuse[^"]*)"', page.text)
    assert action
    version = hidden(page, "version")
    done = officer.submit(action[1].replace("&amp;", "&"), version=version, reason="Không đúng.")
    after = officer.open(done.headers["location"])
    following = re.search(r'rel="next" href="([^"]*)"', after.text)
    assert following
    assert following[1].startswith(f"/admin/requests/{cases[2]}?view=")
    last = officer.open(following[1].replace("&amp;", "&"))
    assert f"/admin/requests?{VIEW}" in last.text.replace("&amp;", "&")
    assert 'rel="next"' not in last.text  # the other two are of another view


def test_a_view_in_an_address_is_only_ever_a_query(
    officer: Visitor, cases: list[RequestId]
) -> None:
    evil = '"><script>alert(1)</script>//vi-du.example'
    page = officer.open(f"/admin/requests/{cases[0]}?view={evil}")
    assert "<script>alert" not in page.text
    assert 'href="//' not in page.text


def test_a_view_is_saved_shown_renamed_and_removed(
    officer: Visitor, colleague: Visitor, cases: list[RequestId], database: Database
) -> None:
    officer.open(f"/admin/requests?{VIEW}")
    saved = officer.submit("/admin/saved-views", query=VIEW, name="Cận nghèo")
    assert saved.headers["location"] == f"/admin/requests?{VIEW}"
    assert "★ Cận nghèo" in words(officer.open(saved.headers["location"]))
    assert "★ Cận nghèo" not in words(colleague.open(f"/admin/requests?{VIEW}"))
    with database.reading() as session:
        place = f"/admin/saved-views/{session.scalars(select(SavedView.id)).one()}"
    for who, status in ((colleague, 404), (officer, 303)):
        who.open("/admin/saved-views")
        assert who.submit(f"{place}/rename", name="Ưu tiên").status_code == status
    assert "Ưu tiên" in words(officer.open("/admin/saved-views"))
    empty = officer.submit(f"{place}/rename", name=" ")
    assert empty.status_code == 422
    assert 'aria-invalid="true"' in empty.text
    assert colleague.submit(f"{place}/remove").status_code == 404
    assert officer.submit(f"{place}/remove").status_code == 303
    assert officer.submit(f"{place}/remove").status_code == 404
    assert "chưa lưu bộ lọc nào" in words(officer.open("/admin/saved-views"))


def test_a_view_without_a_name_keeps_the_queue_and_says_so(
    officer: Visitor, cases: list[RequestId]
) -> None:
    officer.open("/admin/requests")
    refused = officer.submit("/admin/saved-views", query=VIEW, name="  ")
    assert refused.status_code == 422
    assert "Em số 2" in refused.text
    assert "Em số 1" not in refused.text
    assert "Anh/chị đặt tên cho bộ lọc" in words(refused)


def test_what_was_found_is_paged_without_an_address(
    officer: Visitor, database: Database, world: World
) -> None:
    with database.transaction() as session:
        contact = make_contact(session)
        for number in range(52):
            make_request(session, world.commune, contact_id=contact, child_name=f"Em {number:02}")
    officer.open("/admin/")
    first = officer.submit("/admin/requests/search", q="em")
    assert "Em 51" in first.text
    assert "Em 01" not in first.text
    second = officer.submit("/admin/requests/search", q="em", after=hidden(first, "after"))
    assert "Em 01" in second.text
    back = officer.submit("/admin/requests/search", q="em", before=hidden(second, "before"))
    assert "Em 51" in back.text
    assert not re.search(r'href="[^"]*q=', first.text)
