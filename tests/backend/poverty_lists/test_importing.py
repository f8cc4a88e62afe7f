"""A file becomes a draft, in a job."""

import threading
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.errors import Conflict, Invalid, NotFound
from backend.jobs import runner
from backend.jobs.handlers import HANDLERS
from backend.jobs.loop import Loop
from backend.jobs.models import Job, JobState
from backend.officers.models import Officer, OfficerId
from backend.poverty_lists import importing, queries, retention, service
from backend.poverty_lists.draft import Choices, ListDraft, Standing
from backend.poverty_lists.models import (
    Change,
    ListId,
    ListLayout,
    ListState,
    PovertyList,
    PovertyListEntry,
    PovertyListFile,
)
from backend.poverty_lists.reading.portions import Portion
from backend.poverty_lists.staging import CHUNK
from tests.backend.jobs.test_jobs import fall_silent, until
from tests.backend.poverty_lists.files import Desk, workbook
from tests.factories import HOUSEHOLDS, make_household

MANY = tuple(
    make_household(f"Hồ Văn {'ABCDEGHIKLMN'[n % 12]}{n}", born=1940 + n % 60, row=n)
    for n in range(1, 1001)
)


def portions(draft: ListDraft) -> Generator[Portion]:
    """A draft as it comes out of a file."""
    for start in range(0, len(draft.rows), CHUNK):
        yield Portion(list(draft.rows[start : start + CHUNK]), [], {}, len(draft.rows))
    yield Portion([], [], {}, 0, replace(draft, rows=()))


def again(desk: Desk, list_id: ListId, choices: Choices | None = None) -> None:
    with desk.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(desk.by))
        importing.read_again(session, officer, list_id, choices or Choices())
    importing.run_now(desk.database, list_id)


def test_a_file_is_kept_and_read_by_a_worker(desk: Desk) -> None:
    content = workbook(HOUSEHOLDS)
    list_id = desk.upload(content, name="Hộ nghèo 2026.xlsx")
    assert desk.listed(list_id).state is ListState.READING
    loop = Loop(desk.database, HANDLERS, look=0.02)
    loop.start()
    try:
        until(lambda: desk.listed(list_id).state is not ListState.READING)
    finally:
        loop.end(5)
    listed = desk.listed(list_id)
    assert (listed.state, listed.year, listed.sentence) == (ListState.DRAFT, 2026, "")
    assert [row.head_name for row in desk.rows(list_id)] == [row.head_name for row in HOUSEHOLDS]
    assert {row.change for row in desk.rows(list_id)} == {Change.SAME}
    with desk.database.reading() as session:
        assert session.get_one(PovertyListFile, list_id).content == content
        officer = session.get_one(Officer, OfficerId(desk.by))
        job = queries.reading_job(session, officer, list_id)
        assert job is not None
        assert (job.state, job.done, job.total) == (JobState.DONE, 4, 4)


def test_what_cannot_be_read_says_why_and_can_be_dropped(desk: Desk) -> None:
    list_id = desk.upload(b"khong phai bang tinh")
    importing.run_now(desk.database, list_id)
    listed = desk.listed(list_id)
    assert listed.state is ListState.FAILED
    assert listed.sentence
    with desk.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(desk.by))
        assert [found.id for found in queries.drafts(session, officer)] == [list_id]
        service.drop_draft(session, officer, list_id)
    with desk.database.reading() as session:
        assert session.get(PovertyList, list_id) is None
        assert session.get(PovertyListFile, list_id) is None


def test_a_list_that_is_dropped_while_it_waits_is_not_read(desk: Desk) -> None:
    list_id = desk.upload(workbook(HOUSEHOLDS))
    with desk.database.transaction() as session:
        service.drop_draft(session, session.get_one(Officer, OfficerId(desk.by)), list_id)
    work = runner.claim(desk.database, threading.Event())
    assert work is not None
    runner.run(work, importing.HANDLER)
    assert desk.rows(list_id) == []


@pytest.mark.parametrize("state", ["read", "waiting", "published"])
def test_the_same_file_is_told_and_not_doubled(desk: Desk, state: str) -> None:
    content = workbook(HOUSEHOLDS)
    list_id = desk.upload(content)
    if state != "waiting":
        importing.run_now(desk.database, list_id)
    if state == "published":
        desk.publish(list_id)
    with pytest.raises(service.SameFile, match=r"ngày \d+/\d+/\d{4}") as told:
        desk.upload(content, name="ten khac.xlsx")
    assert told.value.list_id == list_id
    other = Desk(desk.database, desk.world, desk.world.stranger, desk.world.other_commune)
    assert other.upload(content) != list_id  # of another commune it is another list


def test_a_file_may_come_again_once_its_list_counts_no_more(desk: Desk) -> None:
    content = workbook(HOUSEHOLDS)
    first = desk.upload(content)
    importing.run_now(desk.database, first)
    desk.publish(first)
    desk.undo(first)
    second = desk.upload(content)
    importing.run_now(desk.database, second)
    desk.publish(second)
    desk.published([*HOUSEHOLDS, make_household("Y Sâm", row=9)])
    assert desk.upload(content) not in (first, second)


