"""What a list changes, whom that touches, and taking it back."""

import threading
from collections import Counter

import pytest

from backend.audit import AuditEntry
from backend.errors import Conflict, NotFound
from backend.jobs import runner
from backend.jobs.handlers import HANDLERS
from backend.officers.models import Officer, OfficerId
from backend.poverty_lists import effects, service
from backend.poverty_lists.difference import rows_of
from backend.poverty_lists.draft import Standing
from backend.poverty_lists.effects import Effect, Touched
from backend.poverty_lists.models import Change, ListId, ListKind, ListState
from backend.support_requests.models import RequestId
from tests.backend.counter import APPROVE
from tests.backend.counter import Counter as Desks
from tests.backend.poverty_lists.files import Desk
from tests.factories import HOUSEHOLDS, make_household

LO, NGHIEN, HOA, HOAF = HOUSEHOLDS
POOR, NEAR = Standing.POOR, Standing.NEAR_POOR
ALL = [(row.head_name, row.standing) for row in HOUSEHOLDS]


@pytest.fixture
def counter(desk: Desk) -> Desks:
    """Families write to the same commune."""
    return Desks(desk.database, desk.world)


def told(touched: list[Touched] | tuple[Touched, ...]) -> list[tuple[str, Effect, object, object]]:
    return [(one.request.head_name, one.effect, one.before, one.after) for one in touched]


def waiting_again(desk: Desk) -> list[RequestId]:
    """Whom the page of today counts and the queue shows."""
    with desk.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(desk.by))
        found = [request.id for request in effects.touched_requests(session, officer)]
        assert effects.touched_count(session, officer) == len(found)
        return found


def test_a_draft_says_what_it_would_change_and_the_list_what_it_changed(desk: Desk) -> None:
    draft = desk.read(
        [
            LO._replace(standing=NEAR),
            NGHIEN._replace(hamlet="Thôn 1"),
            HOA._replace(birth_year=1989),
            make_household("Y Sâm", row=9),
            make_household("A Thút", standing=Standing.LEFT_POVERTY, row=10),
        ]
    )
    before = desk.difference(draft)
    desk.publish(draft)
    after = desk.difference(draft)
    assert after == before
    assert (before.before, before.rows, before.left, before.left_unknown) == (4, 5, 1, 1)
    assert before.changes == Counter(
        {Change.STANDING: 1, Change.MOVED: 1, Change.CORRECTED: 1, Change.ENTERED: 2}
    )
    assert before.movements == Counter({(POOR, NEAR): 1})
    assert desk.changed(draft, Change.STANDING) == [("Hồ Thị A Lơ", "Hồ Thị A Lơ")]
    assert desk.changed(draft, Change.ENTERED) == [("Y Sâm", None), ("A Thút", None)]
    assert desk.left(draft) == ["Hồ Thị Hòa"]


def test_every_row_is_in_one_figure_and_pages_show_all_of_them(desk: Desk) -> None:
    rows = [make_household(f"Hồ Văn A{number}", row=number) for number in range(7)]
    draft = desk.read([*rows, *HOUSEHOLDS])
    with desk.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(desk.by))
        found, after = [], None
        while page := rows_of(session, officer, draft, Change.ENTERED, after=after, limit=3):
            found += [row.entry.head_name for row in page]
            after = page[-1].entry.id
    assert found == [row.head_name for row in rows]
    assert sum(desk.difference(draft).changes.values()) == desk.difference(draft).rows == 11


def test_what_was_published_meanwhile_is_compared_anew(desk: Desk) -> None:
    draft = desk.read([LO, make_household("Y Sâm", row=9)])
    assert desk.changed(draft, Change.ENTERED) == [("Y Sâm", None)]
    desk.published([*HOUSEHOLDS, make_household("Y Sâm", row=9)])
    desk.publish(draft)
    assert desk.changed(draft, Change.SAME) == [
        ("Hồ Thị A Lơ", "Hồ Thị A Lơ"),
        ("Y Sâm", "Y Sâm"),
    ]


def test_a_long_draft_is_compared_anew_in_a_job_before_it_can_be_published(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_COMPARED_AT_ONCE", 1)
    draft = desk.read([LO, make_household("Y Sâm", row=9)])
    short = desk.read([make_household("Y Sâm", row=9)])
    desk.publish(short)
    with pytest.raises(Conflict, match="sau ít phút"):
        desk.publish(draft)
    assert desk.changed(draft, Change.ENTERED) == [("Y Sâm", None)]
    while work := runner.claim(desk.database, threading.Event()):
        runner.run(work, HANDLERS[work.held.kind])
    assert desk.changed(draft, Change.ENTERED) == [("Hồ Thị A Lơ", None)]
    assert desk.changed(draft, Change.SAME) == [("Y Sâm", "Y Sâm")]
    desk.publish(draft)
    assert desk.counting() == [("Hồ Thị A Lơ", POOR), ("Y Sâm", POOR)]


def test_a_job_that_comes_late_changes_no_published_row(desk: Desk) -> None:
    """The draft that it is to compare was published meanwhile, and the list before undone."""
    draft = desk.read([*HOUSEHOLDS, make_household("Y Sâm", row=9)])
    desk.published([*HOUSEHOLDS, make_household("A Thút", row=9)])
    desk.publish(draft)
    rows = [(row.previous_id, row.change) for row in desk.rows(draft)]
    while work := runner.claim(desk.database, threading.Event()):
        runner.run(work, HANDLERS[work.held.kind])
    assert [(row.previous_id, row.change) for row in desk.rows(draft)] == rows


@pytest.mark.parametrize(("kept", "asked"), [(4, False), (3, False), (2, True), (0, True)])
def test_a_list_that_drops_many_is_published_with_a_word_more(
    desk: Desk, kept: int, asked: bool
) -> None:
    draft = desk.read([*HOUSEHOLDS[:kept], make_household("Y Sâm", row=9)])
    if not asked:
        desk.publish(draft, sure=False)
        return
    with pytest.raises(service.NotSure, match=f"có 4 hộ, tệp này thiếu {4 - kept} hộ"):
        desk.publish(draft, sure=False)
    assert desk.listed(draft).state is ListState.DRAFT
    assert desk.counting() == ALL
    desk.publish(draft, sure=True)
    assert len(desk.counting()) == kept + 1


def test_changes_of_a_month_lie_upon_the_year_and_drop_nobody(desk: Desk) -> None:
    changes = [LO._replace(standing=Standing.LEFT_POVERTY), make_household("Y Sâm", row=9)]
    draft = desk.read(changes, ListKind.CHANGES)
    assert desk.difference(draft).left == 0
    desk.publish(draft, sure=False)
    assert desk.counting() == [
        *ALL[1:],
        ("Hồ Thị A Lơ", Standing.LEFT_POVERTY),
        ("Y Sâm", POOR),
    ]


def test_lists_of_pupils_decide_no_class_and_stand_side_by_side(desk: Desk) -> None:
    def published(title: str, name: str) -> ListId:
        return desk.publish(
            desk.read([make_household(name, row=3)], ListKind.PUPILS, title=title), sure=False
        )

    first = published("DANH SÁCH HỌC SINH TRƯỜNG TH HỒNG THỦY NĂM HỌC 2025-2026", "Hồ Văn Nam")
    other = published("DANH SÁCH HỌC SINH TRƯỜNG THCS A ROÀNG NĂM HỌC 2025-2026", "Hồ Thị Bé")
    assert desk.counting() == ALL
    again = published("DANH SÁCH HỌC SINH Trường TH Hồng Thuỷ năm học 2026-2027", "Hồ Văn Nam")
    assert [desk.rows(id_)[0].ended_by_id for id_ in (first, other, again)] == [again, None, None]
    with pytest.raises(Conflict):
        desk.undo(first)
    desk.undo(again)
    assert desk.rows(first)[0].ended_by_id is None
    assert desk.counting() == ALL


def test_an_undone_list_counts_no_more_and_what_it_ended_does_again(desk: Desk) -> None:
    before = desk.counting()
    list_id = desk.published([LO._replace(standing=NEAR), make_household("Y Sâm", row=9)])
    desk.undo(list_id)
    assert desk.counting() == before
    listed = desk.listed(list_id)
    assert (listed.state, listed.undone_by_id) == (ListState.UNDONE, desk.by)
    assert listed.undone_at is not None
    assert len(desk.rows(list_id)) == 2  # it can still be seen
    with pytest.raises(Conflict, match="không còn được công bố"):
        desk.undo(list_id)
    with pytest.raises(NotFound):
        desk.publish(list_id)


def test_lists_are_undone_in_the_order_in_which_they_rest_on_one_another(desk: Desk) -> None:
    year = desk.published([*HOUSEHOLDS, make_household("Y Sâm", row=9)])
    month = desk.published([LO._replace(standing=Standing.LEFT_POVERTY)], ListKind.CHANGES)
    for refused in (desk.world.poverty_list, year):
        with pytest.raises(Conflict, match="Anh/chị hoàn tác danh sách đó trước"):
            desk.undo(refused)
    desk.undo(month)
    desk.undo(year)
    assert desk.counting() == ALL
    desk.undo(desk.world.poverty_list)
    assert desk.counting() == []


def test_a_province_list_and_the_lists_of_its_communes_rest_on_one_another(desk: Desk) -> None:
    province = Desk(desk.database, desk.world, desk.world.province_officer, desk.world.province)
    rows = [
        *(row._replace(commune="A Lưới 1") for row in HOUSEHOLDS),
        make_household("Y Sâm", row=20)._replace(commune="A Lưới 5"),
    ]
    of_all = province.published(rows)
    with pytest.raises(Conflict):
        desk.undo(desk.world.poverty_list)
    with pytest.raises(NotFound):
        desk.undo(of_all)  # it is not of the commune's officer
    of_one = desk.published([LO])
    with pytest.raises(Conflict):
        province.undo(of_all)
    assert sorted(desk.counting()) == [("Hồ Thị A Lơ", POOR), ("Y Sâm", POOR)]
    desk.undo(of_one)
    province.undo(of_all)
    assert desk.counting() == ALL


def test_whom_a_list_touches_is_told_before_and_looked_up_again_after(
    desk: Desk, counter: Desks
) -> None:
    lo = counter.submit("tele-1")
    hoa = counter.submit("tele-2", head_name="Hồ Thị Hoa", head_birth_year=1988, child_name="Hồ Bé")
    counter.submit("tele-3", head_name="Hồ Thị Hòa", head_birth_year=1990, child_name="Hồ Na")
    draft = desk.read([LO._replace(standing=NEAR), *HOUSEHOLDS[1:2], HOAF])
    expected = [
        ("Hồ Thị A Lơ", Effect.STANDING, POOR, NEAR),
        ("Hồ Thị Hoa", Effect.LEAVES, POOR, None),
    ]
    found = desk.effects(draft)
    assert told(list(found.open)) == expected
    assert found.granted == []
    desk.publish(draft)
    assert [one.verdict for one in counter.verifications(lo)] == ["same", "same"]
    assert counter.verifications(hoa)[-1].verdict != "same"
    assert waiting_again(desk) == [lo, hoa]
    counter.decide(lo, APPROVE)
    assert waiting_again(desk) == [hoa]
    back = desk.effects(draft, of_undoing=True)
    assert told(list(back.open)) == [("Hồ Thị A Lơ", Effect.STANDING, NEAR, POOR)]
    desk.undo(draft)
    assert counter.verifications(hoa)[-1].verdict == "same"
    assert counter.request(hoa).household_id is not None


def test_a_family_that_was_not_found_is_looked_up_in_the_next_list(
    desk: Desk, counter: Desks
) -> None:
    request = counter.submit(head_name="Y Sâm", head_birth_year=1990)
    assert counter.verifications(request)[-1].verdict != "same"
    desk.published([*HOUSEHOLDS, make_household("Y Sâm", born=1990, row=9)])
    assert counter.verifications(request)[-1].verdict == "same"
    assert waiting_again(desk) == [request]
    actions = [e.action for e in counter.audited() if e.subject == "support_requests"]
    assert actions[-1] == effects.VERIFIED_OTHERWISE


def test_the_word_of_an_officer_holds_as_long_as_the_household_is_known_again(
    desk: Desk, counter: Desks
) -> None:
    request = counter.submit(head_name="chị Lơ", head_birth_year=None, hamlet="Thôn 1")
    counter.identify(request, "Hồ Thị A Lơ")
    list_id = desk.published([*HOUSEHOLDS, make_household("Y Sâm", row=9)])
    kept = counter.verifications(request)[-1]
    assert (kept.verdict, kept.list_id, kept.officer_id) == ("same", list_id, desk.by)
    assert waiting_again(desk) == []
    desk.undo(list_id)
    assert counter.verifications(request)[-1].list_id == desk.world.poverty_list
    desk.published([*HOUSEHOLDS[1:], make_household("Y Sâm", row=9)])
    assert counter.verifications(request)[-1].verdict != "same"


def test_who_has_a_device_keeps_it_and_is_told_apart(desk: Desk, counter: Desks) -> None:
    request = counter.delivered()
    draft = desk.read([*HOUSEHOLDS[1:], make_household("Y Sâm", row=9)])
    found = desk.effects(draft)
    assert told(list(found.granted)) == [("Hồ Thị A Lơ", Effect.LEAVES, POOR, None)]
    assert found.open == []
    looks = len(counter.verifications(request))
    desk.publish(draft)
    assert len(counter.verifications(request)) == looks
    back = desk.effects(draft, of_undoing=True)
    assert told(list(back.granted)) == [("Hồ Thị A Lơ", Effect.RETURNS, None, POOR)]


def test_a_family_first_met_in_a_list_that_is_undone_stays_itself(
    desk: Desk, counter: Desks
) -> None:
    list_id = desk.published([*HOUSEHOLDS, make_household("Y Sâm", row=9)])
    request = counter.submit()
    household = counter.request(request).household_id
    assert household is not None
    desk.undo(list_id)
    assert counter.request(request).household_id == household
    assert desk.rows(desk.world.poverty_list)[0].household_id == household


def test_officers_of_other_communes_see_and_undo_nothing(desk: Desk, counter: Desks) -> None:
    counter.submit()
    list_id = desk.published([NGHIEN, HOA])
    stranger = Desk(desk.database, desk.world, desk.world.stranger, desk.world.other_commune)
    for look in (stranger.difference, stranger.left, stranger.undo, stranger.effects):
        with pytest.raises(NotFound):
            look(list_id)
    assert waiting_again(stranger) == []
    assert len(waiting_again(desk)) == 1


def test_publishing_and_undoing_are_audited_without_names(desk: Desk, counter: Desks) -> None:
    counter.submit()
    list_id = desk.published([NGHIEN])
    desk.undo(list_id)
    entries: list[AuditEntry] = [
        entry for entry in counter.audited() if entry.subject == "poverty_lists"
    ]
    assert [entry.action for entry in entries][-3:] == [
        "upload_poverty_list",
        "publish_poverty_list",
        "undo_poverty_list",
    ]
    assert "Hồ" not in str([entry.details for entry in counter.audited()])