def test_an_empty_file_and_one_for_a_hamlet_are_refused(desk: Desk) -> None:
    with pytest.raises(Invalid):
        desk.upload(b"")
    with desk.database.reading() as session:
        hamlet = select(AdministrativeUnit.id).where(AdministrativeUnit.level == Level.HAMLET)
        desk.unit = session.scalars(hamlet).first() or 0
    with pytest.raises(Invalid):
        desk.upload(b"x")
    desk.unit = desk.world.other_commune
    with pytest.raises(NotFound):
        desk.upload(b"x")


def dying_after(times: int, step: Callable[..., None]) -> Callable[..., None]:
    """A step that can be taken so many times."""
    left = iter(range(times))

    def taken(*given: object) -> None:
        if next(left, None) is None:
            raise SystemExit
        step(*given)

    return taken


def test_an_attempt_that_broke_off_leaves_nothing_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker dies after every second portion; each time another one begins anew."""
    monkeypatch.setattr(importing, "CHUNK", 100)
    list_id = desk.upload(workbook(MANY))
    job_id = desk.listed(list_id).job_id
    assert job_id is not None
    for portions in (3, 7, 12):
        work = runner.claim(desk.database, threading.Event())
        assert work is not None
        monkeypatch.setattr(work, "step", dying_after(portions, work.step))
        with pytest.raises(SystemExit):
            importing.HANDLER.run(work)
        fall_silent(desk.database, job_id)
    importing.run_now(desk.database, list_id)
    assert desk.listed(list_id).state is ListState.DRAFT
    assert [row.head_name for row in desk.rows(list_id)] == [row.head_name for row in MANY]


def test_an_officer_can_stop_reading_and_begin_again(desk: Desk) -> None:
    list_id = desk.upload(workbook(HOUSEHOLDS))
    with desk.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(desk.by))
        importing.stop_reading(session, officer, list_id)
    importing.run_now(desk.database, list_id)
    assert (desk.listed(list_id).state, desk.rows(list_id)) == (ListState.FAILED, [])
    assert "đọc lại" in desk.listed(list_id).sentence
    again(desk, list_id)
    assert desk.listed(list_id).state is ListState.DRAFT
    with desk.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(desk.by))
        with pytest.raises(Conflict):
            importing.stop_reading(session, officer, list_id)


def test_reading_again_replaces_the_rows(desk: Desk) -> None:
    list_id = desk.read(HOUSEHOLDS)
    before = [row.id for row in desk.rows(list_id)]
    again(desk, list_id)
    after = desk.rows(list_id)
    assert len(after) == len(before)
    assert desk.listed(list_id).state is ListState.DRAFT


def test_while_it_is_read_a_list_is_not_read_again_nor_published(desk: Desk) -> None:
    list_id = desk.upload(workbook(HOUSEHOLDS))
    with pytest.raises(Conflict):
        again(desk, list_id)
    with pytest.raises(NotFound):
        desk.publish(list_id)


def test_others_write_while_a_long_file_is_read(desk: Desk) -> None:
    """A message that comes in waits no second. Measured in this process's own time: how long the
    machine was busy elsewhere is not what is looked at."""
    rows = [
        make_household(f"Hồ Văn A{number}", born=1940 + number % 60, row=number)
        for number in range(1, 20_001)
    ]
    draft = ListDraft("a.xlsx", "7" * 64, rows=tuple(rows))
    list_id = desk.upload(b"x")
    reading = threading.Thread(target=importing.run_now, args=(desk.database, list_id))
    waits: list[float] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "stream_list", lambda *_given: portions(draft))
        reading.start()
        while reading.is_alive():
            began = time.process_time()
            with desk.database.transaction() as session:
                session.execute(update(Officer).values(full_name="Lê Thị Mai"))
            waits.append(time.process_time() - began)
            time.sleep(0.01)
    assert len(desk.rows(list_id)) == len(rows)
    assert len(waits) > 4
    assert max(waits) < 1


def test_each_row_of_a_province_goes_to_its_commune_and_none_is_lost(desk: Desk) -> None:
    province = Desk(desk.database, desk.world, desk.world.province_officer, desk.world.province)
    rows = [
        make_household(f"Hồ Thị {name}", row=n)._replace(commune=commune)
        for n, (name, commune) in enumerate(
            [
                ("An", "xã A Lưới 1"),
                ("Bê", "A LƯỚI 5"),
                ("Cúc", "a luoi 1"),
                ("Dung", "Xã A Lưới 9"),
                ("Em", ""),
                ("Ánh", "A Lưới  1"),
            ]
        )
    ]
    list_id = province.read(rows)
    placed = [(row.head_name, row.unit_id) for row in province.rows(list_id)]
    one, five = desk.world.commune, desk.world.other_commune
    assert placed == [
        ("Hồ Thị An", one),
        ("Hồ Thị Bê", five),
        ("Hồ Thị Cúc", one),
        ("Hồ Thị Ánh", one),
    ]
    refused = [problem for problem in province.problems(list_id) if problem.kind == "commune"]
    assert [(problem.row, problem.refused, problem.column) for problem in refused] == [
        (7, True, "Xã"),
        (8, True, "Xã"),
    ]
    province.publish(list_id)
    counting = [name for name, _standing in desk.counting()]
    assert counting == ["Hồ Thị An", "Hồ Thị Bê", "Hồ Thị Cúc", "Hồ Thị Ánh"]


def test_a_commune_keeps_rows_of_old_communes_and_refuses_those_of_its_neighbours(
    desk: Desk,
) -> None:
    rows = [
        make_household("Hồ Thị An", row=1)._replace(commune="Hồng Thủy"),
        make_household("Hồ Thị Bê", row=2)._replace(commune="A Lưới 5"),
        make_household("Hồ Thị Cúc", row=3)._replace(commune="xã A Lưới 1"),
    ]
    list_id = desk.read(rows)
    assert [(row.head_name, row.commune) for row in desk.rows(list_id)] == [
        ("Hồ Thị An", "Hồng Thủy"),
        ("Hồ Thị Cúc", "xã A Lưới 1"),
    ]
    assert [problem.row for problem in desk.problems(list_id) if problem.refused] == [5]


def test_how_a_layout_was_read_is_remembered_once_it_was_published(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Choices] = []

    def reading(*given: object) -> Generator[Portion]:
        read.append(given[3])  # type: ignore[arg-type]
        return portions(ListDraft("a.xlsx", "7" * 64, rows=HOUSEHOLDS))

    monkeypatch.setattr(importing, "stream_list", reading)
    chosen = Choices(columns={"Danh sách": {3: "birth", 4: ""}})
    first = desk.upload(b"1")
    importing.run_now(desk.database, first)
    again(desk, first, chosen)
    desk.publish(first)
    second = desk.upload(b"2")
    importing.run_now(desk.database, second)
    assert read == [Choices(), chosen, Choices(), chosen]
    assert "lần trước" in desk.listed(second).facts["notices"][0]
    again(desk, second, Choices())  # the officer does not want that
    assert read[4:] == [Choices()]
    with desk.database.reading() as session:
        assert session.scalars(select(ListLayout.unit_id)).all() == [UnitId(desk.world.commune)]


def test_old_files_are_purged_and_what_was_read_of_them_stays(desk: Desk) -> None:
    def aged(list_id: ListId, **days: int) -> None:
        values = {name: clock.now() - timedelta(days=ago) for name, ago in days.items()}
        with desk.database.transaction() as session:
            session.execute(update(PovertyList).where(PovertyList.id == list_id).values(values))

    old = desk.publish(desk.read([make_household("Hồ Thị An")]))
    recent = desk.publish(desk.read([make_household("Hồ Thị Bê")]))
    forgotten, fresh = desk.read([make_household("Hồ Thị Cúc")]), desk.read(HOUSEHOLDS)
    aged(old, created_at=500, published_at=400)
    aged(recent, created_at=390, published_at=390)
    aged(forgotten, created_at=31)
    aged(fresh, created_at=29)
    with desk.database.transaction() as session:
        retention.purge_files(session)
    with desk.database.reading() as session:
        kept = set(session.scalars(select(PovertyListFile.list_id)))
        assert kept == {recent, fresh}
        assert len(session.scalars(select(PovertyListEntry)).all()) == 4 + 1 + 1 + 1 + 4
    with pytest.raises(Conflict, match="gửi lại"):
        again(desk, forgotten)


def test_figures_open_to_their_rows(desk: Desk) -> None:
    rows = [
        *HOUSEHOLDS,
        make_household("Y Sâm", standing=Standing.NEAR_POOR, hamlet="Thôn 2", born=1200, row=9),
    ]
    list_id = desk.read(rows)
    with desk.database.reading() as session:
        officer = session.get_one(Officer, OfficerId(desk.by))
        figures = queries.statistics(session, officer, list_id)
        for figure in figures:
            opened = queries.entries(
                session,
                officer,
                list_id,
                unit_id=figure.unit_id,
                commune=figure.commune,
                hamlet=figure.hamlet,
                standing=figure.standing,
            )
            assert len(opened) == figure.households
        assert sum(figure.households for figure in figures) == 5
        entered = queries.entries(session, officer, list_id, change=Change.ENTERED)
        assert [row.head_name for row in entered] == ["Y Sâm"]
        bad = queries.entries(session, officer, list_id, problem=True)
        good = queries.entries(session, officer, list_id, problem=False)
        assert [row.head_name for row in bad] == ["Y Sâm"]
        assert len(good) == 4


def test_a_job_holds_numbers_of_records_only(desk: Desk) -> None:
    list_id = desk.read(HOUSEHOLDS)
    with desk.database.reading() as session:
        (job,) = session.scalars(select(Job))
        assert (job.argument, job.sentence) == ({"list_id": list_id}, "")
